-- SPDX-License-Identifier: GPL-2.0-only
-- guptidy as a language server in Neovim. In init.lua:
--	require('guptidy').setup()
-- Options: cmd, the command and its arguments; capabilities, on_attach and the like as for any client.

local M = {}

-- The kernel tree or the repository around a file, else its folder.
local function root_of(file)
	local folder = vim.fn.fnamemodify(file, ':p:h')
	local maintainers = vim.fn.findfile('MAINTAINERS', folder .. ';')
	local git = vim.fn.finddir('.git', folder .. ';')

	if maintainers ~= '' then
		return vim.fn.fnamemodify(maintainers, ':p:h')
	end
	return git ~= '' and vim.fn.fnamemodify(git, ':p:h:h') or folder
end

-- Neovim 0.7 has no vim.lsp.start(): it knows no client again by itself.
local clients = {}

local function start(config, buffer)
	local key = config.root_dir

	if vim.lsp.start then
		return vim.lsp.start(config, { bufnr = buffer })
	end
	clients[key] = clients[key] or vim.lsp.start_client(config)
	vim.lsp.buf_attach_client(buffer, clients[key])
	return clients[key]
end

-- Starts it for a buffer; returns the number of the client.
function M.start(buffer, options)
	local config = vim.tbl_extend('keep', options or {}, { name = 'guptidy', cmd = { 'guptidy', 'lsp' } })

	config.root_dir = config.root_dir or root_of(vim.api.nvim_buf_get_name(buffer))
	return start(config, buffer)
end

-- Starts it for each file of C from now on.
function M.setup(options)
	vim.api.nvim_create_autocmd('FileType', {
		pattern = 'c',
		callback = function(event)
			M.start(event.buf, options)
		end,
	})
end

return M
