#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# --work: the compiler is asked by jobs that ninja does, and what they tell is what one process tells.
load common

# in_graph COMMAND...: the same command with a work folder, in files of their own.
in_graph()
{
	local command=$1 status=0

	shift
	sleep 0.02	# a file made in the tick of the clock in which a run begins is no older than the run
	guptidy "$command" --work work "$@" >graph.out 2>graph.err || status=$?
	return $status
}

# alone COMMAND...: in one process.
alone()
{
	local status=0

	guptidy "$@" >alone.out 2>alone.err || status=$?
	return $status
}

same()
{
	cmp alone.out graph.out
	cmp alone.err graph.err
}

# The answers that are not as they were when `ages` was written.
news()
{
	stat -c '%n %y %i' work/*/*.answers | sort >now
	[ -f ages ] || : >ages
	comm -13 ages now | wc -l
	mv now ages
}

@test "work: find, check and convert say what they say in one process" {
	for words in "find linux-6.6" "check --all linux-6.6" "convert linux-5.1" \
			"convert --to 6.12 linux-5.1" "check --rule bool-as-flags linux-6.6"; do
		for asks in '' --ask-compiler; do
			# shellcheck disable=SC2086 # a command and its words
			run alone ${words% *} $asks "$FIXTURES/${words##* }"
			expected=$status
			# shellcheck disable=SC2086 # the same
			run in_graph ${words% *} $asks "$FIXTURES/${words##* }"
			[ "$status" -eq "$expected" ]
			same
		done
	done
	[ "$(news)" -gt 10 ]
}

@test "work: without a question no job is needed, nor ninja" {
	printf '#!/bin/sh\nexit 1\n' >ninja
	chmod +x ninja
	small_tree tree
	plant tree/drivers/a.c <<<'int f(struct page **p) { return get_user_pages_fast(0, 1, FOLL_WRITE, p); }'
	PATH=$PWD:$PATH run -0 guptidy check --work work tree
}

@test "work: with nothing changed nothing is asked again" {
	copy linux-6.6
	run -1 in_graph check --ask-compiler linux-6.6
	[ "$(news)" -gt 3 ]
	cp graph.out first
	run -1 in_graph check --ask-compiler linux-6.6
	[ "$(news)" -eq 0 ]
	cmp first graph.out
}

@test "work: a changed file costs its group, a new one too" {
	copy linux-6.6
	run -1 in_graph check --ask-compiler linux-6.6
	[ "$(news)" -gt 3 ]
	echo '/* more */' >>linux-6.6/drivers/misc/value_through_parameter.c
	run -1 in_graph check --ask-compiler linux-6.6
	[ "$(news)" -eq 1 ]
	# Behind all others: between them it may move the ends of a few groups, as their names have it.
	mkdir linux-6.6/virt/last
	cp linux-6.6/drivers/misc/value_through_parameter.c linux-6.6/virt/last/zoom.c
	run -1 in_graph check --ask-compiler linux-6.6
	[ "$(news)" -le 2 ]
	run -1 alone check --ask-compiler linux-6.6
	same
}

@test "work: a header is precompiled where types are asked for, and not to find mentions" {
	for command in find check; do
		run guptidy $command --ask-compiler --work work "$FIXTURES/linux-6.6"
		[ "$(ls work/$command-*/*.answers | wc -l)" -gt 3 ]
		[ "$(ls work/$command-*/*.header 2>/dev/null | wc -l)" -eq "$([ $command = find ]; echo $?)" ]
	done
}

@test "work: a changed header costs those that include it" {
	copy linux-6.6
	plant linux-6.6/drivers/misc/lone.h <<<'int lone(void);'
	plant linux-6.6/drivers/misc/lone.c <<'END'
#include <linux/mm.h>
#include "lone.h"
int take(unsigned long at, struct page **pages)
{
	return get_user_pages_fast(at, 1, lone(), pages);
}
END
	run -1 in_graph check --launcher nice linux-6.6
	[ "$(news)" -gt 1 ]
	plant linux-6.6/drivers/misc/lone.h <<<'_Bool lone(void);'
	run -1 in_graph check --launcher nice linux-6.6
	[ "$(news)" -eq 1 ]
	run -1 alone check linux-6.6
	same
	holds "$(cat graph.out)" lone.c:5
}

# lone NAME: a file whose call hangs on what its header declares.
lone()
{
	plant "tree/drivers/$1.h" <<<"int $1(void);"
	plant "tree/drivers/$1.c" <<END
#include <linux/mm.h>
#include "$1.h"
int take_$1(unsigned long at, struct page **pages)
{
	return get_user_pages_fast(at, 1, $1(), pages);
}
END
}

@test "work: little to ask is asked without a job, nor ninja, and what holds is not asked again" {
	printf '#!/bin/sh\nexit 1\n' >ninja
	chmod +x ninja
	small_tree tree
	lone one
	lone two
	PATH=$PWD:$PATH run -0 in_graph check tree
	grep two.c work/*/small.answers >two
	[ "$(grep -c 'take_' work/*/small.answers)" -eq 2 ]
	plant tree/drivers/one.h <<<'_Bool one(void);'
	sed -i 's/take_two/tape_two/' work/*/small.answers
	PATH=$PWD:$PATH run -1 in_graph check tree
	run -1 alone check tree
	same
	[ "$(grep -c 'tape_two' work/*/small.answers)" -eq 1 ]
	# A launcher is there for jobs.
	PATH=$PWD:$PATH run -2 in_graph check --launcher env tree
	run -1 in_graph check --launcher env tree
	same
}

@test "work: what is gathered hangs on what was asked without a job" {
	small_tree tree
	lone one
	run -0 in_graph check tree
	ninja -C work >/dev/null
	ninja -C work | grep 'no work to do'
	plant tree/drivers/one.h <<<'_Bool one(void);'
	ninja -C work >/dev/null
	grep bool-as-flags work/*/result.json
	ninja -C work | grep 'no work to do'
}

@test "work: a header that appears where one was missing" {
	copy linux-6.6
	plant linux-6.6/drivers/misc/lone.c <<'END'
#include <linux/mm.h>
#include <lonely/lone.h>
int take(unsigned long at, struct page **pages)
{
	return get_user_pages_fast(at, 1, lone(), pages);
}
END
	run in_graph check linux-6.6
	lacks "$(cat graph.out)" lone.c:5
	plant linux-6.6/include/lonely/lone.h <<<'_Bool lone(void);'
	run in_graph check linux-6.6
	holds "$(cat graph.out)" lone.c:5
	run alone check linux-6.6
	same
}

@test "work: an older file in the place of a newer one is seen" {
	copy linux-6.6
	plant linux-6.6/drivers/misc/lone.h <<<'int lone(void);'
	plant linux-6.6/drivers/misc/lone.c <<'END'
#include <linux/mm.h>
#include "lone.h"
int take(unsigned long at, struct page **pages)
{
	return get_user_pages_fast(at, 1, lone(), pages);
}
END
	run in_graph check linux-6.6
	plant older.h <<<'_Bool lone(void);'
	touch -d '2001-01-01' older.h
	cp -p older.h linux-6.6/drivers/misc/lone.h
	run in_graph check linux-6.6
	holds "$(cat graph.out)" lone.c:5
}

@test "work: other options make answers stale, other formats do not" {
	run in_graph check --ask-compiler "$FIXTURES/linux-6.6"
	[ "$(news)" -gt 3 ]
	run in_graph check --ask-compiler --format=json "$FIXTURES/linux-6.6"
	[ "$(news)" -eq 0 ]
	run in_graph check --ask-compiler --rule bool-as-flags "$FIXTURES/linux-6.6"
	[ "$(news)" -gt 3 ]
}

@test "work: a file that the compiler does not get done is one line" {
	copy linux-6.6
	{
		printf '#include <linux/mm.h>\nint deep(unsigned long at, struct page **pages)\n'
		printf '{\n\treturn get_user_pages_fast(at, 1, nothing(), pages);\n}\nint x = '
		printf '(%.0s' {1..100000}
		printf ';\n'
	} >linux-6.6/drivers/misc/deep.c
	run alone check --ask-compiler linux-6.6
	expected=$status
	run in_graph check --ask-compiler linux-6.6
	[ "$status" -eq "$expected" ]
	same
}

@test "work: by hand, ninja does what is left to do, and gathers" {
	run in_graph check --ask-compiler "$FIXTURES/linux-6.6"
	cp graph.out first
	rm work/*/*.answers
	ninja -C work >/dev/null
	run -1 guptidy check --ask-compiler --format=json "$FIXTURES/linux-6.6"
	cmp work/*/result.json - <<<"$output"
	run -0 ninja -C work
	holds "$output" "no work to do"
	news
	run in_graph check --ask-compiler "$FIXTURES/linux-6.6"
	[ "$(news)" -eq 0 ]
	cmp first graph.out
}

@test "work: what is gathered hangs on what the second look reads" {
	small_tree tree
	plant tree/drivers/a/helper.c <<'END'
#include <linux/mm.h>
int take_pages(unsigned long at, struct page **pages)
{
	return get_user_pages_fast(at, 1, FOLL_WRITE, pages);
}
END
	run guptidy check --work work tree
	ninja -C work >/dev/null
	run -0 ninja -C work
	holds "$output" "no work to do"
	plant tree/drivers/a/caller.c <<<'int take_pages(unsigned long at, struct page **pages);'
	run -0 ninja -C work
	lacks "$output" "no work to do"
}

@test "work: a job that fails is said, and a second run does it" {
	printf '#!/bin/sh\nexit 1\n' >launcher
	chmod +x launcher
	run -2 in_graph check --ask-compiler --launcher "$PWD/launcher" "$FIXTURES/linux-6.6"
	holds "$(cat graph.err)" "its job came to nothing; run again"
	run in_graph check --ask-compiler "$FIXTURES/linux-6.6"
	run alone check --ask-compiler "$FIXTURES/linux-6.6"
	same
}

@test "work: the launcher comes first" {
	printf '#!/bin/sh\necho "$1" >>%q\nshift\nexec "$@"\n' "$PWD/log" >launcher
	chmod +x launcher
	run in_graph check --ask-compiler --launcher "$PWD/launcher 'a \$b'" "$FIXTURES/linux-6.6"
	[ "$(sort -u log)" = 'a $b' ]
	news
	run in_graph check --ask-compiler --launcher nice "$FIXTURES/linux-6.6"
	[ "$(news)" -eq 0 ]
	run alone check --ask-compiler "$FIXTURES/linux-6.6"
	same
}

@test "work: names with blanks, quotes and dollars" {
	name="a b'\$c#d:e"
	mkdir "$name"
	cp -r "$FIXTURES/linux-6.6" "$name/tree"
	run alone check --ask-compiler "$name/tree"
	run -1 guptidy check --ask-compiler --work "$name/work" "$name/tree"
	cmp alone.out - <<<"$output"
	stat -c %y.%i "$name"/work/*/*.answers >first
	run -1 guptidy check --ask-compiler --work "$name/work" "$name/tree"
	stat -c %y.%i "$name"/work/*/*.answers | cmp first -
}

@test "work: a folder that is none, or somebody's" {
	mkdir mine
	touch mine/thesis
	run -2 guptidy check --work mine "$FIXTURES/linux-6.6"
	holds "$output" "is no work folder, and not empty"
	run -2 guptidy check --work mine/thesis "$FIXTURES/linux-6.6"
	holds "$output" mine/thesis
	run -2 guptidy check --work no/such "$FIXTURES/linux-6.6"
	holds "$output" no/such
	[ "$(ls mine)" = thesis ]
}

@test "work: without ninja it is said" {
	mkdir bin
	for tool in sh touch; do
		ln -s "$(command -v $tool)" bin
	done
	PATH=$PWD/bin run -2 "$GUPTIDY" check --ask-compiler --work work "$FIXTURES/linux-6.6"
	holds "$output" "ninja: cannot be run; install ninja-build"
	# samurai will do: it speaks on stderr, of folders and of nothing to do.
	cat >bin/samu <<END
#!$(command -v sh)
for word; do
	[ "\$word" != -C ] || echo 'samu: entering directory' >&2
done
$(command -v ninja) "\$@"
status=\$?
echo 'samu: nothing to do' >&2
exit \$status
END
	chmod +x bin/samu
	run alone check --ask-compiler "$FIXTURES/linux-6.6"
	PATH=$PWD/bin run in_graph check --ask-compiler "$FIXTURES/linux-6.6"
	same
}

@test "work: a program with a line end in its path is refused, as ninja could not run it" {
	mkdir $'two\nlines'
	cp "$GUPTIDY" $'two\nlines'
	run -2 --separate-stderr $'two\nlines/guptidy' check --ask-compiler --work work "$FIXTURES/linux-6.6"
	holds "$stderr" 'ninja cannot run a program with a line end in its path'
	[ ! -e work/build.ninja ]
}

@test "run: converts, or checks, in a work folder that is kept" {
	run -1 guptidy run "$FIXTURES/linux-5.1"
	printf '%s\n' "$output" >run.out
	run -1 guptidy convert "$FIXTURES/linux-5.1"
	cmp run.out - <<<"$output"
	run -1 guptidy run --check "$FIXTURES/linux-6.6"
	printf '%s\n' "$output" >run.out
	run -1 guptidy check "$FIXTURES/linux-6.6"
	cmp run.out - <<<"$output"
	run -1 guptidy run --rule bool-as-flags "$FIXTURES/linux-6.6"
	lacks "$output" pin-leak
	[ -n "$(find cache -name '*.answers')" ]
	[ ! -e "$FIXTURES/linux-6.6/build.ninja" ]
	run -1 guptidy run --check --no-cache "$FIXTURES/linux-6.6"
	cmp - <<<"$output" <(guptidy check --no-cache "$FIXTURES/linux-6.6" 2>&1)
}

@test "work: a migration is proved by jobs, and says what it says in one process" {
	turned tree 26
	run -1 alone convert --migration turn.migration tree
	run -1 in_graph convert --migration turn.migration tree
	same
	[ "$(news)" -gt 1 ]
	run -1 in_graph convert --migration turn.migration tree
	same
	[ "$(news)" -eq 0 ]
	# A changed file costs its group, as does one whose header changes.
	echo '/* more */' >>tree/drivers/turn1.c
	run -1 alone convert --migration turn.migration tree
	run -1 in_graph convert --migration turn.migration tree
	same
	[ "$(news)" -eq 1 ]
	sed -i 's/long/char */' tree/include/linux/turn.h
	run -1 alone convert --migration turn.migration tree
	run -1 in_graph convert --migration turn.migration tree
	same
	[ "$(news)" -gt 1 ]
}

@test "work: a migration's proofs that come to nothing are said, and made by a second run, or by hand" {
	turned tree 3
	printf '#!/bin/sh\nexit 1\n' >launcher
	chmod +x launcher
	run -2 in_graph convert --migration turn.migration --launcher "$PWD/launcher" tree
	holds "$(cat graph.err)" "its job came to nothing"
	run -1 in_graph convert --migration turn.migration --launcher env tree
	run -1 alone convert --migration turn.migration tree
	same
	rm work/*/*.answers
	ninja -C work >/dev/null
	[ "$(news)" -gt 0 ]
	run alone convert --migration turn.migration --format=json tree
	cmp alone.out work/*/result.json
}

@test "work: a migration whose headers change with their functions is proved by jobs" {
	turned tree 3
	printf '# It has no knob.\nturn_old(knob) -> turn_old()\n' >turn.migration
	sed -i '/turn_new/d' tree/include/linux/turn.h
	printf '#include <linux/turn.h>\nint turn_old(int knob)\n{\n\treturn 1;\n}\n' >tree/drivers/turn3.c
	run alone convert --migration turn.migration tree
	grep -q '^+int turn_old(void);' alone.out
	run in_graph convert --migration turn.migration --launcher env tree
	same
	[ "$(news)" -gt 0 ]
}

# killed SECONDS WHOM COMMAND...: a run that is killed after that long, it alone or with all that it started.
killed()
{
	local after=$1 whom=$2 command=$3 leader

	shift 3
	setsid "$GUPTIDY" "$command" --work work "$@" >/dev/null 2>&1 &
	leader=$!
	sleep "$after"
	if [ "$whom" = alone ]; then
		kill -9 $leader 2>/dev/null || true
	else
		kill -9 -- -$leader 2>/dev/null || true
	fi
	wait $leader 2>/dev/null || true
}

# survives COMMAND...: killed at random moments, with a work folder and without, a second run makes the same bytes.
survives()
{
	local n after took

	run alone "$@"
	SECONDS=0
	run in_graph "$@"
	took=$((SECONDS * 1000 + 500))
	for ((n = 0; n < ${KILLS:-8}; n++)); do
		[ $((n % 3)) -eq 2 ] || rm -r work
		after=$(printf '%d.%03d' $((RANDOM % took / 1000)) $((RANDOM % 1000)))
		killed "$after" "$([ $((n % 2)) -eq 0 ] && echo alone || echo group)" "$@"
		run in_graph "$@"
		same
	done
}

#	KILLS=50 bats -f killed tests/cli/graph.bats
@test "work: killed at any moment, a second run completes it with the same bytes" {
	survives check --ask-compiler "$FIXTURES/linux-6.6"
}

@test "work: a migration killed at any moment is completed by a second run" {
	turned tree 26
	survives convert --migration turn.migration tree
}
