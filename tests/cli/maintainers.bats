#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# guptidy maintainers: who gets a patch, and what its subject begins with. tests/unit/test_maintainers.c has
# the patterns, tests/real/maintainers the kernel's own script.
load common

# commit SUBJECT FILE...: touches files of the repository tree.
commit()
{
	local subject=$1 file

	shift
	for file; do
		echo "/* $subject */" >>"tree/$file"
	done
	git -C tree add -A
	git -C tree -c user.name=A -c user.email=a@example.org commit -q -m "$subject"
}

repository()
{
	copy linux-6.6
	mv linux-6.6 tree
	git init -q tree
}

@test "maintainers: the head of a mail, and each file's areas" {
	copy linux-6.6
	run -0 --separate-stderr guptidy maintainers linux-6.6 mm/gup.c drivers/misc/
	diff - <(echo "$output") <<'END'
Subject: treewide: 
To: Mara Vellum <mara@example.org>
To: Tess Fixture <tess@example.org>
To: Quentin Quill <quentin@example.org>
Cc: paper-mm@example.org
Cc: paper-kernel@example.org

mm/gup.c
	MEMORY MANAGEMENT (Maintained)
	THE REST (Buried alive in paper)

drivers/misc/
	MISC PAPER DRIVERS (Maintained)
	THE REST (Buried alive in paper)
END
	[ -z "$stderr" ]
}

@test "maintainers: JSON" {
	copy linux-6.6
	guptidy maintainers --output report.json linux-6.6 mm/gup.c >text
	[ "$(jq -r .prefix report.json)" = 'mm/gup: ' ]
	[ "$(jq -r '.recipients[] | "\(.role) \(.name) \(.mail) \(.area)"' report.json | head -n 3)" = \
'maintainer Mara Vellum mara@example.org MEMORY MANAGEMENT
maintainer Tess Fixture tess@example.org THE REST
list  paper-mm@example.org MEMORY MANAGEMENT' ]
	[ "$(jq -c '.files[].areas[] | [.name, .by, .depth, .line]' report.json)" = \
'["MEMORY MANAGEMENT","F",1,9]
["THE REST","F",-1,31]' ]
	for key in $(jq -r 'keys[], (.recipients[0], .files[0], .files[0].areas[0] | keys[])' report.json); do
		grep -q "\b$key\b" "$ROOT/docs/formats.md"
	done
}

@test "maintainers: files are named in the tree, from here, or absolutely" {
	copy linux-6.6
	guptidy maintainers linux-6.6 mm/gup.c >expected
	for name in ./mm//gup.c linux-6.6/mm/gup.c "$PWD/linux-6.6/mm/gup.c"; do
		guptidy maintainers linux-6.6 "$name" | diff expected -
	done
	guptidy maintainers linux-6.6 mm | grep -x mm/
	for name in mm/none.c ../linux-6.6 /etc/passwd; do
		run -2 --separate-stderr guptidy maintainers linux-6.6 "$name"
		[ -z "$output" ]
		[[ $stderr == "$name: is no file of "* ]]
	done
	run -2 guptidy maintainers linux-6.6
	[[ $output == 'linux-6.6: name a kernel tree, and files of it'* ]]
}

@test "maintainers: of a diff, on stdin too" {
	copy linux-6.6
	printf '\nPULP\nR:\tPia Pulp <pia@example.org>\nS:\tOdd Fixes\nK:\tpulp\n' >>linux-6.6/MAINTAINERS
	printf '%s\n' '--- a/mm/gup.c' '+++ b/mm/gup.c' '@@ -1 +1 @@' '-/* pulp */' '+/* */' >one.diff
	run -0 guptidy maintainers linux-6.6 --diff one.diff
	[ "${lines[0]}" = 'Subject: mm/gup: ' ]
	grep -x 'Cc: Pia Pulp <pia@example.org>' <<<"$output"
	[ "${lines[-1]}" = $'\tPULP (Odd Fixes), by keyword' ]
	guptidy maintainers linux-6.6 --diff - <one.diff | grep -x 'To: Mara Vellum <mara@example.org>'
	run -2 guptidy maintainers linux-6.6 --diff none.diff
	[[ $output == none.diff:* ]]
}

@test "maintainers: keywords in a file count when asked for" {
	copy linux-6.6
	printf '\nPULP\nK:\tget_user_pages\n' >>linux-6.6/MAINTAINERS
	run ! grep PULP <(guptidy maintainers linux-6.6 mm/gup.c)
	guptidy maintainers --keywords-in-file linux-6.6 mm/gup.c | grep -x $'\tPULP, by keyword'
}

@test "maintainers: the prefix is that of the files' history" {
	repository
	commit 'Import' mm/gup.c
	commit 'mm: gup: mend' mm/gup.c
	commit 'mm: gup: mend more' mm/gup.c
	commit 'vfio/paper: fold' drivers/vfio/vfio_lectern.c
	# What was done to the whole tree says nothing of one file.
	commit 'treewide: rename' mm/gup.c drivers/vfio/vfio_lectern.c
	commit 'treewide: rename again' mm/gup.c drivers/vfio/vfio_lectern.c
	[ "$(guptidy maintainers tree mm/gup.c | head -n 1)" = 'Subject: mm: gup: ' ]
	[ "$(guptidy maintainers tree drivers/vfio/vfio_lectern.c | head -n 1)" = 'Subject: vfio/paper: ' ]
	# No commit but the first touches these: what lies beside them tells, or the folder's name.
	[ "$(guptidy maintainers tree mm/Makefile | head -n 1)" = 'Subject: mm: gup: ' ]
	[ "$(guptidy maintainers tree virt/ | head -n 1)" = 'Subject: virt: ' ]
}

@test "maintainers: a commit that brought all files tells nothing of one" {
	repository
	commit 'slab: mend' mm/gup.c
	commit 'mm: gup: mend' mm/gup.c
	git clone -q --depth 1 "file://$PWD/tree" shallow
	[ "$(guptidy maintainers shallow drivers/vfio/vfio_lectern.c | head -n 1)" = 'Subject: vfio: ' ]
	[ "$(guptidy maintainers shallow mm/gup.c | head -n 1)" = 'Subject: mm/gup: ' ]
}

@test "maintainers: a tree within a repository, and one that git cannot read" {
	mkdir outer
	cp -r "$FIXTURES/linux-6.6" outer/tree
	git init -q outer
	for subject in 'mm: import' 'gup: mend'; do
		echo "/* $subject */" >>outer/tree/mm/gup.c
		git -C outer add -A
		git -C outer -c user.name=A -c user.email=a@example.org commit -q -m "$subject"
	done
	[ "$(guptidy maintainers outer/tree mm/gup.c | head -n 1)" = 'Subject: gup: ' ]
	rm -r outer/.git/objects
	[ "$(guptidy maintainers outer/tree mm/gup.c | head -n 1)" = 'Subject: mm/gup: ' ]
}

@test "maintainers: nothing that the repository names is run" {
	repository
	commit 'mm: x' mm/gup.c
	commit 'mm: y' mm/gup.c
	printf '#!/bin/sh\ntouch %s/ran\n' "$PWD" >evil
	chmod +x evil
	git -C tree config log.showSignature true
	git -C tree config gpg.program "$PWD/evil"
	git -C tree config core.fsmonitor "$PWD/evil"
	git -C tree config core.pager "$PWD/evil"
	git -C tree config diff.external "$PWD/evil"
	[ "$(guptidy maintainers tree mm/gup.c | head -n 1)" = 'Subject: mm: ' ]
	[ ! -e ran ]
}

@test "maintainers: a MAINTAINERS that is none, or explodes" {
	copy linux-6.6
	printf 'A\nF: mm/\0\n' >linux-6.6/MAINTAINERS
	run -2 --separate-stderr guptidy maintainers linux-6.6 mm/gup.c
	[[ -z $output && $stderr == *'MAINTAINERS:2: holds a NUL byte'* ]]
	printf 'A\nN: (((a\n' >linux-6.6/MAINTAINERS
	run -2 --separate-stderr guptidy maintainers linux-6.6 mm/gup.c
	[[ -z $output && $stderr == *'MAINTAINERS:2: N: has no pattern that can be read: '* ]]
	printf 'A\nK: (\\w|\\w\\w|\\s)*[@$]\n' >linux-6.6/MAINTAINERS
	run -2 --separate-stderr timeout 60 "$GUPTIDY" maintainers --keywords-in-file linux-6.6 mm/gup.c
	[[ -z $output && $stderr == *'MAINTAINERS:2: the pattern of K: takes too many steps'* ]]
	truncate -s 20M linux-6.6/MAINTAINERS
	run -2 --separate-stderr guptidy maintainers linux-6.6 mm/gup.c
	[[ -z $output && $stderr == *'MAINTAINERS: has more than 16 MB'* ]]
	rm linux-6.6/MAINTAINERS
	run -2 --separate-stderr guptidy maintainers linux-6.6 mm/gup.c
	[[ -z $output && $stderr == *MAINTAINERS:* ]]
	ln -s /etc/passwd linux-6.6/MAINTAINERS
	run -2 --separate-stderr guptidy maintainers linux-6.6 mm/gup.c
	[[ -z $output && $stderr == *MAINTAINERS:* ]]
}

@test "maintainers: what MAINTAINERS says cannot steer a terminal" {
	copy linux-6.6
	printf 'A\033[2J\nM: Eve \033]0;x\007 <e@x>\nS: \033[31m\nF: mm/\n' >linux-6.6/MAINTAINERS
	run -0 guptidy maintainers linux-6.6 mm/gup.c
	# An address loses them, as it goes into the head of a mail.
	[[ $output != *$'\033'* && $output == *'To: "Eve ]0;x" <e@x>'* ]]
	[[ $output == *'A\033[2J (\033[31m)'* ]]
}
