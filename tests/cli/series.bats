#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# convert --series: patches as git format-patch makes them, one for each maintained area, that git am takes.
load common
load series

@test "--series: git am takes it, and makes of the tree byte for byte what --in-place does" {
	setup_git
	copy linux-5.1
	commit linux-5.1
	cp -r linux-5.1 converted
	guptidy convert --in-place converted >/dev/null 2>&1 || [ $? -eq 1 ]
	series linux-5.1 out
	[ "$(ls out | wc -l)" -eq "$(wc -l <written)" ]
	[ -z "$(git -C linux-5.1 status --porcelain)" ]
	git -C linux-5.1 am -q --empty=drop "$PWD"/out/*.patch
	diff -r -x .git linux-5.1 converted
}

@test "--series: a patch for each area, to its people; the cover letter to the lists" {
	setup_git
	two_areas
	series tree out --signed-off-by "$JANE"
	[ "$(cat written)" = "$(printf 'out/%s\n' 0000-cover-letter.patch \
		0001-one-pass-flags-to-get_user_pages_fast-not-truth-valu.patch \
		0002-two-pass-flags-to-get_user_pages_fast-not-truth-valu.patch)" ]
	one=$(unfolded out/0001-*) two=$(unfolded out/0002-*) cover=$(unfolded out/0000-*)
	holds "$one" "From: $JANE"
	holds "$one" 'Subject: [PATCH 1/2] one: pass flags to get_user_pages_fast(), not truth values'
	holds "$one" 'To: Ada One <ada@example.org>'
	holds "$one" 'one@lists.example.org'
	lacks "$one" 'bob@example.org'
	holds "$one" '1 call of get_user_pages_fast() in 1 file'
	holds "$one" 'guptidy convert .'
	holds "$one" "Signed-off-by: $JANE"
	lacks "$one" drivers/two
	holds "$two" 'Cc: Eve Two <eve@example.org>'
	holds "$cover" 'Subject: [PATCH 0/2] treewide: pass flags to get_user_pages_fast(), not truth values'
	holds "$cover" 'one@lists.example.org'
	lacks "$cover" 'ada@example.org'
	holds "$cover" '2 files changed, 2 insertions(+), 2 deletions(-)'
	holds "$cover" '2 call'
	holds "$cover" 'Nothing is left to be done by hand.'
}

@test "--series: to another kernel, each function and what it becomes" {
	setup_git
	copy linux-5.1
	series linux-5.1 out --to 6.12
	misc=$(cat out/*-misc-*)
	holds "$misc" '6.12 declares get_user_pages_fast() and get_user_pages() in another way.'
	holds "$misc" '  2 calls of __get_user_pages_fast() in 1 file,
    now get_user_pages_fast_only()
  1 call of __get_user_pages_fast() in 1 file,
    now get_user_page_fast_only()'
}

@test "--series: not signed off without the name, and from whom git says" {
	setup_git
	two_areas
	series tree out
	patch=$(cat out/0001-*)
	holds "$patch" 'From: John Roe <john@example.org>'
	lacks "$patch" Signed-off-by
	git config --global --unset user.email
	run -2 guptidy convert tree --series other
	holds "$output" 'nobody knows who the patches are from'
	run -2 guptidy convert tree --series other --signed-off-by 'Jane'
	holds "$output" 'is no name with an address'
	[ ! -e other ]
}

@test "--series: what git format-patch prints of the branch, but for ids" {
	setup_git
	copy linux-5.1
	commit linux-5.1
	series linux-5.1 out --branch topic/flags --signed-off-by "$JANE"
	[ "$(git -C linux-5.1 rev-parse --abbrev-ref HEAD)" = main ]
	[ -z "$(git -C linux-5.1 status --porcelain)" ]
	[ "$(git -C linux-5.1 log --format=%an topic/flags~1 -1)" = 'Jane Doe' ]
	# The first commit is b4's cover letter, and changes nothing.
	first=$(git -C linux-5.1 rev-list main..topic/flags | tail -n 1)
	git -C linux-5.1 diff --quiet main "$first"
	git -C linux-5.1 -c core.abbrev=12 format-patch -q --no-signature -o "$PWD/theirs" "$first..topic/flags"
	[ "$(cd theirs && ls)" = "$(cd out && ls [!0]* 000[1-9]*)" ]
	for file in theirs/*; do
		# Mails with carriage returns are encoded, which git leaves to those who send them.
		! grep -q quoted-printable "out/${file#theirs/}" || continue
		diff <(sed -n '/^Subject:/,$p' "$file") \
			<(sed -n '/^Subject:/,$p' "out/${file#theirs/}" | sed '/^To: /,/^$/{/^$/!d}; /^-- $/,$d')
	done
}

@test "--series: run makes the same one by its graph, and a page shows what became patches" {
	setup_git
	copy linux-5.1
	export SOURCE_DATE_EPOCH=1700000000
	series linux-5.1 out
	guptidy run linux-5.1 --work work --series again --html page.html >/dev/null 2>&1 || [ $? -eq 1 ]
	diff -r out again
	guptidy convert linux-5.1 --html plain.html >/dev/null 2>&1 || [ $? -eq 1 ]
	cmp page.html plain.html
}

@test "--series: where a function changes under its callers, one patch holds them all" {
	setup_git
	two_areas
	sed -i 's/unsigned int gup_flags/int write/' tree/include/linux/mm.h
	series tree out
	[ "$(wc -l <written)" -eq 2 ]
	patch=$(cat out/0001-*)
	holds "$patch" 'get_user_pages_fast() changes under its callers'
	holds "$patch" 'Ada One'
	holds "$patch" 'Bob Two'
}

@test "--series: a folder with files in it is not touched" {
	setup_git
	two_areas
	mkdir out
	echo mine >out/0001-mine.patch
	run -2 guptidy convert tree --series out
	holds "$output" 'out: holds files already'
	[ "$(cat out/*)" = mine ]
	rm out/0001-mine.patch
	ln -s nowhere link
	run -2 guptidy convert tree --series link
	holds "$output" 'link: is a link that leads nowhere'
	run -2 guptidy convert tree --series ''
	holds "$output" '--series: an empty name is that of no folder'
	# Somebody else was quicker: git is asked last of all, when the folder has been looked at.
	mkdir bin
	printf '#!/bin/sh\nmkdir -p "%s/late" && echo mine >"%s/late/mine"\nexec %s "$@"\n' "$PWD" "$PWD" "$(command -v git)" >bin/git
	chmod +x bin/git
	PATH=$PWD/bin:$PATH run -2 guptidy convert tree --series late
	holds "$output" 'late: holds files by now, which are not touched'
	[ "$(ls -A late)" = mine ]
	series tree out
	[ -e out/0000-cover-letter.patch ]
	run -2 guptidy convert tree --series no/such/folder
	holds "$output" 'no/such/folder: cannot be made: no/such'
}

@test "--branch: one that is there, or a file that is not as committed, ends with 2" {
	setup_git
	two_areas
	commit tree
	git -C tree branch taken
	run -2 guptidy convert tree --series out --branch taken
	holds "$output" '--branch taken: there is such a branch already'
	run -2 guptidy convert tree --series out --branch 'a..b'
	holds "$output" 'git allows no such name'
	echo >>tree/drivers/one/one.c
	run -2 guptidy convert tree --series out --branch topic
	holds "$output" 'drivers/one/one.c: is not as in the commit that is checked out'
	[ ! -e out ]
	run git -C tree rev-parse --verify topic
	[ "$status" -ne 0 ]
}

@test "--series: where nothing is converted there is no folder, and stderr says so" {
	setup_git
	two_areas FOLL_WRITE
	run -0 guptidy convert tree --series out
	[ "$output" = 'out: not made, as nothing is converted' ]
	[ ! -e out ]
}

@test "--series with --in-place, and its options without it, are refused" {
	two_areas
	run -2 guptidy convert tree --series out --in-place
	holds "$output" '--series and --in-place: use one'
	run -2 guptidy convert tree --branch topic
	holds "$output" '--branch: needs --series DIR'
}

@test "--series: a full disk, or a place that is not to be written to, ends with 2 and leaves nothing" {
	[ "$(id -u)" -eq 0 ] || skip 'mounts need root'
	setup_git
	two_areas
	commit tree
	mkdir small
	unshare -m true || skip 'no mounts here'
	run -2 unshare -m bash -c 'mount -t tmpfs -o size=8k tmpfs small
		"$0" convert tree --series small/out --branch topic; status=$?; ls -A small >&2; exit $status' "$GUPTIDY"
	holds "$output" 'small/out: cannot be written: No space left on device'
	lacks "$output" .guptidy-
	[ "$(git -C tree branch --list topic)" = '' ]
	needs_permissions
	mkdir locked
	chmod 555 locked
	run -2 unprivileged "$GUPTIDY" convert tree --series locked/out
	holds "$output" 'locked/out: cannot be made: locked: Permission denied'
}

@test "--series: names of any script, and those that want quotes, arrive as they are" {
	setup_git
	two_areas
	sed -i 's/Ada One/Zoë Łukasiewicz, née Müller/; s/Bob Two/"J. R. (Bob) Two"/' tree/MAINTAINERS
	commit tree
	series tree out --signed-off-by 'Jörg Ångström <joerg@example.org>'
	git -C tree am -q --empty=drop "$PWD"/out/*.patch
	[ "$(git -C tree log -1 --format='%an <%ae>')" = 'Jörg Ångström <joerg@example.org>' ]
	holds "$(git -C tree log -1 --format=%B)" 'Signed-off-by: Jörg Ångström <joerg@example.org>'
	run -0 python3 - out/0001-* out/0002-* <<'END'
import email.policy, sys
for path in sys.argv[1:]:
    mail = email.message_from_binary_file(open(path, "rb"), policy=email.policy.default)
    for address in mail["To"].addresses:
        print(address.display_name, address.addr_spec)
END
	holds "$output" 'Zoë Łukasiewicz, née Müller ada@example.org'
	holds "$output" 'J. R. (Bob) Two bob@example.org'
}

@test "--series: a file's name brings no hunk of its own, and MAINTAINERS no header" {
	setup_git
	two_areas
	name=$'tree/drivers/one/Q\n--- a/y\n+++ b/y\n@@ -0,0 +1 @@\n+e\n.c'
	mkdir -p "${name%/*}"
	cp "$(grep -l get_user_pages tree/drivers/one/*.c | head -1)" "$name"
	sed -i 's/<\(.*@example.org\)>/<\1\rBcc: eve@example.org>/' tree/MAINTAINERS
	commit tree
	series tree out --branch made
	git -C tree am -q --empty=drop "$PWD"/out/*.patch
	[ -e "$name" ] && [ ! -e tree/y ]
	git -C tree diff --quiet made
	git -C tree diff --name-only -z HEAD~2 | grep -zq 'one/Q'
	run -1 grep -q $'\r' out/*.patch
}

@test "--branch: b4 prep takes the branch for one of its own" {
	command -v b4 >/dev/null || skip 'no b4 here'
	setup_git
	two_areas
	commit tree
	series tree out --branch b4/flags --signed-off-by "$JANE"
	git -C tree switch -q b4/flags
	[ "$(git -C tree log -1 --format='%ae %ce')" = 'jane@example.org john@example.org' ]
	run -0 bash -c 'cd tree && b4 prep --show-info'
	holds "$output" 'two: pass flags to get_user_pages_fast(), not truth values'
	holds "$output" 'cover-subject: treewide: pass flags to get_user_pages_fast(), not truth values'
	run -0 bash -c 'cd tree && b4 prep --format-patch ../b4'
	[ "$(ls b4 | wc -l)" -eq 3 ]
	for number in 1 2; do
		for folder in b4 out; do	# b4 since 0.14 writes ids out
			sed -n '/^diff/,/^-- $/p' "$folder"/000$number-* |
				sed -E 's/^(index .{7})[0-9a-f]*\.\.(.{7})[0-9a-f]*/\1..\2/' >"$folder.$number"
		done
		diff -B b4.$number out.$number
	done
}

@test "--series: files of which one releases what the other takes are in one patch, whosever they are" {
	setup_git
	cp -r "$FIXTURES/pins" .
	printf 'LOADING\nM:\tA <a@example.org>\nF:\tkiln/load.c\n\nUNLOADING\nM:\tB <b@example.org>\nF:\tkiln/unload.c\n' \
		>pins/MAINTAINERS
	commit pins
	series pins out --pin --kernel "$FIXTURES/linux-6.6"
	patch=$(cat "$(grep -l ' kiln/load.c' out/000[1-9]*)")
	holds "$patch" ' kiln/unload.c'
	holds "$patch" 'What one of these files hands out, another one gives back.'
	holds "$patch" 'kiln_shut(): data in the pages is written'
	holds "$patch" 'A <a@example.org>'
	holds "$patch" 'B <b@example.org>'
}

@test "--series: a driver outside of the tree, in a repository of its own, is one patch" {
	setup_git
	small_tree tree
	plant driver/one.c <<'END'
#include <linux/mm.h>

int one(unsigned long start, struct page **pages)
{
	return get_user_pages_fast(start, 1, 1, pages);
}
END
	plant driver/sub/two.c <driver/one.c
	commit driver
	series driver out --kernel tree
	[ "$(wc -l <written)" -eq 2 ]
	patch=$(cat out/0001-*)
	holds "$patch" 'guptidy convert --kernel tree .'
	holds "$patch" ' sub/two.c | 2 +-'
	lacks "$patch" 'To: '
	holds "$(cat out/0000-*)" 'The tree has no MAINTAINERS'
	git -C driver am -q --empty=drop "$PWD"/out/*.patch
	grep -q FOLL_WRITE driver/one.c driver/sub/two.c
}

@test "--series: a MAINTAINERS that cannot be read ends with 2, and nothing is written" {
	setup_git
	two_areas
	sed -i 's|^F:.*drivers/one/|N:\t(unclosed|' tree/MAINTAINERS
	run -2 guptidy convert tree --series out
	holds "$output" MAINTAINERS
	[ ! -e out ]
	[ -z "$(find . -maxdepth 1 -name '.guptidy-*')" ]
}

@test "series: line ends that git adds when it checks out are in no patch" {
	small_tree tree
	for name in one two; do
		plant tree/drivers/$name.c <<END
#include <linux/mm.h>
int $name(unsigned long a, struct page **p)
{
	return get_user_pages_fast(a, 1, 1, p);
}
END
	done
	echo 'drivers/one.c eol=crlf' >tree/.gitattributes
	git -C tree init -q -b main
	git -C tree add -A 2>/dev/null
	git -C tree -c user.name=A -c user.email=a@example.org commit -q -m base
	rm tree/drivers/one.c
	git -C tree checkout -q drivers/one.c
	grep -q $'\r' tree/drivers/one.c
	git clone -q tree clone
	guptidy convert tree --series out --branch topic --signed-off-by 'A <a@example.org>' >/dev/null
	run -1 grep -r $'\r\|=0D' out
	git -C clone -c user.name=B -c user.email=b@example.org am -q --empty=drop "$PWD"/out/*.patch
	[ "$(git -C clone rev-parse HEAD^{tree})" = "$(git -C tree rev-parse topic^{tree})" ]
	# The disk has what git makes of that.
	guptidy convert --in-place tree
	diff -r --exclude=.git tree clone
	# What a person has given other line ends is not as in the commit.
	git -C tree checkout -q .
	sed -i 's/$/\r/; 1s/get/got/' tree/drivers/two.c
	sed -i '1s/^/\/\/ new\n/' tree/drivers/two.c
	run -2 guptidy convert tree --series out2 --branch other --signed-off-by 'A <a@example.org>'
	holds "$output" 'drivers/two.c: is not as in the commit that is checked out'
}
