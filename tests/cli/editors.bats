#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What editors make of the output: vim and emacs, where they are installed.
load common

LECTERN=drivers/vfio/vfio_lectern.c

# A copy to stand in, and in ../lines what check says of it: two errors, two warnings, and a file
# that is not there.
in_a_tree()
{
	copy linux-6.6
	cd linux-6.6
	guptidy check drivers/vfio no-such.c >../lines 2>&1 || [ $? -eq 2 ]
	cat >../expected <<END
$LECTERN 21 9 e
$LECTERN 36 9 e
$LECTERN 46 8 w
$LECTERN 50 8 w
END
}

# vim_reads COMMAND: the valid entries of the quickfix list, `file line column type` each.
vim_reads()
{
	command -v vim >/dev/null || skip 'no vim'
	cat >../read.vim <<END
set nocompatible
$1
let list = filter(getqflist(), 'v:val.valid')
call map(list, 'bufname(v:val.bufnr) . " " . v:val.lnum . " " . v:val.col . " " . v:val.type')
call writefile(list, '../read')
call writefile([len(getqflist())], '../all')
qa!
END
	timeout 60 vim -es -u NONE -S ../read.vim </dev/null >/dev/null 2>&1
}

@test "vim: its own errorformat finds each place" {
	in_a_tree
	vim_reads 'cgetfile ../lines'
	diff <(cut -d ' ' -f 1-3 ../expected) <(grep vfio ../read | cut -d ' ' -f 1-3)
}

@test "vim: with compiler guptidy, :make fills the list with the findings and nothing else" {
	in_a_tree
	mkdir -p ../vim/compiler
	cp "$ROOT/editors/guptidy.vim" ../vim/compiler/
	PATH=$(dirname "$GUPTIDY"):$PATH
	vim_reads 'set runtimepath^=../vim shellpipe=>%s\ 2>&1
compiler guptidy
silent make drivers/vfio no-such.c'
	diff <(cat ../expected; echo 'no-such.c 0 0 E') <(sort -k 1,1 -k 2,2n ../read)
	[ "$(cat ../all)" -eq 5 ]
}

# emacs_reads LISP: the messages of the buffer that LISP leaves current, `file line column type` each.
emacs_reads()
{
	command -v emacs >/dev/null || skip 'no emacs'
	cat >../read.el <<END
(load "$ROOT/editors/guptidy.el" nil t)
$1
(font-lock-ensure)
(compilation--ensure-parse (point-max))
(let ((at (point-min)) seen)
  (while at
    (let ((message (get-text-property at 'compilation-message)))
      (when (and message (not (memq message seen)))
        (push message seen)
        (let ((loc (compilation--message->loc message)))
          (princ (format "%s %s %s %s\n" (caar (compilation--loc->file-struct loc))
                         (compilation--loc->line loc) (compilation--loc->col loc)
                         (compilation--message->type message))))))
    (setq at (next-single-property-change at 'compilation-message))))
END
	timeout 60 emacs -Q --batch -l ../read.el </dev/null >../read 2>../errors || {
		cat ../errors
		return 1
	}
}

@test "emacs: compilation mode finds each place" {
	in_a_tree
	emacs_reads '(insert-file-contents "../lines") (compilation-mode)'
	diff <(sed 's/e$/2/; s/w$/1/' ../expected) <(grep vfio ../read)
}

@test "emacs: guptidy-mode tells what was not analysed as well, and reads nothing into the source" {
	in_a_tree
	emacs_reads '(insert-file-contents "../lines") (guptidy-mode)'
	diff <(sed 's/e$/2/; s/w$/1/' ../expected; echo 'no-such.c nil nil 2') <(sort ../read | grep -v '^$')
}

@test "emacs: guptidy-check runs at the tree's root" {
	in_a_tree
	cd drivers/vfio
	command -v emacs >/dev/null || skip 'no emacs'
	PATH=$(dirname "$GUPTIDY"):$PATH
	emacs_reads '(guptidy-check "vfio_lectern.c")
(set-buffer "*guptidy*")
(while (get-buffer-process (current-buffer)) (accept-process-output nil 0.1))'
	diff <(sed "s/e$/2/; s/w$/1/; s,^,$BATS_TEST_TMPDIR/linux-6.6/," ../../../expected) ../read
}

@test "vim: as installed, with the line that docs/packaging.md names" {
	in_a_tree
	DESTDIR=$PWD/../root "$ROOT/scripts/install" >/dev/null
	line=$(grep -o 'set runtimepath+=[^`]*' "$ROOT/docs/packaging.md")
	PATH=$(dirname "$GUPTIDY"):$PATH
	vim_reads "${line/=/=$PWD/../root}
set shellpipe=>%s\\ 2>&1
compiler guptidy
silent make drivers/vfio"
	diff ../expected <(sort -k 1,1 -k 2,2n ../read)
}

@test "emacs: as installed, with the line that docs/packaging.md names" {
	in_a_tree
	command -v emacs >/dev/null || skip 'no emacs'
	DESTDIR=$PWD/../root "$ROOT/scripts/install" >/dev/null
	line=$(grep -o '(autoload [^`]*' "$ROOT/docs/packaging.md")
	emacs -Q --batch --eval "(push \"$PWD/../root/usr/local/share/emacs/site-lisp\" load-path)" \
		--eval "$line" --eval "(unless (commandp 'guptidy-check) (error \"no command\"))" \
		--eval "(autoload-do-load (symbol-function 'guptidy-check) 'guptidy-check)" \
		--eval "(unless (fboundp 'guptidy-mode) (error \"not loaded\"))" </dev/null
}
