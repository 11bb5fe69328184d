#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# .pre-commit-hooks.yaml, as pre-commit itself uses it: from a repository, in real commits and pushes.
load common

export GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=Author GIT_AUTHOR_EMAIL=author@example.org
export GIT_COMMITTER_NAME=Committer GIT_COMMITTER_EMAIL=committer@example.org

LECTERN=drivers/vfio/vfio_lectern.c

# The test stands in a fixture whose first commit has been pushed to ../origin.git, with both kinds of
# hooks installed, and with guptidy-lint of the repository ../hooks.
setup()
{
	command -v pre-commit >/dev/null || skip 'no pre-commit'
	cd "$BATS_TEST_TMPDIR"
	export XDG_CACHE_HOME=$PWD/cache HOME=$PWD/home PRE_COMMIT_HOME=$PWD/store
	GUPTIDY=$(realpath "$GUPTIDY")
	export GUPTIDY
	mkdir "$HOME"
	git init -q -b main hooks
	mkdir hooks/ci
	cp "$ROOT/.pre-commit-hooks.yaml" hooks/
	cp "$ROOT/ci/pre-commit" hooks/ci/
	(cd hooks && git add -A && git commit -q -m hooks)
	copy linux-6.6
	git init -q --bare -b main origin.git
	cd linux-6.6
	git init -q -b main .
	uses guptidy-lint
	git add -A
	git commit -q -m base
	git remote add origin ../origin.git
	git push -q origin main
	pre-commit install -t pre-commit -t pre-push
}

# uses HOOK: the repository's configuration, in the form that docs/ci.md shows.
uses()
{
	cat >.pre-commit-config.yaml <<END
repos:
- repo: file://$BATS_TEST_TMPDIR/hooks
  rev: $(git -C ../hooks rev-parse HEAD)
  hooks:
  - id: $1
END
}

# call WRITE [FILE]: a function more, which pins with that argument.
call()
{
	printf '\nint pin_more(unsigned long addr, int prot, struct page **pages)\n{\n\t%s\n}\n' \
		"return pin_user_pages_fast(addr, 1, $1, pages);" >>"${2:-$LECTERN}"
}

MISTAKE='!!(prot & IOMMU_WRITE)'
RIGHT='prot & IOMMU_WRITE ? FOLL_WRITE : 0'

@test "pre-commit takes the hooks for what they shall be" {
	run -0 pre-commit validate-manifest "$ROOT/.pre-commit-hooks.yaml"
}

@test "pre-commit: a commit is held to what it brings in, not to what lies beside it" {
	before=$(git rev-parse HEAD)
	call "$MISTAKE"
	git add -A
	run -1 git commit -m mistake
	[ "$(grep -c '\[bool-as-flags\]$' <<<"$output")" -eq 1 ]
	holds "$output" "$LECTERN:62:9: error: "
	[ "$(git rev-parse HEAD)" = "$before" ]
	# Of the working tree, or with an index that is made for this commit alone.
	git reset -q
	run -1 git commit -a -m mistake
	run -1 git commit -m mistake $LECTERN
	git checkout -q $LECTERN
	call "$RIGHT"
	git add -A
	call "$MISTAKE" mm/gup.c
	run -0 git commit -m right
	[ "$(git rev-parse HEAD^)" = "$before" ]
}

@test "pre-commit: a push, and two revisions in a server's job" {
	call "$MISTAKE"
	git commit -q --no-verify -a -m mistake
	run -1 git push origin main
	holds "$output" '[bool-as-flags]'
	[ "$(git -C ../origin.git rev-parse main)" = "$(git rev-parse HEAD^)" ]
	run -1 pre-commit run --from-ref origin/main --to-ref HEAD
	holds "$output" '[bool-as-flags]'
	run -0 pre-commit run --from-ref HEAD --to-ref HEAD
	git reset -q --hard HEAD^
	call "$RIGHT"
	git commit -q -a -m right
	run -0 git push origin main
}

@test "pre-commit: whole files" {
	uses guptidy-check
	git add -A
	run -0 pre-commit run --files mm/gup.c
	run -1 pre-commit run --files $LECTERN
	holds "$output" "$LECTERN:21:9: error: "
	run -1 pre-commit run --all-files
	holds "$output" "$LECTERN:21:9: error: "
}

@test "pre-commit: without guptidy it fails, and says what to do" {
	call "$RIGHT"
	git add -A
	GUPTIDY=/no/such/guptidy run -1 git commit -m right
	holds "$output" '/no/such/guptidy: no such program; install guptidy, or name it: git config'
}
