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
	printf '#include "run/run.h"\n' >>src/outline/token.h
	mkdir src/attic
	touch src/attic/attic.c
	run -1 tests/expect/rooms
	holds "$output" 'run/ does not lie below outline/'
	holds "$output" 'src/attic: has no floor'
}

@test "docs/architecture.md has a row for each room, and a part of the house that it is in" {
	local text=$ROOT/docs/architecture.md

	sed -n '/^| part /,/^$/p' "$text" | cut -d'|' -f3 | tr -cs 'a-z' '\n' >parts
	sed -n '/^| room /,/^$/p' "$text" | cut -d'|' -f2 | tr -cs 'a-z' '\n' >rows
	for room in "$ROOT"/src/*/; do
		room=$(basename "$room")
		grep -qx "$room" parts
		grep -qx "$room" rows
	done
}

@test "all files are written in one dialect" {
	[ -e "$ROOT/.git" ] || skip "no git checkout"
	cd "$ROOT"
	run -0 tests/expect/style
	[ -z "$output" ]
}
