#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Which findings the user sees, and which make the status 1. The places of comments are those of
# kernel-fixtures/linux-6.6/drivers/misc/allow_comments.c and of tests/unit/test_triage.c.
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

@test "severity: a rule is as severe as one takes it to be" {
	small_tree tree
	plant tree/a.c <<'END'
int a(struct page **p) { return get_user_pages_fast(0, 1, 1, p); }
END
	run -1 guptidy check tree
	holds "$output" ' warning: '
	run -1 guptidy check --severity literal-flags=error --fail-on error tree
	holds "$output" ' error: '
	run -0 guptidy check --severity literal-flags=error --severity literal-flags=advice tree
	[ -z "$output" ]
	run -1 guptidy check --severity literal-flags=advice --all tree
	holds "$output" ' advice: '
	# Advice is fixed when it is named.
	run -0 guptidy check --severity literal-flags=advice --fix tree
	grep -q '0, 1, 1, p' tree/a.c
	run -0 guptidy check --severity literal-flags=advice --rule literal-flags --fix tree
	grep -q '0, 1, FOLL_WRITE, p' tree/a.c
	run -2 guptidy check --severity literal-flags tree
	holds "$output" '--severity literal-flags: says no severity; write RULE=error'
	run -2 guptidy check --severity literal-flags=high tree
	holds "$output" 'high: no such severity; use error, warning or advice'
	run -2 guptidy check --severity literal-flag=error tree
	holds "$output" 'did you mean literal-flags?'
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

@test "advice: shown with --all, or where its rule is asked for, and only then" {
	cd "$FIXTURES/linux-6.6"
	run -0 guptidy check drivers/counsel
	[ -z "$output" ]
	run -1 guptidy check --rule could-be-fast drivers/counsel
	holds "$output" 'drivers/counsel/one_call.c:20:11: advice: '
	[ "$(grep -c ': advice: ' <<<"$output")" -eq 1 ]
	run -0 guptidy check --rule could-be-fast --fail-on=warning drivers/counsel
	run -1 guptidy check --all drivers/counsel
	for rule in longterm-missing missing-dirty force-needless write-needless could-be-fast get-to-pin; do
		holds "$output" "[$rule]"
		lacks "$(guptidy check --all --no-rule $rule drivers/counsel)" "[$rule]"
		holds "$(guptidy explain $rule)" 'What it stands on: '
		holds "$(guptidy explain $rule)" 'When it would be wrong: '
	done
}

# advised FILE: which advice it gets.
advised()
{
	guptidy check --all --no-cache "$1" | sed -n 's/.*: advice: .*\[\(.*\)\]$/\1/p' | sort | paste -sd ' '
}

@test "advice: what silences it" {
	copy linux-6.6
	cd linux-6.6
	f=drivers/counsel/lingering.c
	[ "$(advised $f)" = longterm-missing ]
	# Somebody tells the driver when the memory goes.
	sed -i 's,^int lingering_program,struct mmu_notifier lingering_notifier;\n&,' $f
	[ -z "$(advised $f)" ]
	# Up to v6.1 a pin for long had to be asked for like this.
	cat >drivers/counsel/old.c <<-'END'
		#include <linux/mm.h>

		int old(const char __user *buf, int n, struct page **pages)
		{
			return pin_user_pages_fast((unsigned long)buf, n, FOLL_WRITE | FOLL_FORCE | FOLL_LONGTERM, pages);
		}
	END
	[ "$(advised drivers/counsel/old.c)" = 'force-needless write-needless' ]
	sed -i 's/^PATCHLEVEL = 6/PATCHLEVEL = 1/' Makefile
	[ -z "$(advised drivers/counsel/old.c)" ]
	sed -i 's/ | FOLL_LONGTERM//' drivers/counsel/old.c
	[ "$(advised drivers/counsel/old.c)" = 'force-needless write-needless' ]
	# What looks into other programs on purpose.
	mkdir -p kernel && mv drivers/counsel/old.c kernel
	[ "$(advised kernel/old.c)" = write-needless ]
}

@test "fail-on: another word is an error, and 2; what is not analysed stays 2" {
	pin store | driver
	run -2 guptidy check --fail-on fatal tree
	holds "$output" 'fatal: no such severity; use error, warning or advice'
	run -2 guptidy check --fail-on error tree no-such-file
}

# Two drivers: one.c with a bool and a number, two.c with a number.
two_drivers()
{
	{ pin store; pin 1 | sed 's/f(/g(/'; } | driver
	pin 1 | sed 's/f(/h(/' | plant tree/drivers/misc/two.c
}

# entries FILE: a line each.
entries()
{
	jq -r '.entries[] | "\(.file) \(.rule) \(.function) \(.count) \(.since)"' "$1"
}

on() { SOURCE_DATE_EPOCH=$(date -u -d "$1" +%s) guptidy "${@:2}"; }

@test "baseline: leaves out what it knows, also when its lines move, and nothing else" {
	two_drivers
	run -0 --separate-stderr on 2026-01-02 check --write-baseline base tree
	[ -z "$output$stderr" ]
	entries base | diff -u - <(cat <<'END'
drivers/misc/one.c bool-as-flags f 1 2026-01-02
drivers/misc/one.c literal-flags g 1 2026-01-02
drivers/misc/two.c literal-flags h 1 2026-01-02
END
	)
	run -0 --separate-stderr guptidy check --baseline base tree
	[ -z "$output$stderr" ]
	sed -i '1i /* new */\n' tree/drivers/misc/one.c
	sed -i 's/(0, 1, store, p)/(0,\n\t\t1, store, p)/' tree/drivers/misc/one.c
	run -0 --separate-stderr guptidy check --baseline base tree
	[ -z "$output$stderr" ]
	pin store >>tree/drivers/misc/two.c
	run -1 guptidy check --baseline base tree
	holds "$output" 'two.c:9:9: error: '
	[ "$(grep -c '\]$' <<<"$output")" -eq 1 ]
	run -1 guptidy check --baseline base --format=json tree
	jq -e '.findings | length == 1 and .[0].file == "drivers/misc/two.c"' <<<"$output"
}

@test "baseline: equal findings are counted" {
	{ pin; pin; } | driver
	guptidy check --write-baseline base tree
	[[ $(entries base) == 'drivers/misc/one.c bool-as-flags f 2 '* ]]
	pin >>tree/drivers/misc/one.c
	run -1 guptidy check --baseline base tree
	[ "$(grep -c '\]$' <<<"$output")" -eq 1 ]
	holds "$output" 'one.c:14:9: '
}

@test "baseline: what is mended makes it stale, and written again it shrinks and keeps its age" {
	{ pin; pin; } | driver
	pin 1 | plant tree/drivers/misc/two.c
	on 2026-01-02 check --write-baseline base tree
	cp base first
	pin | plant tree/drivers/misc/one.c
	pin FOLL_WRITE | plant tree/drivers/misc/two.c
	run -0 --separate-stderr guptidy check --baseline base tree
	[ -z "$output" ]
	[ "$stderr" = 'base: 2 of 2 entries are stale, as less is found than they know; shrink it with --write-baseline' ]
	run -0 guptidy check --verbose --baseline base tree
	holds "$output" 'base: stale: drivers/misc/one.c: bool-as-flags of `get_user_pages_fast ( 0 , 1 , store , p )`: found: 1, known: 2'
	holds "$output" 'base: findings left out: 1, the oldest known since 2026-01-02'
	cmp base first
	run -0 --separate-stderr on 2026-05-06 check --write-baseline base tree
	[ -z "$output$stderr" ]
	[ "$(entries base)" = 'drivers/misc/one.c bool-as-flags f 1 2026-01-02' ]
	rm tree/drivers/misc/one.c
	run -0 guptidy check --write-baseline base tree
	jq -e '.entries == []' base
}

@test "baseline: grows only when it is asked to, and says with what" {
	two_drivers
	on 2026-01-02 check --write-baseline base tree
	cp base first
	pin true >>tree/drivers/misc/two.c
	pin FOLL_WRITE | plant tree/drivers/misc/one.c
	run -2 --separate-stderr on 2026-05-06 check --write-baseline base tree
	[ -z "$output" ]
	begins "$stderr" 'base: not written, as it would grow; '
	[ "$(tail -n +2 <<<"$stderr" | cut -d ' ' -f 1-5)" = \
	  'drivers/misc/two.c:9:9: not in the baseline:' ]
	cmp base first
	run -0 on 2026-05-06 check --write-baseline base --grow-baseline tree
	entries base | diff -u - <(cat <<'END'
drivers/misc/two.c bool-as-flags f 1 2026-05-06
drivers/misc/two.c literal-flags h 1 2026-01-02
END
	)
	pin 1 | sed 's/f(/h(/' >>tree/drivers/misc/two.c
	run -2 guptidy check --write-baseline base tree
	run -0 guptidy check --write-baseline base --grow-baseline tree
	holds "$(entries base)" 'drivers/misc/two.c literal-flags h 2 2026-01-02'
}

@test "baseline: a part of the tree, or of the rules, leaves the other entries alone" {
	two_drivers
	guptidy check --write-baseline base tree
	cp base first
	pin FOLL_WRITE | plant tree/drivers/misc/two.c
	run -0 --separate-stderr guptidy check --baseline base tree/drivers/misc/one.c
	[ -z "$output$stderr" ]
	for how in tree/drivers/misc/one.c tree/include; do
		guptidy check --write-baseline base $how
		cmp base first
	done
	git -c core.pager= diff --no-index --exit-code first base
	run -0 --separate-stderr guptidy check --rule bool-as-flags --baseline base tree/drivers/misc/one.c
	[ -z "$output$stderr" ]
	guptidy check --rule bool-as-flags --write-baseline base tree/drivers/misc/one.c
	cmp base first
	guptidy check --write-baseline base tree/drivers/misc
	[ "$(wc -l <<<"$(entries base)")" -eq 2 ]
}

@test "baseline: a file that was not analysed as a whole keeps its entries" {
	two_drivers
	guptidy check --write-baseline base tree
	cp base first
	{
		pin FOLL_WRITE
		echo 'int x(struct page **p) { return get_user_pages_fast(0, 1, no_such.thing, p); }'
	} | plant tree/drivers/misc/one.c
	run -2 --separate-stderr guptidy check --baseline base tree
	lacks "$stderr" 'stale'
	run -2 guptidy check --write-baseline base tree
	cmp base first
}

@test "baseline: what comments allow is not in it, what is wrong with them is" {
	{
		pin store '/* guptidy: allow bool-as-flags - the board wants it */'
		pin FOLL_WRITE '/* guptidy: allow bool-as-flags - once it was so */'
	} | driver
	guptidy check --write-baseline base tree
	jq -e '.entries | map(.rule) == ["unused-allow"]' base
	run -0 guptidy check --baseline base tree
	[ -z "$output" ]
}

@test "baseline: a file that is none is an error with its place, and stays as it is" {
	two_drivers
	guptidy check --write-baseline base tree
	head -c 150 base >cut
	sed 's/"count": 1/"count": "1"/' base >type
	sed '/^<<<<<<</d; 4i <<<<<<< ours' base >conflict
	: >empty
	for file in cut:5: type: conflict:4: empty:1:; do
		cp "${file%%:*}" copy
		for how in --baseline --write-baseline; do
			run -2 --separate-stderr guptidy check $how "${file%%:*}" tree
			[ -z "$output" ]
			begins "$stderr" "$file"
			cmp "${file%%:*}" copy
		done
	done
	run -2 guptidy check --baseline missing tree
	begins "$output" 'missing: cannot be opened: '
	holds "$output" 'make one with `check --write-baseline FILE`'
	run -2 guptidy check --baseline tree tree
	begins "$output" 'tree: not a regular file'
	run -2 guptidy check --write-baseline no/folder tree
	begins "$output" 'no/folder: cannot be written: '
}

@test "baseline: is replaced as a whole, through a link, with its mode, and leaves nothing behind" {
	two_drivers
	mkdir kept
	guptidy check --write-baseline kept/base tree
	[ "$(ls -A kept)" = base ]
	chmod 640 kept/base
	ln kept/base other
	ln -s kept/base link
	pin FOLL_WRITE | plant tree/drivers/misc/two.c
	guptidy check --write-baseline link tree
	[ -L link ]
	[ "$(stat -c %a kept/base)" = 640 ]
	[ "$(entries kept/base | wc -l)" -eq 2 ]
	[ "$(entries other | wc -l)" -eq 3 ]
	[ "$(ls -A kept)" = base ]
}

@test "baseline: the same findings make the same bytes, whatever -j and where it is called" {
	copy linux-6.6
	on 2026-01-02 check -j1 --write-baseline one linux-6.6
	on 2026-01-02 check -j8 --no-cache --write-baseline two linux-6.6
	cmp one two
	(cd linux-6.6/drivers && on 2026-01-02 check --write-baseline ../../three ..)
	cmp one three
	run -0 guptidy check --baseline one linux-6.6
	[ -z "$output" ]
	touch -d 2026-01-02 one
	on 2027-01-02 check --write-baseline one linux-6.6
	cmp one two
	[ "$(stat -c %Y one)" -eq "$(date -d 2026-01-02 +%s)" ]
}

@test "baseline: options that do not fit each other, a day that is none" {
	two_drivers
	run -2 guptidy check --baseline one --write-baseline two tree
	holds "$output" 'two: a baseline is named already, one'
	run -2 guptidy check --grow-baseline tree
	holds "$output" '--grow-baseline: needs --write-baseline FILE'
	SOURCE_DATE_EPOCH=soon run -2 guptidy check --write-baseline base tree
	begins "$output" 'SOURCE_DATE_EPOCH: `soon` is no number of seconds'
	[ ! -e base ]
	run -2 guptidy find --baseline base tree
}
