// SPDX-License-Identifier: GPL-2.0-only
#include "c/syntax/precedence.h"

#include "base/data/mem.h"

static const struct {
	const char *text;
	enum precedence precedence;
} binary_operators[] = {
	{ ",", PRECEDENCE_COMMA },
	{ "=", PRECEDENCE_ASSIGNMENT }, { "|=", PRECEDENCE_ASSIGNMENT },
	{ "&=", PRECEDENCE_ASSIGNMENT }, { "^=", PRECEDENCE_ASSIGNMENT },
	{ "+=", PRECEDENCE_ASSIGNMENT }, { "-=", PRECEDENCE_ASSIGNMENT },
	{ "*=", PRECEDENCE_ASSIGNMENT }, { "/=", PRECEDENCE_ASSIGNMENT },
	{ "%=", PRECEDENCE_ASSIGNMENT }, { "<<=", PRECEDENCE_ASSIGNMENT },
	{ ">>=", PRECEDENCE_ASSIGNMENT },
	{ "?", PRECEDENCE_TERNARY },
	{ "||", PRECEDENCE_LOGICAL_OR }, { "&&", PRECEDENCE_LOGICAL_AND },
	{ "|", PRECEDENCE_BIT_OR }, { "^", PRECEDENCE_BIT_XOR }, { "&", PRECEDENCE_BIT_AND },
	{ "==", PRECEDENCE_EQUALITY }, { "!=", PRECEDENCE_EQUALITY },
	{ "<", PRECEDENCE_RELATION }, { ">", PRECEDENCE_RELATION },
	{ "<=", PRECEDENCE_RELATION }, { ">=", PRECEDENCE_RELATION },
	{ "<<", PRECEDENCE_SHIFT }, { ">>", PRECEDENCE_SHIFT },
	{ "+", PRECEDENCE_SUM }, { "-", PRECEDENCE_SUM },
	{ "*", PRECEDENCE_PRODUCT }, { "/", PRECEDENCE_PRODUCT }, { "%", PRECEDENCE_PRODUCT },
};

enum precedence precedence_of(const struct token_list *tokens, size_t op)
{
	for (size_t i = 0; i < ARRAY_SIZE(binary_operators); i++)
		if (token_is(tokens, op, binary_operators[i].text))
			return binary_operators[i].precedence;
	return 0;
}
