// SPDX-License-Identifier: GPL-2.0-only
#include "contract/pages/member.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "contract/path/code.h"

#include <stdlib.h>
#include <string.h>

/* a->b->c->d is followed no further. */
#define MAX_DEPTH 4

static const char *record_in(struct source *source, const struct expr *expr, struct arena *arena,
			     unsigned depth);

/* --- types --- */

/* `typedef struct work { ... } work_t;`: the tag, for the name at token i. NO_TOKEN: the file has none. */
static size_t tag_of_typedef(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t t = 0; t + 1 < tokens->n; t++) {
		size_t record = token_next(tokens, t), tag = token_next(tokens, record), last = token_next(tokens, tag);

		if (!token_is(tokens, t, "typedef") ||
		    !(token_is(tokens, record, "struct") || token_is(tokens, record, "union")))
			continue;
		if (token_is(tokens, last, "{") && outline_closing(outline, last) != NO_TOKEN)
			last = token_next(tokens, outline_closing(outline, last));
		if (last < tokens->n && same_token_text(tokens, last, i) && tokens->items[tag].kind == TOKEN_IDENTIFIER)
			return tag;
	}
	return NO_TOKEN;
}

/* Words of C that begin a type of no record: it has members, so work_t is one, whatever its ending says. */
static bool is_no_record(const struct token_list *tokens, size_t i)
{
	return tokens->items[i].kind != TOKEN_IDENTIFIER ||
	       (is_type_word(tokens, i) && !token_ends_with(tokens, i, "_t"));
}

/* The record in the declaration whose type begins at token i: `const struct work *w`, `work_t *w`. */
static const char *record_of_type(const struct source *source, size_t i, struct arena *arena)
{
	static const char *const skipped[] = { "const", "static", "volatile", "register", "struct", "union" };
	const struct token_list *tokens = &source->outline.tokens;
	bool is_tag = false;
	size_t tag;

	for (; i < tokens->n && token_is_any(tokens, i, skipped, ARRAY_SIZE(skipped)); i = token_next(tokens, i))
		is_tag |= token_is(tokens, i, "struct") || token_is(tokens, i, "union");
	if (i >= tokens->n || is_no_record(tokens, i))
		return NULL;
	tag = is_tag ? NO_TOKEN : tag_of_typedef(&source->outline, i);
	i = tag == NO_TOKEN ? i : tag;
	return code_text(&source->outline, i, i + 1, arena);
}

/* `struct work {`: the brace, or NO_TOKEN. */
static size_t body_of_record(const struct outline *outline, const char *record)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t i = 1; i + 1 < tokens->n; i++)
		if (token_is(tokens, i, record) && token_is(tokens, token_next(tokens, i), "{") &&
		    (token_is(tokens, token_previous(tokens, i), "struct") ||
		     token_is(tokens, token_previous(tokens, i), "union")))
			return token_next(tokens, i);
	return NO_TOKEN;
}

/* Where the declaration begins that token i of a record stands in. */
static size_t begin_of_declaration(const struct token_list *tokens, size_t i, size_t open)
{
	static const char *const ends[] = { ";", "{", "}" };

	while (i > open && !token_is_any(tokens, token_previous(tokens, i), ends, ARRAY_SIZE(ends)))
		i = token_previous(tokens, i);
	return i;
}

/* The record that a member of a record of this file is, or points to. */
static const char *record_of_member(struct source *source, const char *record, size_t name,
				    struct arena *arena)
{
	static const char *const behind[] = { ";", ",", "[" };
	const struct token_list *tokens = &source->outline.tokens;
	size_t open = body_of_record(&source->outline, record);
	size_t close = open == NO_TOKEN ? NO_TOKEN : outline_closing(&source->outline, open);

	for (size_t i = open; close != NO_TOKEN && i < close; i++)
		if (same_token_text(tokens, i, name) &&
		    token_is_any(tokens, token_next(tokens, i), behind, ARRAY_SIZE(behind)))
			return record_of_type(source, begin_of_declaration(tokens, i, open), arena);
	return NULL;
}

/* `container_of(ptr, struct work, node)`, `(struct work *)ptr`: the first struct that is named. */
static const char *record_named_in(const struct source *source, size_t first, size_t last,
				   struct arena *arena)
{
	for (size_t i = first; i < last; i++)
		if (token_is(&source->outline.tokens, i, "struct"))
			return record_of_type(source, i, arena);
	return NULL;
}

/* `static struct work work;`, `struct work { ... } *work = ...`: does the file declare a variable at token i? */
static bool declares_variable(const struct outline *outline, size_t i)
{
	static const char *const behind[] = { ";", "=", ",", "[" };
	const struct token_list *tokens = &outline->tokens;

	return outline->context[i] == CONTEXT_FILE && outline_encloser(outline, i) == NO_TOKEN &&
	       token_is_any(tokens, token_next(tokens, i), behind, ARRAY_SIZE(behind)) &&
	       is_object_at(tokens, i);
}

size_t variable_of_file(struct source *source, size_t name)
{
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses_first(uses, name); i != NO_USE; i = uses_next(uses, i))
		if (declares_variable(&source->outline, i))
			return i;
	return NO_TOKEN;
}

/* The record that a variable of the file is, or points to. */
static const char *record_of_global(struct source *source, size_t name, struct arena *arena)
{
	size_t variable = variable_of_file(source, name);

	return variable == NO_TOKEN ? NULL : record_of_type(source, outline_item(&source->outline, variable), arena);
}

static const char *record_of_name(struct source *source, const struct expr *expr, struct arena *arena)
{
	struct local local = local_find(source, expr->op);

	return local.found ? record_of_type(source, local.type, arena) : record_of_global(source, expr->op, arena);
}

static const char *record_of_call(struct source *source, const struct expr *expr, struct arena *arena)
{
	if (!expr_op_is(&source->outline, expr->left, "container_of"))
		return NULL;
	return record_named_in(source, expr->first, expr->last, arena);
}

/* The record that an expression is, or points to, or NULL. */
static const char *record_in(struct source *source, const struct expr *expr, struct arena *arena,
			     unsigned depth)
{
	const char *record;

	expr = expr_bare(expr);
	if (depth == MAX_DEPTH)
		return NULL;
	switch (expr->kind) {
	case EXPR_IDENTIFIER:
		return record_of_name(source, expr, arena);
	case EXPR_MEMBER:
		record = record_in(source, expr->left, arena, depth + 1);
		return record ? record_of_member(source, record, expr->op, arena) : NULL;
	case EXPR_INDEX:
	case EXPR_UNARY:
		return record_in(source, expr->left, arena, depth + 1);
	case EXPR_CALL:
		return record_of_call(source, expr, arena);
	case EXPR_CAST:
		return record_named_in(source, expr->first, expr->left->first, arena);
	default:
		return NULL;
	}
}

const char *record_of(struct source *source, const struct expr *expr, struct arena *arena)
{
	return record_in(source, expr, arena, 0);
}

/* --- places --- */

/* The array in pages + n, &pages[n], pages[i], &page, (void *)pages: a name or a member, or NULL. */
static const struct expr *array_in(const struct outline *outline, const struct expr *expr)
{
	while (expr) {
		expr = expr_bare(expr);
		if (expr->kind == EXPR_IDENTIFIER || expr->kind == EXPR_MEMBER)
			break;
		expr = expr_towards_array(outline, expr);
	}
	return expr;
}

bool member_read(struct source *source, const struct expr *expr, struct arena *arena,
		 struct member *member)
{
	const struct expr *array = array_in(&source->outline, expr);

	if (!array || array->kind != EXPR_MEMBER)
		return false;
	member->record = record_of(source, array->left, arena);
	member->name = code_text(&source->outline, array->op, array->op + 1, arena);
	return member->record;
}

/* The member that a local variable is always read from: `page = work->pages[i]`. */
static bool member_of_variable(struct source *source, const struct expr *variable,
			       struct arena *arena, struct member *member)
{
	struct assignments list;
	bool found = false;

	reaching_assignments(source, variable->op, &list);
	for (size_t i = 0; i < list.n && (found || !i); i++) {
		struct member other;

		found = list.whole && !list.cut && list.items[i].value &&
			member_read(source, list.items[i].value, arena, &other) &&
			(!i || (!strcmp(other.record, member->record) &&
				!strcmp(other.name, member->name)));
		if (found)
			*member = other;
	}
	free(list.items);
	return found;
}

bool member_filled(struct source *source, const struct expr *pages, struct arena *arena, struct member *member)
{
	const struct expr *array = array_in(&source->outline, pages);

	if (!array || array->kind != EXPR_IDENTIFIER)
		return member_read(source, pages, arena, member);
	return pages->kind != EXPR_UNARY && local_find(source, array->op).found &&
	       member_of_variable(source, array, arena, member);
}

bool member_released(struct source *source, size_t i, struct arena *arena, struct member *member)
{
	const struct expr *array;
	struct call call;

	if (call_read(&source->outline, i, arena, &call) || !call.n || call.split)
		return false;
	array = array_in(&source->outline, call.arguments[0]);
	if (array && array->kind == EXPR_IDENTIFIER && local_find(source, array->op).found)
		return member_of_variable(source, array, arena, member);
	return member_read(source, call.arguments[0], arena, member);
}
