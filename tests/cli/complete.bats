#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Completion for bash, zsh and fish, which ninja makes from the tables of the program: each in its shell.
load common

COMPLETION=$ROOT/build/completion.bash

# complete WORD...: what completion offers for the last word, one a line. Bash parts words at =.
complete_words()
{
	# shellcheck source=/dev/null
	source "$COMPLETION"
	COMP_WORDS=("$@")
	COMP_CWORD=$(($# - 1))
	COMPREPLY=()
	_guptidy
	[ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}"
}

@test "bash: commands" {
	diff <(complete_words guptidy '') <(commands; printf '%s\n' --help --version)
	diff <(complete_words guptidy c) <(printf '%s\n' check convert cache)
	diff <(complete_words guptidy --v) <(echo --version)
}

@test "bash: the options of each command are those of its --help" {
	for command in $(commands); do
		diff <(complete_words guptidy $command -- | tr -d = | sort) <(options $command | sort)
	done
	diff <(complete_words guptidy check path --no-r) <(echo --no-rule=)
	diff <(complete_words guptidy find --no-r) /dev/null
}

@test "bash: the words that options take" {
	formats='text json sarif org checkstyle checkpatch github gitlab html'
	diff <(complete_words guptidy check --format '') <(printf '%s\n' $formats)
	diff <(complete_words guptidy check --format =) <(printf '%s\n' $formats)
	diff <(complete_words guptidy check -j 2 --format = g) <(printf '%s\n' github gitlab)
	diff <(complete_words guptidy find --format = '') <(printf '%s\n' text json html)
	diff <(complete_words guptidy find --color = '') <(printf '%s\n' always auto never)
	diff <(complete_words guptidy check --rule = stale) <(echo stale-call)
	diff <(complete_words guptidy check --no-rule flags) <(echo flags-as-bool)
	diff <(complete_words guptidy check --fail-on = '') <(printf '%s\n' error warning advice)
	diff <(complete_words guptidy explain '') <(guptidy explain | cut -d ' ' -f 1)
}

@test "bash: files are left to bash" {
	for words in 'check --output =' 'check --output = a' 'check --all' 'find' 'check --kernel'; do
		[ -z "$(complete_words guptidy $words '')" ]
	done
	source "$COMPLETION"
	[ "$(complete -p guptidy)" = 'complete -o default -F _guptidy guptidy' ]
}

# in_zsh LINE, in_fish LINE: what is offered at the end of the line, one a line.
in_zsh()
{
	"$ROOT/tests/cli/complete.zsh" "$ROOT/build/completion.zsh" "$1" </dev/null
}

in_fish()
{
	fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$ROOT/build/completion.fish" "$1" |
		cut -f 1
}

# Each of the two writes --format=github, --verify[=all] and folders in its own way; here they are alike.
offers()
{
	"$1" "$2" | sed 's|^--[a-z-]*=\(.\)|\1|; s|[/=]$||' | sort -u
}

# try_shell in_zsh|in_fish: what both shells shall offer. Files are those of a folder of its own.
try_shell()
{
	mkdir here
	cd here
	mkdir tree
	touch file.c
	diff <(offers $1 'guptidy ') <(commands | sort)
	diff <(offers $1 'guptidy c') <(printf '%s\n' cache check convert)
	diff <(offers $1 'guptidy --v') <(echo --version)
	for command in $(commands); do
		diff <(offers $1 "guptidy $command --") <(options $command | sort)
	done
	diff <(offers $1 'guptidy check --format ') \
		<(printf '%s\n' text json sarif org checkstyle checkpatch github gitlab html | sort)
	diff <(offers $1 'guptidy find . --format=') <(printf '%s\n' html json text)
	diff <(offers $1 'guptidy check --all --rule=stale') <(echo stale-call)
	diff <(offers $1 'guptidy check --fail-on ') <(printf '%s\n' advice error warning)
	diff <(offers $1 'guptidy convert --verify=') <(echo all)
	diff <(offers $1 'guptidy explain ') <(guptidy explain | cut -d ' ' -f 1 | sort)
	diff <(offers $1 'guptidy check ') <(printf '%s\n' file.c tree)
	diff <(offers $1 'guptidy check --baseline ') <(printf '%s\n' file.c tree)
	diff <(offers $1 'guptidy check --kernel ') <(echo tree)
	diff <(offers $1 'guptidy stats t') <(echo tree)
	diff <(offers $1 'guptidy check --jobs ') /dev/null
	diff <(offers $1 'guptidy cache f') /dev/null
}

@test "zsh: commands, options, words, files and folders" {
	command -v zsh >/dev/null || skip 'no zsh'
	try_shell in_zsh
}

@test "fish: commands, options, words, files and folders" {
	command -v fish >/dev/null || skip 'no fish'
	try_shell in_fish
}

@test "zsh and fish: what an option does stands beside it" {
	grep -F "'*--no-rule=[Not this rule]:RULE:(" "$ROOT/build/completion.zsh"
	grep -E "^complete -c guptidy -n '__guptidy_is check' -l no-rule -x -a '[a-z -]+' -d 'Not this rule'$" \
		"$ROOT/build/completion.fish"
}
