" SPDX-License-Identifier: GPL-2.0-only
" Findings in the quickfix list. As compiler/guptidy.vim in 'runtimepath' (for /usr/local, vim wants to be
" told: set runtimepath+=/usr/local/share/vim/vimfiles), from the tree's root:
"	:compiler guptidy
"	:make drivers/vfio
" Where a function is declared, and the lines that show the source, are left out; without this file they stand in the list as text.
if exists('current_compiler')
	finish
endif
let current_compiler = 'guptidy'

CompilerSet makeprg=guptidy\ check
CompilerSet errorformat=%-G%f:%l:%c:\ note:\ declared\ here:\ %m
CompilerSet errorformat+=%f:%l:%c:\ %t%*[a-z]:\ %m
CompilerSet errorformat+=%E%f:%l:\ not\ analysed:\ %m,%E%f:\ not\ analysed:\ %m
CompilerSet errorformat+=%-G%.%#
