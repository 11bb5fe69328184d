#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# .guptidy at the root of a tree or a driver: who heeds it, what it can say, and what it cannot.
load common

# Two mistakes in the tree, of two rules.
tree()
{
	small_tree tree
	plant tree/drivers/feed.c <<'END'
int feed(unsigned long from, _Bool store, struct page **pages)
{
	return get_user_pages_fast(from, 1, store, pages);
}
END
	plant tree/lib/number.c <<'END'
int number(unsigned long from, struct page **pages)
{
	return get_user_pages_fast(from, 1, 1, pages);
}
END
}

# config LINE...: they become the tree's file.
config()
{
	printf '%s\n' "$@" >tree/.guptidy
}

# finds RULE...: check finds these and nothing else.
finds()
{
	guptidy check --format=json tree >report || [ $? -eq 1 ]
	diff <(jq -r '.findings[].rule' report | sort) <(printf '%s\n' "$@" | sort)
}

@test "config: rules, severities and files are chosen" {
	tree
	finds bool-as-flags literal-flags
	config '# ours' '' 'rule = literal-flags   '
	finds literal-flags
	config '	no-rule=literal-flags'
	finds bool-as-flags
	config $'exclude = drivers\r'
	finds literal-flags
	config 'exclude = lib/*.c' 'exclude = feed.c'
	run -0 guptidy check tree
	[ -z "$output" ]
	config 'severity = literal-flags=error'
	guptidy check --format=json tree/lib >report || [ $? -eq 1 ]
	jq -e '.findings | length == 1 and all(.severity == "error")' report
	config 'severity = literal-flags=advice'
	run -0 guptidy check tree/lib
	config 'fail-on = error'
	run -0 guptidy check tree/lib
	holds "$output" literal-flags
	run -1 guptidy check tree
}

@test "config: an option takes the place of what stands there under its name" {
	tree
	config 'rule = literal-flags' 'fail-on = error' 'exclude = lib'
	run -0 guptidy check tree
	[ -z "$output" ]
	run -1 guptidy check --rule bool-as-flags tree
	holds "$output" bool-as-flags
	run -1 guptidy check --no-rule unchecked-return tree
	holds "$output" bool-as-flags
	run -0 guptidy check --exclude nothing tree
	holds "$output" literal-flags
	run -1 guptidy check --exclude nothing --fail-on advice tree
	run -1 guptidy check --no-config tree
	holds "$output" bool-as-flags
	holds "$output" literal-flags
	config 'severity = literal-flags=advice'
	run -1 guptidy check --severity literal-flags=error tree/lib
	holds "$output" 'error: '
}

@test "config: find and convert heed it, and take what they know of it" {
	tree
	config 'exclude = lib' 'rule = literal-flags' 'since = 4.19'
	run -0 guptidy find tree
	lacks "$output" lib/number.c
	run guptidy convert tree
	[ "$status" -ne 2 ]
	run -0 guptidy find --no-config tree
	holds "$output" lib/number.c
}

@test "config: kbuild heeds it as well" {
	tree
	config 'no-rule = bool-as-flags'
	cd tree
	run -0 guptidy kbuild --error drivers/feed.c
	[ -z "$output" ]
	run -1 guptidy kbuild --error --no-config drivers/feed.c
	holds "$output" bool-as-flags
	echo 'exclude = feed.c' >.guptidy
	run -0 guptidy kbuild --error drivers/feed.c
	echo 'exclud = feed.c' >.guptidy
	run -2 guptidy kbuild drivers/feed.c
	[ "$output" = '.guptidy:1:1: exclud: there is no such key; did you mean exclude?' ]
}

@test "config: the file is that of the root, from wherever in the tree" {
	tree
	config 'no-rule = bool-as-flags'
	echo 'rule = nonsense' >tree/drivers/.guptidy
	cd tree/drivers
	run -0 guptidy check
	run -0 guptidy check feed.c
	mkdir .git
	run -2 guptidy check
	[ "$output" = '.guptidy:1:8: nonsense: there is no rule of that name; `guptidy explain` lists them' ]
}

@test "config: a driver's kernel lies in its own folder, or is named by the user" {
	tree
	mkdir -p driver/.git
	mv tree/drivers driver/src
	mv tree driver/linux
	echo 'kernel = linux' >driver/.guptidy
	run -1 guptidy check driver/src
	holds "$output" $'\ndriver/linux/include/linux/mm.h:5:5: note: declared here'
	mv driver/linux .
	ln -s .. driver/link
	for kernel in ../linux "$PWD/linux" link/linux . ''; do
		echo "kernel = $kernel" >driver/.guptidy
		run -2 guptidy check driver/src
		begins "$output" driver/.guptidy:1:
		[ "${#lines[@]}" -eq 1 ]
	done
	holds "$output" 'no value'
	run -1 guptidy check --no-config --kernel linux driver/src
}

@test "config: what is wrong is named with its place, and ends the run" {
	tree
	while IFS='|' read -r line place what; do
		printf '# first\n%b\n' "$line" >tree/.guptidy
		run -2 --separate-stderr guptidy check tree
		[ -z "$output" ]
		begins "$stderr" "tree/.guptidy:$place: $what"
	done <<'END'
rules = x|2:1|rules: there is no such key; did you mean rule?
colour = x|2:1|colour: there is no such key; use one of kernel, rule,
  rule = literal-flag|2:10|literal-flag: there is no rule of that name; did you mean literal-flags?
rule literal-flags|2:1|is no KEY = VALUE
rule =|2:6|no value
fail-on = high|2:11|high: no such severity; use error, warning or advice
fail-on = error\nfail-on = error|3:1|stands in this file already
severity = literal-flags|2:12|literal-flags: says no severity
severity = literal-flags=loud|2:12|loud: no such severity
severity = literal=error|2:12|literal: there is no rule of that name
severity = literal-flags = loud|2:12|literal-flags = loud: a blank too many
severity = =error|2:12|names no rule
= error|2:1|names no key
kernel = drivers|2:10|drivers: is no kernel tree
since = yesterday|2:9|yesterday
exclude = a\033[31mb|2:12|a control character
END
	head -c 70000 /dev/zero | tr '\0' '#' >tree/.guptidy
	run -2 guptidy check tree
	[ "$output" = 'tree/.guptidy: is larger than 64 KiB, and no configuration' ]
}

@test "config: a link, a pipe or a stranger's file is not read" {
	tree
	echo 'rule = literal-flags' >elsewhere
	ln -s ../elsewhere tree/.guptidy
	run -2 guptidy check tree
	holds "$output" 'tree/.guptidy: it is a symbolic link'
	rm tree/.guptidy
	mkfifo tree/.guptidy
	run -2 timeout 20 "$GUPTIDY" check tree
	holds "$output" 'tree/.guptidy: it is no regular file'
	run -1 guptidy check --no-config tree
	rm tree/.guptidy
	[ "$(id -u)" -eq 0 ] || skip 'only root can give files away'
	mv elsewhere tree/.guptidy
	chown 4321 tree/.guptidy
	run -2 guptidy check tree
	holds "$output" 'tree/.guptidy: belongs to another user'
}

@test "config: a terminal and -v are told which file has chosen" {
	tree
	config 'exclude = lib'
	run -1 guptidy check -v tree
	holds "$output" '1 finding; as chosen by tree/.guptidy'
	config '# nothing'
	run -1 guptidy check -v tree
	lacks "$output" 'as chosen by'
}

# commit: what lies in the tree.
commit()
{
	git -C tree add -A
	git -C tree -c user.name=a -c user.email=a@b commit -q -m "$1"
}

# repository LINE...: the tree with this file is the first commit, and then there is a mistake in it.
repository()
{
	tree
	git init -q -b main tree
	config "$@"
	rm tree/lib/number.c
	commit base
	printf 'int number(struct page **p)\n{\n\treturn get_user_pages_fast(0, 1, 1, p);\n}\n' >tree/number.c
}

@test "config: lint takes that of the base: a change cannot hide what it brings in" {
	repository 'exclude = nothing'
	config 'no-rule = literal-flags'
	for way in "" "--base HEAD"; do
		# shellcheck disable=SC2086 # no word, or two
		run -1 --separate-stderr guptidy lint $way tree
		holds "$output" literal-flags
		holds "$stderr" 'tree/.guptidy: note: this change is judged by what stood there before it'
	done
	git -C tree add -A
	run -1 guptidy lint --staged tree
	holds "$output" literal-flags
	git -C tree diff --cached HEAD >change.diff
	commit change
	for range in HEAD~1..HEAD HEAD~1...HEAD; do
		run -1 guptidy lint --base $range tree
		holds "$output" literal-flags
	done
	# From now on it counts.
	printf 'int more(struct page **p)\n{\n\treturn get_user_pages_fast(0, 1, 1, p);\n}\n' >tree/more.c
	run -0 guptidy lint tree
	run -1 guptidy lint --no-config tree
	rm tree/more.c
	git -C tree checkout -q -f HEAD~1
	run -1 guptidy lint --diff change.diff tree
	holds "$output" literal-flags
}

@test "config: lint --each: no patch of a series is judged by what another one says" {
	repository 'exclude = nothing'
	mv tree/number.c .
	config 'no-rule = literal-flags'
	commit 'choose rules'
	mv number.c tree
	commit 'make a mistake'
	run -1 --separate-stderr guptidy lint --each --base HEAD~2..HEAD tree
	holds "$output" literal-flags
	[ "$stderr" = 'tree/.guptidy: note: this change is judged by what stood there before it' ]
	git -C tree format-patch -q --stdout HEAD~2 >series
	git clone -q --bare tree bare
	run -1 guptidy lint --each --base HEAD~2..HEAD bare
	holds "$output" $'\nnumber.c:3:'
	git -C tree checkout -q HEAD~2
	run -1 guptidy lint --each --diff series tree
	holds "$output" literal-flags
	# A file that counted before the series counts for all of it.
	git -C tree checkout -q -f main~1
	git -C tree format-patch -q --stdout main~1..main >series
	run -0 guptidy lint --each --diff series tree
}

@test "config: lint: a first .guptidy, one that goes, and a wrong one" {
	repository '# nothing yet'
	mv tree/number.c .
	rm tree/.guptidy
	commit none
	mv number.c tree
	config 'no-rule = literal-flags'
	run -1 guptidy lint tree
	holds "$output" literal-flags
	mv tree/number.c .
	commit configured
	mv number.c tree
	rm tree/.guptidy
	run -0 guptidy lint tree
	mv tree/number.c .
	config 'rulez = x'
	commit wrong
	mv number.c tree
	run -2 guptidy lint tree
	[ "$output" = 'tree/.guptidy:1:1: rulez: there is no such key; did you mean rule?' ]
	run -1 guptidy lint --no-config tree
}

@test "config: lint: the same where git itself is asked, and in a bare repository" {
	repository 'exclude = nothing'
	config 'no-rule = literal-flags'
	commit change
	git clone -q --bare tree bare
	run -1 guptidy lint --base HEAD~1..HEAD bare
	holds "$output" literal-flags
	git -C tree update-index --split-index
	run -1 guptidy lint --base HEAD~1..HEAD tree
	holds "$output" literal-flags
}

@test "config: jobs of a work folder do what the file said when they were planned" {
	command -v ninja >/dev/null || skip 'no ninja'
	tree
	config 'no-rule = literal-flags'
	guptidy check --format=json tree >alone || [ $? -eq 1 ]
	guptidy check --format=json --work work tree >by_jobs || [ $? -eq 1 ]
	cmp alone by_jobs
	config 'no-rule = bool-as-flags'
	guptidy check --format=json --work work tree >by_jobs || [ $? -eq 1 ]
	diff <(jq -r '.findings[].rule' by_jobs) <(echo literal-flags)
}
