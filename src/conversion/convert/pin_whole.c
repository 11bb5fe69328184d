// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is done to a struct as a whole: its bytes come from elsewhere, or go there, and a member that pages lie
 * in goes with them, though nobody names it.
 */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/syntax/variant.h"
#include "conversion/convert/pin_private.h"

#include <string.h>

#define MAX_RECORDS 32

struct whole {
	struct pin_group *group;
	struct source *source;
	const struct token_list *tokens;
	const struct member *member;
	const char *records[MAX_RECORDS];	/* the struct, and those that hold one */
	size_t n;
};

static bool is_record(const struct whole *whole, const char *record)
{
	for (size_t i = 0; record && i < whole->n; i++)
		if (!strcmp(whole->records[i], record))
			return true;
	return false;
}

static bool is_record_at(const struct whole *whole, size_t i)
{
	for (size_t r = 0; r < whole->n; r++)
		if (token_is(whole->tokens, i, whole->records[r]))
			return token_is(whole->tokens, token_previous(whole->tokens, i), "struct");
	return false;
}

static void stop(const struct whole *whole, size_t i, const char *what)
{
	pin_stop(whole->group, whole->source, i, "%s a struct %s as a whole here, and `%s` with it", what,
		 whole->member->record, whole->member->name);
}

/* --- records in records --- */

/* The tag of the record that the brace opens; NO_TOKEN: it has none. */
static size_t tag_of(const struct token_list *tokens, size_t brace, bool *is_union)
{
	size_t before = token_previous(tokens, brace), keyword = token_previous(tokens, before);

	*is_union = token_is(tokens, before, "union") || token_is(tokens, keyword, "union");
	return token_is(tokens, before, "struct") || token_is(tokens, before, "union") ? NO_TOKEN : before;
}

/* Something of the group's stands at token i, in a record. True if a new record has it now. */
static bool read_holder(struct whole *whole, size_t i)
{
	const struct outline *outline = &whole->source->outline;
	size_t brace = outline_encloser(outline, i), tag = NO_TOKEN;
	bool is_union;

	for (; brace != NO_TOKEN && tag == NO_TOKEN && outline->context[brace + 1] == CONTEXT_RECORD;
	     brace = outline_encloser(outline, brace)) {
		tag = tag_of(whole->tokens, brace, &is_union);
		if (is_union)
			pin_stop(whole->group, whole->source, i, "`%s` shares its place with others of a union",
				 pin_word(whole->group, whole->source, i));
	}
	if (tag == NO_TOKEN || is_record_at(whole, tag) || whole->n == MAX_RECORDS)
		return false;
	whole->records[whole->n++] = pin_word(whole->group, whole->source, tag);
	return true;
}

/* `struct oven oven;` in a record, and no pointer to one. */
static bool is_held(const struct whole *whole, size_t i)
{
	return whole->source->outline.context[i] == CONTEXT_RECORD && is_record_at(whole, i) &&
	       whole->tokens->items[token_next(whole->tokens, i)].kind == TOKEN_IDENTIFIER;
}

static bool is_member_itself(const struct whole *whole, size_t i)
{
	const struct outline *outline = &whole->source->outline;
	size_t brace = outline_encloser(outline, i), tag = NO_TOKEN;
	bool is_union;

	if (outline->context[i] != CONTEXT_RECORD || !token_is(whole->tokens, i, whole->member->name))
		return false;
	for (; brace != NO_TOKEN && tag == NO_TOKEN; brace = outline_encloser(outline, brace))
		tag = tag_of(whole->tokens, brace, &is_union);
	return token_is(whole->tokens, tag, whole->member->record);
}

static void read_holders(struct whole *whole, const struct source_list *sources)
{
	bool has_more = true;

	while (has_more && !whole->group->stop.why) {
		has_more = false;
		for (size_t s = 0; s < sources->n; s++) {
			whole->source = sources->items[s];
			whole->tokens = &whole->source->outline.tokens;
			for (size_t i = 1; i + 1 < whole->tokens->n; i++)
				if (is_held(whole, i) || is_member_itself(whole, i))
					has_more |= read_holder(whole, i);
		}
	}
}

/* --- bytes --- */

/* The first of `sizeof(struct oven)` and `sizeof(*oven)` in tokens [first, last), or NO_TOKEN. */
static size_t size_in(const struct whole *whole, size_t first, size_t last)
{
	const struct outline *outline = &whole->source->outline;

	for (size_t i = first; i < last; i++) {
		size_t open = token_next(whole->tokens, i), inner = token_next(whole->tokens, open), close;
		const struct expr *expr;

		if (!token_is(whole->tokens, i, "sizeof"))
			continue;
		if (!token_is(whole->tokens, open, "("))
			inner = open;
		if (is_record_at(whole, token_next(whole->tokens, inner)))
			return i;
		close = inner == open ? expr_value_end(outline, inner) : outline_closing(outline, open);
		if (close == NO_TOKEN)
			continue;
		expr = expr_read(outline, inner, close, &whole->group->arena);
		if (is_record(whole, record_of(whole->source, expr, &whole->group->arena)))
			return i;
	}
	return NO_TOKEN;
}

/* Functions that take a struct's size and address, and leave nothing of it anywhere. */
static bool is_harmless(const struct token_list *tokens, size_t name)
{
	static const char *const names[] = {
		"memset", "memzero_explicit", "memchr_inv", "memcmp", "print_hex_dump*", "copy_to_user",
		"dma_*", "kref_*", "krealloc*", "kvrealloc*", "kfree_sensitive", "container_of", NULL,
	};

	return word_is_any(tokens, name, names);
}

static bool is_copy(const struct token_list *tokens, size_t name)
{
	static const char *const names[] = {
		"memcpy*", "memmove", "__memcpy*", "__builtin_memcpy", "__builtin_memmove", "kmemdup*",
		"kvmemdup*", "devm_kmemdup*", "memdup_user*", "vmemdup_user", "copy_from_user*",
		"__copy_from_user*", "kfifo_in*", "kfifo_out*", "kfifo_put", "kfifo_get", NULL,
	};

	return word_is_any(tokens, name, names);
}

/* memcpy(a, b, size) of two structs of that type: what goes from one to the other stays in the group. */
static bool is_among_equals(struct whole *whole, const struct call *call)
{
	static const char *const names[] = { "memcpy", "memmove", "__builtin_memcpy", NULL };
	const char *records[2];

	if (!word_is_any(whole->tokens, call->name, names) || call->n != 3)
		return false;
	for (size_t a = 0; a < ARRAY_SIZE(records); a++)
		records[a] = record_of(whole->source, call->arguments[a], &whole->group->arena);
	return records[0] && records[1] && !strcmp(records[0], records[1]);
}

/* `oven = kmemdup(...)`, `return kmemdup(...)`: the bytes are the struct's from now on. */
static bool is_taken_as_record(struct whole *whole, size_t i)
{
	const struct outline *outline = &whole->source->outline;
	const struct function *function = outline_function_at(outline, i);
	size_t begin = statement_begin(outline, i), op = token_previous(whole->tokens, i), first = begin, last = i;
	const struct expr *taker;

	if (!function || outline->context[i] != CONTEXT_BODY)
		return false;
	if (token_is(whole->tokens, op, "return")) {
		first = function->item;
		last = function->name_token;
	}
	for (; first < last; first++)
		if (is_record_at(whole, first))
			return true;
	if (!token_is(whole->tokens, op, "="))
		return false;
	taker = expr_read(outline, begin, op, &whole->group->arena);
	return is_record(whole, record_of(whole->source, taker, &whole->group->arena));
}

/* A call that gets the bytes of a struct, or puts some there. */
static void check_call(struct whole *whole, size_t i)
{
	const struct outline *outline = &whole->source->outline;
	size_t open = token_next(whole->tokens, i), close = outline_closing(outline, open);
	struct call call;
	bool has_size, is_named = is_copy(whole->tokens, i) && is_taken_as_record(whole, i);

	if (close == NO_TOKEN || is_harmless(whole->tokens, i))
		return;
	has_size = size_in(whole, open, close) != NO_TOKEN;
	if ((!has_size && !is_copy(whole->tokens, i)) ||
	    call_read(outline, i, &whole->group->arena, &call) || is_among_equals(whole, &call))
		return;
	for (size_t a = 0; a < call.n; a++)
		is_named |= is_record(whole, record_of(whole->source, call.arguments[a], &whole->group->arena));
	if (is_copy(whole->tokens, i) ? has_size || is_named : has_size && is_named)
		stop(whole, i, arena_printf(&whole->group->arena, "%s() copies",
					    pin_word(whole->group, whole->source, i)));
}

/* --- other names for the same bytes --- */

/* The cast whose parenthesis is token i, or NULL. */
static const struct expr *cast_at(const struct whole *whole, size_t i)
{
	const struct outline *outline = &whole->source->outline;
	const struct expr *expr = expr_read(outline, i, expr_value_end(outline, i), &whole->group->arena);

	while (expr && expr->kind != EXPR_CAST)
		expr = expr->kind == EXPR_TERNARY ? expr->condition : expr->left;
	return expr && expr->first == i ? expr : NULL;
}

/* `(struct other *)oven`, `*(struct oven *)bytes`; what is no struct that anybody knows comes back as it was. */
static void check_cast(struct whole *whole, size_t i)
{
	size_t tag = token_next(whole->tokens, token_next(whole->tokens, i));
	const struct expr *cast = NULL;
	const char *from;
	bool is_to = is_record_at(whole, tag);

	if (token_is(whole->tokens, token_next(whole->tokens, tag), "*"))
		cast = cast_at(whole, i);
	if (!cast)
		return;
	from = record_of(whole->source, cast->left, &whole->group->arena);
	if ((from && is_record(whole, from) != is_to) ||
	    (is_to && !from && token_is(whole->tokens, token_previous(whole->tokens, i), "*")))
		stop(whole, i, "a cast takes");
}

/* offsetof(struct oven, page): who has that finds the member without its name. */
static void check_offset(struct whole *whole, size_t i)
{
	size_t tag = token_next(whole->tokens, token_next(whole->tokens, token_next(whole->tokens, i)));
	size_t name = token_next(whole->tokens, token_next(whole->tokens, tag));

	if (token_is(whole->tokens, tag, whole->member->record) &&
	    token_is(whole->tokens, name, whole->member->name))
		pin_stop(whole->group, whole->source, i, "the place of `%s` in struct %s is asked for here",
			 whole->member->name, whole->member->record);
}

/* In the body of a macro, too. */
static bool is_called(const struct token_list *tokens, size_t i)
{
	return tokens->items[i].kind == TOKEN_IDENTIFIER && token_is(tokens, token_next(tokens, i), "(");
}

static void check_source(struct whole *whole)
{
	const struct token_list *tokens = whole->tokens;

	for (size_t i = 0; i + 1 < tokens->n && !whole->group->stop.why; i++) {
		if (token_is(tokens, i, "(") && token_is(tokens, token_next(tokens, i), "struct"))
			check_cast(whole, i);
		else if (token_is(tokens, i, "offsetof"))
			check_offset(whole, i);
		else if (is_called(tokens, i))
			check_call(whole, i);
	}
}

void pin_check_whole(struct pin_group *group, const struct source_list *sources, const struct member *member)
{
	struct whole whole = { .group = group, .member = member, .records = { member->record }, .n = 1 };

	read_holders(&whole, sources);
	for (size_t i = 0; i < sources->n && !group->stop.why; i++) {
		whole.source = sources->items[i];
		whole.tokens = &whole.source->outline.tokens;
		check_source(&whole);
	}
}
