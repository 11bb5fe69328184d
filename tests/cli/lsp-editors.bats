#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# `guptidy lsp` in editors, where they are installed: vim with ALE, Neovim, and emacs with eglot. Each shows
# the findings, and takes a code action.
load common

LECTERN=drivers/vfio/vfio_lectern.c

# in_a_tree: a copy to stand in; in ../expected what check says of one file, LINE RULE with the line that is at
# fault, and in ../fixed what a code action makes of its line 21.
in_a_tree()
{
	copy linux-6.6
	cd linux-6.6
	PATH=$(dirname "$GUPTIDY"):$PATH
	guptidy check --format=json $LECTERN | jq -r '.findings[] | "\((.argument // .).line) \(.rule)"' >../expected
	cat >../fixed <<-END
	$(printf '\t\t')ret = pin_user_pages(vaddr, 1,
	$(printf '\t\t\t\t     ')prot & IOMMU_WRITE ? FOLL_WRITE : 0,
	$(printf '\t\t\t\t     ')pages);
	END
}

# shows: ../shown begins with what is expected, and goes on with what the action made.
shows()
{
	diff <(cat ../expected ../fixed) ../shown
}

@test "vim with ALE shows the findings, and takes an action" {
	command -v vim >/dev/null || skip 'no vim'
	[ -d /usr/share/vim/vimfiles/pack/dist-bundle/opt/ale ] || skip 'no vim-ale'
	in_a_tree
	DESTDIR=$PWD/../root "$ROOT/scripts/install" >/dev/null
	cat >../look.vim <<-END
	set nocompatible nomore hidden
	set runtimepath^=$PWD/../root/usr/local/share/vim/vimfiles
	$(grep '^    let g:ale_linters' "$ROOT/docs/editors.md")
	let g:ale_linters_explicit = 1
	packadd ale
	edit $LECTERN
	set filetype=c
	call ale#Queue(0, 'lint_file')
	func! Wait(done)
		for i in range(400)
			if a:done()
				return
			endif
			sleep 50m
		endfor
	endfunc
	func! Take(data, items)
		let g:taken = len(a:items)
		call ale#codefix#ApplyLSPCodeAction(a:data, a:items[0][1])
	endfunc
	call Wait({-> !empty(ale#engine#GetLoclist(bufnr('')))})
	let shown = map(copy(ale#engine#GetLoclist(bufnr(''))), 'v:val.lnum . " " . v:val.code')
	call cursor(21, 10)
	call ale#codefix#Execute(0, function('Take'))
	call Wait({-> exists('g:taken')})
	call writefile(shown + getline(21, 23), '../shown')
	qa!
	END
	timeout 120 vim -es -u NONE -S ../look.vim </dev/null
	shows
}

@test "Neovim shows the findings, and takes an action" {
	command -v nvim >/dev/null || skip 'no neovim'
	in_a_tree
	DESTDIR=$PWD/../root "$ROOT/scripts/install" >/dev/null
	cat >../look.lua <<-END
	vim.opt.runtimepath:prepend('$PWD/../root/usr/local/share/nvim/site')
	$(grep "^    require('guptidy')" "$ROOT/docs/editors.md")
	vim.cmd('filetype on')
	vim.cmd('edit $LECTERN')
	vim.bo.filetype = 'c'
	local shown = {}
	vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end)
	for _, d in ipairs(vim.diagnostic.get(0)) do
	  table.insert(shown, string.format('%d %s', d.lnum + 1, d.code))
	end
	vim.api.nvim_win_set_cursor(0, {21, 10})
	local params = vim.lsp.util.make_range_params()
	params.context = { diagnostics = {} }
	for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 30000)) do
	  vim.lsp.util.apply_workspace_edit(answer.result[1].edit, 'utf-16')
	end
	for line = 21, 23 do
	  table.insert(shown, vim.fn.getline(line))
	end
	vim.fn.writefile(shown, '../shown')
	vim.cmd('qa!')
	END
	HOME=$PWD/.. timeout 120 nvim --headless -u NONE -c 'luafile ../look.lua' </dev/null
	shows
}

@test "emacs with eglot shows the findings, and takes an action" {
	command -v emacs >/dev/null || skip 'no emacs'
	emacs -q --batch --eval "(require 'eglot)" </dev/null 2>/dev/null || skip 'no eglot'
	in_a_tree
	{
		sed -n '/^    (with-eval-after-load .eglot/,/^$/p' "$ROOT/docs/editors.md"
		cat <<-END
		(require 'eglot)
		(setq eglot-sync-connect 30)
		(find-file "$LECTERN")
		(apply #'eglot--connect (eglot--guess-contact))
		(with-timeout (60)
		  (while (null (flymake-diagnostics)) (accept-process-output nil 0.1)))
		(dolist (d (sort (flymake-diagnostics)
		                 (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b)))))
		  (princ (format "%d %s\n" (line-number-at-pos (flymake-diagnostic-beg d))
		                 (plist-get (alist-get 'eglot-lsp-diag (flymake-diagnostic-data d)) :code))))
		(goto-char (point-min))
		(forward-line 20)
		(search-forward "pin_user")
		(let ((actions (eglot-code-actions (point) (point) "quickfix" nil)))
		  ;; Newer ones want to be told who asks.
		  (apply #'eglot--apply-workspace-edit (plist-get (car (append actions nil)) :edit)
		         (make-list (1- (car (func-arity #'eglot--apply-workspace-edit))) nil)))
		(goto-char (point-min))
		(forward-line 20)
		(princ (buffer-substring (point) (line-beginning-position 4)))
		(set-buffer-modified-p nil)
		END
	} >../look.el
	HOME=$PWD/.. timeout 120 emacs -q --batch -l ../look.el </dev/null >../shown 2>../errors || {
		cat ../errors
		false
	}
	shows
}

@test "VS Code: the settings are JSON, and the task's pattern finds each place" {
	command -v python3 >/dev/null || skip 'no python3'
	in_a_tree
	local how='--rule bool-as-flags --rule literal-flags --severity literal-flags=advice'
	# shellcheck disable=SC2086 # words
	guptidy check $how $LECTERN no-such.c >../lines 2>&1 || true
	cat >../look.py <<-'END'
	import json, re, sys
	folder = sys.argv[1]
	settings = json.load(open(folder + "/settings.json"))
	# As version 0.2.0 of the extension documents its keys.
	types = {"command": str, "commandArguments": list, "languageId": list}
	for key, value in settings.items():
	    if key.startswith("glspc."):
	        assert isinstance(value, types[key.removeprefix("glspc.server.")]), key
	assert settings["glspc.server.command"] == "guptidy"
	# VS Code takes a header for C++, where nobody says otherwise.
	assert settings["files.associations"] == {"*.h": settings["glspc.server.languageId"][0]}
	matcher = json.load(open(folder + "/tasks.json"))["tasks"][0]["problemMatcher"]
	pattern = matcher["pattern"]
	# What VS Code has no word for, an advice, is what the matcher says.
	severities = {"error": "error", "warning": "warning"}
	for line in open("../lines"):
	    found = re.match(pattern["regexp"], line.rstrip("\n"))
	    if found:
	        rule = re.search(r"\[([a-z-]+)\]$", found[pattern["message"]])[1]
	        print(found[pattern["line"]], rule, severities.get(found[pattern["severity"]], matcher["severity"]))
	END
	python3 ../look.py "$ROOT/editors/vscode" >../seen
	# shellcheck disable=SC2086 # words
	guptidy check $how --format=json $LECTERN |
		jq -r '.findings[] | "\(.line) \(.rule) \(.severity | sub("advice"; "info"))"' >../expected
	grep -q info ../expected
	diff ../expected ../seen
}
