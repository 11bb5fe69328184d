#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What several files together tell: wrappers and their callers, locks that a caller in another file takes,
# members that one file fills and another one empties.
load common

# modern_tree NAME: a small tree of v6.6.
modern_tree()
{
	printf 'VERSION = 6\nPATCHLEVEL = 6\nSUBLEVEL = 0\nEXTRAVERSION =\n' | plant "$1/Makefile"
	plant "$1/include/linux/mm.h" <<'END'
#ifndef _LINUX_MM_H
#define _LINUX_MM_H
#define FOLL_WRITE	0x01
struct page;
int pin_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags,
			struct page **pages);
long pin_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		    struct page **pages);
void unpin_user_pages(struct page **pages, unsigned long npages);
void unpin_user_page(struct page *page);
#endif
END
}

# weaver_pin() pins, and is called from another file.
weaver()
{
	plant "$1/drivers/weaver/pin.c" <<'END'
#include <linux/mm.h>

int weaver_pin(unsigned long addr, int n, struct page **pages)
{
	int ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);

	if (ret == n)
		return 0;
	if (ret > 0)
		unpin_user_pages(pages, ret);
	return -EFAULT;
}
END
}

@test "api: a wrapper, and what it hands out and asks for" {
	modern_tree tree
	weaver tree
	run -0 guptidy api tree
	holds "$output" 'drivers/weaver/pin.c:3: weaver_pin() hands out pins in `pages`, at most `n`; returns 0 if all are there, or an errno; gets them from pin_user_pages_fast(); takes the mmap lock'
	guptidy api --format=json tree >report
	jq -e '.wrappers == [{name: "weaver_pin", file: "drivers/weaver/pin.c", line: 3, column: 5,
	       kind: "pin", result: "0 if all are there, or an errno", pages: "pages", count: "n",
	       lock: "takes the mmap lock", callee: "pin_user_pages_fast"}]' report
	rm -r tree/drivers
	run -0 guptidy api tree
	lacks "$output" 'wrappers'
}

@test "unchecked-return: the result of a wrapper in another file" {
	modern_tree tree
	weaver tree
	plant tree/drivers/weaver/loom.c <<'END'
void unpin_user_page(struct page *page);

void loom_bad(unsigned long addr, struct page **pages)
{
	weaver_pin(addr, 4, pages);
	unpin_user_page(pages[0]);
}

int loom_good(unsigned long addr, struct page **pages)
{
	return weaver_pin(addr, 4, pages);
}
END
	run -1 --separate-stderr guptidy check --rule unchecked-return tree
	holds "$output" 'drivers/weaver/loom.c:5:2: error: the result of weaver_pin() is never looked at'
	[ "$(grep -c unchecked-return <<<"$output")" -eq 1 ]
	# Two functions of the name: nobody knows which one that is.
	sed 's/FOLL_WRITE/0/' tree/drivers/weaver/pin.c | plant tree/drivers/other/pin.c
	run -0 guptidy check --rule unchecked-return tree
}

@test "partial-pin: a wrapper in another file that may hand out fewer pages, and one that never does" {
	modern_tree tree
	plant tree/drivers/weaver/pin.c <<'END'
#include <linux/mm.h>

int weaver_some(unsigned long addr, int n, struct page **pages)
{
	return pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
}

int weaver_all(unsigned long addr, int n, struct page **pages)
{
	int ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);

	if (ret >= 0 && ret < n) {
		unpin_user_pages(pages, ret);
		ret = -14;
	}
	return ret;
}
END
	plant tree/drivers/weaver/loom.c <<'END'
void loom_use(struct page *page);

int loom_bad(unsigned long addr, struct page **pages, int n)
{
	int i, ret = weaver_some(addr, n, pages);

	if (ret < 0)
		return ret;
	for (i = 0; i < n; i++)
		loom_use(pages[i]);
	return 0;
}

int loom_good(unsigned long addr, struct page **pages, int n)
{
	int i, ret = weaver_all(addr, n, pages);

	if (ret < 0)
		return ret;
	for (i = 0; i < n; i++)
		loom_use(pages[i]);
	return 0;
}
END
	run -1 --separate-stderr guptidy check --rule partial-pin tree
	holds "$output" 'drivers/weaver/loom.c:5:15: error: weaver_some() may get fewer pages than asked for, but from line 9 on all are used'
	holds "$output" 'drivers/weaver/pin.c:5:9: note: it hands out what this call gets'
	[ "$(grep -c partial-pin <<<"$output")" -eq 1 ]
}

@test "signed-compare: the result of a wrapper in something unsigned" {
	modern_tree tree
	weaver tree
	plant tree/drivers/weaver/loom.c <<'END'
int loom_bad(unsigned long addr, struct page **pages)
{
	unsigned int ret = weaver_pin(addr, 4, pages);

	return ret < 0 ? -14 : 0;
}

int loom_good(unsigned long addr, struct page **pages)
{
	int ret = weaver_pin(addr, 4, pages);

	return ret < 0 ? -14 : 0;
}
END
	run -1 --separate-stderr guptidy check --rule signed-compare tree
	holds "$output" 'drivers/weaver/loom.c:3:21: error: `ret` is unsigned: its test in line 5 is never true for an errno'
	[ "$(grep -c signed-compare <<<"$output")" -eq 1 ]
}

@test "unchecked-return: a relative of the family, in a file that does not name it" {
	modern_tree tree
	plant tree/lib/iter.c <<'END'
void bad(struct iov_iter *iter, struct page **pages, size_t *at)
{
	iov_iter_get_pages2(iter, pages, 4096, 1, at);
	use(pages);
}

int good(struct iov_iter *iter, struct page **pages, size_t *at)
{
	return iov_iter_get_pages2(iter, pages, 4096, 1, at);
}
END
	run -1 --separate-stderr guptidy check tree
	holds "$output" 'lib/iter.c:3:2: error: the result of iov_iter_get_pages2() is never looked at'
	[ "$(grep -c unchecked-return <<<"$output")" -eq 1 ]
	run -0 guptidy find tree
	lacks "$output" iov_iter
}

# chain LOCK: the pages are pinned in one file, and the ioctl that asks for it is in another one.
chain()
{
	modern_tree tree
	plant tree/drivers/reed/pin.c <<'END'
#include <linux/mm.h>

long reed_pin(unsigned long addr, int n, struct page **pages)
{
	return pin_user_pages(addr, n, FOLL_WRITE, pages);
}
END
	plant tree/drivers/reed/ioctl.c <<END
#include <linux/mm.h>

static long reed_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct page *pages[4];
	long n;

	$1
	n = reed_pin(arg, 4, pages);
	$2
	if (n > 0)
		unpin_user_pages(pages, n);
	return n < 0 ? n : 0;
}

static const struct file_operations reed_fops = {
	.$3 = reed_ioctl,
};
END
}

@test "lock-not-held: an ioctl in another file has it not" {
	chain '' '' unlocked_ioctl
	run -1 --separate-stderr guptidy check --rule lock-not-held tree
	holds "$output" 'drivers/reed/pin.c:5:9: error: pin_user_pages() needs the mmap lock of current->mm, but nothing takes it between reed_ioctl() in drivers/reed/ioctl.c'
	chain 'mmap_read_lock(current->mm);' 'mmap_read_unlock(current->mm);' unlocked_ioctl
	run -0 guptidy check --rule lock-not-held tree
	# mmap() is called with it held.
	chain '' '' mmap
	run -0 guptidy check --rule lock-not-held tree
}

@test "lock-not-held: a chain of callers may go through file after file" {
	local i

	chain '' '' unlocked_ioctl
	for i in 1 2 3 4 5; do
		printf 'long reed_step%s(unsigned long addr)\n{\n\treturn %s(addr);\n}\n' $i \
			"$([ $i = 1 ] && echo reed_pin || echo reed_step$((i - 1)))" | plant tree/drivers/reed/step$i.c
	done
	sed -i 's/reed_pin(/reed_step5(/' tree/drivers/reed/ioctl.c
	run -1 --separate-stderr guptidy check --rule lock-not-held tree
	holds "$output" 'nothing takes it between reed_ioctl() in drivers/reed/ioctl.c'
	# Far from the call, and as good as beside it.
	sed -i 's/return reed_step3(addr);/long ret;\n\tmmap_read_lock(current->mm);\n\tret = reed_step3(addr);\n\tmmap_read_unlock(current->mm);\n\treturn ret;/' tree/drivers/reed/step4.c
	run -0 guptidy check --rule lock-not-held tree
}

@test "lock-not-held: what probes a device, and what is in a table of ioctls, has it not" {
	local table

	for table in 'static struct reed_driver reed = { .probe = reed_ioctl };' \
		     'static const struct reed_ioctl_op ops[] = { REED_OP(REED_PIN, reed_ioctl) };'; do
		chain '' '' unlocked_ioctl
		sed -i '/^static const struct file_operations/,$d' tree/drivers/reed/ioctl.c
		echo "$table" >>tree/drivers/reed/ioctl.c
		run -1 --separate-stderr guptidy check --rule lock-not-held tree
		holds "$output" 'nothing takes it between reed_ioctl() in drivers/reed/ioctl.c'
	done
	sed -i 's/reed_ioctl_op/reed_op/' tree/drivers/reed/ioctl.c
	run -0 guptidy check --rule lock-not-held tree
}

@test "lock-not-held: the kernel's common code calls each architecture's function of a name" {
	local arch

	modern_tree tree
	for arch in arm64 riscv; do
		plant tree/arch/$arch/kvm/reed.c <<'END'
#include <linux/mm.h>

long reed_pin(unsigned long addr, struct page **pages)
{
	return pin_user_pages(addr, 1, FOLL_WRITE, pages);
}
END
	done
	plant tree/virt/kvm/reed.c <<'END'
#include <linux/mm.h>

/* pin_user_pages() is what they call. */
static long reed_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct page *page;

	return reed_pin(arg, &page);
}

static const struct file_operations reed_fops = { .unlocked_ioctl = reed_ioctl };
END
	run -1 --separate-stderr guptidy check --rule lock-not-held tree
	[ "$(grep -c 'nothing takes it between reed_ioctl() in virt/kvm/reed.c' <<<"$output")" = 2 ]
	sed -i 's/return reed_pin(arg, &page);/mmap_read_lock(current->mm); &/' tree/virt/kvm/reed.c
	run -0 guptidy check --rule lock-not-held tree
}

@test "lock-held: a caller in another file has it" {
	chain 'mmap_read_lock(current->mm);' 'mmap_read_unlock(current->mm);' unlocked_ioctl
	sed -i 's/pin_user_pages(/pin_user_pages_fast(/' tree/drivers/reed/pin.c
	run -1 --separate-stderr guptidy check --rule lock-held tree
	holds "$output" 'drivers/reed/pin.c:5:9: error: pin_user_pages_fast() takes the mmap lock of current->mm itself, but reed_ioctl() in drivers/reed/ioctl.c'
	chain '' '' mmap
	sed -i 's/pin_user_pages(/pin_user_pages_fast(/' tree/drivers/reed/pin.c
	run -1 guptidy check --rule lock-held tree
	chain '' '' unlocked_ioctl
	sed -i 's/pin_user_pages(/pin_user_pages_fast(/' tree/drivers/reed/pin.c
	run -0 guptidy check --rule lock-held tree
}

# gate OPERATION: a function of one file does it for its caller in another one, who does a fast call next.
gate()
{
	modern_tree tree
	plant tree/drivers/gate/gate.c <<END
#include <linux/mm.h>

void gate_$1(struct mm_struct *mm)
{
	mmap_read_$1(mm);
}
END
	plant tree/drivers/gate/gatekeeper.c <<END
#include <linux/mm.h>

int gate_pin(unsigned long addr, struct page **pages)
{
	gate_$1(current->mm);
	return pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);
}
END
}

@test "lock-held: a function of another file takes it for its caller" {
	gate lock
	run -1 --separate-stderr guptidy check --rule lock-held tree
	holds "$output" 'drivers/gate/gatekeeper.c:6:9: error: pin_user_pages_fast() takes the mmap lock of current->mm itself, but every way to this call holds it already: see gate_lock() at line 5'
	gate unlock
	run -0 guptidy check --rule lock-held tree
	sed -i 's/pin_user_pages_fast(/pin_user_pages(/' tree/drivers/gate/gatekeeper.c
	run -1 --separate-stderr guptidy check --rule lock-not-held tree
	holds "$output" 'drivers/gate/gatekeeper.c:6:9: error: pin_user_pages() needs the mmap lock of current->mm, but every way to this call has dropped it: see gate_unlock() at line 5'
	# Of two functions of that name nobody knows which one it is.
	sed 's/mmap_read_/mmap_write_/' tree/drivers/gate/gate.c >tree/drivers/gate/other.c
	run -0 guptidy check --rule lock-not-held tree
}

# member RELEASE: one file pins pages of a struct, another one drops them so.
member()
{
	modern_tree tree
	plant tree/drivers/spool/spool.h <<'END'
struct spool { int n; struct page **pages; };
END
	plant tree/drivers/spool/pin.c <<'END'
#include <linux/mm.h>
#include "spool.h"

int spool_pin(struct spool *spool, unsigned long addr)
{
	spool->n = pin_user_pages_fast(addr, 4, FOLL_WRITE, spool->pages);
	return spool->n < 0 ? spool->n : 0;
}
END
	plant tree/drivers/spool/drop.c <<END
#include <linux/mm.h>
#include "spool.h"

/* unpin_user_page() */
void spool_drop(struct spool *spool)
{
	int i;

	for (i = 0; i < spool->n; i++)
		$1(spool->pages[i]);
}
END
}

@test "wrong-release: one file pins, another one drops a reference" {
	member put_page
	run -1 --separate-stderr guptidy check --rule wrong-release tree
	holds "$output" 'drivers/spool/drop.c:10:3: error: put_page() does not fit: all that fills `pages` of struct spool takes a pin'
	holds "$output" 'pin_user_pages_fast() at drivers/spool/pin.c:6'
	member unpin_user_page
	run -0 guptidy check --rule wrong-release tree
	# Something else is put there too.
	member put_page
	printf 'void g(struct spool *s) { s->pages[0] = alloc_page(0); }\n' >>tree/drivers/spool/drop.c
	run -0 guptidy check --rule wrong-release tree
}

@test "pairs: who fills and who empties a member" {
	member put_page
	run -0 guptidy pairs tree
	diff - <(printf '%s\n' "$output") <<'END'
spool.pages
  tree/drivers/spool/pin.c:6: takes pin: pin_user_pages_fast() in spool_pin()
  tree/drivers/spool/drop.c:10: drops reference: put_page() in spool_drop()
END
	guptidy pairs --format=json tree >report
	jq -e '.schema == 1 and .tree.version == "6.6.0"' report
	jq -e '.members == [{record: "spool", member: "pages", others: 0, acquires: [{
	       file: "drivers/spool/pin.c", line: 6, column: 13, function: "spool_pin",
	       callee: "pin_user_pages_fast", kind: "pin"}], releases: [{
	       file: "drivers/spool/drop.c", line: 10, column: 3, function: "spool_drop",
	       callee: "put_page", kind: "reference"}]}]' report
	rm -r tree/drivers
	run -0 --separate-stderr guptidy pairs tree
	[ "$output" = 'no struct member is filled with pages' ]
	mkdir nothing
	run -0 --separate-stderr guptidy pairs nothing
	holds "$stderr" 'nothing: warning: no C source there, so nothing was looked at'
}

# --- a change in one file that breaks another one ---

export GIT_AUTHOR_NAME=Author GIT_AUTHOR_EMAIL=author@example.org
export GIT_COMMITTER_NAME=Committer GIT_COMMITTER_EMAIL=committer@example.org

# committed TREE: from now on its change is looked at.
committed()
{
	git -C "$1" init -q -b main .
	git -C "$1" add -A
	git -C "$1" commit -q --no-verify -m base
	run -0 guptidy lint "$1"
	[ -z "$output" ]
}

# by_diff TREE: the same change as a diff against the tree as it was.
by_diff()
{
	git -C "$1" diff >change.diff
	git -C "$1" stash -q
	run --separate-stderr guptidy lint --diff=change.diff "$1"
	git -C "$1" stash pop -q
}

@test "check: a file alone is seen with those beside it, and nothing is said of them" {
	depot
	sed -i 's/		depot_empty(depot);/		;/' tree/drivers/depot/lender.c
	run -1 --separate-stderr guptidy check tree/drivers/depot/lender.c
	holds "$output" 'drivers/depot/lender.c:4:12: error: depot_fill() takes pages, and the error return at line 17'
	[ "$(grep -c error: <<<"$output")" -eq 1 ]
	run -0 guptidy check tree/drivers/depot/depot.c
	# The file that fills the member, and the one that empties it.
	member put_page
	sed -i 's,/\* unpin_user_page() \*/,,' tree/drivers/spool/drop.c
	run -1 --separate-stderr guptidy check tree/drivers/spool/drop.c
	holds "$output" 'drivers/spool/drop.c:10:3: error: put_page() does not fit: all that fills `pages` of struct spool'
	run -0 guptidy check tree/drivers/spool/pin.c
}

@test "lint: a lock dropped in a file that does not name the family" {
	chain 'mmap_read_lock(current->mm);' 'mmap_read_unlock(current->mm);' unlocked_ioctl
	sed -i '/linux.mm.h/d; s/unpin_user_pages/reed_unpin/' tree/drivers/reed/ioctl.c
	committed tree
	sed -i '/mmap_read/d' tree/drivers/reed/ioctl.c
	run -1 --separate-stderr guptidy lint tree
	holds "$output" 'drivers/reed/pin.c:5:9: error: pin_user_pages() needs the mmap lock of current->mm, but nothing takes it between reed_ioctl() in drivers/reed/ioctl.c'
	[ "$(grep -c error <<<"$output")" -eq 1 ]
	by_diff tree
	[ "$status" -eq 1 ]
	holds "$output" 'drivers/reed/pin.c:5:9: error: pin_user_pages() needs the mmap lock'
}

@test "lint: a change that leaves the lock where it is" {
	chain 'mmap_read_lock(current->mm);' 'mmap_read_unlock(current->mm);' unlocked_ioctl
	committed tree
	sed -i 's/long n;/long n, unused;/' tree/drivers/reed/ioctl.c
	run -0 guptidy lint tree
	[ -z "$output" ]
}

@test "lint: the callee takes the lock now, and a caller in another file has it" {
	chain 'mmap_read_lock(current->mm);' 'mmap_read_unlock(current->mm);' unlocked_ioctl
	committed tree
	sed -i 's/pin_user_pages(/pin_user_pages_fast(/' tree/drivers/reed/pin.c
	run -1 --separate-stderr guptidy lint tree
	holds "$output" 'drivers/reed/pin.c:5:9: error: pin_user_pages_fast() takes the mmap lock'
}

@test "lint: a result that is not looked at any more" {
	modern_tree tree
	weaver tree
	plant tree/drivers/weaver/loom.c <<'END'
int loom(unsigned long addr, struct page **pages)
{
	int ret;

	ret = weaver_pin(addr, 4, pages);
	if (ret)
		return ret;
	return use(pages);
}
END
	committed tree
	sed -i '4,7d; s/int ret;/weaver_pin(addr, 4, pages);/' tree/drivers/weaver/loom.c
	run -1 --separate-stderr guptidy lint tree
	holds "$output" 'drivers/weaver/loom.c:3:2: error: the result of weaver_pin() is never looked at'
	by_diff tree
	[ "$status" -eq 1 ]
	holds "$output" 'the result of weaver_pin() is never looked at'
}

@test "lint: what was found is no news when its function is renamed, and the file" {
	modern_tree tree
	weaver tree
	plant tree/drivers/weaver/loom.c <<'END'
void loom(unsigned long addr, struct page **pages)
{
	weaver_pin(addr, 4, pages);
	use(pages);
}
END
	git -C tree init -q -b main .
	git -C tree add -A
	git -C tree commit -q --no-verify -m base
	git -C tree mv drivers/weaver/loom.c drivers/weaver/frame.c
	sed -i 's/weaver_pin/weaver_hold/; s/loom/frame/' tree/drivers/weaver/*.c
	run -0 guptidy lint tree
	sed -i 's/use(pages);/weaver_hold(addr, 4, pages);/' tree/drivers/weaver/frame.c
	run -1 --separate-stderr guptidy lint tree
	[ "$(grep -c error: <<<"$output")" -eq 1 ]
}

@test "lint: by a diff, a file that moves is no longer where it was, though the disk has it" {
	modern_tree tree
	weaver tree
	plant tree/drivers/weaver/loom.c <<'END'
void loom(unsigned long addr, struct page **pages)
{
	weaver_pin(addr, 4, pages);
	use(pages);
}
END
	git -C tree init -q -b main .
	git -C tree add -A
	git -C tree commit -q --no-verify -m base
	git -C tree mv drivers/weaver/loom.c drivers/weaver/frame.c
	git -C tree diff --no-renames HEAD >moved.diff
	git -C tree reset -q --hard
	run -0 guptidy lint --diff=moved.diff tree
	[ -z "$output" ]
}

@test "lint: a function that others call hands out pages now" {
	modern_tree tree
	weaver tree
	plant tree/drivers/weaver/loom.c <<'END'
void loom(unsigned long addr, struct page **pages)
{
	weaver_pin(addr, 4, pages);
	use(pages);
}
END
	sed -i 's/= pin_user_pages_fast(.*/= 0;/; /unpin_user_pages/d; /ret > 0/d' tree/drivers/weaver/pin.c
	committed tree
	weaver tree
	run -1 --separate-stderr guptidy lint tree
	holds "$output" 'drivers/weaver/loom.c:3:2: error: the result of weaver_pin() is never looked at'
}

@test "lint: a release that does not fit what another file takes" {
	member unpin_user_page
	committed tree
	sed -i 's/		unpin_user_page(/		put_page(/' tree/drivers/spool/drop.c
	run -1 --separate-stderr guptidy lint tree
	holds "$output" 'drivers/spool/drop.c:10:3: error: put_page() does not fit: all that fills `pages` of struct spool takes a pin'
}

@test "lint: a function of another file does not take the lock any more" {
	gate lock
	sed -i 's/pin_user_pages_fast(/pin_user_pages(/; s/^int gate_pin/static long gate_pin/' \
		tree/drivers/gate/gatekeeper.c
	cat >>tree/drivers/gate/gatekeeper.c <<'END'

static const struct file_operations gate_fops = { .unlocked_ioctl = gate_pin };
END
	committed tree
	sed -i '/mmap_read_lock/d' tree/drivers/gate/gate.c
	run -1 --separate-stderr guptidy lint tree
	holds "$output" 'drivers/gate/gatekeeper.c:6:9: error: pin_user_pages() needs the mmap lock of current->mm'
	by_diff tree
	[ "$status" -eq 1 ]
	holds "$output" 'drivers/gate/gatekeeper.c:6:9: error: pin_user_pages() needs the mmap lock of current->mm'
}

# depot: one file takes pages into an object and releases them, another one lends the object.
depot()
{
	modern_tree tree
	plant tree/drivers/depot/depot.c <<'END'
#include <linux/mm.h>

int depot_fill(struct depot *depot, unsigned long addr)
{
	int got = pin_user_pages_fast(addr, 4, FOLL_WRITE, depot->pages);

	if (got == 4)
		return 0;
	if (got > 0)
		unpin_user_pages(depot->pages, got);
	return -EFAULT;
}

void depot_empty(struct depot *depot)
{
	unpin_user_pages(depot->pages, 4);
}

void depot_drop(struct page **pages, int n)
{
	while (n > 0)
		unpin_user_page(pages[--n]);
}
END
	plant tree/drivers/depot/lender.c <<'END'
int lender_lend(unsigned long addr)
{
	struct depot *depot = kzalloc(sizeof(*depot), GFP_KERNEL);
	int ret = depot_fill(depot, addr);

	if (ret)
		goto free;
	if (lender_busy()) {
		depot_empty(depot);
		ret = -EBUSY;
		goto free;
	}
	lender_add(depot);
	return 0;
free:
	kfree(depot);
	return ret;
}

int lender_peek(unsigned long addr)
{
	struct page *pages[4];
	int got = pin_user_pages_fast(addr, 4, FOLL_WRITE, pages);

	if (got <= 0)
		return -EFAULT;
	depot_drop(pages, got);
	if (lender_busy())
		return -EBUSY;
	return 0;
}
END
}

@test "lint: a function of another file does not release any more what it gets" {
	depot
	committed tree
	sed -i 's/unpin_user_page(pages\[--n\])/n--/' tree/drivers/depot/depot.c
	run -1 --separate-stderr guptidy lint tree
	holds "$output" 'drivers/depot/lender.c:23:12: error: pin_user_pages_fast() takes pages, and the error return at line 29 does not release them'
	[ "$(grep -c error: <<<"$output")" -eq 1 ]
	git -C tree checkout -q .
	sed -i 's/unpin_user_pages(depot->pages, 4)/pr_info("empty")/' tree/drivers/depot/depot.c
	run -1 --separate-stderr guptidy lint tree
	holds "$output" 'drivers/depot/lender.c:4:12: error: depot_fill() takes pages, and the error return at line 17 does not release them'
	[ "$(grep -c error: <<<"$output")" -eq 1 ]
	by_diff tree
	[ "$status" -eq 1 ]
	holds "$output" 'drivers/depot/lender.c:4:12: error: depot_fill() takes pages'
}

@test "a comment allows what is found in a file that does not name the family" {
	modern_tree tree
	weaver tree
	plant tree/drivers/weaver/loom.c <<'END'
void loom(unsigned long addr, struct page **pages)
{
	/* guptidy: allow unchecked-return - the loom looks at the pages */
	weaver_pin(addr, 4, pages);
	use(pages);
}
END
	run -0 guptidy check tree
	[ -z "$output" ]
	sed -i 's/	weaver_pin/	ret = weaver_pin/; s/use(pages)/use(ret)/' tree/drivers/weaver/loom.c
	run guptidy check --all tree
	holds "$output" 'unused-allow'
}

@test "what was found is found again, until a file changes that it was found by" {
	modern_tree tree
	weaver tree
	plant tree/drivers/weaver/loom.c <<'END'
void loom(unsigned long addr, struct page **pages)
{
	weaver_pin(addr, 4, pages);
	use(pages);
}
END
	find tree -exec touch -d '1 hour ago' {} +
	sleep 2.1
	run -1 --separate-stderr guptidy check tree
	first=$output
	holds "$first" 'drivers/weaver/loom.c:3:2'
	[ "$(find "$XDG_CACHE_HOME" -name look | wc -l)" -eq 1 ]
	# The weaver's folder was looked through twice: for callers of what takes pages, and for theirs.
	look=$(find "$XDG_CACHE_HOME" -name look)
	made_from=$(sed -n 's/.*"made_from":\[//p' "$look" | grep -o '"file":"[^"]*"')
	holds "$made_from" 'drivers/weaver/loom.c'
	[ "$(sort <<<"$made_from" | uniq -d)" = "" ]
	run -1 --separate-stderr guptidy check tree
	[ "$output" = "$first" ]
	run -1 --separate-stderr guptidy check --no-cache tree
	[ "$output" = "$first" ]
	# A file that is new, one that is another, and one that is not whole.
	sed 's/loom/second/' tree/drivers/weaver/loom.c >tree/drivers/weaver/second.c
	run -1 --separate-stderr guptidy check tree
	holds "$output" 'drivers/weaver/second.c:3:2'
	rm tree/drivers/weaver/second.c
	sed -i 's/	weaver_pin/	return weaver_pin/' tree/drivers/weaver/loom.c
	run -0 --separate-stderr guptidy check tree
	sed -i 's/return weaver_pin/weaver_pin/' tree/drivers/weaver/loom.c
	sleep 2.1
	run -1 --separate-stderr guptidy check tree
	find "$XDG_CACHE_HOME" -name look -exec truncate -s -3 {} +
	run -1 --separate-stderr guptidy check tree
	[ "$output" = "$first" ]
}
