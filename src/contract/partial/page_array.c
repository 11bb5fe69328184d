// SPDX-License-Identifier: GPL-2.0-only
#include "contract/partial/page_array.h"

#include "base/data/arena.h"
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "contract/hold/release_helper.h"
#include "contract/owner/origin.h"
#include "contract/pages/page_call.h"
#include "contract/pages/scope.h"
#include "contract/path/allocation.h"
#include "contract/path/callee.h"
#include "contract/path/code.h"
#include "contract/path/overwrite.h"
#include "kernel/api/api.h"

#include <stdlib.h>
#include <string.h>

/* --- what the array is --- */

/* The array in pages, pages + n, &pages[n], &page: a name or a member. *is_whole: from its begin on. */
static const struct expr *array_in(const struct outline *outline, const struct expr *expr, bool *is_whole)
{
	for (*is_whole = true;;) {
		expr = expr_uncast(expr);
		if (expr->kind == EXPR_IDENTIFIER || expr->kind == EXPR_MEMBER)
			return expr;
		if (expr->kind == EXPR_UNARY && expr_op_is(outline, expr, "&")) {
			const struct expr *element = expr_bare(expr->left);

			if (element->kind == EXPR_INDEX && expr_op_is(outline, element->right, "0"))
				expr = element;
			else
				*is_whole = false;
		} else if (expr->kind == EXPR_INDEX ||
			   (expr->kind == EXPR_BINARY && expr_op_is(outline, expr, "+"))) {
			*is_whole = false;
		} else {
			return NULL;
		}
		expr = expr->left;
	}
}

/* The variable in `pages + n`, `&pages[n]`, if it is a local one; or NO_TOKEN. */
static size_t offset_in(struct source *source, const struct expr *pages)
{
	const struct expr *offset = NULL;
	struct local local;

	pages = expr_bare(pages);
	if (pages->kind == EXPR_BINARY && expr_op_is(&source->outline, pages, "+"))
		offset = expr_bare(pages->right);
	else if (pages->kind == EXPR_UNARY && expr_bare(pages->left)->kind == EXPR_INDEX)
		offset = expr_bare(expr_bare(pages->left)->right);
	if (!offset || offset->kind != EXPR_IDENTIFIER)
		return NO_TOKEN;
	local = local_find(source, offset->op);
	return local.found && local.parameter < 0 && !local.is_static ? offset->op : NO_TOKEN;
}

/* What the array's text has behind that of the name or member that ends at token i; NULL: it does not begin so. */
static const char *text_behind(const struct page_array *array, size_t i)
{
	const struct outline *outline = &array->source->outline;
	const char *text = array->text;
	size_t object = code_object(outline, i);

	if (object == NO_TOKEN || !is_object_at(&outline->tokens, object))
		return NULL;
	for (size_t t = object; t <= i; t = token_next(&outline->tokens, t)) {
		const struct token *token = &outline->tokens.items[t];

		if (strncmp(text, outline->tokens.text + token->offset, token->length))
			return NULL;
		text += token->length;
	}
	return text;
}

bool page_array_at(const struct page_array *array, size_t i)
{
	const char *behind = NULL;

	if (same_token_text(&array->source->outline.tokens, array->name, i))
		behind = text_behind(array, i);
	return behind && !*behind;
}

/* Does `work` of work->pages become another one, or what it points to, at token i? */
static bool is_holder_changed(const struct page_array *array, size_t i)
{
	const struct outline *outline = &array->source->outline;
	const char *behind = NULL;

	if (is_set_at(&outline->tokens, i) || is_overwritten_at(outline, i))
		behind = text_behind(array, i);
	return behind && (*behind == '.' || *behind == '-');
}

/* A local array, or a pointer that holds nothing but what the function allocated. */
static bool is_own(struct source *source, const struct expr *expr)
{
	const struct outline *outline = &source->outline;
	struct local local = local_find(source, expr->op);
	struct assignments list;
	bool is_own;

	if (expr->kind != EXPR_IDENTIFIER || !local.found || local.parameter >= 0 || local.is_static)
		return false;
	if (token_is(&outline->tokens, token_next(&outline->tokens, local.declaration), "["))
		return true;
	reaching_assignments(source, expr->op, &list);
	is_own = list.n && list.whole && !list.cut;
	for (size_t i = 0; i < list.n; i++) {
		const struct expr *value = list.items[i].value;

		is_own &= value && is_own_memory(outline, value);
	}
	free(list.items);
	return is_own;
}

/* --- what is done with it --- */

static bool is_reader(const struct token_list *tokens, size_t i)
{
	static const char *const names[] = {
#define READS_ALL(name) #name,
#include "contract/partial/page_users.def"
	};

	return token_is_any(tokens, i, names, ARRAY_SIZE(names));
}

static bool is_free(const struct token_list *tokens, size_t i)
{
	return page_effect_of(tokens, i) == PAGE_EFFECT_FREES;
}

bool page_array_is(const struct page_array *array, const struct expr *expr)
{
	bool is_whole;

	expr = array_in(&array->source->outline, expr, &is_whole);
	return expr && is_whole && page_array_at(array, expr->op);
}

/* The argument that is the array itself, as an index; call->n: none is. */
static size_t array_argument(const struct page_array *array, const struct call *call)
{
	size_t a = 0;

	while (a < call->n && !page_array_is(array, call->arguments[a]))
		a++;
	return a;
}

/* sizeof(*pages) gets nothing. */
static bool is_measured(const struct page_array *array, size_t i)
{
	const struct token_list *tokens = &array->source->outline.tokens;
	size_t before = token_previous(tokens, code_object(&array->source->outline, i));

	while (token_is(tokens, before, "*") || token_is(tokens, before, "("))
		before = token_previous(tokens, before);
	return token_is(tokens, before, "sizeof");
}

bool page_array_is_named(const struct page_array *array, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		if (page_array_at(array, i) && !is_measured(array, i))
			return true;
	return false;
}

/* Does the call get the object that the array is a member of? */
static bool gets_object(const struct page_array *array, const struct call *call)
{
	const struct token_list *tokens = &array->source->outline.tokens;
	size_t object = code_object(&array->source->outline, array->name);

	for (size_t a = 0; object != array->name && a < call->n; a++) {
		const struct expr *expr = expr_bare(call->arguments[a]);

		if (expr->kind == EXPR_IDENTIFIER && same_token_text(tokens, expr->op, object))
			return true;
	}
	return false;
}

/* A release of several pages, of another array. What is another name of this one has escaped before. */
static bool is_for_another(const struct page_array *array, const struct call *call)
{
	const struct token_list *tokens = &array->source->outline.tokens;
	const struct token *name = &tokens->items[call->name];
	bool is_whole;

	if (!call->n || page_array_is_named(array, call->open, call->close) ||
	    !memmem(tokens->text + name->offset, name->length, "_pages", strlen("_pages")))
		return false;
	return array_in(&array->source->outline, call->arguments[0], &is_whole);
}

/* A function of the file that releases as many of them as it is told. */
static bool is_helper(const struct page_array *array, const struct call *call, struct array_use *use)
{
	size_t place = array_argument(array, call);

	if (place + 1 >= call->n ||
	    !release_helper_at(array->source, call->name, place, place + 1, &use->is_unsigned))
		return false;
	use->event = ARRAY_RELEASED;
	use->count = call->arguments[place + 1];
	return true;
}

/* Another call of the family puts pages into the array, or behind those that are there. */
static bool takes_more(const struct page_array *array, const struct call *call)
{
	const struct token_list *tokens = &array->source->outline.tokens;
	const struct token *name = &tokens->items[call->name];
	const struct gup_function *function = gup_function_find(tokens->text + name->offset, name->length);

	return function && function->kind != KIND_RELEASE &&
	       page_array_is_named(array, call->open, call->close);
}

/* `PageReserved(pages[i])`: it looks at a page, and keeps none; of `&pages[i]` it may read more of them. */
static bool looks_at_page(const struct page_array *array, const struct call *call)
{
	const struct outline *outline = &array->source->outline;
	const struct token_list *tokens = &outline->tokens;

	if (page_effect_of(tokens, call->name) != PAGE_EFFECT_READS)
		return false;
	for (size_t i = call->open; i < call->close; i++)
		if (page_array_at(array, i) && (!token_is(tokens, token_next(tokens, i), "[") ||
						token_is(tokens, token_previous(tokens, code_object(outline, i)), "&")))
			return false;
	return true;
}

/* What a call does to the array; false: nothing. */
static bool event_of_call(const struct page_array *array, const struct call *call,
			  struct array_use *use)
{
	const struct token_list *tokens = &array->source->outline.tokens;
	size_t place = array_argument(array, call);
	bool is_own_name = callee_is_own(array->source, call->name);

	*use = (struct array_use){ .token = call->name, .event = ARRAY_ESCAPED };
	if (place + 1 < call->n)
		use->count = call->arguments[place + 1];
	if (release_kind(tokens, call->name) != HOLD_KIND_NONE && !is_own_name) {
		use->event = use->count ? ARRAY_RELEASED : ARRAY_DROPPED;
		/* release_pages() counts in int. */
		use->is_unsigned = !token_is(tokens, call->name, "release_pages");
		return !is_for_another(array, call);
	}
	if (takes_more(array, call)) {
		use->event = ARRAY_CHANGED;
		return true;
	}
	if (place == call->n && !is_own_name && looks_at_page(array, call))
		return false;
	/* kfree(work) frees what the array is a member of, and releases nothing. */
	if (place == call->n)
		return page_array_is_named(array, call->open, call->close) ||
		       (gets_object(array, call) && (is_own_name || !is_free(tokens, call->name)));
	if (is_free(tokens, call->name) && !is_own_name)
		use->event = ARRAY_FREED;
	else if (use->count)
		use->event = is_reader(tokens, call->name) && !is_own_name ? ARRAY_ALL_USED :
									     ARRAY_HANDED_OVER;
	return true;
}

/* Folios and pages that are dropped one by one, whatever they are called. */
static bool is_drop(const struct token_list *tokens, size_t i)
{
	static const char *const names[] = {
		"put_page", "folio_put", "unpin_", "put_user_page", "__free_page", "release_pages",
	};

	for (size_t n = 0; n < ARRAY_SIZE(names); n++)
		if (token_begins_with(tokens, i, names[n]))
			return true;
	return false;
}

/* A function or a macro of the file that releases something: it may drop the page that it gets. */
static bool may_drop(const struct page_array *array, const struct call *call)
{
	const struct token_list *tokens = &array->source->outline.tokens;
	const struct function *function = callee_in_file(array->source, call->name);
	size_t i = function ? function->body : callee_macro(array->source, call->name), last;

	if (array_argument(array, call) != call->n || i == NO_TOKEN)
		return false;
	last = function ? function->end : tokens->directives.items[tokens->items[i].directive - 1].last;
	for (; i < last; i++)
		if (is_drop(tokens, i))
			return page_array_is_named(array, call->open, call->close);
	return false;
}

/* The array or an element of it on either side of an assignment, or returned; false: none of that. */
static bool event_of_name(const struct page_array *array, size_t i, struct array_use *use)
{
	const struct outline *outline = &array->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, i), before = token_previous(tokens, code_object(outline, i));

	if (token_is(tokens, next, "["))
		next = token_next(tokens, outline_closing(outline, next));
	if (token_is(tokens, before, "&") || token_is(tokens, before, ")"))
		before = token_previous(tokens, before);
	use->event = ARRAY_CHANGED;
	use->is_other = token_is(tokens, token_next(tokens, i), "=");
	if (is_assignment(tokens, next) || is_increment(tokens, next) || is_overwritten_at(outline, i))
		return true;
	use->event = ARRAY_ESCAPED;
	return is_assignment(tokens, before) || token_is(tokens, before, "return");
}

static bool use_at(const struct page_array *array, const struct acquire *acquire, size_t i,
		   struct arena *arena, struct array_use *use)
{
	const struct token_list *tokens = &array->source->outline.tokens;
	struct call call;

	if (tokens->items[i].kind != TOKEN_IDENTIFIER || tokens->items[i].directive ||
	    i == acquire->call.name)
		return false;
	*use = (struct array_use){ .token = i, .event = ARRAY_ESCAPED };
	if (i > acquire->call.open && i < acquire->call.close)
		return false;
	if (page_array_at(array, i))
		return event_of_name(array, i, use);
	if (is_holder_changed(array, i)) {
		use->event = ARRAY_CHANGED;
		use->is_other = token_is(tokens, token_next(tokens, i), "=");
		return true;
	}
	if (!token_is(tokens, token_next(tokens, i), "(") || is_statement_word(tokens, i) ||
	    call_read(&array->source->outline, i, arena, &call))
		return false;
	if (is_helper(array, &call, use))
		return true;
	if (is_drop(tokens, i) && release_kind(tokens, i) == HOLD_KIND_NONE) {
		use->event = ARRAY_DROPPED;
		return !is_for_another(array, &call);
	}
	if (may_drop(array, &call)) {
		use->event = ARRAY_DROPPED;
		return true;
	}
	return event_of_call(array, &call, use);
}

static void read_uses(struct page_array *array, const struct acquire *acquire, struct arena *arena)
{
	struct { struct array_use *items; size_t n, capacity; } list = {0};
	struct array_use use;

	for (size_t i = array->function->body + 1; i < array->function->end; i++)
		if (use_at(array, acquire, i, arena, &use))
			VEC_PUSH(&list, use);
	array->uses = arena_alloc(arena, (list.n + 1) * sizeof(*list.items));
	array->n_uses = list.n;
	if (list.n)
		memcpy(array->uses, list.items, list.n * sizeof(*list.items));
	free(list.items);
}

bool page_array_read(struct page_array *array, struct source *source, const struct function *function,
		     const struct acquire *acquire, struct arena *arena)
{
	const struct expr *expr = NULL;

	*array = (struct page_array){ .source = source, .function = function };
	if (acquire->pages)
		expr = array_in(&source->outline, acquire->pages, &array->is_whole);
	if (!expr || code_object(&source->outline, expr->op) == NO_TOKEN)
		return false;
	array->text = code_of_expr(&source->outline, expr, arena);
	array->name = expr->op;
	array->offset = array->is_whole ? NO_TOKEN : offset_in(source, acquire->pages);
	array->is_own = is_own(source, expr);
	array->is_scoped = expr->kind == EXPR_IDENTIFIER && scope_frees(source, expr->op);
	read_uses(array, acquire, arena);
	return true;
}

bool page_array_has(const struct page_array *array, const struct statement *statement,
		    enum array_event event)
{
	for (size_t i = 0; i < array->n_uses; i++)
		if (array->uses[i].event == event && array->uses[i].token >= statement->first &&
		    array->uses[i].token < statement->last)
			return true;
	return false;
}
