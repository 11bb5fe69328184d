// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/migration/literal.h"

#include "base/data/mem.h"
#include "c/outline/words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool is_keyword_of_c(const struct token_list *tokens, size_t i)
{
	static const char *const words[] = {
		"auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else",
		"enum", "extern", "float", "for", "goto", "if", "inline", "int", "long", "register",
		"restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "typedef",
		"typeof", "union", "unsigned", "void", "volatile", "while", "_Bool", "bool", "asm",
		"_Alignof", "_Generic", "_Static_assert", "defined",
	};

	return token_is_any(tokens, i, words, ARRAY_SIZE(words));
}

static bool is_one(const struct token_list *tokens, size_t i)
{
	static const char *const words[] = { "NULL", "current", "true", "false" };
	enum token_kind kind = tokens->items[i].kind;

	return kind == TOKEN_NUMBER || kind == TOKEN_STRING || kind == TOKEN_CHARACTER ||
	       token_is_any(tokens, i, words, ARRAY_SIZE(words)) || is_capitals(tokens, i);
}

bool literal_is(const struct migration *migration, size_t first, size_t last)
{
	const struct token_list *tokens = &migration->outline.tokens;

	if (first >= last)
		return false;
	if (last == first + 1 && is_one(tokens, first))
		return true;
	if (last == first + 2 && token_is(tokens, first, "-") && tokens->items[first + 1].kind == TOKEN_NUMBER)
		return true;
	for (size_t i = first; i < last; i++)
		if (!migration_is_verbatim(migration, i))
			return false;
	return true;
}

/* Takes off what is around all of the tokens: parentheses. */
static void bare(const struct outline *outline, size_t *first, size_t *last)
{
	const struct token_list *tokens = &outline->tokens;

	while (*first < *last && token_is(tokens, *first, "(") &&
	       outline_closing(outline, *first) + 1 == *last) {
		*first = token_next(tokens, *first);
		*last = token_previous(tokens, *last - 1) + 1;
	}
}

/* The value of a token that is a whole number; false: it is none. */
static bool number_of(const struct token_list *tokens, size_t i, unsigned long long *value)
{
	char digits[32], *end;
	size_t length = tokens->items[i].length;

	if (tokens->items[i].kind != TOKEN_NUMBER || length >= sizeof(digits))
		return false;
	memcpy(digits, tokens->text + tokens->items[i].offset, length);
	digits[length] = '\0';
	errno = 0;
	*value = strtoull(digits, &end, 0);
	return !errno && end != digits && strspn(end, "uUlL") == strlen(end);
}

static bool same_number(const struct token_list *left, size_t a, const struct token_list *right, size_t b)
{
	unsigned long long values[2];

	return number_of(left, a, &values[0]) && number_of(right, b, &values[1]) && values[0] == values[1];
}

bool literal_equals(const struct migration *migration, size_t first, size_t last,
		    const struct outline *outline, size_t a, size_t a_end)
{
	const struct token_list *tokens = &migration->outline.tokens;
	unsigned long long value;

	bare(outline, &a, &a_end);
	bare(&migration->outline, &first, &last);
	if (a_end == a + 1 && last == first + 1) {
		if (same_number(tokens, first, &outline->tokens, a))
			return true;
		if (token_is(tokens, first, "NULL") && number_of(&outline->tokens, a, &value))
			return !value;
	}
	return same_code(tokens, first, last, &outline->tokens, a, a_end);
}
