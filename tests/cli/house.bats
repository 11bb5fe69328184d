#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What the house asks of its own files.

load common

@test "no room uses one above or beside it" {
	cp -r "$ROOT/src" "$ROOT/tests" .
	run -0 tests/expect/rooms
	[ -z "$output" ]
	# It would see one that does, and a room that nobody gave a floor.
	printf '#include "treewide/run/run.h"\n' >>src/c/outline/token.h
	printf '#include "c/source/source.h"\n' >>src/c/outline/token.h
	mkdir src/c/attic
	touch src/c/attic/attic.c src/c/attic.c
	run -1 tests/expect/rooms
	holds "$output" 'treewide/run/ does not lie below c/outline/'
	holds "$output" 'c/source/ does not lie below c/outline/'
	holds "$output" 'src/c/attic: has no floor'
	holds "$output" 'src/c/attic.c: stands in no room'
}

@test "no files call each other in a circle, but those that the list has with a reason" {
	[ -e "$ROOT/build/base" ] || skip "no objects in build/"
	cp -r "$ROOT/src" "$ROOT/tests" .
	run -0 tests/expect/circles "$ROOT/build"
	[ -z "$output" ]
	# It would see one, and one that is no more.
	sed -i '/^contract\/hold\/acquire/d; s/^c\/syntax\/leaf/c\/syntax\/call &/' tests/expect/circles
	run -1 tests/expect/circles "$ROOT/build"
	holds "$output" 'contract/hold/acquire contract/hold/wrapper: call each other'
	holds "$output" 'contract/hold/acquire -> contract/hold/wrapper: wrapper_'
	holds "$output" 'c/syntax/call c/syntax/leaf c/syntax/statement: call each other no more'
}

@test "docs/architecture.md has a row for each room, and names it with its part" {
	local text=$ROOT/docs/architecture.md part

	sed -n '/^| part /,/^$/p' "$text" >parts
	sed -n '/^| room /,/^$/p' "$text" | cut -d'|' -f2 | tr -cs 'a-z/' '\n' >rows
	for room in "$ROOT"/src/*/*/; do
		part=$(basename "$(dirname "$room")")
		room=$(basename "$room")
		grep "^| $part |" parts | cut -d'|' -f4 | grep -qw "$room"
		grep -qx "$part/$room" rows
	done
}

@test "all files are written in one dialect" {
	[ -e "$ROOT/.git" ] || skip "no git checkout"
	cd "$ROOT"
	run -0 tests/expect/style
	[ -z "$output" ]
}

@test "what is written otherwise is seen" {
	git init -q tree
	mkdir -p tree/src/c tree/tests
	cp -r "$ROOT/tests/expect" tree/tests
	cd tree
	cat >src/c/other.c <<-'END'
		#include <stdio.h>
		#include "c/other.h"

		static bool is(const char *a, int (*f)(int, int, int), int b, int c, int d, int e)
		{
			return strcmp(a, "b") == 0 && f(b, c, d) == e;
		}

		static void seven(int a, int b, int c, int (*d)(int e, int f), int g,
				  int h, int i)
		{
			struct pair pair = { true, false }, two[] = {{0}, {1, 2}};

			eight(a, "(", true);
			eight(f(b), c, f(d, false));
			/* As long as it takes.
			 */
			while (true)
				memset(&pair, true, sizeof(pair));	/* (true) */
		}
	END
	for lines in 42 43; do
		printf '\nstatic void of_%s(void)\n{\n%s}\n' $lines "$(yes '	f();' | head -$lines)
"
	done >>src/c/other.c
	git add .
	run -1 tests/expect/style
	[ "$output" = "src/c/other.c:1: includes are not in order; tests/expect/style --fix orders them
src/c/other.c:6: write !strcmp(...), !memcmp(...)
src/c/other.c:9: takes more than 6 parameters: hand on what belongs together as one
src/c/other.c:14: passes true or false: say in words what is meant
src/c/other.c:15: passes true or false: say in words what is meant
src/c/other.c:12: put a blank inside of the braces
src/c/other.c:12: put a blank inside of the braces
src/c/other.c:69: begins a function of more than 44 lines: split it
src/c/other.c:17: end the comment in its line" ]
}
