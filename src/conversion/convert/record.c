// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/record.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/pages/member.h"

/* --- whose a member is --- */

static bool is_name(const struct token_list *tokens, size_t i)
{
	return i < tokens->n && tokens->items[i].kind == TOKEN_IDENTIFIER && !is_statement_word(tokens, i);
}

/* The first token of what stands in front of a dot or an arrow: `dev->ops[0]`; NO_TOKEN: nobody knows. */
static size_t owner_begin(const struct outline *outline, size_t dot)
{
	const struct token_list *tokens = &outline->tokens;
	size_t first = token_previous(tokens, dot);

	while (first < tokens->n) {
		size_t before;

		if (token_is(tokens, first, ")") || token_is(tokens, first, "]"))
			first = outline_encloser(outline, first);
		else if (!is_name(tokens, first))
			return NO_TOKEN;
		before = token_previous(tokens, first);
		if (token_is(tokens, before, ".") || token_is(tokens, before, "->"))
			first = token_previous(tokens, before);
		else if (!is_name(tokens, first) && (is_name(tokens, before) || token_is(tokens, before, "]")))
			first = before;
		else
			return first;
	}
	return NO_TOKEN;
}

static const char *record_of_tokens(struct source *source, size_t first, size_t last)
{
	return record_of(source, expr_read(&source->outline, first, last, &source->arena), &source->arena);
}

/* The struct that is filled in the brace around a `.name`: of a variable, or of `(struct tag){ ... }`. */
static const char *record_filled(struct source *source, size_t brace)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t equals = token_previous(tokens, brace), name = token_previous(tokens, equals), open;

	if (token_is(tokens, equals, ")")) {
		open = outline_encloser(&source->outline, equals);
		return record_of_tokens(source, open, brace);
	}
	if (!token_is(tokens, equals, "=") || !is_name(tokens, name) ||
	    token_is(tokens, token_previous(tokens, name), "."))
		return NULL;
	return record_of_tokens(source, name, name + 1);
}

/* True if the dot begins what is filled in a brace: `{ .name = `. */
static bool is_designator(const struct token_list *tokens, size_t dot)
{
	size_t before = token_previous(tokens, dot);

	return token_is(tokens, before, "{") || token_is(tokens, before, ",");
}

size_t record_owner(const struct outline *outline, size_t i)
{
	size_t dot = token_previous(&outline->tokens, i);

	return is_designator(&outline->tokens, dot) ? dot : owner_begin(outline, dot);
}

const char *record_at(struct source *source, size_t i)
{
	const struct outline *outline = &source->outline;
	size_t dot = token_previous(&outline->tokens, i), first;

	if (is_designator(&outline->tokens, dot))
		return record_filled(source, outline_encloser(outline, i));
	first = owner_begin(outline, dot);
	return first == NO_TOKEN ? NULL : record_of_tokens(source, first, dot);
}

/* --- what is filled --- */

size_t record_brace(const struct outline *outline, size_t i)
{
	static const char *const records[] = { "struct", "union" };
	const struct token_list *tokens = &outline->tokens;
	size_t open = outline_encloser(outline, i), tag = token_previous(tokens, open);

	if (!token_is(tokens, open, "{"))
		return NO_TOKEN;
	return token_is_any(tokens, tag, records, ARRAY_SIZE(records)) ||
	       token_is_any(tokens, token_previous(tokens, tag), records, ARRAY_SIZE(records)) ? open : NO_TOKEN;
}

/* True if token i, which begins what is filled in a brace or goes on with it, is no value without a name. */
static bool is_named(const struct token_list *tokens, size_t i)
{
	static const char *const begins[] = { ".", "}", "[", "{" };

	return token_is_any(tokens, i, begins, ARRAY_SIZE(begins));
}

/* `{ 0 }`, `{ NULL }`: all of it is nothing. */
static bool is_nothing(const struct token_list *tokens, size_t open)
{
	size_t value = token_next(tokens, open);

	return (token_is(tokens, value, "0") || token_is(tokens, value, "NULL")) &&
	       token_is(tokens, token_next(tokens, value), "}");
}

/* True if each struct in the braces, or in an array of them, is filled by names of members. */
static bool is_filled_by_names(const struct outline *outline, size_t open)
{
	const struct token_list *tokens = &outline->tokens;
	size_t close = outline_closing(outline, open);

	for (size_t i = open; close != NO_TOKEN && i < close; i++) {
		bool begins = token_is(tokens, i, "{") && !is_nothing(tokens, i);
		bool goes_on = token_is(tokens, i, ",") && token_is(tokens, outline_encloser(outline, i), "{");

		if ((begins || goes_on) && !is_named(tokens, token_next(tokens, i)))
			return false;
	}
	return close != NO_TOKEN;
}

/* The same of all variables that are declared from token i on, up to the semicolon. */
static bool are_filled_by_names(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	bool is_pointer = false;

	for (; i < tokens->n && !token_is(tokens, i, ";") && !token_is(tokens, i, "(") && !token_is(tokens, i, ")");
	     i = token_next(tokens, i)) {
		is_pointer = token_is(tokens, i, "*") || (is_pointer && !token_is(tokens, i, ","));
		if (token_is(tokens, i, "{") && !is_filled_by_names(outline, i))
			return false;
		if (token_is(tokens, i, "=") && !is_pointer && !token_is(tokens, token_next(tokens, i), "{"))
			return false;	/* a macro may stand for the braces */
		if (token_is(tokens, i, "{") || token_is(tokens, i, "["))
			i = outline_closing(outline, i);
	}
	return !token_is(tokens, i, ";") || is_pointer || record_brace(outline, i) == NO_TOKEN;
}

/* True if a macro may stand for the struct, rather than for a pointer to one: `#define OPS struct ops`. */
static bool is_in_macro(const struct token_list *tokens, size_t tag)
{
	static const char *const behind[] = { "*", ",", ")" };

	return tokens->items[tag].directive &&
	       !token_is_any(tokens, token_next(tokens, tag), behind, ARRAY_SIZE(behind));
}

/* `typeof(x) name = { value }`: x may be such a struct. */
static bool is_typeof_filled_by_place(const struct outline *outline, size_t i)
{
	static const char *const words[] = { "typeof", "__typeof__", "__typeof" }, *const ends[] = { ";", "(" };
	const struct token_list *tokens = &outline->tokens;
	size_t close = outline_closing(outline, token_next(tokens, i));

	if (!token_is_any(tokens, i, words, ARRAY_SIZE(words)) || close == NO_TOKEN)
		return false;
	for (i = token_next(tokens, close); i < tokens->n && !token_is_any(tokens, i, ends, ARRAY_SIZE(ends));
	     i = token_next(tokens, i))
		if (token_is(tokens, i, "{"))
			return !is_filled_by_names(outline, i);
	return false;
}

bool record_is_filled_by_place(const struct outline *outline, const char *record, size_t tag)
{
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, tag), keyword = token_previous(tokens, tag);

	if (!token_is(tokens, tag, record) || !token_is(tokens, keyword, "struct"))
		return is_typeof_filled_by_place(outline, tag);
	if (token_is(tokens, token_previous(tokens, keyword), "typedef") || is_in_macro(tokens, tag))
		return true;		/* it has another name */
	if (token_is(tokens, next, "{"))
		return outline_closing(outline, next) == NO_TOKEN ||
		       !token_is(tokens, token_next(tokens, outline_closing(outline, next)), ";");
	if (token_is(tokens, next, ")"))
		return token_is(tokens, token_next(tokens, next), "{") &&
		       !is_filled_by_names(outline, token_next(tokens, next));
	return !are_filled_by_names(outline, next);
}
