#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# guptidy lint in repositories of other forms, where the git program is asked; and what neither it nor the own
# readers run of a repository.
load common

export GIT_AUTHOR_NAME=Author GIT_AUTHOR_EMAIL=author@example.org
export GIT_COMMITTER_NAME=Committer GIT_COMMITTER_EMAIL=committer@example.org

# calls NAME [KIND]: C code with one finding, if the argument is a _Bool.
calls()
{
	printf '#include <linux/mm.h>\n\nint %s(%s %s, struct page **pages)\n{\n' "$1" "${2:-_Bool}" "$1"
	printf '\treturn get_user_pages_fast(0, 1, %s, pages);\n}\n' "$1"
}

# repository OPTION...: a small tree, with one commit made with these options; the test goes on inside of it.
repository()
{
	small_tree tree
	calls before | plant tree/drivers/before.c
	calls other | plant tree/lib/other.c
	calls left | plant tree/drivers/left.c
	cd tree
	git init -q -b main "$@" .
	commit base
}

commit()
{
	git add -A
	git commit -q --no-verify -m "$1"
}

# found NAME... : lint, with the arguments in $how, finds these calls and no others.
found()
{
	local names

	run --separate-stderr guptidy lint $how
	[ -z "$stderr" ]
	names=$(sed -n 's/.*error: `\([a-z]*\)` is a bool.*/\1/p' <<<"$output" | sort | paste -sd ' ')
	[ "$names" = "$*" ] || {
		printf 'found: %s, not: %s\n%s\n' "$names" "$*" "$output"
		return 1
	}
}

# all_forms: every form of a change, in a repository with one commit.
all_forms()
{
	local how=

	found
	calls untracked >lib/untracked.c
	calls brought >>drivers/before.c
	found brought untracked
	how=--staged found
	git add drivers
	how=--staged found brought
	git rm -q --cached lib/other.c
	found brought untracked
	git reset -q
	mv lib/untracked.c ../
	commit second
	how='--base HEAD~1..HEAD' found brought
	how='--base HEAD~1...HEAD' found brought
	how='--base HEAD~1' found brought
	how='--base HEAD..HEAD~1' found
	mv ../untracked.c lib/
	how='--base HEAD~1..HEAD' found brought
	# The disk holds a third state.
	calls third >drivers/before.c
	rm lib/other.c
	how='--base HEAD~1..HEAD' found brought
	how='--base HEAD' found third untracked
	git checkout -q .
	git mv drivers/before.c lib/moved.c
	how= found untracked
	run -2 guptidy lint --base nowhere
	holds "$output" '`nowhere` names no commit'
	run -2 guptidy lint --base --staged
}

@test "a plain repository, as all others are held against it" {
	repository
	all_forms
}

@test "a SHA-256 repository" {
	repository --object-format=sha256
	all_forms
}

@test "a split index" {
	repository
	git update-index --split-index
	git config core.splitIndex true
	all_forms
}

@test "a sparse index" {
	repository
	git sparse-checkout set --cone --sparse-index include lib drivers
	all_forms
	git reset -q --hard
	rm -f lib/untracked.c
	git sparse-checkout set --cone --sparse-index include lib
	[ ! -e drivers ]
	how= found
	calls new >lib/new.c
	how= found new
}

# extend NAME BYTES...: the index gets an extension with these bytes (as printf reads them) at its end.
extend()
{
	printf "$2" | python3 -c '
import hashlib, struct, sys
data = sys.stdin.buffer.read()
index = open(".git/index", "rb").read()[:-20] + sys.argv[1].encode() + struct.pack(">I", len(data)) + data
open(".git/index", "wb").write(index + hashlib.sha1(index).digest())' "$1"
}

# What git of Debian 12 does not write, or only with a daemon: as git's own document of the format has it.
@test "an index of version 4, with all extensions that may be passed over" {
	repository
	git config index.version 4
	git config core.untrackedCache true
	git update-index --index-version 4 --untracked-cache
	git status >/dev/null
	[ "$(od -An -tu1 -j7 -N1 .git/index | tr -d ' ')" = 4 ]
	grep -aq UNTR .git/index
	extend FSMN '\0\0\0\2token\0\0\0\0\10\0\0\0\0\0\0\0\0'
	extend FSMN '\0\0'					# damaged
	extend REUC 'a\0000\0000\0000\0'
	extend LATR 'of tomorrow'
	cp .git/index ../index
	calls brought >>drivers/before.c
	calls untracked >lib/untracked.c
	how= found brought untracked
	cmp .git/index ../index					# nothing of it is written
	extend ABCD ''
	how=--staged found
}

@test "an index with an extension that nobody may pass over" {
	repository
	calls brought >>drivers/before.c
	cp .git/index ../index
	# Of a sparse index, though no folder in it is one: git knows it.
	extend sdir ''
	how= found brought
	# Nobody knows this one: git's own word on it.
	cp ../index .git/index
	extend zzzz 'of tomorrow'
	run -2 --separate-stderr guptidy lint
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	holds "$stderr" 'git'
	holds "$stderr" 'zzzz extension, which we do not understand; a newer git'
}

# Git has them from 2.45 on.
@test "a repository that keeps its references in a reftable" {
	git init -q --ref-format=reftable tried 2>/dev/null || skip "this git makes none"
	repository --ref-format=reftable
	calls brought >>drivers/before.c
	found brought
}

@test "a reftable that lost its references, or that this git does not know" {
	repository
	calls brought >>drivers/before.c
	git config core.repositoryFormatVersion 1
	git config extensions.refStorage reftable
	# By hand: git before 2.45 makes none. The references of it are nowhere else.
	mkdir .git/reftable
	: >.git/reftable/tables.list
	rm -r .git/refs/heads/main
	run -2 --separate-stderr guptidy lint
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	[[ $stderr == *'/tree: `HEAD` names no commit of this repository'* ||
	   $stderr == '.: git says: '*': refstorage; a newer git'* ]]
}

@test "a repository in another one, and one with a merge that is not finished" {
	repository --object-format=sha256
	git checkout -q -b topic
	calls topic >>lib/other.c
	commit topic
	git checkout -q main
	calls main >>lib/other.c
	commit main
	git merge -q topic || true
	run -2 guptidy lint --staged
	holds "$output" 'a merge is not finished'
	git reset -q --hard
	git init -q inner
	calls inner >inner/inner.c
	how= found
}

# bare OPTION...: ../bare.git, of a repository with a change; the test goes on beside it.
bare()
{
	repository "$@"
	# What the change does not touch is read, too: a header, and a type in it.
	printf 'struct asked { _Bool store; };\n' >include/linux/asked.h
	sed -i 's/<linux\/mm.h>/&\n#include <linux\/asked.h>/' drivers/left.c
	ln -s /dev/zero include/linux/endless.h
	commit headers
	calls brought >>drivers/before.c
	printf '\nint reach(struct asked *asked, struct page **pages)\n{\n' >>drivers/left.c
	printf '\treturn get_user_pages_fast(0, 1, asked->store, pages);\n}\n' >>drivers/left.c
	commit second
	git clone -q --bare . ../bare.git
	cd ..
	rm -rf tree
	mkdir temporary
	export TMPDIR=$PWD/temporary
}

@test "a bare repository: the states are commits, and nothing stays of them" {
	local form how at
	for form in sha1 sha256; do
		rm -rf bare.git temporary
		bare --object-format=$form
		for at in bare.git bare.git/refs; do
			for how in HEAD~1..HEAD HEAD~1...HEAD HEAD~2.. main~1..main; do
				run -1 --separate-stderr guptidy lint --base $how $at
				[ -z "$stderr" ]
				begins "$output" 'drivers/before.c:11:9: error: `brought` is a bool'
				holds "$output" 'drivers/left.c:11:9: error: `asked->store` is a bool'
				[ "$(grep -c error: <<<"$output")" -eq 2 ]
			done
		done
		run -0 --separate-stderr guptidy lint --base HEAD..HEAD~1 bare.git
		[ -z "$output$stderr" ]
		for how in '' --staged '--base HEAD'; do
			run -2 guptidy lint $how bare.git
			holds "$output" 'a bare repository has no working tree to lint; name two commits: --base OLD..NEW'
		done
		run -2 guptidy lint --base nowhere..HEAD bare.git
		holds "$output" '`nowhere` names no commit'
		run -2 env TMPDIR=/nowhere "$GUPTIDY" lint --base HEAD~1..HEAD bare.git
		[ -z "$(ls temporary)" ]
	done
}

# SIGPIPE ends it, which a shell may have ignored; who should read is gone before anything is printed.
@test "a bare repository: nothing stays of it where nobody reads the report" {
	local each
	bare
	for each in '' --each; do
		run -0 --separate-stderr python3 -c 'import signal, subprocess, sys
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
out = subprocess.Popen(["true"], stdin=subprocess.PIPE)
out.wait()
print(subprocess.run(sys.argv[1:], stdout=out.stdin, restore_signals=True).returncode)' \
			"$GUPTIDY" lint --base HEAD~1..HEAD $each bare.git
		[ "$output$stderr" = -13 ]
		[ -z "$(ls temporary)" ]
	done
}

@test "a bare repository of a driver, and one whose commits are not all there" {
	bare
	git -C bare.git config uploadpack.allowFilter true
	git clone -q --bare --filter=blob:none "file://$PWD/bare.git" partial.git
	run -2 guptidy lint --base HEAD~1..HEAD partial.git
	holds "$output" 'partial.git: '
	git init -q -b main driver
	calls before >driver/driver.c
	(cd driver && commit base && calls brought >>driver.c && commit second)
	git clone -q --bare driver driver.git
	for at in . /; do
		cd "$at"
		run -1 --separate-stderr guptidy lint --kernel "$FIXTURES/linux-6.6" --base HEAD~1..HEAD \
			"$BATS_TEST_TMPDIR/driver.git"
		[ -z "$stderr" ]
		begins "$output" 'driver.c:11:9: error: `brought` is a bool'
	done
	[ -z "$(ls "$TMPDIR")" ]
}

@test "a partial clone fetches what it lacks" {
	repository
	calls brought >>drivers/before.c
	commit second
	git config uploadpack.allowFilter true
	git config uploadpack.allowAnySHA1InWant true
	git clone -q --filter=blob:none "file://$PWD" ../partial
	cd ../partial
	how='--base HEAD~1..HEAD' found brought
	rm -rf ../tree
	how='--base HEAD~1..HEAD' found brought
}

@test "a partial clone that cannot fetch, or whose configuration names commands for it" {
	repository
	calls brought >>drivers/before.c
	commit second
	git config uploadpack.allowFilter true
	git config uploadpack.allowAnySHA1InWant true
	git clone -q --filter=blob:none "file://$PWD" ../partial
	cd ../partial
	local evil="touch $BATS_TEST_TMPDIR/ran; false"
	for key in core.sshCommand remote.origin.uploadpack credential.helper; do
		git config $key "$evil"
		run -2 guptidy lint --base HEAD~1..HEAD
		begins "$output" 'drivers/before.c: its text is not in this clone, and the repository'\''s own setting'
		holds "$output" 'git show '
		git config --unset $key
	done
	git config remote.origin.url "ext::sh -c touch% $BATS_TEST_TMPDIR/ran"
	run -2 guptidy lint --base HEAD~1..HEAD
	holds "$output" 'cannot be fetched; fetch it: git show '
	git config remote.origin.url "file://$BATS_TEST_TMPDIR/nowhere"
	run -2 guptidy lint --base HEAD~1..HEAD
	holds "$output" 'cannot be fetched; fetch it: git show '
	[ ! -e "$BATS_TEST_TMPDIR/ran" ]
}

@test "a clone without trees: it is said how they come" {
	repository
	calls brought >>drivers/before.c
	commit second
	git config uploadpack.allowFilter true
	git config uploadpack.allowAnySHA1InWant true
	git clone -q --filter=tree:0 "file://$PWD" ../treeless
	cd ../treeless
	run -2 guptidy lint --base HEAD~1..HEAD
	holds "$output" 'its folders are not in this clone'
	holds "$output" 'git diff --raw HEAD~1..HEAD'
	git diff --raw HEAD~1..HEAD >/dev/null
	how='--base HEAD~1..HEAD' found brought
}

# booby_trap: everything in this repository that git may run writes a file.
booby_trap()
{
	local evil="touch $BATS_TEST_TMPDIR/ran" hook

	for hook in post-checkout post-index-change pre-commit fsmonitor-watchman reference-transaction; do
		printf '#!/bin/sh\n%s\n' "$evil" >.git/hooks/$hook
		chmod +x .git/hooks/$hook
	done
	git config filter.evil.clean "$evil; cat"
	git config filter.evil.smudge "$evil; cat"
	git config filter.evil.process "$evil"
	git config filter.evil.required true
	git config filter.a=b.c.clean "$evil; cat"
	git config diff.evil.textconv "$evil; cat"
	git config diff.evil.command "$evil"
	git config diff.external "$evil"
	git config core.pager "$evil"
	git config pager.diff-index "$evil"
	git config core.sshCommand "$evil"
	git config core.editor "$evil"
	git config core.alternateRefsCommand "$evil"
	git config alias.diff-index "!$evil"
	git config alias.cat-file "!$evil"
	git config uploadpack.packObjectsHook "$evil"
	printf '[filter "more"]\n\tclean = %s; cat\n' "$evil" >.git/more
	git config includeIf.gitdir:/.path more
	printf '*.c filter=evil diff=evil\n*.h filter=a=b.c\nlib/* filter=more\n' >.gitattributes
	# Last, as git itself would run it.
	git config core.hooksPath "$PWD/.git/hooks"
	git config core.fsmonitor "$PWD/.git/hooks/fsmonitor-watchman"
}

@test "nothing of the repository is run, by the own readers or by git" {
	local form
	for form in sha1 sha256; do
		rm -rf tree
		repository --object-format=$form
		calls brought >>drivers/before.c
		calls brought >>lib/other.c
		booby_trap
		rm -f "$BATS_TEST_TMPDIR/ran"
		# All files may be newer than the index says: git would look into them, through the filters.
		touch -d '1 hour ago' .git/index
		run -1 guptidy lint .
		run guptidy lint --staged .
		run guptidy lint --base HEAD..HEAD .
		[ ! -e "$BATS_TEST_TMPDIR/ran" ]
		# The traps work.
		git status >/dev/null 2>&1 || true
		[ -e "$BATS_TEST_TMPDIR/ran" ]
		rm "$BATS_TEST_TMPDIR/ran"
		cd ..
	done
}

@test "nothing of the repository is run for a series, its branch, and who maintains what" {
	repository
	printf 'THE REST\nM:\tRest <rest@example.org>\nF:\t*\nF:\t*/\n' >MAINTAINERS
	commit more
	booby_trap
	rm -f "$BATS_TEST_TMPDIR/ran"
	run -0 guptidy maintainers . drivers/before.c
	run guptidy convert --series ../out --branch made --signed-off-by 'Author <author@example.org>' .
	[ "$status" -lt 2 ]
	[ -e .git/refs/heads/made ]
	[ ! -e "$BATS_TEST_TMPDIR/ran" ]
	git update-ref refs/heads/trapped HEAD || true
	[ -e "$BATS_TEST_TMPDIR/ran" ]
}

@test "without a git program there is a word on it" {
	repository --object-format=sha256
	PATH=/nowhere run -2 "$GUPTIDY" lint .
	begins "$output" 'git: cannot be run: '
	holds "$output" '--diff FILE'
}
