#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The man page and bash's completion, which ninja makes from the tables of the program.
load common

MANUAL=$ROOT/build/guptidy.1
COMPLETION=$ROOT/build/completion.bash

commands()
{
	guptidy --help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'
}

# options COMMAND: the long ones of its --help.
options()
{
	guptidy "$1" --help | grep -o -- '^ .\{0,7\}--[a-z-]*' | grep -o -- '--.*'
}

# The man page as text, in lines that nothing breaks.
page()
{
	man --local-file --warnings -E UTF-8 "$MANUAL" 2>warnings
}

@test "man page: no warnings of groff, nor of mandoc" {
	command -v man >/dev/null || skip 'no man'
	page >/dev/null
	[ ! -s warnings ]
	command -v mandoc >/dev/null || skip 'no mandoc'
	mandoc -T lint -W warning "$MANUAL"
}

@test "man page: every command, option, rule, format and exit status" {
	command -v man >/dev/null || skip 'no man'
	MANWIDTH=500 page >text
	[ "$(commands | wc -l)" -ge 6 ]
	for command in $(commands); do
		grep -E "^       $command " text
		for option in $(options $command); do
			grep -E "^       (-., |-. N, )?$option(\[?=|$| )" text
		done
	done
	for rule in $(guptidy explain | cut -d ' ' -f 1) text json sarif org checkstyle checkpatch github gitlab \
		0 1 2; do
		grep -E "^       $rule( |$)" text
	done
	# Which commands take it.
	grep -A 1 -E '^ +--in-place' text | grep -E 'Taken by convert, run\.'
	grep -A 1 -E '^ +--no-rule' text | grep -E 'Taken by check\b'
}

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

@test "completion: commands" {
	diff <(complete_words guptidy '') <(commands; printf '%s\n' --help --version)
	diff <(complete_words guptidy c) <(printf '%s\n' check convert cache)
	diff <(complete_words guptidy --v) <(echo --version)
}

@test "completion: the options of each command are those of its --help" {
	for command in $(commands); do
		diff <(complete_words guptidy $command -- | tr -d = | sort) <(options $command | sort)
	done
	diff <(complete_words guptidy check path --no-r) <(echo --no-rule=)
	diff <(complete_words guptidy find --no-r) /dev/null
}

@test "completion: the words that options take" {
	formats='text json sarif org checkstyle checkpatch github gitlab html'
	diff <(complete_words guptidy check --format '') <(printf '%s\n' $formats)
	diff <(complete_words guptidy check --format =) <(printf '%s\n' $formats)
	diff <(complete_words guptidy check -j 2 --format = g) <(printf '%s\n' github gitlab)
	diff <(complete_words guptidy find --format = '') <(printf '%s\n' text json html)
	diff <(complete_words guptidy check --rule = stale) <(echo stale-call)
	diff <(complete_words guptidy check --no-rule flags) <(echo flags-as-bool)
	diff <(complete_words guptidy check --fail-on = '') <(printf '%s\n' error warning advice)
	diff <(complete_words guptidy explain '') <(guptidy explain | cut -d ' ' -f 1)
}

@test "completion: files are left to bash" {
	for words in 'check --output =' 'check --output = a' 'check --all' 'find' 'check --kernel'; do
		[ -z "$(complete_words guptidy $words '')" ]
	done
	source "$COMPLETION"
	[ "$(complete -p guptidy)" = 'complete -o default -F _guptidy guptidy' ]
}

@test "install: the man page, the completion and the editors' files have their places" {
	DESTDIR=$PWD/root prefix=/usr "$ROOT/scripts/install"
	cmp root/usr/share/man/man1/guptidy.1 "$MANUAL"
	cmp root/usr/share/bash-completion/completions/guptidy "$COMPLETION"
	cmp root/usr/share/vim/vimfiles/compiler/guptidy.vim "$ROOT/editors/guptidy.vim"
	cmp root/usr/share/emacs/site-lisp/guptidy.el "$ROOT/editors/guptidy.el"
}
