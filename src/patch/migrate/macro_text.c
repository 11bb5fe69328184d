// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/macro_text.h"

#include "base/data/buf.h"
#include "base/data/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The parameters of a macro: tokens between its parentheses. */
struct parameter_names {
	size_t open, close;		/* both 0: it has no list */
};

static bool has_list(const struct token_list *tokens, size_t name, size_t open)
{
	return token_is(tokens, open, "(") &&
	       tokens->items[open].offset == tokens->items[name].offset + tokens->items[name].length;
}

/* False: the list does not end, or takes any number. */
static bool read_names(const struct token_list *tokens, size_t name, struct parameter_names *names)
{
	size_t i = token_next(tokens, name);

	*names = (struct parameter_names){0};
	if (!has_list(tokens, name, i))
		return true;
	names->open = i;
	while (i < tokens->n && !token_is(tokens, i, ")")) {
		if (token_is(tokens, i, "..."))
			return false;
		i = token_next(tokens, i);
	}
	names->close = i;
	return i < tokens->n;
}

/* Which parameter the token names, or SIZE_MAX. */
static size_t parameter_at(const struct token_list *tokens, const struct parameter_names *names, size_t token)
{
	size_t which = 0;

	for (size_t i = names->open; names->open && i < names->close; i = token_next(tokens, i)) {
		which += token_is(tokens, i, ",");
		if (i != names->open && token_is_same(tokens, i, tokens, token))
			return which;
	}
	return SIZE_MAX;
}

static void put_token(struct buf *out, const struct token_list *tokens, size_t i)
{
	buf_add_line(out, tokens->text + tokens->items[i].offset, tokens->items[i].length);
	buf_puts(out, "\n");
}

char *macro_text(const struct token_list *tokens, size_t name)
{
	struct parameter_names names;
	struct buf out = {0};
	size_t i;

	if (!read_names(tokens, name, &names))
		return NULL;
	for (i = token_next(tokens, names.open ? names.close : name); i < tokens->n; i = token_next(tokens, i)) {
		size_t which = tokens->items[i].kind == TOKEN_IDENTIFIER ? parameter_at(tokens, &names, i) : SIZE_MAX;

		if (which == SIZE_MAX)
			put_token(&out, tokens, i);
		else
			buf_printf(&out, "@%zu\n", which);
	}
	return out.length ? buf_take(&out) : mem_strdup("");
}

/* --- parentheses that change nothing --- */

struct words {
	const char **items;		/* they end with their lines */
	size_t n, capacity;
};

static void words_read(struct words *words, const char *text)
{
	*words = (struct words){0};
	for (; *text; text = strchr(text, '\n') + 1)
		VEC_PUSH(words, text);
}

static bool is_word(const struct words *words, size_t i, const char *text)
{
	size_t length = strlen(text);

	return i < words->n && !strncmp(words->items[i], text, length) && words->items[i][length] == '\n';
}

/* The parenthesis that closes the one at i; n: none does. */
static size_t closing(const struct words *words, size_t i)
{
	unsigned depth = 0;

	for (; i < words->n; i++) {
		depth += is_word(words, i, "(");
		if (is_word(words, i, ")") && !--depth)
			return i;
	}
	return words->n;
}

/* True if what stands in the parentheses at open is an expression, no type and no statements. */
static bool holds_expression(const struct words *words, size_t open, size_t close)
{
	size_t i = open + 1;

	while (i < close && !is_word(words, i, "->") && !is_word(words, i, "."))
		i = is_word(words, i, "(") ? closing(words, i) + 1 : i + 1;
	return i < close;
}

static void cut(struct words *words, size_t i)
{
	memmove(&words->items[i], &words->items[i + 1], (--words->n - i) * sizeof(words->items[0]));
}

static bool is_name(const struct words *words, size_t i)
{
	return isalnum((unsigned char)*words->items[i]) || *words->items[i] == '_' || *words->items[i] == '@';
}

/* `((a))`: those in the middle go, but not of a call, whose arguments they hold together. */
static void cut_doubled(struct words *words)
{
	for (size_t i = 0; i + 1 < words->n; i++) {
		size_t outer = closing(words, i), inner;

		if (!is_word(words, i, "(") || !is_word(words, i + 1, "(") ||
		    (i && is_name(words, i - 1) && !is_word(words, i - 1, "sizeof")))
			continue;
		inner = closing(words, i + 1);
		if (inner + 1 != outer || outer >= words->n || !holds_expression(words, i + 1, inner))
			continue;
		cut(words, inner);
		cut(words, i + 1);
		i--;
	}
}

/* True, and without them, if parentheses stand around all of it. */
static bool cut_outermost(struct words *words)
{
	if (!is_word(words, 0, "(") || closing(words, 0) + 1 != words->n || is_word(words, 1, "{"))
		return false;
	words->n--;
	cut(words, 0);
	return true;
}

/* True if nothing in front of it or behind it can take a part of it, an index or a list aside. */
static bool is_whole(const struct words *words)
{
	return words->n > 1 && is_name(words, 0) && is_word(words, 1, "(") && closing(words, 1) + 1 == words->n;
}

static bool same_words(const struct words *left, const struct words *right)
{
	for (size_t i = 0; i < left->n && left->n == right->n; i++) {
		size_t length = strcspn(left->items[i], "\n") + 1;

		if (strncmp(left->items[i], right->items[i], length))
			return false;
	}
	return left->n == right->n;
}

bool macro_text_same(const char *left, const char *right)
{
	struct words a, b;
	bool is_same;

	words_read(&a, left);
	words_read(&b, right);
	cut_doubled(&a);
	cut_doubled(&b);
	is_same = cut_outermost(&a) == cut_outermost(&b);
	is_same = same_words(&a, &b) && (is_same || is_whole(&a));
	free(a.items);
	free(b.items);
	return is_same;
}
