// SPDX-License-Identifier: GPL-2.0-only
#include "contract/pages/same_page.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/hold/release.h"
#include "contract/pages/page_call.h"
#include "kernel/api/api.h"

/* The loop that comes to the call each time round, or NULL. */
static const struct statement *loop_of(const struct graph *graph, const struct call *call)
{
	const struct statement *statement = variant_at(graph->variant, call->name);

	if (!statement || statement->kind != STATEMENT_EXPRESSION || statement->first != call->name)
		return NULL;
	do
		statement = statement->parent;
	while (statement && statement->kind == STATEMENT_BLOCK);
	return statement && statement->kind == STATEMENT_FOR ? statement : NULL;
}

/* The next semicolon of the head behind token i, or its closing parenthesis. */
static size_t part_end(const struct outline *outline, const struct statement *loop, size_t i)
{
	while (i < loop->close && !(token_is(&outline->tokens, i, ";") && outline_encloser(outline, i) == loop->open))
		i = token_next(&outline->tokens, i);
	return i;
}

/* `for (i = 0; i < n; i++)`, with n being more than 1 as far as one sees. */
static bool counts_up(const struct outline *outline, const struct statement *loop)
{
	const struct token_list *tokens = &outline->tokens;
	size_t first = part_end(outline, loop, token_next(tokens, loop->open)), zero = token_previous(tokens, first);
	size_t equals = token_previous(tokens, zero), name = token_previous(tokens, equals);
	size_t test = token_next(tokens, first), sign = token_next(tokens, test);
	size_t third = token_next(tokens, part_end(outline, loop, test)), last = token_next(tokens, third);

	if (first >= loop->close || third >= loop->close || tokens->items[name].kind != TOKEN_IDENTIFIER ||
	    !token_is(tokens, equals, "=") || !token_is(tokens, zero, "0") || !same_token_text(tokens, test, name) ||
	    !token_is(tokens, sign, "<") || token_is(tokens, token_next(tokens, sign), "1") ||
	    token_next(tokens, last) != loop->close)
		return false;
	return (same_token_text(tokens, third, name) && token_is(tokens, last, "++")) ||
	       (token_is(tokens, third, "++") && same_token_text(tokens, last, name));
}

/* The array in `pages[0]` and `*pages`, or NULL. */
static const struct expr *array_of(const struct outline *outline, const struct expr *page)
{
	const struct expr *array;

	page = expr_bare(page);
	if (!(page->kind == EXPR_INDEX && expr_bare(page->right)->kind == EXPR_NUMBER) &&
	    !(page->kind == EXPR_UNARY && expr_op_is(outline, page, "*")))
		return NULL;
	array = expr_bare(page->left);
	return array->kind == EXPR_IDENTIFIER || array->kind == EXPR_MEMBER ? array : NULL;
}

static size_t count_name(const struct token_list *tokens, const struct statement *loop, size_t name)
{
	size_t n = 0;

	for (size_t i = loop->first; i < loop->last; i++)
		n += same_token_text(tokens, i, name);
	return n;
}

/* In `bufs[i].pages`, and in `buf->pages` where the loop goes on to the next buf, each page is another one. */
static bool stays_the_same(const struct token_list *tokens, const struct statement *loop, const struct expr *array)
{
	for (size_t i = array->first; i < array->last; i++)
		if (tokens->items[i].kind == TOKEN_IDENTIFIER && count_name(tokens, loop, i) > 1)
			return false;
	return true;
}

static bool has_jump(const struct token_list *tokens, const struct statement *loop)
{
	static const char *const jumps[] = { "break", "continue", "goto", "return" };

	for (size_t i = loop->first; i < loop->last; i++)
		if (token_is_any(tokens, i, jumps, ARRAY_SIZE(jumps)))
			return true;
	return false;
}

/* All pages of a large one are released by way of any of them. */
static bool knows_large_pages(const struct token_list *tokens, const struct function *function)
{
	static const char *const words[] = {
		"compound*", "PageCompound", "PageHead", "PageHuge", "PageTrans*", "thp_*", "huge*", "folio*",
		"PMD_*", "PUD_*", "HPAGE_*", NULL,
	};

	for (size_t i = function->open; i < function->end; i++)
		if (word_is_any(tokens, i, words))
			return true;
	return false;
}

/* A function of which nobody knows what it does with a page. */
static bool may_hold(const struct token_list *tokens, size_t callee)
{
	const struct token *name = &tokens->items[callee];

	return token_is_called(tokens, callee) && release_kind(tokens, callee) == HOLD_KIND_NONE &&
	       page_effect_of(tokens, callee) == PAGE_EFFECT_UNKNOWN && !is_log_word(tokens, callee) &&
	       !gup_function_find(tokens->text + name->offset, name->length);
}

/* `hold(pages[0], n)`: a function of which nobody knows may take a reference for each release. */
static bool may_take_more(const struct outline *outline, const struct function *function, const struct expr *array)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t i = function->open; i < function->end; i++) {
		size_t bracket = token_next(tokens, i), open, callee;

		if (!same_token_text(tokens, i, array->op) || !token_is(tokens, bracket, "[") ||
		    tokens->items[token_next(tokens, bracket)].kind != TOKEN_NUMBER)
			continue;
		open = outline_enclosing_parenthesis(outline, i);
		callee = open == NO_TOKEN ? NO_TOKEN : token_previous(tokens, open);
		if (callee != NO_TOKEN && may_hold(tokens, callee))
			return true;
	}
	return false;
}

bool releases_same_page(struct source *source, const struct graph *graph, const struct call *release)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	const struct statement *loop = loop_of(graph, release);
	const struct expr *array = loop && release->n == 1 ? array_of(outline, release->arguments[0]) : NULL;

	return array && counts_up(outline, loop) && !has_jump(tokens, loop) &&
	       stays_the_same(tokens, loop, array) &&
	       !knows_large_pages(tokens, outline_function_at(outline, release->name)) &&
	       !may_take_more(outline, outline_function_at(outline, release->name), array);
}
