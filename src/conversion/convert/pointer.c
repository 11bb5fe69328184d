// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/pointer.h"

#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/outline/words.h"
#include "calls/value/local.h"

#include <stdlib.h>

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

/* The tag in `struct tag *name`, a token; NO_TOKEN: token name is not declared so. */
static size_t tag_of(const struct token_list *tokens, size_t name)
{
	size_t tag = token_previous(tokens, name);

	while (token_is(tokens, tag, "*") || token_is(tokens, tag, "const"))
		tag = token_previous(tokens, tag);
	return token_is(tokens, token_previous(tokens, tag), "struct") ? tag : NO_TOKEN;
}

/* True if each declaration of that word in the file says that it is, or points to, the pointer's struct. */
static bool is_of_record(const struct pointer *pointer, size_t word)
{
	const struct token_list *tokens = tokens_of(pointer);
	bool is_known = false;

	for (size_t i = 0; i < tokens->n; i++) {
		size_t tag = same_token_text(tokens, i, word) ? tag_of(tokens, i) : NO_TOKEN;

		if (tag == NO_TOKEN)
			continue;
		if (!token_is(tokens, tag, pointer->record))
			return false;
		is_known = true;
	}
	return is_known;
}

/* The owner in `owner.name`, `owner->name` or `owner = { .name`, a token; NO_TOKEN: nobody knows. */
static size_t owner_of(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t owner = token_previous(tokens, token_previous(tokens, i)), equals;

	if (token_is(tokens, owner, "{") || token_is(tokens, owner, ",")) {
		equals = token_previous(tokens, outline_encloser(outline, i));
		owner = token_is(tokens, equals, "=") ? token_previous(tokens, equals) : NO_TOKEN;
	}
	return owner < tokens->n && tokens->items[owner].kind == TOKEN_IDENTIFIER ? owner : NO_TOKEN;
}

/* True if the name at token i stands behind a dot or an arrow. */
static bool is_member(const struct token_list *tokens, size_t i)
{
	size_t dot = token_previous(tokens, i);

	return token_is(tokens, dot, ".") || token_is(tokens, dot, "->");
}

/* True if the name at token i is surely not the pointer's: a variable of a function, a member beside a variable. */
static bool is_another(const struct pointer *pointer, size_t i)
{
	const struct outline *outline = &pointer->source->outline;
	struct local local;

	if (i == pointer->name)
		return false;
	if (is_member(&outline->tokens, i))
		return !pointer->record;
	if (outline->context[pointer->name] == CONTEXT_BODY &&
	    outline_function_at(outline, i) != outline_function_at(outline, pointer->name))
		return true;
	local = local_find(pointer->source, i);
	return local.found && local.declaration != pointer->name;
}

/* True if the name at token i is the pointer's: a variable by its name alone, a member by whose it is. */
static bool is_meant(const struct pointer *pointer, size_t i)
{
	const struct outline *outline = &pointer->source->outline;
	size_t owner;

	if (!pointer->record)
		return true;
	owner = is_member(&outline->tokens, i) ? owner_of(outline, i) : NO_TOKEN;
	return owner != NO_TOKEN && is_of_record(pointer, owner);
}

/* A struct that is filled by the places of its members, without their names, may get anything. */
static bool is_filled_by_place(const struct pointer *pointer, size_t tag)
{
	static const char *const named[] = { ".", "}", "0", "NULL" };
	const struct outline *outline = &pointer->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t i = token_next(tokens, tag);

	while (i < tokens->n && (tokens->items[i].kind == TOKEN_IDENTIFIER || token_is(tokens, i, "*") ||
				 token_is(tokens, i, "[") || token_is(tokens, i, "]") || token_is(tokens, i, "=") ||
				 token_is(tokens, i, ")")))
		i = token_next(tokens, i);
	if (!token_is(tokens, i, "{") || token_next(tokens, tag) == i)
		return false;
	return !token_is_any(tokens, token_next(tokens, i), named, ARRAY_SIZE(named)) ||
	       outline_closing(outline, i) == NO_TOKEN ||
	       token_is(tokens, token_next(tokens, outline_closing(outline, i)), ",");
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
		if (pointer->record && token_is(tokens, i, pointer->record) && is_filled_by_place(pointer, i))
			return line_of(pointer->source, i, "fills its struct without the names of members");
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
