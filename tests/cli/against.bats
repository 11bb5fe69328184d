# SPDX-License-Identifier: GPL-2.0-only
#
# check --against: what would break with another kernel than the one the code was written for.

load common

# A driver alone, as one wrote it for v4.4.
old_driver()
{
	plant old/grab.c <<'END'
#include <linux/mm.h>

long grab(unsigned long from, struct page **pages, int n, int store)
{
	long got = get_user_pages(current, current->mm, from, n, store, 0, pages, NULL);

	if (got < 0)
		return got;
	return get_user_pages_fast(from, n, store, pages);
}
END
}

# A kernel that is a hybrid: by its number get_user_pages() takes five arguments.
hybrid()
{
	plant "$1/Makefile" <<'END'
VERSION = 5
PATCHLEVEL = 15
SUBLEVEL = 0
END
	plant "$1/include/linux/mm.h" <<'END'
#define FOLL_WRITE	0x01
#define FOLL_FORCE	0x10
struct page;
struct vm_area_struct;
long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		    struct page **pages);
int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages);
END
}

@test "against: a version of mainline is named, and the mended call" {
	old_driver
	run -1 guptidy check --against 6.12 old
	holds "$output" "grab.c:5:13: error: 8 arguments, but 6.12's get_user_pages() takes 4: (start, nr_pages, gup_flags, pages) [stale-call]"
	holds "$output" "write: get_user_pages(from, n, store ? FOLL_WRITE : 0, pages)"
	run -1 guptidy check --against v4.6 old
	holds "$output" "4.6's get_user_pages() takes 6"
	holds "$output" "write: get_user_pages(from, n, store, 0, pages, NULL)"
	run -0 guptidy check --against 4.5.7 old
	[ -z "$output" ]
}

@test "against: without it, a driver alone is written for any kernel" {
	old_driver
	run -2 --separate-stderr guptidy check old
	lacks "$output" stale-call
	holds "$stderr" "nothing tells which version's function"
}

@test "against: a tree's own prototypes decide, and it says where they stand" {
	old_driver
	hybrid hybrid
	run -1 guptidy check --against hybrid old
	holds "$output" "5.15.0's get_user_pages() takes 4"
	grep -qx "hybrid/include/linux/mm.h:5:[0-9]*: note: declared here: .*" <<<"$output"
	lacks "$output" bool-as-flags
}

@test "against: a function that is gone, and what took its place" {
	plant gone/pin.c <<'END'
#include <linux/mm.h>

int look(unsigned long at, struct page **page)
{
	return __get_user_pages_fast(at, 1, 1, page);
}

long feed(struct mm_struct *mm, unsigned long at, struct page **page)
{
	return __get_user_pages(NULL, mm, at, 1, FOLL_WRITE, page, NULL, NULL);
}
END
	run -1 guptidy check --against 5.10 gone
	holds "$output" "__get_user_pages_fast() is not declared in 5.10; use get_user_pages_fast_only()"
	holds "$output" "__get_user_pages() is not declared in 5.10; use get_user_pages_remote()"
	run -0 guptidy check --against 4.8 gone
}

@test "against: flags that are refused there, or not there" {
	plant flags/pin.c <<'END'
#include <linux/mm.h>

int feed(unsigned long at, struct page **page)
{
	return get_user_pages_fast(at, 1, FOLL_WRITE | FOLL_LONGTERM, page);
}

long split(unsigned long at, struct page **page)
{
	return get_user_pages_unlocked(at, 1, page, FOLL_SPLIT);
}
END
	run -1 guptidy check --against 5.10 --format json flags
	[ "$(jq -r '.findings[].message' <<< "$output")" = \
	  "FOLL_LONGTERM is refused by 5.10's get_user_pages_fast(): since v5.10 pin_user_pages*() alone take it" ]
	run -1 guptidy check --against 6.12 flags
	holds "$output" "FOLL_SPLIT is passed to get_user_pages_unlocked(), but the headers of 6.12 do not define it"
	run -0 guptidy check --against 5.9 flags
}

@test "against: a call that must be mended says already which flags will be refused then" {
	plant mend/pin.c <<'END'
#include <linux/mm.h>

long feed(unsigned long at, struct page **page)
{
	return get_user_pages(at, 1, FOLL_WRITE | FOLL_LONGTERM, page, NULL);
}

long hold(unsigned long at, struct page **page)
{
	return get_user_pages_longterm(at, 1, FOLL_WRITE, page, NULL);
}

long both(struct mm_struct *mm, unsigned long at, struct page **page)
{
	return pin_user_pages_remote(mm, at, 1, FOLL_GET, page, NULL, NULL);
}
END
	run -1 guptidy check --against 6.12 mend
	holds "$output" "FOLL_LONGTERM is refused by 6.12's get_user_pages(): since v5.10"
	holds "$output" "5 arguments, but 6.12's get_user_pages() takes 4"
	holds "$output" "use get_user_pages() with FOLL_LONGTERM, which it refuses there: since v5.10"
	holds "$output" "FOLL_GET is refused by 6.12's pin_user_pages_remote(): it pins, and a page is pinned or referenced, not both; it returns 0 then, and no errno"
	run -1 guptidy check --against 5.4 mend
	holds "$output" "use get_user_pages() with FOLL_LONGTERM [stale-call]"
	lacks "$output" "refused"
}

@test "against: a call that is good there is judged as it stands, whatever version its argument looks like" {
	plant odd/pin.c <<'END'
#include <linux/mm.h>

int keep(unsigned long at, struct page **page)
{
	return get_user_pages_fast(at, 1, FOLL_LONGTERM | 0x40, page);
}

long stay(struct mm_struct *mm, unsigned long at, struct page **page, int **locked)
{
	return pin_user_pages_remote(mm, at, 1, FOLL_LONGTERM, page, NULL, *locked);
}
END
	run -1 guptidy check --against 5.10 odd
	holds "$output" "FOLL_LONGTERM is refused by 5.10's get_user_pages_fast()"
	lacks "$output" "pin_user_pages_remote"
}

@test "against: a truth value where that kernel takes flags, and the other way round" {
	plant truth/pin.c <<'END'
#include <linux/mm.h>

int feed(unsigned long at, bool store, struct page **page)
{
	return get_user_pages_fast(at, 1, store, page);
}
END
	run -1 guptidy check --against 5.2 truth
	holds "$output" "in 5.2: \`store\` is a bool"
	run -0 guptidy check --against 5.1 truth
	sed -i 's/, store,/, FOLL_WRITE,/' truth/pin.c
	run -1 guptidy check --against 5.1 --all truth
	holds "$output" "flags-as-bool"
	run -0 guptidy check --against 5.2 truth
}

@test "against: a number is not named by flags of a kernel that it was not written for" {
	plant number/pin.c <<'END'
#include <linux/mm.h>

int feed(unsigned long at, struct page **page)
{
	return get_user_pages_fast(at, 1, 0x10, page);
}
END
	run -1 guptidy check --against 6.12 number
	holds "$output" literal-flags
	lacks "$output" FOLL_NOWAIT
	lacks "$output" FOLL_FORCE
	copy linux-5.1
	mkdir linux-5.1/drivers/number
	sed s/0x10/0x80/ number/pin.c | sed s/_fast/_unlocked/ | sed 's/0x80, page/page, 0x80/' \
		> linux-5.1/drivers/number/pin.c
	run -0 guptidy check --against 5.1 linux-5.1/drivers/number
	run -1 guptidy check --against 6.12 linux-5.1/drivers/number
	holds "$output" "from FOLL_SPLIT it becomes FOLL_ANON"
	holds "$output" "page, FOLL_SPLIT)"
}

@test "against: a result that was never negative there, and is here" {
	plant result/look.c <<'END'
#include <linux/mm.h>

void look(unsigned long at, struct page **pages, unsigned int n)
{
	unsigned int got = get_user_pages_fast_only(at, n, FOLL_WRITE, pages), i;

	for (i = 0; i < got; i++)
		put_page(pages[i]);
}
END
	run -1 guptidy check --against 6.3 result
	holds "$output" "in 6.3: the comparison"
	holds "$output" signed-compare
	run -0 guptidy check --against 6.2 result
}

@test "against: what is wrong with any kernel is not what would break" {
	plant leak/leak.c <<'END'
#include <linux/mm.h>

int leak(unsigned long at)
{
	struct page *page;

	get_user_pages_fast(at, 1, FOLL_WRITE, &page);
	return 0;
}
END
	run guptidy check leak
	holds "$output" unchecked-return
	run -0 guptidy check --against 6.12 leak
	[ -z "$output" ]
}

@test "against: a tree is judged as its callers, and its own headers are not" {
	copy linux-5.1
	rm linux-5.1/drivers/char/{absent_functions,wrong_order}.c linux-5.1/drivers/misc/obsolete_arguments.c
	run -0 guptidy check --against 5.1 linux-5.1
	run -1 guptidy check --against 5.2 linux-5.1
	holds "$output" "get_user_pages_longterm() is not declared in 5.2"
	lacks "$output" "include/linux/mm.h:"
	run -1 guptidy check --against "$FIXTURES/linux-5.2" linux-5.1/drivers
	holds "$output" "drivers/"
	lacks "$output" " mm/"
}

@test "against: a driver's ladder is judged by the other kernel's LINUX_VERSION_CODE" {
	plant ladder/grab.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

long grab(unsigned long from, struct page **pages, int n)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 9, 0)
	return get_user_pages(from, n, FOLL_WRITE, pages, NULL);
#else
	return get_user_pages(current, current->mm, from, n, 1, 0, pages, NULL);
#endif
}
END
	run -0 guptidy check --against 6.1 ladder
	run -0 guptidy check --against 4.5 ladder
	run -1 guptidy check --against 6.12 ladder
	holds "$output" "grab.c:7:"
	lacks "$output" "grab.c:9:"
	run -1 guptidy check --against 4.6 ladder
	holds "$output" "grab.c:9:"
	lacks "$output" "grab.c:7:"
}

@test "against: JSON says by which kernel, and comments count" {
	old_driver
	run -1 guptidy check --against 6.12 --format json old
	[ "$(jq -c .against <<< "$output")" = '{"version":"6.12","root":null}' ]
	hybrid hybrid
	run -1 guptidy check --against hybrid --format json old
	[ "$(jq -r .against.root <<< "$output")" = "$PWD/hybrid" ]
	sed -i 's,^	long got,	/* guptidy: allow stale-call - for old kernels */\n&,' old/grab.c
	run guptidy check --against 6.12 --format json old
	[ "$(jq -r '.suppressed[].rule' <<< "$output")" = stale-call ]
	[ "$(jq -r '[.findings[].rule] | index("stale-call")' <<< "$output")" = null ]
}

@test "against: what names no kernel is an error, and nothing is checked" {
	old_driver
	mkdir none
	for kernel in 6.99 4.3 9.0 6. next none old/grab.c "$(printf '6.12\n')x"; do
		run -2 --separate-stderr guptidy check --against "$kernel" old
		[ -z "$output" ]
		holds "$stderr" "${kernel%%$'\n'*}"
	done
}

@test "against: answers of both kernels are kept apart" {
	old_driver
	hybrid hybrid
	for round in 1 2; do
		run -1 guptidy check --ask-compiler --against 6.12 old
		holds "$output" "6.12's get_user_pages() takes 4"
		run -1 guptidy check --ask-compiler --against hybrid old
		holds "$output" "5.15.0's get_user_pages() takes 4"
		run -2 guptidy check --ask-compiler old
	done
}

@test "against: nothing is written for a call whose macro brings two arguments" {
	plant driver/a.c <<'EOF'
#define PAIR(a) current, current->mm, a
long f(unsigned long a, int n, int w, struct page **p)
{
	return get_user_pages(PAIR(a), n, w, 0, p, NULL);
}
EOF
	run -1 guptidy check --against 6.12 --rule stale-call driver
	holds "$output" 'driver/a.c:4:9: error: 6 arguments'
	[[ $output != *'write:'* ]]
}

# What a driver of v5.4 does beside the family.
neighbours()
{
	plant driver/near.c <<'END'
#include <linux/mm.h>

int near(struct mm_struct *mm, struct task_struct *task, void *data, struct page **pages)
{
	struct rw_semaphore *sem = &mm->mmap_sem;
	struct own *own = data;

	down_read(&task->mm->mmap_sem);
	down_read(&own->mmap_sem);
	get_vaddr_frames(0, 1, FOLL_WRITE, data);
	access_process_vm(task, 0, data, 1, FOLL_FORCE | FOLL_WRITE);
	release_pages(pages, 1);
	iov_iter_get_pages(data, pages, 1, 1, data);
	put_user_page(*pages);
	up_read(&task->mm->mmap_sem);
	return 0;
}
END
}

# lines: those of the findings in $output, in one line.
lines()
{
	sed -n 's/^[^: ]*near.c:\([0-9]*\):.*\[stale-call\]$/\1/p' <<<"$output" | xargs
}

@test "against: the mmap lock, and functions beside the family" {
	neighbours
	run -1 guptidy check --against 6.12 driver
	[ "$(lines)" = "5 8 10 13 14 15" ]
	holds "$output" "near.c:8:2: error: 6.12 has no mmap_sem: it is mmap_lock since v5.8"
	holds "$output" "write: mmap_read_lock(task->mm)"
	holds "$output" "write: mmap_read_unlock(task->mm)"
	holds "$output" "in 6.12 get_vaddr_frames() belongs to media alone since v5.12"
	holds "$output" "in 6.12 iov_iter_get_pages() is gone; iov_iter_get_pages2() moves the iterator"
	holds "$output" "put_user_page() is not declared in 6.12: it drops what get_user_pages() took, and unpin_user_page() is for pins alone since v5.7"

	run -0 guptidy check --against 5.4 driver
	[ -z "$output" ]

	run -1 guptidy check --against 4.8 driver
	[ "$(lines)" = "10 11 12 14" ]
	holds "$output" "write: get_vaddr_frames(0, 1, 1, 0, data)"
	holds "$output" "write: access_process_vm(task, 0, data, 1, 1)"
	holds "$output" "write: release_pages(pages, 1, false)"
	holds "$output" "put_user_page() is not declared in 4.8; mainline has it since v5.2"

	run -0 guptidy check --against 6.12 --rule bool-as-flags driver
	[ -z "$output" ]
}

@test "against: an mmap lock's function that came later, unless the driver gives it" {
	plant driver/near.c <<'END'
#include <linux/mm.h>

void near(struct mm_struct *mm)
{
	mmap_read_lock(mm);
}
END
	run -1 guptidy check --against 5.7 driver
	holds "$output" "near.c:5:2: error: 5.7 has no mmap_read_lock(): up to v5.7 it is down_read(&mm->mmap_sem)"
	run -0 guptidy check --against 5.8 driver
	plant driver/own.h <<'END'
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 8, 0)
#define mmap_read_lock(mm) down_read(&(mm)->mmap_sem)
#endif
END
	run -0 guptidy check --against 5.7 driver
	rm driver/own.h
	sed -i '1a #include "gup_compat.h"' driver/near.c
	run -0 guptidy check --against 5.7 driver
}

@test "against: a tree's own headers say what its mmap lock is called" {
	hybrid vendor
	plant driver/near.c <<'END'
#include <linux/mm.h>

void near(struct mm_struct *mm)
{
	mmap_read_lock(mm);
	up_read(&mm->mmap_sem);
}
END
	plant vendor/include/linux/mm_types.h <<<'struct mm_struct { struct rw_semaphore mmap_sem; };'
	run -1 guptidy check --against vendor driver
	[ "$(lines)" = 5 ]
	plant vendor/include/linux/mmap_lock.h <<<'static inline void mmap_read_lock(struct mm_struct *mm) { }'
	run -0 guptidy check --against vendor driver
	plant vendor/include/linux/mm_types.h <<<'struct mm_struct { struct rw_semaphore mmap_lock; /* was mmap_sem */ };'
	run -1 guptidy check --against vendor driver
	[ "$(lines)" = 6 ]
}

@test "against: what the text does not tell is said, and no finding" {
	plant driver/near.c <<'END'
#include <linux/mm.h>

int near(struct task_struct *task, void *buffer, unsigned int how, int number)
{
	down_read(&get_thing(number)->mmap_sem);
	return access_process_vm(task, 0, buffer, 1, how);
}
END
	run -2 --separate-stderr guptidy check --against 6.12 driver
	[ -z "$output" ]
	holds "$stderr" "near.c:5: not analysed: whether this mmap_sem is that of an mm"
	holds "$stderr" "near.c:6: not analysed: nothing tells which version's function this calls"
}
