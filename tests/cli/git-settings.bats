#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What a person has told git about how diffs, patches and commits shall look changes nothing of what guptidy
# reads out of a repository, or makes for it.

load common
load series

setup_file()
{
	export SOURCE_DATE_EPOCH=1700000000
}

# A tree with a history, a file whose name git likes to quote, and one change that is not committed.
repository()
{
	setup_git
	two_areas
	cp tree/drivers/one/one.c 'tree/drivers/one/o né.c'
	commit tree
	for subject in 'one: mend' 'drivers: one: mend' 'drivers: one: mend more'; do
		echo "/* $subject */" >>tree/drivers/one/one.c
		git -C tree commit -qam "$subject"
	done
	echo 'int *later(struct page **p) { return get_user_pages_fast(0, 1, true, p), 0; }' >tree/drivers/two/later.c
	git -C tree add drivers/two/later.c
	git -C tree commit -qm 'two: bring one'
	git clone -q tree other
	echo 'int more(struct page **p) { return get_user_pages_fast(0, 1, true, p); }' >tree/drivers/two/more.c
}

# plainly ARG...: git as nobody has told it anything.
plainly()
{
	env -i PATH="$PATH" HOME=/nonexistent git -c safe.directory='*' "$@"
}

# told FOLDER: all that guptidy tells of the repository, in files of the folder, and the branch that it made.
told()
{
	local changed=tree/drivers/two/two.c

	mkdir "$1"
	guptidy lint tree >"$1/lint" || [ $? -eq 1 ]
	guptidy lint --base HEAD~1..HEAD tree >"$1/range" || [ $? -eq 1 ]
	guptidy lint --each --base HEAD~2..HEAD tree >"$1/each" || [ $? -eq 1 ]
	guptidy maintainers tree drivers/one/one.c >"$1/maintainers"
	mv tree/drivers/two/more.c kept
	series tree "$1/v1" --signed-off-by "$JANE" --branch topic
	plainly -C tree rev-parse 'topic^{tree}' >"$1/tree"
	plainly -C tree log --format=raw HEAD..topic >"$1/log"
	plainly -C tree branch -qD topic
	sed -i 's/, 1, pages/,  1, pages/' $changed
	series tree "$1/v2" --signed-off-by "$JANE" --previous "$1/v1"
	sed -i 's/,  1, pages/, 1, pages/' $changed
	mv kept tree/drivers/two/more.c
}

# settings: of a person who likes nothing as it is.
settings()
{
	while read -r key value; do
		git config --global "$key" "$value"
	done <<'END'
apply.whitespace error-all
color.ui always
commit.gpgsign true
commit.template /nonexistent
core.abbrev 40
core.autocrlf input
core.commentChar ;
core.ignoreCase true
core.precomposeUnicode true
core.quotePath false
core.safecrlf true
core.whitespace blank-at-eol,indent-with-non-tab
diff.algorithm patience
diff.context 0
diff.external /nonexistent
diff.ignoreSubmodules all
diff.interHunkContext 9
diff.mnemonicPrefix true
diff.noprefix true
diff.orderFile /nonexistent
diff.relative true
diff.renames copies
diff.suppressBlankEmpty true
diff.wordRegex .
format.attach true
format.coverLetter true
format.from true
format.headers X-Own: header
format.noprefix true
format.numbered false
format.pretty oneline
format.signature mine
format.signOff true
format.subjectPrefix RFC
format.suffix .txt
format.thread deep
format.useAutoBase true
gpg.program /nonexistent
i18n.commitEncoding ISO-8859-1
i18n.logOutputEncoding UTF-16
log.date raw
log.decorate full
log.follow true
log.mailmap false
log.showRoot false
log.showSignature true
tag.gpgSign true
user.useConfigOnly true
END
	printf '* diff=no working-tree-encoding=UTF-8\n' >attributes
	git config --global core.attributesFile "$PWD/attributes"
}

@test "settings: what a person has told git of diffs, patches and commits changes nothing" {
	repository
	told plain
	settings
	told own
	diff -r plain own
	git -C other -c commit.gpgSign=false am -q --empty=drop "$PWD"/own/v1/*.patch
	[ "$(plainly -C other rev-parse 'HEAD^{tree}')" = "$(cat own/tree)" ]
}

@test "settings: variables that send git to another repository do not send guptidy there" {
	repository
	told plain
	mkdir elsewhere
	git init -q elsewhere
	export GIT_DIR=$PWD/elsewhere/.git GIT_WORK_TREE=$PWD/elsewhere GIT_INDEX_FILE=$PWD/elsewhere/index
	export GIT_OBJECT_DIRECTORY=$PWD/elsewhere/.git/objects GIT_PREFIX=drivers/ GIT_NAMESPACE=x GIT_CEILING_DIRECTORIES=/
	export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=diff.noprefix GIT_CONFIG_VALUE_0=true GIT_CONFIG_PARAMETERS="'diff.noprefix=true'"
	export GIT_EXTERNAL_DIFF=/nonexistent GIT_DIFF_OPTS=-u0 GIT_PAGER=/nonexistent GIT_EDITOR=/nonexistent
	export GIT_LITERAL_PATHSPECS=0 GIT_ICASE_PATHSPECS=1 GIT_TRACE=1 GIT_REPLACE_REF_BASE=refs/x
	told own
	diff -r plain own
}

@test "settings: a repository of somebody else is refused, and told of, unless git trusts it" {
	[ "$(id -u)" -eq 0 ] || skip 'only root can give files away'
	repository
	rm tree/drivers/two/more.c
	chown -R 65534 tree
	run -2 guptidy convert tree --series out --branch topic
	holds "$output" 'safe.directory'
	[ ! -e out ]
	git config --global --add safe.directory "$PWD/tree"
	series tree out --branch topic
	git -C tree rev-parse -q --verify topic
}
