// SPDX-License-Identifier: GPL-2.0-only
#include "contract/pages/sg_table.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"

/* What may be done with it: the begin of the names of functions, and heads. */
static bool is_harmless(const struct token_list *tokens, size_t i)
{
	static const char *const names[] = {
		"sg_alloc_table", "sg_free_table", "dma_map_sg", "dma_unmap_sg", "dma_sync_sg", "pci_map_sg",
		"pci_unmap_sg", "sg_dma_", "sg_nents", "kfree", "memset", "sizeof", "if", "while",
	};

	for (size_t n = 0; n < ARRAY_SIZE(names); n++)
		if (token_begins_with(tokens, i, names[n]))
			return true;
	return false;
}

/* A declaration, or an argument of such a function. */
static bool is_harmless_use(const struct outline *outline, size_t i)
{
	static const char *const ends[] = { ";", ",", "=" };
	const struct token_list *tokens = &outline->tokens;
	size_t open = outline_enclosing_parenthesis(outline, i);

	if (open == NO_TOKEN)
		return token_is_any(tokens, token_next(tokens, i), ends, ARRAY_SIZE(ends)) &&
		       !token_is(tokens, token_previous(tokens, i), "=");
	return is_harmless(tokens, token_previous(tokens, open));
}

/* The name in `&table`, `&work->table`: of a variable, or of a member beside the array. */
static const struct expr *name_of(const struct page_reader *reader, const struct expr *table)
{
	const struct expr *base;

	table = expr_bare(table);
	if (table->kind == EXPR_UNARY && expr_op_is(reader->outline, table, "&"))
		table = expr_bare(table->left);
	if (table->kind == EXPR_IDENTIFIER) {
		struct local local = local_find(reader->source, table->op);

		return local.found && local.parameter < 0 && !local.is_static ? table : NULL;
	}
	base = table->kind == EXPR_MEMBER ? pages_base(table) : NULL;
	return base && *reader->pages->root.member && pages_is_root(reader->pages, base) ? table : NULL;
}

bool sg_table_is_closed(const struct page_reader *reader, const struct expr *table)
{
	const struct token_list *tokens = &reader->outline->tokens;
	const struct expr *name = name_of(reader, table);
	const struct function *function = name ? outline_function_at(reader->outline, name->op) : NULL;

	for (size_t i = function ? function->body : 0; function && i < function->end; i++)
		if (tokens->items[i].kind == TOKEN_IDENTIFIER && same_token_text(tokens, i, name->op) &&
		    !is_harmless_use(reader->outline, i))
			return false;
	return function;
}
