// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/pointer.h"

#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/outline/words.h"
#include "calls/value/beyond.h"
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

/* True if more than one struct of the file has that tag: in a function, or in another branch of an #if. */
static bool is_defined_twice(const struct token_list *tokens, const char *record)
{
	size_t n = 0;

	for (size_t i = 1; i < tokens->n; i++)
		n += token_is(tokens, i, record) && token_is(tokens, token_previous(tokens, i), "struct") &&
		     token_is(tokens, token_next(tokens, i), "{");
	return n > 1;
}

static bool has_word(const struct token_list *tokens, size_t first, size_t last, const char *word)
{
	for (size_t i = first; i < last; i++)
		if (token_is(tokens, i, word))
			return true;
	return false;
}

/* What stands behind the parameters of the pointer's type. */
static size_t behind_list(const struct pointer *pointer)
{
	const struct outline *outline = &pointer->source->outline;

	return token_next(&outline->tokens,
			  outline_closing(outline, token_next(&outline->tokens, pointer->close)));
}

/* Why what is declared there can be known to others, or NULL. */
static const char *why_not_own(struct pointer *pointer)
{
	struct source *source = pointer->source;
	const struct outline *outline = &source->outline;
	size_t open = outline_encloser(outline, pointer->name), behind = behind_list(pointer);
	enum context context = outline->context[pointer->name];

	if (ends_with(source->path, ".h"))
		return "whoever includes this header can use it";
	if (!ends_value(&outline->tokens, behind) && !token_is(&outline->tokens, behind, "="))
		return "an attribute may count its parameters";
	if (token_is(&outline->tokens, outline_encloser(outline, open), "("))
		return "it is a parameter, or of a loop's head";
	if (context == CONTEXT_BODY && record_brace(outline, open) != NO_TOKEN)
		return "its struct is one of a function's own";
	if (context == CONTEXT_RECORD) {
		pointer->record = record_around(source, pointer->name);
		if (!pointer->record)
			return "its struct has no name";
		return is_defined_twice(&outline->tokens, pointer->record) ?
			"another struct of the file has the same tag" : NULL;
	}
	if (has_word(&outline->tokens, outline_item(outline, pointer->name), pointer->name, "typedef"))
		return "its type has a name";
	if (context == CONTEXT_FILE &&
	    !has_word(&outline->tokens, outline_item(outline, pointer->name), pointer->name, "static"))
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
	if (pointer->record && !is_object_at(&outline->tokens, i))
		return false;		/* offsetof(struct tag, name) */
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

/* `NULL`, `function` or `&function` from token i on; the last token of it, else NO_TOKEN. */
static size_t known_value(const struct token_list *tokens, size_t i, size_t function)
{
	if (token_is(tokens, i, "&"))
		i = token_next(tokens, i);
	return token_is(tokens, i, "NULL") || same_token_text(tokens, i, function) ? i : NO_TOKEN;
}

/* `= function`, `= &function` or `= NULL` behind the name, or behind its parameters. */
static bool gets_known(const struct token_list *tokens, size_t equals, size_t function)
{
	size_t last = known_value(tokens, token_next(tokens, equals), function);

	return last != NO_TOKEN && ends_value(tokens, token_next(tokens, last));
}

/* True if token first begins a statement, or what is filled in a brace: nobody gets the value of an assignment. */
static bool begins_statement(const struct token_list *tokens, size_t first)
{
	static const char *const before[] = { ";", "{", "}", ")", ":", "else" };

	return token_is(tokens, first, ".") || token_is_any(tokens, token_previous(tokens, first), before,
							    ARRAY_SIZE(before));
}

/* The token in front of the arguments, if the name is called: itself, or what closes `(*p->name)`, where p is first. */
static size_t called_at(const struct outline *outline, size_t first, size_t name)
{
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, name), star = token_previous(tokens, first);

	if (token_is(tokens, next, "("))
		return name;
	if (token_is(tokens, next, ")") && token_is(tokens, token_next(tokens, next), "(") &&
	    token_is(tokens, star, "*") && token_previous(tokens, star) == outline_encloser(outline, next))
		return next;
	return NO_TOKEN;
}

static bool is_comparison(const struct token_list *tokens, size_t i)
{
	return token_is(tokens, i, "==") || token_is(tokens, i, "!=");
}

/* True if what stands in front of a condition, or of a part of one, takes no more than its truth. */
static bool asks_truth(const struct token_list *tokens, size_t before)
{
	static const char *const heads[] = { "if", "while" }, *const parts[] = { "!", "&&", "||" };

	return token_is_any(tokens, before, parts, ARRAY_SIZE(parts)) ||
	       (token_is(tokens, before, "(") &&
		token_is_any(tokens, token_previous(tokens, before), heads, ARRAY_SIZE(heads)));
}

/*
 * `if (p->name)`, `p->name &&`, `p->name != NULL`: it is asked whether there is one. Nobody gets it by that, as by
 * `p->name ?: other`, and with another function it is not compared: that one keeps its type.
 */
static bool is_asked(const struct token_list *tokens, size_t first, size_t name, size_t function)
{
	size_t before = token_previous(tokens, first), next = token_next(tokens, name);

	if (is_comparison(tokens, before))
		return known_value(tokens, token_previous(tokens, before), function) != NO_TOKEN;
	if (is_comparison(tokens, next))
		return known_value(tokens, token_next(tokens, next), function) != NO_TOKEN;
	if (token_is(tokens, next, "?"))
		return !token_is(tokens, token_next(tokens, next), ":");
	if (token_is(tokens, next, "&&") || token_is(tokens, next, "||"))
		return true;
	return (token_is(tokens, next, ")") || token_is(tokens, next, ";")) && asks_truth(tokens, before);
}

/* Reads one more place of the name. False: it may be used in another way there. */
static bool read_use(struct pointer *pointer, size_t function, size_t i)
{
	const struct outline *outline = &pointer->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, i), first, call;

	if (tokens->items[i].directive)
		return is_macro_parameter(tokens, i) && !is_member(tokens, i);
	if (is_another(pointer, i))
		return true;
	if (outline_branch_at(outline, tokens->items[i].offset) != NO_TOKEN)
		return false;
	if (i == pointer->name) {
		next = behind_list(pointer);
		return !token_is(tokens, next, "=") || gets_known(tokens, next, function);
	}
	first = is_member(tokens, i) ? record_owner(outline, i) : i;
	if (!is_meant(pointer, i) || first == NO_TOKEN)
		return false;
	if (token_is(tokens, next, "="))
		return begins_statement(tokens, first) && gets_known(tokens, next, function);
	call = called_at(outline, first, i);
	if (call == NO_TOKEN)
		return is_asked(tokens, first, i, function);
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
		if (pointer->record && record_is_filled_by_place(&pointer->source->outline, pointer->record, i))
			return line_of(pointer->source, i, "may fill its struct without the names of members");
	}
	return NULL;
}

const char *pointer_why_not(const struct pointer *pointer)
{
	const struct outline *outline = &pointer->source->outline;
	const struct token_list *tokens = &outline->tokens;
	const struct function *function = outline_function_at(outline, pointer->name);
	const char *name = arena_printf(&pointer->source->arena, "%.*s", (int)tokens->items[pointer->name].length,
					tokens->text + tokens->items[pointer->name].offset);
	const char *why_not = NULL;
	struct beyond beyond;

	beyond_open(&beyond, pointer->source);
	if (!function)
		why_not = beyond_why_not(&beyond, name, pointer->record ? NAME_MEMBER : NAME_OBJECT);
	else if (beyond_macro_names(&beyond, function, name))
		why_not = "a macro that its function uses has its name";
	beyond_close(&beyond);
	return why_not;
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
