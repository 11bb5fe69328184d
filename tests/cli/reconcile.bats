#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# spatch as the second engine: convert --engine=cocci, and reconcile.
load common

need_spatch()
{
	command -v spatch >/dev/null || skip "no spatch"
}

# old_tree: v5.1's prototypes; driver: stdin becomes tree/drivers/load.c behind its #include.
old_tree()
{
	small_tree tree
	sed -i 's/unsigned int gup_flags,/int write,/' tree/include/linux/mm.h
}

driver()
{
	{ echo '#include <linux/mm.h>'; cat; } | plant tree/drivers/load.c
}

one_call()
{
	old_tree
	driver <<'END'
int load(int how, struct page **p)
{
	return get_user_pages_fast(0, 1, !!how, p);
}
END
}

# fake_spatch: stdin becomes what follows a truthful --version.
fake_spatch()
{
	{
		echo '#!/bin/sh'
		echo '[ "$1" != --version ] || { echo "spatch version 1.1.1 compiled with"; exit 0; }'
		cat
	} | plant bin/spatch
	chmod +x bin/spatch
	PATH=$PWD/bin:$PATH
}

# Nothing of a run stays behind.
setup()
{
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache TMPDIR=$BATS_TEST_TMPDIR/tmp
	mkdir "$TMPDIR"
	cd "$BATS_TEST_TMPDIR"
}

left_behind()
{
	find "$TMPDIR" -name 'guptidy-??????'
}

# listed TREE: the differences that are expected, which stand beside what is expected of each file.
listed()
{
	(
		cd "$FIXTURES/expected/$1"
		find . -name '*.reconcile' | while read -r list; do
			file=${list#./}
			sed "/^#/d; s,^,${file%.reconcile}\t," "$list"
		done
	)
}

reconciled()
{
	need_spatch
	listed "$1" >list
	"$ROOT/tests/expect/reconciled" list "$FIXTURES/$1"
	[ -z "$(left_behind)" ]
}

@test "reconcile: linux-5.1 differs where it is listed" { reconciled linux-5.1; }
@test "reconcile: linux-5.2 differs where it is listed" { reconciled linux-5.2; }
@test "reconcile: linux-6.6 differs where it is listed" { reconciled linux-6.6; }

@test "reconcile: status 0 when both agree, 1 when they differ; both texts are shown" {
	need_spatch
	one_call
	run -0 --separate-stderr guptidy reconcile tree
	holds "$output" '      2  agreed'
	holds "$output" '      0  different meaning'
	[ -z "$stderr" ]
	driver <<'END'
int load(int how, struct page **p)
{
	return get_user_pages_fast(0, 1, (how != 2), p);
}
END
	run -1 --separate-stderr guptidy reconcile tree
	begins "$output" 'tree/drivers/load.c:4:9: different text: clang: `get_user_pages_fast(0, 1, how != 2 ? FOLL_WRITE : 0, p)` cocci: `get_user_pages_fast(0, 1, (how != 2) ? FOLL_WRITE : 0, p)` [call]'
	guptidy reconcile --format=json tree >report || [ $? -eq 1 ]
	jq -e '.schema == 1 and .tool.name == "guptidy" and .tree.version == "5.2.0" and .agreed == 1 and
		.unparsed == [] and .unanalysed == [] and (.differences | length) == 1' report
	jq -e '.differences[0] | .file == "drivers/load.c" and .line == 4 and .column == 9 and
		.function == "load" and .callee == "get_user_pages_fast" and .kind == "different text" and
		.place == "call" and (.clang | startswith("get_user_pages_fast(0, 1, how")) and
		(.cocci | startswith("get_user_pages_fast(0, 1, (how"))' report
}

@test "reconcile: functions that spatch cannot parse, or does not look at, are named" {
	need_spatch
	old_tree
	# In a header, which spatch does not read; what a file itself defines, newer ones follow.
	echo '#define AND_MORE +' >>tree/include/linux/mm.h
	driver <<'END'

static int one(type how, struct page **p)
{
	return get_user_pages_fast(0, 1, 1, p) AND_MORE !!how;
}

int two(struct page **p)
{
	goto nowhere;
	return get_user_pages_fast(0, 1, 1, p);
}
#if 0
int three(struct page **p)
{
	return get_user_pages_fast(0, 1, 1, p);
}
#endif
END
	run -1 --separate-stderr guptidy reconcile tree
	holds "$output" 'drivers/load.c:5: not seen: spatch cannot parse one(), which holds get_user_pages_fast(): it stops at line 5, at `AND_MORE`'
	holds "$output" 'drivers/load.c:11: not seen: spatch parses two(), which holds get_user_pages_fast(), but does not look at it'
	holds "$output" 'drivers/load.c:16: not seen: spatch parses three(), '
	holds "$output" '      3  not seen by spatch'
	run -2 --separate-stderr guptidy convert --engine=cocci tree
	holds "$stderr" 'drivers/load.c:5: not analysed: spatch cannot parse one(), '
	holds "$stderr" 'drivers/load.c:5:9: left to you: spatch leaves this as it is; the own engine writes `get_user_pages_fast(0, 1, FOLL_WRITE, p)`'
}

@test "convert --engine=cocci: spatch's words in our layout, and nothing else changes" {
	need_spatch
	old_tree
	driver <<'END'
int load(int how, struct page **pages, unsigned long start_of_the_range)
{
	/* spatch would break this line elsewhere */
	return get_user_pages_fast(start_of_the_range, 1, !!(how & 2), pages);
}
END
	cp -r tree before
	guptidy convert --engine=cocci tree >cocci.diff
	diff -r before tree
	guptidy convert tree | diff cocci.diff -
	run -0 guptidy convert --engine=cocci --in-place tree
	guptidy convert before >clang.diff
	(cd before && patch -s -p1 <../clang.diff)
	diff -r before tree
	grep -A 1 get_user_pages_fast tree/drivers/load.c | diff - <(cat <<'END'
	return get_user_pages_fast(start_of_the_range, 1,
				   how & 2 ? FOLL_WRITE : 0, pages);
END
)
	run -0 --separate-stderr guptidy convert --engine=cocci tree
	[ -z "$output" ]
	[ -z "$(left_behind)" ]
}

@test "convert --engine=cocci: the name of a file is no command, and no hindrance" {
	need_spatch
	one_call
	for name in '$(cd ..;cd ..;touch done1)' 'x`cd ..;cd ..;touch done2`' 'x;cd ..;cd ..;touch done3;x' \
		"it's two words"; do
		cp tree/drivers/load.c "tree/drivers/$name.c"
	done
	sed -i 's/int write,/unsigned int gup_flags,/' tree/include/linux/mm.h
	TMPDIR="$TMPDIR/two words"
	mkdir "$TMPDIR"
	run -0 --separate-stderr guptidy convert --engine=cocci tree/drivers
	[ -z "$stderr" ]
	[ "$(grep -c '^+.*how ? FOLL_WRITE : 0' <<<"$output")" -eq 5 ]
	[ -z "$(find "$BATS_TEST_TMPDIR" -name 'done*')" ]
}

@test "convert --engine=cocci: get_user_pages_longterm() is renamed, and its lines move along" {
	need_spatch
	old_tree
	plant tree/include/linux/mm.h <<'END'
#define FOLL_WRITE	0x01
#define FOLL_LONGTERM	0x10000
struct page;
struct vm_area_struct;
long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		    struct page **pages, struct vm_area_struct **vmas);
long get_user_pages_longterm(unsigned long start, unsigned long nr_pages,
			     unsigned int gup_flags, struct page **pages,
			     struct vm_area_struct **vmas);
END
	driver <<'END'
long load(unsigned long a, struct page **p)
{
	return get_user_pages_longterm(a, 1, FOLL_WRITE,
				       p, NULL);
}
END
	run -1 --separate-stderr guptidy convert --engine=cocci --in-place tree
	diff - tree/drivers/load.c <<'END'
#include <linux/mm.h>
long load(unsigned long a, struct page **p)
{
	return get_user_pages(a, 1, FOLL_WRITE | FOLL_LONGTERM,
			      p, NULL);
}
END
	holds "$stderr" 'get_user_pages_longterm() goes: remove its prototype'
}

@test "convert --engine=cocci: a namesake that spatch would change is not changed, but named" {
	need_spatch
	one_call
	plant tree/drivers/own.h <<'END'
static inline int get_user_pages_fast(int a, int b, int write, void *p) { return write; }
END
	plant tree/drivers/own.c <<'END'
#include "own.h"
int own(int how, void *p)
{
	return get_user_pages_fast(0, 1, !!how, p);
}
END
	run -1 --separate-stderr guptidy convert --engine=cocci --in-place tree
	holds "$stderr" 'drivers/own.c:4:9: left to you: spatch takes this'
	grep -q '!!how' tree/drivers/own.c
	grep -q 'how ? FOLL_WRITE : 0' tree/drivers/load.c
}

@test "engine: without spatch, or with one too old, the message says what to do" {
	one_call
	mkdir empty
	run -2 --separate-stderr env PATH="$PWD/empty" "$GUPTIDY" convert --engine=cocci tree
	holds "$stderr" 'spatch: not found; install coccinelle'
	holds "$stderr" 'or use --engine=clang'
	[ -z "$output" ]
	run -2 --separate-stderr env PATH="$PWD/empty" "$GUPTIDY" reconcile tree
	holds "$stderr" 'spatch: not found; install coccinelle'
	fake_spatch </dev/null
	sed -i 's/version 1.1.1/version 1.0.8/' bin/spatch
	run -2 --separate-stderr guptidy convert --engine=cocci tree
	holds "$stderr" 'spatch: says `spatch version 1.0.8 compiled with`, but the scripts need 1.1.1'
	run -2 --separate-stderr guptidy convert --engine=gcc tree
	holds "$stderr" 'gcc: no such engine; use clang or cocci'
}

@test "engine: a spatch that crashes, fails or gives up costs its file, with the reason" {
	one_call
	while IFS=$'\t' read -r script reason; do
		fake_spatch <<<"$script"
		run -2 --separate-stderr guptidy convert --engine=cocci tree
		holds "$stderr" "drivers/load.c: not analysed: $reason"
		[ -z "$output" ]
		run -2 --separate-stderr guptidy reconcile tree
		holds "$stderr" "drivers/load.c: not analysed: $reason"
		[ -z "$(left_behind)" ]
	done <<'END'
kill -SEGV $$	spatch: crashed: Segmentation fault
kill -XCPU $$	spatch: took too long; give it more with --time-limit
exec python3 -c "bytearray(3 << 30)"	spatch: needs more than 2 GB of memory; convert this file with
exec head -c 600M /dev/zero >large	spatch: wrote more than 512 MB to a file; convert this file with
echo "Fatal error: exception Out of memory" >&2; exit 2	spatch: needs more than 2 GB of memory
echo "Fatal error: no" >&2; exit 2	spatch: failed: Fatal error: no
case "$*" in *patch\ *) echo "EXN:Failure(no)" >&2 ;; esac	gup_fast_flags.cocci: spatch: gave up: EXN:Failure(no)
END
}

@test "engine: a spatch without the library of Python is one message, with the package's name" {
	one_call
	cp tree/drivers/load.c tree/drivers/other.c
	fake_spatch <<<'echo "Py.find_library: unable to find the Python library [libpython3.13.so returned libpython3.13.so: cannot open]" >&2; exit 255'
	run -2 --separate-stderr guptidy convert --engine=cocci tree
	[ "$(grep -c 'install libpython3.13, or use --engine=clang$' <<<"$stderr")" -eq 1 ]
	[ "$(grep -c libpython <<<"$stderr")" -eq 1 ]
	[ -z "$output$(left_behind)" ]
}

@test "engine: spatch has limits of memory, files, time and processes" {
	one_call
	fake_spatch <<'END'
processes=$(awk '/Max processes/ { print $3 }' /proc/self/limits)
echo "$(ulimit -d) $(ulimit -f) $(ulimit -c) $(ulimit -t) $processes" >&2
exit 2
END
	run -2 --separate-stderr guptidy convert --engine=cocci --time-limit 5 tree
	[[ $stderr =~ 'spatch: failed: 2097152 '(524288|1048576)' 0 '[67]' '([0-9]+)$ ]]
	[ "${BASH_REMATCH[2]}" -gt 1024 ]
}

@test "engine: a spatch that hangs is killed at the time limit, with all that it started" {
	one_call
	fake_spatch <<'END'
sleep 1000 &
echo $! >>"$PIDS"
wait
END
	export PIDS=$PWD/pids
	run -2 --separate-stderr guptidy convert --engine=cocci --time-limit 1 tree
	holds "$stderr" 'drivers/load.c: not analysed: spatch: took too long; give it more with --time-limit'
	[ -s pids ]
	for pid in $(cat pids); do
		[ ! -e "/proc/$pid" ] || [ "$(awk '{ print $3 }' "/proc/$pid/stat")" = Z ]
	done
}

@test "engine: an interrupted run leaves no temporary file and no spatch" {
	one_call
	fake_spatch <<'END'
echo $$ >>"$PIDS"
exec sleep 1000
END
	export PIDS=$PWD/pids
	# A group of its own, as on a terminal, where the signal goes to all of it. (bash lets what it
	# starts in the background ignore SIGINT.)
	setsid "$GUPTIDY" reconcile tree >/dev/null 2>&1 &
	guptidy=$!
	while [ ! -s pids ]; do sleep 0.1; done
	kill -TERM -- -$guptidy
	status=0
	wait $guptidy || status=$?
	[ $status -eq 143 ]
	[ -z "$(left_behind)" ]
	for pid in $(cat pids); do
		for _ in $(seq 100); do
			[ -e "/proc/$pid" ] || break
			sleep 0.1
		done
		[ ! -e "/proc/$pid" ]
	done
}

@test "install: the scripts are found in share/guptidy/cocci" {
	need_spatch
	one_call
	mkdir -p root/bin root/share/guptidy
	cp "$GUPTIDY" root/bin
	run -2 --separate-stderr root/bin/guptidy convert --engine=cocci tree
	holds "$stderr" 'the semantic patches are neither in ../cocci nor in ../share/guptidy/cocci'
	cp -r "$ROOT/cocci" root/share/guptidy
	run -0 root/bin/guptidy convert --engine=cocci tree
	holds "$output" 'how ? FOLL_WRITE : 0'
}
