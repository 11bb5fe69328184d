#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# lint --fix: what a change brings in is mended, and nothing else.
load common

# mistake FILE: a call with a truth value for flags, on line 3.
mistake()
{
	plant "$1" <<'END'
int number(unsigned long at, _Bool store, struct page **p)
{
	return get_user_pages_fast(at, 1, store, p);
}
END
}

commit()
{
	git -C tree add -A
	git -C tree -c user.name=a -c user.email=a@b commit -q -m "$1"
}

# A repository with an old mistake, and a new one that is not committed.
changed_tree()
{
	small_tree tree
	mistake tree/drivers/old.c
	git init -q -b main tree
	commit base
	mistake tree/drivers/new.c
}

@test "lint --fix: what is new is written, what is old stays" {
	changed_tree
	cp tree/drivers/old.c .
	run -1 guptidy lint tree
	run -0 guptidy lint --fix tree
	[ -z "$output" ]
	grep -q 'store ? FOLL_WRITE : 0' tree/drivers/new.c
	cmp old.c tree/drivers/old.c
	run -0 guptidy lint --fix tree
	# In a line of an old file, beside an old mistake.
	printf 'int more(_Bool store, struct page **p) { return get_user_pages_fast(0, 1, store, p); }\n' >>tree/drivers/old.c
	run -0 guptidy lint --fix --base HEAD tree
	[ "$(grep -c FOLL_WRITE tree/drivers/old.c)" -eq 1 ]
	sed -n 1,4p tree/drivers/old.c | cmp old.c -
}

@test "lint --fix: what has no call ready is still reported" {
	changed_tree
	printf 'int two(struct page **p) { return get_user_pages_fast(0, 1, 8, p); }\n' >>tree/drivers/new.c
	run -1 guptidy lint --fix tree
	begins "$output" 'tree/drivers/new.c:'
	holds "$output" literal-flags
	lacks "$output" bool-as-flags
}

@test "lint --fix --dry-run: a diff, of every kind of change" {
	changed_tree
	cp -r tree before
	run -1 --separate-stderr guptidy lint --fix --dry-run tree
	begins "$output" '--- a/drivers/new.c'
	lacks "$output" old.c
	diff -r before tree
	expected=$output
	git -C tree add -A
	run -1 --separate-stderr guptidy lint --fix --dry-run --staged tree
	[ "$output" = "$expected" ]
	git -C tree diff --cached >change
	git -C tree reset -q
	mv tree/drivers/new.c .
	run -1 --separate-stderr guptidy lint --fix --dry-run --diff change tree
	[ "$output" = "$expected" ]
	mv new.c tree/drivers
	commit change
	rm tree/drivers/new.c
	run -1 --separate-stderr guptidy lint --fix --dry-run --base HEAD~1..HEAD tree
	[ "$output" = "$expected" ]
}

@test "lint --fix: the proof is made in the state that the change makes" {
	changed_tree
	mistake tree/drivers/new.c
	sed -i '1i #include "how.h"' tree/drivers/new.c
	sed -i 's/_Bool store/struct how *how/; s/1, store/1, how->store/' tree/drivers/new.c
	echo 'struct how { _Bool store; };' >tree/drivers/how.h
	git -C tree add -A
	git -C tree diff --cached >change
	git -C tree reset -q --hard
	run -1 --separate-stderr guptidy lint --fix --dry-run --diff change tree
	holds "$output" 'how->store ? FOLL_WRITE : 0'
}

@test "lint --fix: only the working tree is written to" {
	changed_tree
	for way in '--staged' '--diff change' '--base HEAD..HEAD' '--base HEAD...HEAD'; do
		# shellcheck disable=SC2086 # words
		run -2 guptidy lint --fix $way tree
		holds "$output" 'only the working tree can be written to; add --dry-run'
	done
	run -2 guptidy lint --fix --each --base HEAD..HEAD tree
	holds "$output" '--fix and --each: use one'
	run -2 guptidy lint --dry-run tree
	holds "$output" '--dry-run: needs --fix'
}

@test "lint --fix: a driver outside of the tree, and a file that cannot be written" {
	small_tree kernel
	mkdir tree
	mistake tree/src/old.c
	git init -q -b main tree
	commit base
	mistake tree/src/new.c
	run -0 guptidy lint --kernel kernel --fix tree
	grep -q 'store ? FOLL_WRITE : 0' tree/src/new.c
	mistake tree/src/new.c
	chmod 444 tree/src/new.c
	run -2 guptidy lint --kernel kernel --fix tree
	holds "$output" 'tree/src/new.c: not analysed: is read-only'
}
