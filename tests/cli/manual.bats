#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The man page, which ninja makes from the tables of the program, and what `ninja install` installs.
load common

MANUAL=$ROOT/build/guptidy.1

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

@test "install: the man page, the completion and the editors' files have their places" {
	DESTDIR=$PWD/root prefix=/usr "$ROOT/scripts/install"
	cmp root/usr/share/man/man1/guptidy.1 "$MANUAL"
	cmp root/usr/share/bash-completion/completions/guptidy "$ROOT/build/completion.bash"
	cmp root/usr/share/zsh/site-functions/_guptidy "$ROOT/build/completion.zsh"
	cmp root/usr/share/fish/vendor_completions.d/guptidy.fish "$ROOT/build/completion.fish"
	cmp root/usr/share/vim/vimfiles/compiler/guptidy.vim "$ROOT/editors/guptidy.vim"
	cmp root/usr/share/emacs/site-lisp/guptidy.el "$ROOT/editors/guptidy.el"
}
