// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/migration/reader.h"

#include "base/data/mem.h"
#include "base/data/suggest.h"
#include "c/outline/words.h"
#include "conversion/migration/literal.h"

#include <stdlib.h>
#include <string.h>

const char *word_at(const struct rule_reader *reader, size_t i)
{
	const struct token *token = &reader->tokens->items[i];

	return arena_printf(&reader->migration->arena, "%.*s", (int)token->length,
			    reader->tokens->text + token->offset);
}

const char *shown(const struct rule_reader *reader, size_t i)
{
	return i < reader->tokens->n ? arena_printf(&reader->migration->arena, "`%s`", word_at(reader, i)) :
				       "the end of the file";
}

bool is_name(const struct rule_reader *reader, size_t i)
{
	return i < reader->tokens->n && reader->tokens->items[i].kind == TOKEN_IDENTIFIER;
}

bool is_new_line(const struct rule_reader *reader, size_t before, size_t i)
{
	const struct token *token = &reader->tokens->items[before];
	size_t end = token->offset + token->length;

	return i >= reader->tokens->n ||
	       memchr(reader->tokens->text + end, '\n', reader->tokens->items[i].offset - end);
}

size_t next(const struct rule_reader *reader, size_t i)
{
	return token_next(reader->tokens, i);
}

bool is_stray(const struct rule_reader *reader, size_t i)
{
	static const char *const known[] = { "current", "true", "false" };
	const struct token_list *tokens = reader->tokens;
	size_t before = token_previous(tokens, i);

	return is_name(reader, i) && !is_capitals(tokens, i) && !is_type_word(tokens, i) &&
	       !is_keyword_of_c(tokens, i) && !token_is_any(tokens, i, known, ARRAY_SIZE(known)) &&
	       !token_is(tokens, before, "->") && !token_is(tokens, before, ".") &&
	       !token_is(tokens, before, "struct") && !token_is(tokens, before, "union") &&
	       !token_is(tokens, before, "enum") && !token_is(tokens, next(reader, i), "(") &&
	       !migration_is_verbatim(reader->migration, i);
}

const struct expr *bad_part(const struct expr *expr)
{
	const struct expr *parts[] = { expr->condition, expr->left, expr->right }, *bad = NULL;

	if (expr->kind == EXPR_BAD)
		return expr;
	for (size_t i = 0; i < ARRAY_SIZE(parts) && !bad; i++)
		bad = parts[i] ? bad_part(parts[i]) : NULL;
	for (size_t i = 0; i < expr->n_arguments && !bad; i++)
		bad = bad_part(expr->arguments[i]);
	return bad;
}

bool expr_has_form(const struct expr *expr)
{
	switch (expr->kind) {
	case EXPR_IDENTIFIER:
	case EXPR_NUMBER:
		return true;
	case EXPR_PARENTHESES:
	case EXPR_UNARY:
	case EXPR_MEMBER:
		return expr_has_form(expr->left);
	case EXPR_BINARY:
	case EXPR_INDEX:
		return expr_has_form(expr->left) && expr_has_form(expr->right);
	default:
		return false;
	}
}

int refuse_stray(struct rule_reader *reader, const struct migration_rule *rule, size_t i)
{
	struct suggestion best = {0};
	char *meant;
	int status;

	for (size_t p = 0; p < rule->n; p++)
		if (rule->patterns[p].kind == PATTERN_ANY)
			suggest(&best, word_at(reader, i), rule->patterns[p].name);
	meant = suggestion_text(&best);
	status = FAIL(reader, i, "`%s` is no parameter of %s()%s if it is something else, put it in "
		      "`backquotes`", word_at(reader, i), rule->callee, *meant ? meant : ";");
	free(meant);
	return status;
}
