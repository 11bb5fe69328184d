// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/words.h"

#include "base/data/mem.h"

#include <ctype.h>
#include <string.h>

static const char *const statement_words[] = {
	"return", "else", "do", "case", "goto", "sizeof", "typeof", "__typeof__", "in",
};

static const char *const integer_words[] = {
	"int", "unsigned", "long", "short", "char", "signed", "uint",
	"u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64",
	"__u8", "__u16", "__u32", "__u64", "__s8", "__s16", "__s32", "__s64",
};

static const char *const bool_words[] = { "bool", "_Bool", "boolean" };

static const char *const other_type_words[] = {
	"void", "float", "double", "struct", "union", "enum", "const", "volatile", "typeof",
	"__typeof__", "__user", "__force", "__iomem",
};

static const char *const assignments[] = {
	"=", "|=", "&=", "^=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=",
};

bool is_statement_word(const struct token_list *tokens, size_t i)
{
	return token_is_any(tokens, i, statement_words, ARRAY_SIZE(statement_words));
}

/* The kernel ends the name of a scalar typedef in _t, and of nothing else. */
static bool is_scalar_typedef(const struct token_list *tokens, size_t i)
{
	const struct token *token = &tokens->items[i];

	return i < tokens->n && token->kind == TOKEN_IDENTIFIER && token->length > 2 &&
	       !memcmp(tokens->text + token->offset + token->length - 2, "_t", 2);
}

bool is_integer_word(const struct token_list *tokens, size_t i)
{
	return token_is_any(tokens, i, integer_words, ARRAY_SIZE(integer_words)) ||
	       is_scalar_typedef(tokens, i);
}

bool is_bool_word(const struct token_list *tokens, size_t i)
{
	return token_is_any(tokens, i, bool_words, ARRAY_SIZE(bool_words));
}

bool is_type_word(const struct token_list *tokens, size_t i)
{
	if (i >= tokens->n || tokens->items[i].kind != TOKEN_IDENTIFIER)
		return false;
	return is_integer_word(tokens, i) || is_bool_word(tokens, i) ||
	       token_is_any(tokens, i, other_type_words, ARRAY_SIZE(other_type_words));
}

bool is_assignment(const struct token_list *tokens, size_t i)
{
	return token_ends_with(tokens, i, "=") && token_is_any(tokens, i, assignments, ARRAY_SIZE(assignments));
}

bool is_increment(const struct token_list *tokens, size_t i)
{
	return token_is(tokens, i, "++") || token_is(tokens, i, "--");
}

bool is_set_at(const struct token_list *tokens, size_t i)
{
	size_t next = token_next(tokens, i);

	return is_assignment(tokens, next) || is_increment(tokens, next) ||
	       is_increment(tokens, token_previous(tokens, i));
}

bool may_be_set_at(const struct token_list *tokens, size_t i)
{
	return is_set_at(tokens, i) || token_is(tokens, token_previous(tokens, i), "&");
}

/* Many words are held against many others: most differ in the first byte. */
static bool begins_otherwise(const struct token_list *tokens, size_t i, const char *word)
{
	return tokens->text[tokens->items[i].offset] != *word;
}

bool token_begins_with(const struct token_list *tokens, size_t i, const char *prefix)
{
	size_t length;

	if (i >= tokens->n || (*prefix && begins_otherwise(tokens, i, prefix)))
		return false;
	length = strlen(prefix);
	return tokens->items[i].length >= length &&
	       !memcmp(tokens->text + tokens->items[i].offset, prefix, length);
}

bool token_ends_with(const struct token_list *tokens, size_t i, const char *suffix)
{
	size_t length = strlen(suffix);
	const struct token *token;

	if (i >= tokens->n || tokens->items[i].length < length)
		return false;
	token = &tokens->items[i];
	return !memcmp(tokens->text + token->offset + token->length - length, suffix, length);
}

bool is_log_word(const struct token_list *tokens, size_t i)
{
	static const char *const names[] = { "pr_", "dev_", "printk", "DRM_", "drm_", "trace_", "netdev_" };

	for (size_t n = 0; n < ARRAY_SIZE(names); n++)
		if (token_begins_with(tokens, i, names[n]))
			return true;
	return false;
}

bool is_capitals(const struct token_list *tokens, size_t i)
{
	const struct token *token = &tokens->items[i];

	if (i >= tokens->n || token->kind != TOKEN_IDENTIFIER)
		return false;
	for (uint32_t c = 0; c < token->length; c++)
		if (islower((unsigned char)tokens->text[token->offset + c]))
			return false;
	return true;
}

bool word_fits(const struct token_list *tokens, size_t i, const char *word)
{
	size_t length;

	if (tokens->items[i].kind != TOKEN_IDENTIFIER || (*word != '*' && begins_otherwise(tokens, i, word)))
		return false;
	length = strlen(word);
	if (word[length - 1] != '*')
		return token_is(tokens, i, word);
	return tokens->items[i].length >= length - 1 &&
	       !memcmp(tokens->text + tokens->items[i].offset, word, length - 1);
}

bool word_is_any(const struct token_list *tokens, size_t i, const char *const *words)
{
	char begin = tokens->text[tokens->items[i].offset];

	if (tokens->items[i].kind != TOKEN_IDENTIFIER)
		return false;
	for (; *words; words++)
		if ((**words == begin || **words == '*') && word_fits(tokens, i, *words))
			return true;
	return false;
}

bool is_export(const struct token_list *tokens, size_t i)
{
	size_t open = token_previous(tokens, i);

	return token_is(tokens, open, "(") &&
	       token_begins_with(tokens, token_previous(tokens, open), "EXPORT_");
}

bool same_token_text(const struct token_list *tokens, size_t a, size_t b)
{
	return token_is_same(tokens, a, tokens, b);
}
