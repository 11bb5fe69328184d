// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/pointer.h"

#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "conversion/convert/record.h"

#include <stdlib.h>
#include <string.h>

static const struct token_list *tokens_of(const struct pointer *pointer)
{
	return &pointer->source->outline.tokens;
}

static bool ends_value(const struct token_list *tokens, size_t i)
{
	static const char *const ends[] = { ",", ";", "}" };

	return token_is_any(tokens, i, ends, ARRAY_SIZE(ends));
}

/* --- what it is --- */

/* The name in `type (*name)(parameters)` whose last parenthesis is token i; NO_TOKEN: it is none. */
static size_t declared_in_front(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t close = token_is(tokens, i, ")") ? token_previous(tokens, outline_encloser(outline, i)) : NO_TOKEN;

	return token_is(tokens, close, ")") ? token_previous(tokens, close) : NO_TOKEN;
}

/* The last name of what gets the address that token i names; NO_TOKEN: nobody knows. */
static size_t getter_of(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t before = token_previous(tokens, i);

	if (token_is(tokens, before, "&"))
		before = token_previous(tokens, before);
	if (!token_is(tokens, before, "=") || !ends_value(tokens, token_next(tokens, i)))
		return NO_TOKEN;
	before = token_previous(tokens, before);
	if (token_is(tokens, before, ")"))
		before = declared_in_front(outline, before);
	return before < tokens->n && tokens->items[before].kind == TOKEN_IDENTIFIER ? before : NO_TOKEN;
}

/* `type (*name)(`, where a call `return (*name)(` has no type in front. */
static bool declares(const struct token_list *tokens, size_t name)
{
	size_t star = token_previous(tokens, name), open = token_previous(tokens, star);
	size_t close = token_next(tokens, name), type = token_previous(tokens, open);

	return token_is(tokens, star, "*") && token_is(tokens, open, "(") && token_is(tokens, close, ")") &&
	       token_is(tokens, token_next(tokens, close), "(") && type < tokens->n &&
	       (token_is(tokens, type, "*") ||
		(tokens->items[type].kind == TOKEN_IDENTIFIER && !is_statement_word(tokens, type)));
}

/* The tag of the struct around a member, in the source's arena; NULL: it has none. */
static const char *record_around(struct source *source, size_t name)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t brace = outline_encloser(outline, outline_encloser(outline, name));
	size_t tag = token_is(tokens, brace, "{") ? token_previous(tokens, brace) : NO_TOKEN;

	if (tag >= tokens->n || !token_is(tokens, token_previous(tokens, tag), "struct"))
		return NULL;
	return arena_printf(&source->arena, "%.*s", (int)tokens->items[tag].length,
			    tokens->text + tokens->items[tag].offset);
}

static bool has_word(const struct token_list *tokens, size_t first, size_t last, const char *word)
{
	for (size_t i = first; i < last; i++)
		if (token_is(tokens, i, word))
			return true;
	return false;
}

/* Why what is declared there can be known to others, or NULL. */
static const char *why_not_own(struct pointer *pointer)
{
	struct source *source = pointer->source;
	const struct outline *outline = &source->outline;
	size_t open = outline_encloser(outline, pointer->name);
	enum context context = outline->context[pointer->name];

	if (ends_with(source->path, ".h"))
		return "whoever includes this header can use it";
	if (token_is(&outline->tokens, outline_encloser(outline, open), "("))
		return "it is a parameter";
	if (context == CONTEXT_RECORD) {
		pointer->record = record_around(source, pointer->name);
		return pointer->record ? NULL : "its struct has no name";
	}
	if (has_word(&outline->tokens, outline->item[pointer->name], pointer->name, "typedef"))
		return "its type has a name";
	if (context == CONTEXT_FILE &&
	    !has_word(&outline->tokens, outline->item[pointer->name], pointer->name, "static"))
		return "it is no static one, and other files can use it";
	return NULL;
}

/* --- whose it is --- */

/* True if the file has a struct of that tag: what has such a type is of no other one. */
static bool is_tag(const struct token_list *tokens, const char *record)
{
	for (size_t i = 0; i < tokens->n; i++)
		if (token_is(tokens, i, record) && token_is(tokens, token_previous(tokens, i), "struct"))
			return true;
	return false;
}

/* True if the name at token i stands behind a dot or an arrow. */
static bool is_member(const struct token_list *tokens, size_t i)
{
	size_t dot = token_previous(tokens, i);

	return token_is(tokens, dot, ".") || token_is(tokens, dot, "->");
}

/* True if the name at token i is surely not the pointer's: a variable of a function, another's member. */
static bool is_another(const struct pointer *pointer, size_t i)
{
	const struct outline *outline = &pointer->source->outline;
	const char *record;
	struct local local;

	if (i == pointer->name)
		return false;
	if (is_member(&outline->tokens, i)) {
		record = pointer->record ? record_at(pointer->source, i) : NULL;
		return !pointer->record ||
		       (record && strcmp(record, pointer->record) && is_tag(&outline->tokens, record));
	}
	if (record_brace(outline, i) != NO_TOKEN)
		return true;
	if (outline->context[pointer->name] == CONTEXT_BODY &&
	    outline_function_at(outline, i) != outline_function_at(outline, pointer->name))
		return true;
	local = local_find(pointer->source, i);
	return local.found && local.declaration != pointer->name;
}

/* True if the name at token i is the pointer's: a variable by its name alone, a member by whose it is. */
static bool is_meant(const struct pointer *pointer, size_t i)
{
	const char *record;

	if (!pointer->record)
		return true;
	record = is_member(tokens_of(pointer), i) ? record_at(pointer->source, i) : NULL;
	return record && !strcmp(record, pointer->record);
}

/* --- what is done with it --- */

/* `= function`, `= &function` or `= NULL` behind the name, or behind its parameters. */
static bool gets_known(const struct token_list *tokens, size_t equals, size_t function)
{
	size_t value = token_next(tokens, equals);

	if (token_is(tokens, value, "&"))
		value = token_next(tokens, value);
	return ends_value(tokens, token_next(tokens, value)) &&
	       (token_is(tokens, value, "NULL") || same_token_text(tokens, value, function));
}

/* The token in front of the arguments, if the name is called: itself, or what closes `(*p->name)`. */
static size_t called_at(const struct outline *outline, size_t name)
{
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, name);

	if (token_is(tokens, next, "("))
		return name;
	if (token_is(tokens, next, ")") && token_is(tokens, token_next(tokens, next), "(") &&
	    token_is(tokens, token_next(tokens, outline_encloser(outline, next)), "*"))
		return next;
	return NO_TOKEN;
}

/* `if (p->name)`, `p->name &&`: it is asked whether there is one. */
static bool is_asked(const struct outline *outline, size_t name)
{
	static const char *const behind[] = { "&&", "||", "==", "!=", "?" }, *const heads[] = { "if", "while" };
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, name);

	if (token_is_any(tokens, next, behind, ARRAY_SIZE(behind)))
		return true;
	return token_is(tokens, next, ")") &&
	       token_is_any(tokens, token_previous(tokens, outline_encloser(outline, next)), heads, ARRAY_SIZE(heads));
}

/* True if the word is no more than a parameter of the macro that token i is in. */
static bool is_of_macro(const struct token_list *tokens, size_t i)
{
	const struct directive *directive = &tokens->directives.items[tokens->items[i].directive - 1];
	size_t at = directive->first + 2;

	if (directive->kind != DIRECTIVE_DEFINE || !token_is(tokens, at + 1, "("))
		return false;
	while (at < directive->last && !token_is(tokens, at, ")") && !same_token_text(tokens, at, i))
		at++;
	return at < directive->last && !token_is(tokens, at, ")") && !is_member(tokens, i);
}

/* Reads one more place of the name. False: it may be used in another way there. */
static bool read_use(struct pointer *pointer, size_t function, size_t i)
{
	const struct outline *outline = &pointer->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, i), call;

	if (tokens->items[i].directive)
		return is_of_macro(tokens, i);
	if (is_another(pointer, i))
		return true;
	if (outline_branch_at(outline, tokens->items[i].offset) != NO_TOKEN)
		return false;
	if (i == pointer->name) {
		next = token_next(tokens, outline_closing(outline, token_next(tokens, pointer->close)));
		return !token_is(tokens, next, "=") || gets_known(tokens, next, function);
	}
	if (!is_meant(pointer, i))
		return false;
	if (token_is(tokens, next, "="))
		return gets_known(tokens, next, function);
	call = called_at(outline, i);
	if (call == NO_TOKEN)
		return is_asked(outline, i);
	VEC_PUSH(&pointer->calls, call);
	return true;
}

/* The one declaration of the word of token getter, or NO_TOKEN. */
static size_t declaration_of(const struct token_list *tokens, size_t getter)
{
	size_t found = NO_TOKEN;

	for (size_t i = 0; i < tokens->n; i++) {
		if (!same_token_text(tokens, i, getter) || !declares(tokens, i))
			continue;
		if (found != NO_TOKEN)
			return NO_TOKEN;
		found = i;
	}
	return found;
}

static const char *line_of(struct source *source, size_t i, const char *what)
{
	uint32_t line, column;

	source_position(source, source->outline.tokens.items[i].offset, &line, &column);
	return arena_printf(&source->arena, "line %u %s", line, what);
}

static const char *read_uses(struct pointer *pointer, size_t function)
{
	const struct token_list *tokens = tokens_of(pointer);

	for (size_t i = 0; i < tokens->n; i++) {
		if (same_token_text(tokens, i, pointer->name) && !read_use(pointer, function, i))
			return line_of(pointer->source, i, "may use it in another way");
		if (pointer->record && token_is(tokens, i, pointer->record) &&
		    record_is_filled_by_place(&pointer->source->outline, i))
			return line_of(pointer->source, i, "may fill its struct without the names of members");
	}
	return NULL;
}

const char *pointer_read(struct source *source, size_t i, struct pointer *pointer)
{
	const struct outline *outline = &source->outline;
	size_t getter = getter_of(outline, i);
	const char *why_not;

	*pointer = (struct pointer){ .source = source };
	if (getter == NO_TOKEN)
		return "it is no plain `= function` that sets one pointer";
	pointer->name = declaration_of(&outline->tokens, getter);
	if (pointer->name == NO_TOKEN)
		return "the file does not declare the pointer once, as `type (*name)(parameters)`";
	pointer->close = token_next(&outline->tokens, pointer->name);
	why_not = why_not_own(pointer);
	return why_not ? why_not : read_uses(pointer, i);
}

void pointer_free(struct pointer *pointer)
{
	free(pointer->calls.items);
}
