# SPDX-License-Identifier: GPL-2.0-only
#
# convert --to --since: the driver calls the newest API, and gup_compat.h gives it to all kernels since an
# older one. What comes of it is compiled against headers of each form: kernel-fixtures/headers.

load common
load drivers

HEADERS=$FIXTURES/headers

# code VERSION: its LINUX_VERSION_CODE.
code()
{
	local IFS=.
	# shellcheck disable=SC2086 # parted by dots
	set -- $1
	echo $(($1 << 16 | $2 << 8 | ${3:-0}))
}

# answers TREE: what gup_compat.mk finds out about it.
answers()
{
	printf 'srctree := %s\ninclude driver/gup_compat.mk\nall:\n\t@echo $(ccflags-y)\n' "$1" >ask.mk
	make -s -f ask.mk
}

# compile TREE VERSION [ARG...]: the driver with those headers.
compile()
{
	local tree=$1 version=$2 compiler
	shift 2
	for compiler in "${CC:-gcc}" clang-"${LLVM:-19}"; do
		"$compiler" -fsyntax-only -std=gnu89 -nostdinc -Wall -Werror -Wno-unused-function \
			-I"$tree/include" -I"$HEADERS/common" -DLINUX_VERSION_CODE="$(code "$version")" \
			"$@" driver/*.c || return 1
	done
}

# compiles_since VERSION: on each kernel from there on, by its version and by what its headers say.
compiles_since()
{
	local tree version flags
	for tree in "$HEADERS"/linux-*; do
		version=${tree##*linux-}
		[ "$(code "$version")" -ge "$(code "$1")" ] || continue
		compile "$tree" "$version" || { echo "by version: $version"; return 1; }
		[ -e driver/gup_compat.mk ] || continue
		flags=$(answers "$tree")
		# shellcheck disable=SC2086 # options
		compile "$tree" 9.9 $flags || { echo "asked: $version: $flags"; return 1; }
	done
}

# serves VERSION: its driver is converted, compiles everywhere, and stays as it is the next time.
serves()
{
	driver "$1"
	guptidy convert --kernel "$HEADERS/linux-$1" --to 6.12 --since 4.4 --in-place driver
	grep -q gup_compat.h driver/pin.c
	compiles_since 4.4
	cp -r driver once
	run -0 guptidy convert --kernel "$HEADERS/linux-$1" --to 6.12 --since 4.4 --in-place driver
	[ -z "$output" ]
	diff -r once driver
}

@test "since: a driver of v4.4 runs on all kernels since v4.4" {
	serves 4.4
}

@test "since: a driver of v4.9 runs on all kernels since v4.4" {
	serves 4.9
}

@test "since: a driver of v5.0 runs on all kernels since v4.4" {
	serves 5.0
}

@test "since: a driver of v5.8 runs on all kernels since v4.4" {
	serves 5.8
}

@test "since: a driver of v6.1 runs on all kernels since v4.4" {
	serves 6.1
}

@test "since: a pin that was a function is a flag, and a function again on kernels that have that" {
	driver 5.0
	sed -i 's/get_user_pages(from/get_user_pages_longterm(from/' driver/pin.c
	guptidy convert --kernel "$HEADERS/linux-5.0" --to 5.6 --since 4.4 --in-place driver
	grep -q 'get_user_pages(from, n, FOLL_WRITE | FOLL_LONGTERM, pages, NULL)' driver/pin.c
	for version in 4.4 4.4.200 4.9 5.0 5.6; do
		compile "$HEADERS/linux-$version" "$version"
	done
}

@test "since: the old driver compiles nowhere but where it was written for" {
	driver 4.4
	compile "$HEADERS/linux-4.4" 4.4
	run ! compile "$HEADERS/linux-6.12" 6.12
	run ! compile "$HEADERS/linux-4.9" 4.9
}

@test "since: the diff makes the new files, and patch takes it" {
	driver 4.9
	guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 driver >driver.diff
	grep -q '^--- /dev/null$' driver.diff
	mkdir patched
	cp -r driver patched
	(cd patched && patch -s -p1) <driver.diff
	guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
	diff -r driver patched/driver
	rm -r driver
	driver 4.9
	run -0 guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --format json driver
	[ "$(jq -r '[.edits[] | select(.offset == 0 and .old == "") | .file] | join(" ")' <<< "$output")" = \
	  "driver/gup_compat.h driver/gup_compat.mk" ]
	[ "$(jq -r '.edits[] | select(.new == "\n#include \"gup_compat.h\"\n") | .file' <<< "$output")" = driver/pin.c ]
}

@test "since: the header lies in the folder that holds all who need it" {
	driver 4.9
	mkdir -p driver/src/low driver/doc
	mv driver/pin.c driver/src/low/pin.c
	sed 's/pin_/grab_/' driver/src/low/pin.c >driver/src/grab.c
	guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
	[ -e driver/src/gup_compat.h ]
	grep -qx '#include "../gup_compat.h"' driver/src/low/pin.c
	grep -qx '#include "gup_compat.h"' driver/src/grab.c
}

@test "since: the #include goes behind all headers of the kernel, and in front of the driver's own" {
	plant driver/one.c <<'END'
#include <linux/mm.h>
#ifdef CONFIG_NUMA
#include <linux/sched.h>
#else
#include <linux/rwsem.h>
#endif

#include "own.h"

int one(unsigned long at, struct page **page)
{
	return get_user_pages_fast(at, 1, 1, page);
}
END
	plant driver/own.h <<'END'
#ifndef OWN_H
#define OWN_H
#include <linux/mm.h>
static inline int two(unsigned long at, struct page **page)
{
	return get_user_pages_fast(at, 1, 1, page);
}
#endif
END
	guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
	[ "$(sed -n 7,9p driver/one.c)" = $'\n#include "gup_compat.h"\n#include "own.h"' ]
	[ "$(sed -n 3,6p driver/own.h)" = $'#include <linux/mm.h>\n\n#include "gup_compat.h"\nstatic inline int two(unsigned long at, struct page **page)' ]
	compile "$HEADERS/linux-4.9" 4.9
	compile "$HEADERS/linux-6.1" 6.1
}

@test "since: the #include stands in no #if that some of what needs it is not in" {
	plant driver/own.h <<'END'
#ifndef OWN_H
#define OWN_H

#ifndef LINUX_VERSION_CODE
#include <linux/version.h>
#endif

#define own_lock(mm) down_read(&(mm)->mmap_sem)
#endif
END
	plant driver/both.h <<'END'
#ifndef BOTH_H
#define BOTH_H
#ifdef __KERNEL__
#include <linux/mm.h>

static inline int two(unsigned long at, struct page **page)
{
	return get_user_pages_fast(at, 1, 1, page);
}
#endif
#endif
END
	plant driver/early.h <<'END'
#ifdef __KERNEL__
#include <linux/mm.h>

static inline int three(unsigned long at, struct page **page)
{
	return get_user_pages_fast(at, 1, 1, page);
}
#endif

#ifdef EARLY_FOUR
static inline int four(unsigned long at, struct page **page)
{
	return get_user_pages_fast(at, 1, 1, page);
}
#endif
END
	plant driver/one.c <<'END'
#include <linux/mm.h>

#include "own.h"
#include "both.h"
#include "early.h"

int one(struct mm_struct *mm)
{
	return own_lock(mm), 0;
}
END
	run -1 guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
	[ "$(sed -n 6,8p driver/own.h)" = $'#endif\n\n#include "gup_compat.h"' ]
	[ "$(sed -n 4,6p driver/both.h)" = $'#include <linux/mm.h>\n\n#include "gup_compat.h"' ]
	[ "$(sed -n 2,4p driver/early.h)" = $'#include <linux/mm.h>\n\n#include "gup_compat.h"' ]
}

@test "since: the #include stands in front of what needs it, or in a header that the file includes" {
	plant driver/late.c <<'END'
#include <linux/mm.h>

int one(unsigned long at, struct page **page)
{
	return get_user_pages_fast(at, 1, 1, page);
}

#include <linux/rwsem.h>
END
	plant driver/own.h <<'END'
#include <linux/mm.h>
static inline int two(unsigned long at, struct page **page)
{
	return get_user_pages_fast(at, 1, 1, page);
}
END
	plant driver/user.c <<'END'
#include "own.h"

int three(unsigned long at, struct page **page)
{
	return two(at, page) + get_user_pages_fast(at, 1, 1, page);
}
END
	run -0 guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
	[ "$(sed -n 3p driver/late.c)" = '#include "gup_compat.h"' ]
	run ! grep gup_compat driver/user.c
	compiles_since 4.9
}

@test "since: who includes nothing of the kernel is left to a person" {
	plant driver/own.h <<'END'
static inline int two(unsigned long at, struct page **page)
{
	return get_user_pages_fast(at, 1, 1, page);
}
END
	run -1 --separate-stderr guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 driver
	holds "$stderr" "own.h: left to you: uses what gup_compat.h gives, and includes no header of the kernel"
}

@test "since: what the header cannot give is told" {
	driver 4.9
	sed -i 's/, n, write, pages/, n, FOLL_WRITE, pages/; s/FOLL_WRITE, pages, NULL/FOLL_WRITE | FOLL_NOWAIT, pages, NULL/' \
		driver/pin.c
	run -1 --separate-stderr guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.4 driver
	holds "$stderr" "gup_compat.h: left to you: get_user_pages() takes no flags up to v4.8, and FOLL_NOWAIT is lost there"
	run -0 --separate-stderr guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 driver
}

# A ladder whose rungs are all the same call, as each kernel has it.
ladder()
{
	plant driver/ladder.c <<'END'
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/version.h>

long grab(struct mm_struct *mm, unsigned long from, struct page **page)
{
	long got;

	/* by hand */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	got = get_user_pages_remote(mm, from, 1, FOLL_WRITE, page, NULL);
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(5, 9, 0)
	got = get_user_pages_remote(mm, from, 1, FOLL_WRITE, page,
				    NULL, NULL);
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(4, 10, 0)
	got = get_user_pages_remote(NULL, mm, from, 1, FOLL_WRITE, page, NULL, NULL);
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(4, 9, 0)
	got = get_user_pages_remote(NULL, mm, from, 1, FOLL_WRITE, page, NULL);
#else
	got = get_user_pages(NULL, mm, from, 1, 1 /* write */, 0, page, NULL);
#endif
	return got;
}
END
}

@test "since: a ladder whose rungs are all the same call is that call" {
	ladder
	run -0 --separate-stderr guptidy convert --to 6.12 --since 4.4 --in-place driver
	[ -z "$stderr" ]
	run -1 grep -E '^#(if|el|end)' driver/ladder.c
	[ "$(sed -n '/by hand/,/return/p' driver/ladder.c)" = "	/* by hand */
	got = get_user_pages_remote(mm, from, 1, FOLL_WRITE, page, NULL);
	return got;" ]
	compiles_since 4.4
	cp -r driver once
	guptidy convert --to 6.12 --since 4.4 --in-place driver
	diff -r once driver
}

@test "since: a ladder that would lose something stays" {
	local change

	for change in 's/from, 1, 1/from, 2, 1/' 's/got = get_user_pages(/got += get_user_pages(/' \
		      's/FOLL_WRITE, page,$/0, page,/' 's/^#else/#elif OTHER/' \
		      's/\(.*NULL, mm, from, 1, FOLL_WRITE, page, NULL);\)/\1\n	count++;/' \
		      's/get_user_pages(NULL/get_user_pages(next_task()/' \
		      's/^#else/#else\n#ifdef OTHER\n#endif/'; do
		ladder
		sed -i "$change" driver/ladder.c
		run -1 --separate-stderr guptidy convert --to 6.12 --since 4.4 --in-place driver
		[ "$(grep -c '^#elif LINUX_VERSION_CODE' driver/ladder.c)" -eq 3 ] || { echo "$change"; return 1; }
		rm -r driver
	done
}

@test "since: a ladder that stays is not broken, and what the driver gives itself is not given again" {
	plant driver/ladder.c <<'END'
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0)
static inline void unpin_user_page(struct page *page)
{
	put_page(page);
}
#endif

long grab(unsigned long from, int store, struct page **pages)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	return get_user_pages(from, 1, FOLL_WRITE, pages);
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(4, 9, 0)
	return get_user_pages(from, 1, store ? FOLL_WRITE : 0, pages, NULL);
#else
	return get_user_pages(current, current->mm, from, 1, store, 0, pages, NULL);
#endif
}

int fast(unsigned long from, struct page **pages)
{
	return get_user_pages_fast(from, 1, 1, pages);
}

void drop(struct page *page)
{
	unpin_user_page(page);
}
END
	run -1 --separate-stderr guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
	holds "$stderr" "driver/ladder.c:17:9: left to you: calls get_user_pages() in another form than 6.12's"
	lacks "$stderr" "calls unpin_user_page"
	run -1 grep -E 'define (get_user_pages|unpin_user_page) ' driver/gup_compat.h
	for version in 4.9 5.0 5.6 5.8 6.1 6.12; do
		compile "$HEADERS/linux-$version" "$version"
	done
}

@test "since: what is called so already, and is another's, stays" {
	driver 4.9
	echo '/* mine */' >driver/gup_compat.h
	cp -r driver before
	run -2 --separate-stderr guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
	holds "$stderr" "gup_compat.h: is there and was not written by guptidy"
	diff -r before driver
}

@test "since: words that make no sense are refused" {
	driver 4.9
	for words in "--since 4.9" "--to 6.12 --since 6.12" "--to 6.1 --since 6.12" "--to 6.12 --since next" \
		     "--to 6.12 --since 4.9 --engine cocci"; do
		# shellcheck disable=SC2086 # options
		run -2 --separate-stderr guptidy convert $words driver
		[ -z "$output" ]
		[ -n "$stderr" ]
	done
	run -2 --separate-stderr guptidy convert --to 6.12 --since 4.9 "$FIXTURES/linux-5.1"
	holds "$stderr" "--since is for drivers"
}

@test "since: a served driver is judged by what its header gives, on every kernel" {
	driver 4.9
	guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.4 --in-place driver
	for tree in "$HEADERS"/linux-*; do
		run -0 guptidy check --kernel "$tree" driver
		[ -z "$output" ]
	done
	for kernel in 4.4 4.6 4.14 5.1 5.6 6.4 6.12; do
		run -0 guptidy check --against "$kernel" driver
		[ -z "$output" ]
	done
	mkdir -p two
	mv driver two/served
	driver 4.9
	mv driver two/other
	run -0 guptidy check --kernel "$HEADERS/linux-4.9" two
	[ -z "$output" ]
	mv two/served driver
	sed -i 's/get_user_pages(from, n, FOLL_WRITE, pages)/get_user_pages(from, n, FOLL_WRITE, pages, NULL)/' driver/pin.c
	run -1 guptidy check --kernel "$HEADERS/linux-4.9" driver
	holds "$output" "pin.c:8:9: error: 5 arguments, but"
	holds "$output" "takes 4"
}

# stays TEXT: the conversion of the driver in ours/ is refused with that text, and nothing has changed.
stays()
{
	rm -rf before
	cp -a ours before
	run -2 --separate-stderr guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place ours
	holds "$stderr" "$1"
	diff -r --no-dereference before ours
}

@test "since: what lies in the place of the new files is not written through, and nothing is done by halves" {
	for name in gup_compat.h gup_compat.mk; do
		rm -rf driver ours
		driver 4.9
		guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
		mv "driver/$name" kept
		driver 4.9
		mv driver ours
		for where in nowhere ../nowhere "$PWD/kept"; do
			ln -sf "$where" "ours/$name"
			stays "$name: is there and is no regular file"
		done
		cp kept ours/other
		ln -sf other "ours/$name"
		stays "$name: is there and is no regular file"
		rm "ours/$name"
		mkdir "ours/$name"
		stays "$name: is there and is no regular file"
		rmdir "ours/$name"
		echo "/* mine; the idea is guptidy's. Written by a person */" >"ours/$name"
		stays "$name: is there and was not written by guptidy"
		: >"ours/$name"
		stays "$name: is there and was not written by guptidy"
		cp kept "ours/$name"
		echo >>"ours/$name"
		chmod 444 "ours/$name"
		stays "$name: is read-only"
		chmod 644 "ours/$name"
		guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place ours
		cmp kept "ours/$name"
	done
}

@test "since: the other kernel's Makefile writes nothing into the new files" {
	driver 4.9
	cp -r "$HEADERS/linux-6.12" other
	printf 'VERSION = 6\nPATCHLEVEL = 12\nEXTRAVERSION = -rc1 */ int evil; /*\n' >other/Makefile
	guptidy convert --kernel "$HEADERS/linux-4.9" --to other --since 4.9 --in-place driver
	grep -q -- '--to 6.12-rc1 --since' driver/gup_compat.h
	run ! grep -r evil driver
}

# rung CONDITION: a ladder whose first rung passes any mode but 0 to write.
rung()
{
	rm -rf driver
	plant driver/rung.c <<END
#include <linux/mm.h>
#include <linux/version.h>

int grab(unsigned long from, int mode, struct page **pages)
{
#if $1
	/* any mode but 0 writes */
	return get_user_pages_fast(from, 1, mode, pages);
#else
	return get_user_pages_fast(from, 1, mode ? FOLL_WRITE : 0, pages);
#endif
}
END
}

@test "since: a write on an older rung is not read as flags" {
	# The versions tell that it is one.
	rung 'LINUX_VERSION_CODE < KERNEL_VERSION(5, 2, 0)'
	run -0 --separate-stderr guptidy convert --to 6.12 --since 4.9 --in-place driver
	run -1 grep -E 'any mode|^#(if|el|end)' driver/rung.c
	grep -q 'mode ? FOLL_WRITE : 0' driver/rung.c
	compiles_since 4.9

	# A name of the driver's own does not: it stays, and so does the function.
	rung 'defined(OLD_PAGES)'
	cp -r driver plain
	run -1 --separate-stderr guptidy convert --to 6.12 --since 4.9 --in-place driver
	holds "$stderr" "calls get_user_pages_fast() in another form than 6.12's"
	[ ! -e driver/gup_compat.h ] || run -1 grep 'define get_user_pages_fast ' driver/gup_compat.h

	sed -i 's/from, 1, mode, pages/from, 1, !!mode, pages/' plain/rung.c
	run guptidy convert --to 6.12 --since 4.9 --in-place plain
	run -0 grep 'define get_user_pages_fast ' plain/gup_compat.h
}

# plain FILE: a call outside of all ladders, as v4.9 has it.
plain()
{
	plant "$1" <<'END'
#include <linux/mm.h>

long plain(unsigned long from, struct page **pages)
{
	return get_user_pages(from, 1, FOLL_WRITE, pages, NULL) +
	       get_user_pages_fast(from, 1, 1, pages);
}

int fast(unsigned long from, struct page **pages)
{
	return get_user_pages_fast(from, 1, 1, pages);
}

bool is_one(unsigned long from, struct page **pages)
{
	return (get_user_pages(from, 1, FOLL_WRITE, pages, NULL) == 1);
}
END
}

@test "since: where a ladder stays, no other call of its function is converted for one kernel alone" {
	plain driver/plain.c
	plant driver/ladder.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

long grab(unsigned long from, int store, struct page **pages)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	return get_user_pages(from, 1, FOLL_WRITE, pages);
#else
	return get_user_pages(from, 1, store ? FOLL_WRITE : 0, pages, NULL);
#endif
}
END
	cp -r driver before
	run -1 --separate-stderr guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
	holds "$stderr" "driver/plain.c:5:9: left to you: stays as it is: what 6.12 has would not run on all kernels, as gup_compat.h cannot give get_user_pages() to a driver that has it in another form in driver/ladder.c:9"
	diff before/ladder.c driver/ladder.c
	[ "$(sed -n '/^long/,/^}/p' before/plain.c)" = "$(sed -n '/^long/,/^}/p' driver/plain.c)" ]

	# The other function's calls are converted, but for those in a statement that stays.
	grep -q 'return get_user_pages_fast(from, 1, FOLL_WRITE, pages)' driver/plain.c
	for version in 4.9 5.0 5.6 5.8 6.1; do
		compile "$HEADERS/linux-$version" "$version"
	done
}

@test "since: what the driver defines for older kernels is not called in a form of newer ones" {
	plant driver/own.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0)
#define pin_user_pages(start, nr, flags, pages, vmas) get_user_pages(start, nr, flags, pages, vmas)
#endif

long own(unsigned long from, struct page **pages)
{
	return pin_user_pages(from, 1, FOLL_WRITE, pages, NULL);
}
END
	cp -r driver before
	run -1 --separate-stderr guptidy convert --kernel "$HEADERS/linux-5.8" --to 6.12 --since 4.9 --in-place driver
	holds "$stderr" "driver/own.c:10:9: left to you: stays as it is"
	holds "$stderr" "to a driver that has one of its own"
	diff -r before driver
}

@test "since: a macro that brings arguments on some kernels keeps its function" {
	plant driver/vmas.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 5, 0)
#define VMAS , NULL
#else
#define VMAS
#endif

long pin(unsigned long from, struct page **pages)
{
	return get_user_pages(from, 1, FOLL_WRITE, pages VMAS);
}
END
	run -1 --separate-stderr guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
	holds "$stderr" "driver/vmas.c:12:9: left to you: calls get_user_pages() in another form than 6.12's"
	compiles_since 4.9
}

@test "since: a macro that makes flags on some kernels is no truth value" {
	plant driver/flags.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 2, 0)
#define WRITE_ARG(write) (write)
#else
#define WRITE_ARG(write) ((write) ? FOLL_WRITE | FOLL_LONGTERM : FOLL_LONGTERM)
#endif

int pin(unsigned long from, int write, struct page **pages)
{
	return get_user_pages_fast(from, 1, WRITE_ARG(write), pages);
}
END
	run -1 --separate-stderr guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
	holds "$stderr" 'driver/flags.c:12:9: left to you: in 6.12 no rule can tell which flags `WRITE_ARG(write)` means'
	grep -q 'get_user_pages_fast(from, 1, WRITE_ARG(write), pages)' driver/flags.c
	compiles_since 4.9
}

@test "since: a lock that one of the driver's headers has for older kernels is not taken elsewhere" {
	plant driver/own.h <<'END'
#include <linux/mm.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 8, 0)
#define mmap_read_lock(mm) down_read(&(mm)->mmap_sem)
#endif
END
	plant driver/lock.c <<'END'
#include <linux/mm.h>
#include <linux/sched.h>

void lock(struct mm_struct *mm)
{
	down_read(&mm->mmap_sem);
	down_write(&current->mm->mmap_sem);
}
END
	guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver 2>left || [ $? -eq 1 ]
	grep -q 'driver/lock.c:6:2: left to you: .* cannot give mmap_read_lock() to a driver that has one' left
	grep -q 'down_read(&mm->mmap_sem);' driver/lock.c
	grep -q 'mmap_write_lock(current->mm);' driver/lock.c
	compile "$HEADERS/linux-4.9" 4.9
}

@test "since: the #include ends as the lines around it; a mark of UTF-8 in front is none of the code" {
	plant driver/pin.c <<'END'
#include <linux/mm.h>

int pin(unsigned long from, int write, struct page **pages)
{
	return get_user_pages_fast(from, 1, write, pages);
}
END
	sed -i -e 's/$/\r/' -e $'1s/^/\xef\xbb\xbf/' driver/pin.c
	guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
	[ "$(sed -n 3p driver/pin.c)" = $'#include "gup_compat.h"\r' ]
	[ "$(grep -c '' driver/pin.c)" -eq "$(grep -c $'\r$' driver/pin.c)" ]
	compiles_since 4.9
}

@test "since: what only older kernels compile stands in nobody's way" {
	plain driver/plain.c
	plant driver/old.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

long old(unsigned long from, int store, struct page **pages)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 6, 0)
	if (store)
		return get_user_pages(current, current->mm, from, 1, store, 0, pages, NULL);
#endif
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	return get_user_pages(from, 1, FOLL_WRITE, pages);
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(4, 9, 0)
	return get_user_pages(from, 1, FOLL_WRITE, pages, NULL);
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(4, 6, 0)
	return get_user_pages(from, 1, 1, 1, pages, NULL);
#endif
}
END
	run -1 --separate-stderr guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
	holds "$stderr" "driver/old.c:8:10: left to you: stands in an #if branch that 6.12 does not compile"
	lacks "$stderr" "gup_compat.h leaves it"
	grep -q '#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 6, 0)' driver/old.c
	run ! grep -q '#if LINUX_VERSION_CODE >=' driver/old.c
	grep -q 'get_user_pages(from, 1, FOLL_WRITE, pages);' driver/old.c
	grep -q 'get_user_pages(from, 1, FOLL_WRITE, pages) +' driver/plain.c
	compiles_since 4.9
}

@test "since: a call that nobody could read keeps its function as each kernel has it" {
	plain driver/plain.c
	plant driver/mode.c <<'END'
#include <linux/mm.h>

int mode(unsigned long from, int mode, struct page **pages)
{
	return get_user_pages_fast(from, 1, mode, pages);
}
END
	cp -r driver before
	run -1 --separate-stderr guptidy convert --to 6.12 --since 4.9 --in-place driver
	holds "$stderr" "driver/mode.c:5:9: left to you: calls get_user_pages_fast() in another form than 6.12's"
	grep -q '+$' driver/plain.c
	run ! grep 'get_user_pages_fast(.*FOLL_WRITE' driver/plain.c
	[ ! -e driver/gup_compat.h ]

	# With its kernel at hand, everybody can.
	rm -r driver
	cp -r before driver
	run -0 --separate-stderr guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
	grep -q 'mode ? FOLL_WRITE : 0' driver/mode.c
	cp -r driver again
	run -0 guptidy convert --kernel "$HEADERS/linux-6.1" --to 6.12 --since 4.9 --in-place driver
	diff -r again driver
}

@test "since: a call in a branch is read as the versions of the branch have it" {
	plant driver/branch.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

int branch(unsigned long from, unsigned int how, struct page **pages)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 2, 0)
	return get_user_pages_fast(from, 1, how, pages);
#else
	return get_user_pages_fast(from, 1, how ? 1 : 0, pages);
#endif
}

int near(struct task_struct *task, unsigned long from, void *buffer)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 10, 0)
	return access_process_vm(task, from, buffer, 1, 1);
#else
	return 0;
#endif
}
END
	# v4.9 takes a write in both, but compiles neither.
	run -1 --separate-stderr guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 driver
	[ -z "$output" ]
	run -1 --separate-stderr guptidy convert --to 6.12 driver
	[ -z "$output" ]
}

@test "since: a stable level makes a rung of its own" {
	plain driver/plain.c
	plant driver/level.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

int level(unsigned long from, int store, struct page **pages)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 14, 50) && LINUX_VERSION_CODE < KERNEL_VERSION(4, 14, 60)
	return get_user_pages_fast(from, 1, store + 2, pages);
#else
	return 0;
#endif
}
END
	run -1 --separate-stderr guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 driver
	holds "$stderr" "driver/level.c:7:9: left to you: calls get_user_pages_fast() in another form"
}

@test "since: ladders in ladders, and in macros, are one call as well" {
	plant driver/nested.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

#define NEW_FAST (LINUX_VERSION_CODE >= KERNEL_VERSION(5, 2, 0))

#ifdef HAVE_FAST_FLAGS
#define FAST(at, pages) get_user_pages_fast(at, 1, FOLL_WRITE, pages)
#else
#define FAST(at, pages) get_user_pages_fast(at, 1, 1, pages)
#endif

int nested(unsigned long from, struct page **pages)
{
#if !NEW_FAST
# ifdef HAVE_ODD
	return get_user_pages_fast(from, 1, true, pages);
# else
	return get_user_pages_fast(from, 1, 1, pages);
# endif
#elif LINUX_VERSION_CODE < KERNEL_VERSION(5, 12, 0)
	return get_user_pages_fast(from, 1, FOLL_WRITE, pages);
#else
#ifdef CONFIG_ODD
	return get_user_pages_fast(from, 1, FOLL_WRITE, pages);
#else
	return get_user_pages_fast(from, 1, FOLL_WRITE, pages);
#endif
#endif
}

int user(unsigned long from, struct page **pages)
{
	return FAST(from, pages);
}
END
	# HAVE_FAST_FLAGS is for gup_compat.mk now.
	run -1 guptidy convert --kernel "$HEADERS/linux-4.9" --to 6.12 --since 4.9 --in-place driver
	run -1 grep -E '^#[ ]*(if|el|end)' driver/nested.c
	[ "$(grep -c 'get_user_pages_fast(.*FOLL_WRITE' driver/nested.c)" -eq 2 ]
	compiles_since 4.9
}

@test "since: a driver of late v4.4.y, whose calls no version of mainline has, is read without its kernel" {
	plant driver/stable.c <<'END'
#include <linux/mm.h>
#include <linux/sched.h>

long own(unsigned long from, unsigned int gup_flags, struct page **pages)
{
	return get_user_pages(current, current->mm, from, 1, gup_flags, pages, NULL);
}

long other(struct task_struct *task, struct mm_struct *mm, unsigned long from, struct page **pages)
{
	return get_user_pages(task, mm, from, 1, FOLL_WRITE | FOLL_FORCE, pages, NULL);
}

long unlocked(unsigned long from, struct page **pages)
{
	return get_user_pages_unlocked(current, current->mm, from, 1, pages, FOLL_WRITE);
}
END
	run -0 guptidy check driver
	[ -z "$output" ]
	run -1 guptidy check --against 4.4 driver
	holds "$output" "7 arguments, but 4.4's get_user_pages() takes 8"
	guptidy convert --to 6.12 --since 4.9 --in-place driver
	grep -q 'get_user_pages(from, 1, gup_flags, pages);' driver/stable.c
	grep -q 'get_user_pages_remote(mm, from, 1, FOLL_WRITE | FOLL_FORCE,' driver/stable.c
	grep -q 'get_user_pages_unlocked(from, 1, pages, FOLL_WRITE);' driver/stable.c
	compiles_since 4.9
}

@test "since: on Red Hat's 8.3 its own code tells what v4.18 does not" {
	local shape

	for shape in 4.9 5.0 6.1 5.8; do
		rm -rf driver
		driver "$shape"
		sed -i 's/^int pin_fast/void check(struct mm_struct *mm)\n{\n	mmap_assert_locked(mm);\n}\n\n&/' driver/pin.c
		guptidy convert --kernel "$HEADERS/linux-$shape" --to 6.12 --since 4.9 --in-place driver
		compile "$HEADERS/rhel-8.3" 4.18 -DRHEL_RELEASE_CODE=2051
		# shellcheck disable=SC2046 # options
		compile "$HEADERS/rhel-8.3" 9.9 $(answers "$HEADERS/rhel-8.3")
	done
	# By its version alone it gets what it has.
	run ! compile "$HEADERS/rhel-8.3" 4.18
}

@test "since: a neighbour that the header does not give stays where an older kernel has another" {
	plant driver/near.c <<'END'
#include <linux/mm.h>

void near(struct page **pages, int n)
{
	release_pages(pages, n, 0);
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 --since 4.9 driver
	[ -z "$output" ]
	holds "$stderr" "driver/near.c:5:2: left to you: stays as it is: what 6.12 has would not run on all kernels, as before v4.15 it was another"
	run -0 guptidy convert --to 6.12 --since 4.15 driver
	holds "$output" "+	release_pages(pages, n);"
}

@test "since: a function by another name, or by its address, stays what each kernel has" {
	local line

	for line in '#define own_pin pin_user_pages' 'long (*own_pin)() = pin_user_pages;'; do
		plant driver/alias.c <<END
#include <linux/mm.h>

$line

long alias(unsigned long from, struct page **pages)
{
	return own_pin(from, 1, FOLL_WRITE, pages, NULL);
}

long plain(unsigned long from, struct page **pages)
{
	return pin_user_pages(from, 1, FOLL_WRITE, pages, NULL);
}
END
		cp -r driver before
		run -1 --separate-stderr guptidy convert --kernel "$HEADERS/linux-6.1" --to 6.12 --since 5.6 --in-place driver
		holds "$stderr" "names pin_user_pages() without a call: so gup_compat.h leaves it"
		holds "$stderr" "driver/alias.c:12:9: left to you: stays as it is"
		diff -r before driver
		rm -r before
	done
}

@test "since: a ladder that asked for more than the version leaves a question to the headers" {
	local condition

	for condition in 'defined(HAVE_FAST_FLAGS)' \
			 'LINUX_VERSION_CODE >= KERNEL_VERSION(5, 2, 0) || (defined(RHEL_RELEASE_CODE) && RHEL_RELEASE_CODE >= 2050)'; do
		rm -rf driver
		plant driver/more.c <<END
#include <linux/mm.h>
#include <linux/version.h>

int more(unsigned long from, struct page **pages)
{
#if $condition
	return get_user_pages_fast(from, 1, FOLL_WRITE, pages);
#else
	return get_user_pages_fast(from, 1, 1, pages);
#endif
}
END
		cp -r driver asked
		run -1 --separate-stderr guptidy convert --to 6.12 --since 4.9 --in-place driver
		holds "$stderr" "driver/gup_compat.mk: left to you: a ladder that is one call now asked for more than the kernel's version"
		run ! grep -q '^#if' driver/more.c
		echo 'include $(src)/gup_compat.mk' >asked/Kbuild
		run -0 --separate-stderr guptidy convert --to 6.12 --since 4.9 --in-place asked
		[ -z "$stderr" ]
		rm -r asked
	done
}

@test "since: ladders around the mmap lock are one call as well" {
	plant driver/lock.c <<'END'
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 8, 0)
#define own_unlock(mm) up_read(&(mm)->mmap_sem)
#else
#define own_unlock(mm) mmap_read_unlock(mm)
#endif

long lock(struct mm_struct *mm, unsigned long from, struct page **pages)
{
	long got;

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 8, 0)
	down_read(&mm->mmap_sem);
#else
	mmap_read_lock(mm);
#endif
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 9, 0)
	got = get_user_pages_remote(mm, from, 1, FOLL_WRITE, pages, NULL, NULL);
	mmap_read_unlock(mm);
#else
	got = get_user_pages_remote(NULL, mm, from, 1, FOLL_WRITE, pages, NULL, NULL);
	up_read(&mm->mmap_sem);
#endif
	own_unlock(current->mm);
	return got;
}

int other(struct mm_struct *mm)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 8, 0)
	down_write(&mm->mmap_sem);
#else
	mmap_read_lock(mm);
#endif
	return 0;
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 --since 4.9 --in-place driver
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	holds "$stderr" "driver/lock.c:34:18: left to you: stands in an #if branch that 6.12 does not compile"
	[ "$(grep -c '^#if' driver/lock.c)" -eq 1 ]
	grep -q '^#define own_unlock(mm) mmap_read_unlock(mm)' driver/lock.c
	compiles_since 4.10
}

@test "--series of a driver whose calls stay says which kernel it fits now" {
	plant driver/pin.c <<'END'
#include <linux/mm.h>

int pin_fast(unsigned long from, int n, struct page **pages)
{
	return pin_user_pages_fast(from, n, FOLL_WRITE, pages);
}
END
	guptidy convert --to 6.12 --since 5.4 --series out --signed-off-by "John Roe <john@example.org>" driver || [ $? -eq 1 ]
	grep -x 'Subject: \[PATCH 1/1\] driver: fit the get_user_pages family of 6\.12' out/0001-*
}

@test "since: a flag that no inline asks for is nothing where truth values are taken" {
	plant driver/pin.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0)
#define pin_user_pages_fast get_user_pages_fast
#endif

int pin(unsigned long from, int n, bool write, struct page **pages)
{
	unsigned int how = FOLL_LONGTERM;

	if (write)
		how |= FOLL_WRITE;
	return pin_user_pages_fast(from, n, how, pages);
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 --since 4.4 driver
	# Up to v5.1 get_user_pages_fast() takes any other value for a write.
	holds "$output" '+#define FOLL_LONGTERM 0 /* no kernel asked how long pages are kept */'
	lacks "$output" 0x10000
	plant driver/own.c <<'END'
#include <linux/mm.h>

long pin_own(unsigned long from, unsigned long n, struct page **pages)
{
	return pin_user_pages(from, n, FOLL_LONGTERM, pages);
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 --since 4.4 driver
	holds "$output" '+#define FOLL_LONGTERM 0x10000'
	holds "$output" '+	if (gup_flags & FOLL_LONGTERM)'
}

@test "since: a ladder whose rung has 1 where the others say write" {
	plant driver/pin.c <<'END'
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/version.h>

long pin(unsigned long from, unsigned long n, struct page **pages)
{
	long got;

#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 9, 0)
	got = get_user_pages(from, n, 1, pages, NULL);
#else
	got = get_user_pages(current, current->mm, from, n, 1 /* write */, 0, pages, NULL);
#endif
	return got;
}
END
	run -0 --separate-stderr guptidy convert --to 6.12 --since 4.4 --in-place driver
	[ -z "$stderr" ]
	[ "$(grep -c '^#if' driver/pin.c)" -eq 0 ]
	grep -x '	got = get_user_pages(from, n, 1, pages);' driver/pin.c
	compiles_since 4.4
	plant driver/pin.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>

int pin(unsigned long from, int n, struct page **pages)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 2, 0)
	return get_user_pages_fast(from, n, 0, pages);
#else
	return get_user_pages_fast(from, n, 1, pages);
#endif
}
END
	run -1 --separate-stderr guptidy convert --to 6.12 --since 4.4 --in-place driver
	[ "$(grep -c '^#if' driver/pin.c)" -eq 1 ]
}
