" SPDX-License-Identifier: GPL-2.0-only
" guptidy as a language server, for ALE (Debian: vim-ale), which finds this file in 'runtimepath':
"	let g:ale_linters = {'c': ['guptidy']}

call ale#Set('c_guptidy_executable', 'guptidy')
call ale#Set('c_guptidy_options', '')

" The kernel tree or the repository around the file, else its folder.
function! GuptidyRoot(buffer) abort
	let l:found = ale#path#FindNearestFile(a:buffer, 'MAINTAINERS')
	if !empty(l:found)
		return fnamemodify(l:found, ':h')
	endif
	let l:found = ale#path#FindNearestDirectory(a:buffer, '.git')
	return empty(l:found) ? expand('#' . a:buffer . ':p:h') : fnamemodify(l:found, ':h:h')
endfunction

call ale#linter#Define('c', {
\	'name': 'guptidy',
\	'lsp': 'stdio',
\	'executable': {buffer -> ale#Var(buffer, 'c_guptidy_executable')},
\	'command': {buffer -> '%e lsp' . ale#Pad(ale#Var(buffer, 'c_guptidy_options'))},
\	'project_root': function('GuptidyRoot'),
\})
