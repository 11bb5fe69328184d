#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Which findings the user sees, and which make the status 1. The places of comments are those of
# kernel-fixtures/linux-6.6/drivers/misc/erratum.c and of tests/unit/test_triage.c.
load common

# A tree with one driver, from stdin: a file made of functions.
driver()
{
	small_tree tree
	plant tree/drivers/misc/one.c
}

# pin [ARGUMENT [COMMENT]]: a function with a call.
pin()
{
	printf 'int f(bool store, struct page **p)\n{\n\t%s\n\treturn get_user_pages_fast(0, 1, %s, p);\n}\n' \
		"${2-}" "${1:-store}"
}

@test "allow: the finding is neither shown nor counted, and JSON tells the reason" {
	pin store '/* guptidy: allow bool-as-flags - the board wants it */' | driver
	run -0 --separate-stderr guptidy check tree
	[ -z "$output$stderr" ]
	run -0 guptidy check --format=json tree
	jq -e '.findings == [] and (.suppressed | length) == 1' <<<"$output"
	jq -e '.suppressed[0] | .reason == "the board wants it" and .rule == "bool-as-flags" and
	       .line == 4 and .severity == "error" and .function == "f"' <<<"$output"
}

@test "allow: suppressed findings have the keys of findings, and their reason" {
	guptidy check --format=json "$FIXTURES/linux-6.6" >report || [ $? -eq 1 ]
	jq -e '(.findings[0] + { reason: "" } | keys) as $keys | .suppressed | all(keys == $keys)' report
	jq -e '.suppressed | length > 10 and all(.reason != "")' report
	jq -e '[.findings, .suppressed] | map(map("\(.file):\(.line):\(.column):\(.rule)")) |
	       .[0] - .[1] == .[0]' report
}

@test "allow: what is wrong with a comment is a finding like others" {
	pin store '/* guptidy: allow bool-as-flags */' | driver
	run -1 guptidy check tree
	holds "$output" 'one.c:3:2: warning: no reason is given'
	holds "$output" 'one.c:4:9: error: '
	run -1 guptidy check --rule bad-allow tree
	lacks "$output" 'one.c:4:9'
	run -1 guptidy check --no-rule bad-allow tree
	lacks "$output" 'one.c:3:2'
	pin FOLL_WRITE '/* guptidy: allow bool-as-flags - once it was so */' | driver
	run -1 guptidy check tree
	holds "$output" 'one.c:3:2: warning: bool-as-flags complains about nothing here'
	run -0 guptidy check --no-rule unused-allow tree
	[ -z "$output" ]
}

@test "allow: a comment is used, whichever rules are shown" {
	pin store '/* guptidy: allow bool-as-flags - the board wants it */' | driver
	for how in '--rule stale-call' '--no-rule bool-as-flags' '--rule unused-allow'; do
		run -0 guptidy check $how --format=json tree
		jq -e '.findings == [] and .suppressed == []' <<<"$output"
	done
}

@test "allow: where something was not analysed, no comment is called unused" {
	{
		pin FOLL_WRITE '/* guptidy: allow bool-as-flags - once it was so */'
		echo 'int g(struct page **p) { return get_user_pages_fast(0, 1, no_such.thing, p); }'
	} | driver
	run -2 guptidy check tree
	holds "$output" 'one.c:6: not analysed: '
	lacks "$output" 'complains about nothing'
}

@test "allow: without a tree, no comment is called unused" {
	mkdir alone
	pin FOLL_WRITE '/* guptidy: allow stale-call - for 5.1 */' |
		sed 's/get_user_pages_fast/pin_user_pages_fast/' >alone/one.c
	run -0 guptidy check alone
	[ -z "$output" ]
}

@test "allow: works with CRLF, and in a file that is not UTF-8" {
	pin store '/* guptidy: allow bool-as-flags - the b\xf6ard wants it */' >unix
	printf '%b' "$(cat unix)\n" | sed 's/$/\r/' | driver
	run -0 guptidy check --format=json tree
	jq -e '.suppressed[0].reason == "the b\ufffdard wants it"' <<<"$output"
}

@test "allow: the compiler's findings too, and from the cache" {
	cat >one.c <<'END'
#include <linux/mm.h>
struct box { _Bool store; };
int f(struct box *b, struct page **p)
{
	/* guptidy: allow bool-as-flags - the board wants it */
	return get_user_pages_fast(0, 1, b->store, p);
}
END
	driver <one.c
	for _ in 1 2; do
		run -0 guptidy check --ask-compiler --format=json tree
		jq -e '.files[0].read == "clang" and .suppressed[0].rule == "bool-as-flags"' <<<"$output"
	done
}

@test "allow: kbuild heeds comments" {
	pin store '/* guptidy: allow bool-as-flags - the board wants it */' | driver
	cd tree
	run -0 guptidy kbuild --error -D__KERNEL__ -Iinclude drivers/misc/one.c
	[ -z "$output" ]
	sed -i 's/ - the.*wants it//' drivers/misc/one.c
	run -1 guptidy kbuild --error -D__KERNEL__ -Iinclude drivers/misc/one.c
	holds "$output" '[bool-as-flags]'
	holds "$output" '[bad-allow]'
}

@test "allow: convert converts what is allowed, too" {
	pin store '/* guptidy: allow bool-as-flags - the board wants it */' | driver
	run -0 guptidy convert tree
	holds "$output" '+	return get_user_pages_fast(0, 1, store ? FOLL_WRITE : 0, p);'
}

@test "fail-on: lesser findings are shown and do not make the status 1" {
	pin 1 | driver
	for severity in advice warning; do
		run -1 guptidy check --fail-on $severity tree
		holds "$output" '[literal-flags]'
	done
	run -0 guptidy check --fail-on error tree
	holds "$output" '[literal-flags]'
	pin store | driver
	run -1 guptidy check --fail-on=error tree
}

@test "fail-on: another word is an error, and 2; what is not analysed stays 2" {
	pin store | driver
	run -2 guptidy check --fail-on fatal tree
	holds "$output" 'fatal: no such severity; use error, warning or advice'
	run -2 guptidy check --fail-on error tree no-such-file
}
