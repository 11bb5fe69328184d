// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/type.h"

#include "base/data/buf.h"
#include "base/data/mem.h"

#include <string.h>

static const char *const noise[] = {
	"const", "volatile", "register", "extern", "static", "inline", "__inline", "__inline__",
	"__always_inline", "noinline", "asmlinkage", "__weak", "__must_check", "__user", "__init",
	"__ref", "notrace", "__restrict", "restrict", "__attribute__", "__maybe_unused",
};

static const char *const integers[] = {
	"char", "short", "int", "long", "signed", "unsigned", "bool", "_Bool", "uint", "ulong",
	"u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64",
	"__u8", "__u16", "__u32", "__u64", "__s8", "__s16", "__s32", "__s64",
	"uint8_t", "uint16_t", "uint32_t", "uint64_t", "int8_t", "int16_t", "int32_t", "int64_t",
	"size_t", "ssize_t", "uintptr_t", "loff_t", "off_t", "pgoff_t", "gfp_t",
	"dma_addr_t", "phys_addr_t", "resource_size_t",
};

bool type_is_noise(const struct token_list *tokens, size_t i)
{
	return token_is_any(tokens, i, noise, ARRAY_SIZE(noise));
}

void type_add_token(struct buf *type, const struct token_list *tokens, size_t i)
{
	bool star = token_is(tokens, i, "*");
	bool after_star = type->length && type->data[type->length - 1] == '*';

	if (type_is_noise(tokens, i))
		return;
	if (type->length && !(star && after_star))
		buf_puts(type, " ");
	buf_add(type, tokens->text + tokens->items[i].offset, tokens->items[i].length);
}

/* What stands behind a declared name that is no function's. */
static bool ends_declarator(const struct token_list *tokens, size_t i)
{
	static const char *const ends[] = { ",", "=", "[", ";", ":", ")" };

	return token_is_any(tokens, i, ends, ARRAY_SIZE(ends));
}

/* The words in front of the first declarator, which all of a declaration share. */
static void add_base(struct buf *type, const struct token_list *tokens, size_t first, size_t name)
{
	for (size_t i = first; i < name && !token_is(tokens, i, "*"); i = token_next(tokens, i)) {
		if (ends_declarator(tokens, token_next(tokens, i)))
			break;
		type_add_token(type, tokens, i);
	}
}

char *type_of_declarator(const struct outline *outline, size_t first, size_t name)
{
	const struct token_list *tokens = &outline->tokens;
	size_t after = token_next(tokens, name), before = token_previous(tokens, name);
	struct buf type = {0};

	if (!ends_declarator(tokens, after))
		return NULL;
	add_base(&type, tokens, first, name);
	for (; before > first && before != NO_TOKEN; before = token_previous(tokens, before)) {
		if (token_is(tokens, before, "*"))
			type_add_token(&type, tokens, before);
		else if (!type_is_noise(tokens, before))
			break;
	}
	if (token_is(tokens, after, "[")) {
		buf_puts(&type, type_depth(type.data ? type.data : "") ? "*" : " *");
		after = token_next(tokens, outline_closing(outline, after));
	}
	if (type.length && *type.data != '*' && !token_is(tokens, before, "(") && ends_declarator(tokens, after) &&
	    !token_is(tokens, after, "["))
		return buf_take(&type);
	buf_free(&type);
	return NULL;
}

/* True for the brace of a struct or union in another one whose members are those of the outer one. */
static bool is_anonymous(const struct outline *outline, size_t open)
{
	size_t close = outline_closing(outline, open);

	return close != NO_TOKEN && token_is(&outline->tokens, token_next(&outline->tokens, close), ";");
}

/* The brace that opens the body of the struct, if there is one body and it has an end, or NO_TOKEN. */
static size_t find_body(const struct outline *outline, const char *record)
{
	const struct token_list *tokens = &outline->tokens;
	size_t body = NO_TOKEN;

	for (size_t i = 0; i < tokens->n; i++) {
		size_t name, open;

		if (!token_is(tokens, i, "struct"))
			continue;
		name = token_next(tokens, i);
		open = token_next(tokens, name);
		if (!token_is(tokens, name, record) || !token_is(tokens, open, "{"))
			continue;
		if (body != NO_TOKEN || outline_closing(outline, open) == NO_TOKEN)
			return NO_TOKEN;
		body = open;
	}
	return body;
}

/* The members between two braces, as far as one name goes. */
struct members {
	const struct outline *outline;
	size_t open, close;
	const char *name;		/* not ended by a NUL */
	size_t length;
	size_t found;			/* how many have that name */
	size_t first, token;		/* of the last one: where its declaration begins, and its name */
	size_t body;			/* the brace of a struct that it is of, or NO_TOKEN */
};

static bool is_name(const struct members *members, size_t i)
{
	const struct token_list *tokens = &members->outline->tokens;

	return i < tokens->n && tokens->items[i].length == members->length &&
	       !memcmp(tokens->text + tokens->items[i].offset, members->name, members->length) &&
	       ends_declarator(tokens, token_next(tokens, i));
}

static bool begins_member(const struct token_list *tokens, size_t before)
{
	return token_is(tokens, before, "{") || token_is(tokens, before, "}") ||
	       token_is(tokens, before, ";");
}

/* The members of a nested struct count only if it has no name. */
static void find_members(struct members *members)
{
	const struct outline *outline = members->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t first = token_next(tokens, members->open), body = NO_TOKEN;

	for (size_t i = first; i < members->close; i = token_next(tokens, i)) {
		bool is_nested = token_is(tokens, i, "{") && !is_anonymous(outline, i);

		body = is_nested ? i : token_is(tokens, i, ";") ? NO_TOKEN : body;
		if (is_nested || token_is(tokens, i, "("))
			i = outline_closing(outline, i);
		if (i < members->close && is_name(members, i)) {
			members->found++;
			members->first = first;
			members->token = i;
			members->body = body;
		} else if (i < members->close && !is_nested && begins_member(tokens, i)) {
			first = token_next(tokens, i);
		}
	}
}

char *type_of_member(const struct outline *outline, const char *record, const char *path)
{
	struct members members = { .outline = outline, .body = find_body(outline, record) };

	do {
		members.open = members.body;
		if (members.open == NO_TOKEN)
			return NULL;
		members.close = outline_closing(outline, members.open);
		members.name = path;
		members.length = strcspn(path, ".");
		members.found = 0;
		find_members(&members);
		path += members.length + (path[members.length] == '.');
		if (members.found != 1)	/* in two branches of an #if, say */
			return NULL;
	} while (*path);
	return members.body == NO_TOKEN ? type_of_declarator(outline, members.first, members.token) : NULL;
}

static bool is_one_of(const char *word, size_t length, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(words[i]) == length && !memcmp(words[i], word, length))
			return true;
	return false;
}

bool type_is_integer(const char *type)
{
	const char *word = type;

	for (; *word; word += strspn(word, " ")) {
		size_t length = strcspn(word, " ");

		if (!is_one_of(word, length, integers, ARRAY_SIZE(integers)))
			return false;
		word += length;
	}
	return *type;
}

size_t type_depth(const char *type)
{
	size_t depth = 0;

	for (; *type; type++)
		depth += *type == '*';
	return depth;
}
