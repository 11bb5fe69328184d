#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What somebody meets who uses guptidy for the first time: misspelt words, paths with nothing in them,
# and what is said of a run as a whole.
load common

@test "a command that is misspelt: the one that was meant" {
	run -2 --separate-stderr guptidy chekc .
	[ "$stderr" = 'chekc: there is no such command; did you mean check?' ]
	run -2 --separate-stderr guptidy help conver
	[ "$stderr" = 'conver: there is no such command; did you mean convert?' ]
	# Nothing is near: the list says what there is.
	run -2 --separate-stderr guptidy frobnicate
	begins "$stderr" 'frobnicate: there is no such command'
	lacks "$stderr" 'did you mean'
	holds "$stderr" 'Usage: guptidy COMMAND'
}

@test "an option that is misspelt, with a value and without" {
	run -2 --separate-stderr guptidy check --fromat=json "$FIXTURES/linux-6.6"
	[ "$stderr" = 'guptidy check: --fromat: there is no such option; did you mean --format? `guptidy check --help` lists them' ]
	run -2 --separate-stderr guptidy lint --stagde
	holds "$stderr" 'did you mean --staged?'
	run -2 --separate-stderr guptidy find --xyzzy
	[ "$stderr" = 'guptidy find: --xyzzy: there is no such option; `guptidy find --help` lists them' ]
	# A beginning that says enough is an option, and a value is none.
	run -1 guptidy check --form json "$FIXTURES/linux-6.6/drivers/vfio"
	run -2 --separate-stderr guptidy check --kernel --no-such-tree .
	holds "$stderr" '--no-such-tree'
	lacks "$stderr" 'there is no such option'
	run -2 --separate-stderr guptidy check -- --fromat
	lacks "$stderr" 'there is no such option'
}

@test "a rule that is misspelt" {
	run -2 --separate-stderr guptidy check --rule bool-as-flag .
	holds "$stderr" 'bool-as-flag: there is no rule of that name; did you mean bool-as-flags?'
	run -2 --separate-stderr guptidy explain stale_call
	[ "$stderr" = 'stale_call: there is no rule of that name; did you mean stale-call? `guptidy explain` lists them' ]
}

@test "help and version, however they are asked for" {
	run -0 guptidy --version
	version=$output
	[[ $version =~ ^guptidy\ [0-9]+\.[0-9]+ ]]
	for command in $(guptidy --help | sed -n 's/^  \([a-z]\+\) .*/\1/p'); do
		for word in --version -V; do
			run -0 guptidy "$command" "$word"
			[ "$output" = "$version" ]
		done
		run -0 guptidy "$command" --help
		expected=$output
		for words in "$command -h" "help $command"; do
			# shellcheck disable=SC2086 # words
			run -0 guptidy $words
			[ "$output" = "$expected" ]
		done
	done
	run -0 guptidy -V
	[ "$output" = "$version" ]
}

@test "paths with nothing in them are named" {
	copy linux-6.6
	mkdir linux-6.6/drivers/empty elsewhere
	run -0 --separate-stderr guptidy check linux-6.6/drivers/empty
	[ "$stderr" = 'linux-6.6/drivers/empty: warning: no C source there, so nothing was looked at' ]
	run -0 --separate-stderr guptidy check linux-6.6/Documentation
	[ "$stderr" = 'linux-6.6/Documentation: warning: no C source there, so nothing was looked at' ]
	run -0 --separate-stderr guptidy check --format=json linux-6.6/Makefile
	[ "$stderr" = 'linux-6.6/Makefile: warning: no C source there, so nothing was looked at' ]
	run -0 --separate-stderr guptidy find linux-6.6/Documentation
	[ -z "$stderr" ]
	run -0 --separate-stderr guptidy find linux-6.6/drivers/empty
	[ "$stderr" = 'linux-6.6/drivers/empty: warning: no file there, so nothing was looked at' ]
	# Beside a path that has sources.
	run -1 --separate-stderr guptidy check linux-6.6/drivers/vfio linux-6.6/drivers/empty
	[ "$stderr" = 'linux-6.6/drivers/empty: warning: no C source there, so nothing was looked at' ]
	# A source that does not name the family is one.
	plant linux-6.6/drivers/empty/deep/quiet.c <<<'int quiet;'
	run -0 --separate-stderr guptidy check linux-6.6/drivers/empty
	[ -z "$stderr" ]
}

@test "a folder that is no kernel tree, and names nothing" {
	plant elsewhere/quiet.c <<<'int quiet;'
	run -0 --separate-stderr guptidy check elsewhere
	[ "$stderr" = "elsewhere: warning: no kernel tree is around it, and nothing in it names the family; is it the right folder?" ]
	(cd elsewhere && run -0 --separate-stderr guptidy check
	 begins "$stderr" ".: warning: no kernel tree")
	run -0 --separate-stderr guptidy check --kernel "$FIXTURES/linux-6.6" elsewhere
	[ -z "$stderr" ]
}

@test "a kernel that is not there, and a version where a folder is due" {
	run -2 --separate-stderr guptidy check --kernel nowhere/build .
	[ "$stderr" = "nowhere/build: No such file or directory; name the folder of a kernel's sources, or of its installed headers" ]
	run -2 --separate-stderr guptidy check --kernel 6.12 .
	holds "$stderr" 'of its installed headers; a version is for --against or --to'
}

@test "an empty diff is an error, unless that is said to be right" {
	run -2 --separate-stderr guptidy lint --diff - "$FIXTURES/linux-6.6" </dev/null
	begins "$stderr" 'stdin: is empty, so nothing was looked at'
	: >nothing.diff
	run -2 --separate-stderr guptidy lint --diff nothing.diff "$FIXTURES/linux-6.6"
	begins "$stderr" 'nothing.diff: is empty'
	run -0 --separate-stderr guptidy lint --diff - --allow-empty "$FIXTURES/linux-6.6" </dev/null
	[ -z "$stderr$output" ]
	# What is no diff stays one that is refused.
	run -2 guptidy lint --diff - --allow-empty "$FIXTURES/linux-6.6" <<<'no diff'
}

@test "one line sums up: with -v, or on a terminal, and not with -q" {
	tree=$FIXTURES/linux-6.6
	run -1 --separate-stderr guptidy check -v --rule bool-as-flags "$tree/drivers/vfio"
	findings=$(grep -c '\]$' <<<"$output")
	[ "${stderr_lines[-1]}" = \
	  "6.6.0: 1 file names the family, 1 read as text, 0 by clang; $findings findings" ]
	run -1 --separate-stderr guptidy check --rule bool-as-flags "$tree/drivers/vfio"
	[ -z "$stderr" ]
	run -1 --separate-stderr guptidy check -vq --rule bool-as-flags "$tree/drivers/vfio"
	lacks "$stderr" 'name the family'
	run -0 --separate-stderr guptidy find --verbose "$tree/drivers/vfio"
	holds "$stderr" '6.6.0: 1 file names the family'
	holds "$stderr" "; $(grep -c ': call: ' <<<"$output")" || holds "$stderr" 'mentions'
	command -v script >/dev/null || skip 'no script, which lends a terminal'
	TERM=xterm script -qec "'$GUPTIDY' check '$tree/drivers/vfio' 2>&1 >/dev/null" said </dev/null || true
	grep -q 'names the family, 1 read as text' said
	TERM=xterm script -qec "'$GUPTIDY' check -q '$tree/drivers/vfio' 2>&1 >/dev/null" said </dev/null || true
	run ! grep -q 'names the family' said
}

@test "--statistics counts what is shown, by rule" {
	run -1 --separate-stderr guptidy check --statistics "$FIXTURES/linux-5.1"
	for rule in bool-as-flags literal-flags; do
		n=$(grep -c "\[$rule\]\$" <<<"$output")
		[ "$n" -gt 0 ]
		holds "$stderr" "$n  $rule"
	done
	holds "$stderr" "$(grep -c '\]$' <<<"$output")  total"
}

@test "--exclude: names anywhere, and paths from the root" {
	copy linux-6.6
	cd linux-6.6
	guptidy check >../whole || [ $? -eq 1 ]
	grep -q '^drivers/vfio/' ../whole
	for glob in vfio drivers/vfio drivers/vfio/ 'drivers/vf*' 'v?io'; do
		guptidy check --exclude "$glob" >../rest || [ $? -eq 1 ]
		diff <(grep '\]$' ../whole | grep -v '^drivers/vfio/') <(grep '\]$' ../rest)
	done
	# From the root on, and * is no slash.
	for glob in vfio/vfio_lectern.c 'd*vfio' 'vfi'; do
		guptidy check --exclude "$glob" >../rest || [ $? -eq 1 ]
		diff ../whole ../rest
	done
	guptidy check --exclude vfio --exclude '*.h' --exclude mm >../rest || [ $? -eq 1 ]
	run ! grep -E '^(drivers/vfio/|mm/|[^:]*\.h:).*\]$' ../rest
	# Not even what cannot be read is named.
	plant drivers/odd/calls.c <<'END'
#include <linux/mm.h>
int odd(struct nobody *n, struct page **p) { return pin_user_pages_fast(0, 1, n->how, p); }
END
	run -2 guptidy check drivers
	run -1 guptidy check drivers --exclude odd
	run -0 guptidy check drivers/odd --exclude calls.c
}

@test "--exclude: what an excluded home declares is still true" {
	copy linux-6.6
	guptidy check linux-6.6/drivers >whole || [ $? -eq 1 ]
	guptidy check linux-6.6 --exclude include --exclude mm >without || [ $? -eq 1 ]
	diff <(grep '^linux-6.6/drivers/.*\]$' whole) <(grep '^linux-6.6/drivers/.*\]$' without)
	run ! grep -E '^linux-6.6/(include|mm)/.*\]$' without
}

@test "--exclude: find, convert and lint take it too" {
	copy linux-5.1
	cd linux-5.1
	guptidy convert >../whole 2>/dev/null || [ $? -eq 1 ]
	guptidy convert --exclude drivers >../rest 2>/dev/null || [ $? -eq 1 ]
	grep -q '^+++ b/drivers/' ../whole
	run ! grep -q '^+++ b/drivers/' ../rest
	grep -q '^+++ b/' ../rest
	run -0 guptidy find --exclude 'drivers' .
	lacks "$output" $'\ndrivers/'
	diff -u <(guptidy find . | grep ': ' | grep -v '^drivers/') <(grep ': ' <<<"$output")
	printf '%s\n' '--- /dev/null' '+++ b/drivers/new.c' '@@ -0,0 +1,2 @@' '+#include <linux/mm.h>' \
		'+int f(struct page **p, int w) { return get_user_pages_fast(0, 1, FOLL_WRITE, p); }' >../new
	run -1 guptidy lint --diff ../new .
	run -0 guptidy lint --diff ../new --exclude new.c .
}
