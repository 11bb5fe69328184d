# SPDX-License-Identifier: GPL-2.0-only
#
# guptidy lint --each: one verdict a patch, of commits and of mails, with or without a working tree.

load common

export GIT_AUTHOR_NAME=Author GIT_AUTHOR_EMAIL=author@example.org
export GIT_COMMITTER_NAME=Committer GIT_COMMITTER_EMAIL=committer@example.org

LECTERN=drivers/vfio/vfio_lectern.c

commit()
{
	git add -A
	git commit -q --no-verify -m "$1"
}

# flags TEXT: the flags of the call that the series is about.
flags()
{
	sed -i "s/^\(\treturn pin_user_pages_fast(addr, 1, \).*, pages);/\1$1, pages);/" $LECTERN
}

setup()
{
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache TMPDIR=$BATS_TEST_TMPDIR/tmp
	mkdir "$TMPDIR"
	cd "$BATS_TEST_TMPDIR"
}

# A mistake comes with the second patch, and goes with the third: both ends of the series are fine.
series()
{
	copy linux-6.6
	cd linux-6.6
	git init -q -b main "$@" .
	commit base
	printf '\nint pin_one(unsigned long addr, int prot, struct page **pages)\n{\n\t%s\n}\n' \
		'return pin_user_pages_fast(addr, 1, prot ? FOLL_WRITE : 0, pages);' >>$LECTERN
	commit 'vfio: pin one page'
	flags '!!prot'
	commit 'vfio: shorter, by Jürgen'
	flags 'prot ? FOLL_WRITE : 0'
	commit 'vfio: as it was'
}

# mails: the same as an mbox, and the tree as it is in front of them.
mails()
{
	git format-patch -q --cover-letter --stdout HEAD~3 >../series.mbx
	git checkout -q HEAD~3
}

# verdicts: the lines of the last run that are about patches, without commits.
verdicts()
{
	grep -E '^[0-9]+/[0-9]+ ' <<<"$output" | sed -E 's/^([^ ]*) [0-9a-f]{12} /\1 /'
}

EXPECTED='1/3 vfio: pin one page: 0 findings
2/3 vfio: shorter, by Jürgen: 1 finding
3/3 vfio: as it was: 0 findings'

@test "commits: what one brings in and the next one mends is found, under its name" {
	series
	run -0 guptidy lint --base HEAD~3..HEAD
	run -1 guptidy lint --each --base HEAD~3..HEAD
	[ "$(verdicts)" = "$EXPECTED" ]
	grep -q -A 1 "^2/3 $(git rev-parse --short=12 HEAD~) vfio" <<<"$output"
	[[ $(sed -n 3p <<<"$output") == "$LECTERN:62:9: error: "*'[bool-as-flags]' ]]
	run -1 guptidy lint --each --base main~3...main
	[ "$(verdicts)" = "$EXPECTED" ]
	run -0 guptidy lint --each --base main~3..main~2
	[ "$(verdicts)" = '1/1 vfio: pin one page: 0 findings' ]
}

@test "mails: each is judged on the tree that those in front of it leave" {
	series
	mails
	run -1 guptidy lint --each --diff ../series.mbx
	[ "$(verdicts)" = "$EXPECTED" ]
	run -1 guptidy lint --each --diff - <../series.mbx
	[ "$(verdicts)" = "$EXPECTED" ]
	git diff main~3..main~1 >../one.diff
	run -1 guptidy lint --each --diff ../one.diff
	holds "$output" '1/1: 1 finding'
}

@test "a mistake that stays is told of one patch alone; one in a file that a patch makes, and moves" {
	series
	flags '!!prot'
	commit 'wrong'
	git mv $LECTERN drivers/vfio/vfio_desk.c
	commit 'moved'
	echo '/* an end */' >>drivers/vfio/vfio_desk.c
	commit 'an end'
	run -1 guptidy lint --each --base HEAD~3..HEAD
	[ "$(verdicts)" = "$(printf '1/3 wrong: 1 finding\n2/3 moved: 0 findings\n3/3 an end: 0 findings')" ]
	mails
	run -1 guptidy lint --each --diff ../series.mbx
	[ "$(verdicts)" = "$(printf '1/3 wrong: 1 finding\n2/3 moved: 0 findings\n3/3 an end: 0 findings')" ]
}

@test "without a working tree: a bare repository, one of SHA-256, another branch checked out" {
	series --object-format=sha256
	run -1 guptidy lint --each --base main~3..main
	[ "$(verdicts)" = "$EXPECTED" ]
	git clone -q --bare . ../bare.git
	cd ..
	run -1 guptidy lint --each --base main~3..main bare.git
	[ "$(verdicts)" = "$EXPECTED" ]
	cd linux-6.6
	git checkout -q --orphan empty
	git rm -q -rf .
	# Of the disk there is no tree then, but git has both sides of each commit.
	git checkout -q main~3 -- Makefile include mm
	run -1 guptidy lint --each --base main~3..main
	[ "$(verdicts)" = "$EXPECTED" ]
}

@test "a patch is judged by the headers of the patches in front of it, wherever they lie" {
	series
	sed -i '/^int pin_user_pages_fast/,/;/s/unsigned int gup_flags/int write/' include/linux/mm.h
	sed -i '/^int pin_user_pages_fast/,/)$/s/unsigned int gup_flags/int write/' mm/gup.c
	commit 'mm: the old way'
	flags '!!prot'
	commit 'vfio: for the old way'
	run guptidy lint --each --base main~3..main
	[ "$(verdicts | tail -n 1)" = '3/3 vfio: for the old way: 0 findings' ]
	git clone -q --bare . ../bare.git
	run guptidy lint --each --base main~3..main ../bare.git
	[ "$(verdicts | tail -n 1)" = '3/3 vfio: for the old way: 0 findings' ]
	run guptidy lint --each --base main~4..main ../bare.git
	[ "$(verdicts | tail -n 1)" = '4/4 vfio: for the old way: 0 findings' ]
	mails
	run guptidy lint --each --diff ../series.mbx
	[ "$(verdicts | tail -n 1)" = '3/3 vfio: for the old way: 0 findings' ]
	[ -z "$(ls "$TMPDIR")" ]
}

# mail SUBJECT: the change to the working tree as a mail of ../series.mbx.
mail()
{
	git add -A
	printf 'From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001\nSubject: %s\n\n---\n' "$1" >>../series.mbx
	git diff --cached -M HEAD >>../series.mbx
	git commit -q --no-verify -m "$1"
}

pin_in() { printf 'int pin(unsigned long a, int w, struct page **p)\n{\n\treturn pin_user_pages_fast(a, 1, %s, p);\n}\n' "$2" >"$1"; }

@test "mails: a file that comes, changes, goes and comes again" {
	series
	git switch -q -d main~3
	mkdir drivers/desk
	pin_in drivers/desk/a.c '!!w'
	mail comes
	pin_in drivers/desk/a.c 'w ? FOLL_WRITE : 0'
	mail mended
	git rm -q drivers/desk/a.c
	mail goes
	pin_in drivers/misc/b.c 0
	mail another
	mkdir -p drivers/desk
	pin_in drivers/desk/a.c '!!w'
	mail again
	pin_in drivers/misc/b.c '!!w'
	mail changes
	git switch -q -d main~3
	run -1 guptidy lint --each --diff ../series.mbx
	[ "$(verdicts)" = "$(printf '%s\n' '1/6 comes: 1 finding' '2/6 mended: 0 findings' '3/6 goes: 0 findings' \
		'4/6 another: 0 findings' '5/6 again: 1 finding' '6/6 changes: 1 finding')" ]
}

@test "mails: a folder and a file of one name, in two mails" {
	series
	mails
	new() { printf 'From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001\nSubject: %s\n\n---\n--- /dev/null\n+++ b/%s\n@@ -0,0 +1 @@\n+int a;\n' "$1" "$1"; }
	{ new mm/desk/a.c; new mm/other.c; new mm/desk; } >../series.mbx
	run -2 guptidy lint --each --diff ../series.mbx
	holds "$output" '../series.mbx:5: mm/desk/a.c: cannot be in one tree with mm/desk, which is no folder'
	[ "$(verdicts | cut -d ' ' -f 1,3-)" = "$(printf '%s\n' '1/3 0 findings' '2/3 0 findings' '3/3 not judged')" ]
	{ new mm/desk; new mm/other.c; new mm/desk/a.c; } >../series.mbx
	run -2 guptidy lint --each --diff ../series.mbx
	holds "$output" '../series.mbx:21: mm/desk/a.c: cannot be in one tree with mm/desk, which is no folder'
	# where all files of the folder went, there can be a file
	{ new mm/desk/a.c; new mm/other.c; new mm/desk; } >../series.mbx
	sed -i 's,^Subject: mm/other.c,&\n\n--- a/mm/desk/a.c\n+++ /dev/null\n@@ -1 +0\,0 @@\n-int a;,' ../series.mbx
	run -0 guptidy lint --each --diff ../series.mbx
	[ "$(verdicts | wc -l)" -eq 3 ]
}

@test "a mail that does not apply: those in front of it have their verdicts, and the status is 2" {
	series
	mails
	sed -i '/^Subject: \[PATCH 2/,/^Subject: \[PATCH 3/s/^-.*pin_user_pages_fast.*/-\tanother line/' ../series.mbx
	run -2 --separate-stderr guptidy lint --each --diff ../series.mbx
	[ "$(verdicts)" = "$(printf '1/3 vfio: pin one page: 0 findings
2/3 vfio: shorter, by Jürgen: not judged\n3/3 vfio: as it was: not judged')" ]
	holds "$stderr" "series.mbx:"
	holds "$stderr" "$LECTERN: the lines of this hunk are not in the file"
	holds "$stderr" 'patch 3 was not judged, as patch 2 in front of it was not'
	run -2 --separate-stderr guptidy lint --each --format=json --diff ../series.mbx
	[ "$(jq -c '[.patches[].trouble != null]' <<<"$output")" = '[false,true,true]' ]
	run -2 --separate-stderr guptidy lint --each --format=sarif --diff ../series.mbx
	jq -e '.runs[0].invocations[0] | (.executionSuccessful | not) and (.toolExecutionNotifications | length) == 2' \
		<<<"$output"
}

@test "a first commit cannot be judged; a merge is none, and that is said; a range without commits" {
	series
	git switch -q -c side HEAD~3
	echo >extra.c
	commit side
	git merge -q --no-edit main
	run -1 --separate-stderr guptidy lint --each --base main~3..side
	[ "$(verdicts | wc -l)" -eq 4 ]
merge=$(git rev-parse --short=12 side)
	holds "$stderr" "$merge: warning: a merge, which is no patch, was not judged"
	git switch -q main
	echo >more.c
	commit more
	git merge -q --no-edit side
	run -1 --separate-stderr guptidy lint --each --base main~4..main
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	holds "$stderr" ': warning: this merge and 1 more, which are no patches, were not judged'
	git switch -q side
	git switch -q --orphan new
	git checkout -q main -- .
	commit first
	run -2 --separate-stderr guptidy lint --each --base side..new
	[ "$output" = "1/1 $(git rev-parse --short=12 new) first: not judged" ]
	holds "$stderr" 'there is no commit in front of it here'
	run -0 --separate-stderr guptidy lint --each --base new..new --format=json
	holds "$stderr" 'new..new: warning: no patch there'
	[ "$(jq -c .patches <<<"$output")" = '[]' ]
}

@test "every format says which patch" {
	local format

	series
	mails
	for format in sarif checkstyle checkpatch github gitlab org html; do
		run -1 guptidy lint --each --diff ../series.mbx --format=$format
		holds "$output" '(patch 2/3 vfio: shorter, by J'
		lacks "$output" '(patch 1/3'
	done
	run -1 guptidy lint --each --diff ../series.mbx --format=json
	[ "$(jq -c '[.findings[].patch], [.patches[] | [.subject, .findings]]' <<<"$output")" = "$(
		printf '%s\n' '[2]' '[["vfio: pin one page",0],["vfio: shorter, by Jürgen",1],["vfio: as it was",0]]')" ]
	# The mended call is for the text of that patch, which is not what lies there in the end.
	run -1 guptidy lint --each --diff ../series.mbx --format=sarif
	[ "$(jq -c '.runs[0].results[0] | [.properties.patch, .fixes]' <<<"$output")" = '[2,null]' ]
}

@test "options choose among the findings of each patch" {
	series
	run -0 guptidy lint --each --base HEAD~3..HEAD --no-rule bool-as-flags
	lacks "$output" '1 finding'
	run -1 --separate-stderr guptidy lint --each --base HEAD~3..HEAD -v
	holds "$stderr" '6.6.0: 3 patches, 1 with findings; 1 finding'
}

@test "--each wants patches" {
	series
	run -2 guptidy lint --each
	holds "$output" '--each: needs patches'
	run -2 guptidy lint --each --staged
	holds "$output" '--each: needs patches'
	run -2 guptidy lint --each --base main
	holds "$output" 'is main..HEAD meant?'
	run -2 guptidy lint --each --base nowhere..main
	holds "$output" "bad revision 'nowhere..main'"
	run -2 guptidy lint --each --base=--all..main
	holds "$output" "bad revision '--all..main'"
}
