#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# convert --series --previous: what people changed in one version of a series goes on in the next one.
load common
load series

# reviewed FILE: somebody has answered, and b4 or a person put the tag in.
reviewed()
{
	sed -i "0,/^Signed-off-by:/s//Reviewed-by: Max Reader <max@example.org>\nSigned-off-by:/" "$1"
}

# one_more: area one has another call by now.
one_more()
{
	cat >>tree/drivers/one/one.c <<'END'

int one_more(unsigned long start, struct page **pages)
{
	return get_user_pages_fast(start, 2, !!start, pages);
}
END
}

# range_diff FILE: that of a cover letter, as git would write it of patches without ids.
range_diff()
{
	sed '1,/^Range-diff against/d; /^-- $/,$d' "$1" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
}

@test "--previous: an unchanged patch keeps its tags, and each what a person wrote" {
	setup_git
	two_areas
	series tree v1 --signed-off-by "$JANE"
	reviewed v1/0001-*
	sed -i 's/^Subject: .*/Subject: [PATCH 2\/2] two: a better subject/; /^ values$/d;
		s/^Callers of .*/This is how I would put it./' v1/0002-*
	sed -i 's/^To: Bob.*/To: Bob Two <bob@example.org>, Ivy Three <ivy@example.org>,/' v1/0002-*
	series tree v2 --signed-off-by "$JANE" --previous v1
	[ "$(ls v2)" = "$(printf '%s\n' v2-0000-cover-letter.patch \
		v2-0001-one-pass-flags-to-get_user_pages_fast-not-truth-v.patch v2-0002-two-a-better-subject.patch)" ]
	holds "$(cat v2/v2-0001-*)" '[PATCH v2 1/2]'
	holds "$(cat v2/v2-0001-*)" "$(printf 'Reviewed-by: Max Reader <max@example.org>\nSigned-off-by: %s\n---' "$JANE")"
	holds "$(cat v2/v2-0002-*)" 'Subject: [PATCH v2 2/2] two: a better subject'
	holds "$(cat v2/v2-0002-*)" 'This is how I would put it.'
	holds "$(cat v2/v2-0002-*)" 'Ivy Three <ivy@example.org>'
	lacks "$(cat v2/v2-0001-*)" 'Ivy Three'
	[ "$(range_diff v2/v2-0000-*)" = "$(printf '%d:  ------- = %d:  ------- %s\n' \
		1 1 'one: pass flags to get_user_pages_fast(), not truth values' 2 2 'two: a better subject')" ]
	# What was kept once is kept for good.
	series tree v3 --signed-off-by "$JANE" --previous v2
	diff <(sed 's/v3/v2/; /^Date:/d' v3/v3-0002-*) <(sed /^Date:/d v2/v2-0002-*)
	diff <(sed 's/v3/v2/; /^Date:/d' v3/v3-0001-*) <(sed /^Date:/d v2/v2-0001-*)
}

@test "--previous: a changed patch loses the tags that were given to another one, and says so" {
	setup_git
	two_areas
	series tree v1 --signed-off-by "$JANE"
	for patch in v1/000[12]-*; do
		reviewed "$patch"
	done
	sed -i 's/^Callers of .*/My own words./' v1/0001-*
	one_more
	series tree v2 --signed-off-by "$JANE" --previous v1
	lacks "$(cat v2/v2-0001-*)" Reviewed-by
	holds "$(cat v2/v2-0001-*)" 'My own words.'
	holds "$(cat v2/v2-0002-*)" Reviewed-by
	holds "$(cat left)" 'the patch changed, so this is not kept: Reviewed-by: Max Reader'
	holds "$(cat left)" 'the patch changed, and a person wrote its message'
}

@test "--previous: the range-diff is git's, but for the ids" {
	setup_git
	two_areas
	commit tree
	series tree v1 --signed-off-by "$JANE"
	reviewed v1/0001-*
	git -C tree switch -q -c first
	git -C tree am -q "$PWD"/v1/000[12]*
	git -C tree switch -q main
	one_more
	sed -i 's/1, !*1*,/1, 0,/' tree/drivers/two/two.c
	plant tree/drivers/three/three.c <<'END'
#include <linux/mm.h>

int three(unsigned long start, struct page **pages)
{
	return get_user_pages_fast(start, 1, true, pages);
}
END
	git -C tree add -A
	git -C tree commit -q -m 'base of v2'
	series tree v2 --signed-off-by "$JANE" --previous v1 --branch second
	git -C tree range-diff --no-color main~1..first second~2..second >theirs
	diff <(range_diff v2/v2-0000-*) <(sed -E 's/([0-9]: +)([0-9a-f]{7}) /\1------- /g' theirs)
	[ "$(grep -c '^ *[-0-9]' theirs)" -ge 3 ]
}

@test "--previous: a cover letter that a person wrote goes on, with new numbers below it" {
	setup_git
	two_areas
	series tree v1
	sed -i 's/^Callers of .*/Dear all,/' v1/0000-*
	one_more
	series tree v2 --previous v1
	cover=$(cat v2/v2-0000-*)
	holds "$cover" 'Dear all,'
	holds "$cover" '2 files changed, 3 insertions(+), 3 deletions(-)'
	[ "$(grep -c '^John Roe (2):' v2/v2-0000-*)" -eq 1 ]
	holds "$(cat left)" 'a person wrote it, so it is kept'
}

@test "--previous: words beside PATCH go on, in all mails and for b4" {
	setup_git
	two_areas
	commit tree
	series tree v1 --signed-off-by "$JANE"
	sed -i 's/\[PATCH /[RFC PATCH net-next v3 /' v1/*.patch
	series tree v2 --signed-off-by "$JANE" --previous v1 --branch topic
	[ "$(sed -n 's/^Subject: \(\[[^]]*\]\).*/\1/p' v2/*.patch)" = "$(printf '[RFC PATCH net-next v4 %d/2]\n' 0 1 2)" ]
	[ "$(ls v2 | head -n 1)" = v4-0000-cover-letter.patch ]
	tracked=$(git -C tree log -1 --format=%B topic~2 | sed '1,/^# This section/d')
	[ "$(jq -c .series.prefixes <<<"$tracked")" = '["RFC","net-next"]' ]
	# What is no version and no number is a word like others.
	sed -i 's/net-next v4/v12345678 1\/a "x\\"/' v2/*.patch
	series tree v3 --signed-off-by "$JANE" --previous v2 --branch other
	holds "$(unfolded v3/v2-0001-*)" 'Subject: [RFC PATCH v12345678 1/a "x\" v2 1/2]'
	# b4 knows all versions by one id.
	git -C tree log -1 --format=%B other~2 | sed '1,/^# This section/d' >later
	jq -e '.series.revision == 2' later
	[ "$(jq -r '.series["change-id"]' later)" = "$(jq -r '.series["change-id"]' <<<"$tracked")" ]
	echo 'a"b' >v3/.guptidy/change-id
	series tree v4 --signed-off-by "$JANE" --previous v3 --branch last
	git -C tree log -1 --format=%B last~2 | sed '1,/^# This section/d' | jq -e '.series["change-id"] | test("-last-")'
}

@test "--previous: what a person wrote of a patch that is gone is not lost in silence" {
	setup_git
	two_areas
	series tree v1
	sed -i 's/^Callers of .*/My own words./' v1/0002-*
	rm tree/drivers/two/two.c
	series tree v2 --previous v1
	holds "$(cat left)" 'no patch of this version goes on from it, so what a person wrote there is not kept'
}

@test "--previous: what holds no series, or something else, ends with 2" {
	setup_git
	two_areas
	mkdir empty broken
	echo 'no mail' >broken/0001-some.patch
	run -2 guptidy convert tree --series out --previous empty
	holds "$output" '--previous empty: holds no patches'
	run -2 guptidy convert tree --series out --previous broken
	holds "$output" 'broken/0001-some.patch: is no patch as git format-patch writes it'
	run -2 guptidy convert tree --series out --previous missing
	holds "$output" '--previous missing: '
	[ ! -e out ]
}

@test "--previous: what came by mail brings no header of its own, and nothing that a terminal obeys" {
	setup_git
	two_areas
	series tree v1 --signed-off-by "$JANE"
	sed -i 's/^To: Ada.*/To: =?UTF-8?q?Max_<max=0D=0ABcc:_eve@example.org>?=,\n\tAda One <ada@example.org>,/' v1/0001-*
	sed -i "s/^Signed-off-by:/Reviewed-by: Max \x1b[31m <max@example.org>\n&/" v1/0001-*
	one_more
	series tree v2 --signed-off-by "$JANE" --previous v1
	holds "$(cat v2/v2-0001-*)" 'Max <max  Bcc: eve@example.org>'
	run -1 grep -e '^Bcc:' -e $'\r' v2/v2-0001-*
	holds "$(cat left)" 'this is not kept: Reviewed-by: Max \033[31m'
}
