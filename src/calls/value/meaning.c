// SPDX-License-Identifier: GPL-2.0-only
/* What an expression can be, operator by operator; names have a file of their own. */
#include "calls/value/meaning.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Expressions read for one argument: a bound on the work, far above what real code needs. */
#define MAX_WORK 4000

int number_value(const struct token_list *tokens, size_t i, unsigned long *value)
{
	const struct token *token = &tokens->items[i];
	char digits[32], *end;

	if (token->length >= sizeof(digits))
		return -1;
	memcpy(digits, tokens->text + token->offset, token->length);
	digits[token->length] = '\0';
	errno = 0;
	*value = strtoul(digits, &end, 0);
	end += strspn(end, "uUlL");
	return errno || *end ? -1 : 0;
}

static struct meaning read_number(struct reading *reading, const struct expr *expr)
{
	unsigned long value;
	struct meaning meaning;

	if (number_value(&reading->outline->tokens, expr->op, &value))
		return means(MEANS_INTEGER);
	if (!value)
		return means(MEANS_ZERO);
	meaning = means_because(reading, MEANS_NUMBER, expr, "a number");
	meaning.number = value;
	return meaning;
}

struct meaning read_type(struct reading *reading, const struct expr *expr, size_t token)
{
	struct resolved answer = {0};
	struct meaning meaning = means_unknown(token);

	if (reading->outline->tokens.items[token].directive)
		return means(MEANS_INTEGER);
	if (!reading->oracle)
		return meaning;
	reading->oracle->ask(reading->oracle->data, reading->source,
			     reading->outline->tokens.items[token].offset, &answer);
	if (answer.type == TYPE_BOOL)
		meaning = means_because(reading, MEANS_TRUTH, expr,
					answer.kind == RESOLVED_FUNCTION ? "a bool result" : "a bool");
	else if (answer.bits == 1)
		meaning = means_because(reading, MEANS_TRUTH, expr, "a 1-bit field");
	else if (answer.type == TYPE_POINTER)
		meaning = means_because(reading, MEANS_POINTER, expr, "a pointer");
	else if (answer.type == TYPE_INTEGER)
		meaning = means(MEANS_INTEGER);
	else if (answer.type == TYPE_OTHER)
		meaning = means(MEANS_INTEGER);
	resolved_free(&answer);
	return meaning;
}

static bool is_any_op(struct reading *reading, const struct expr *expr, const char *const *ops,
		      size_t n)
{
	return token_is_any(&reading->outline->tokens, expr->op, ops, n);
}

static bool is_foll_write(struct reading *reading, const struct expr *expr)
{
	expr = expr_bare(expr);
	return expr->kind == EXPR_IDENTIFIER && expr_op_is(reading->outline, expr, "FOLL_WRITE");
}

/* x | y: with FOLL_WRITE on one side for certain, no flag is set without it. */
static struct meaning read_or(struct reading *reading, const struct expr *expr)
{
	struct meaning left = read_meaning(reading, expr->left);
	struct meaning right = read_meaning(reading, expr->right);
	bool writes = left.bits == MEANS_FLAGS || right.bits == MEANS_FLAGS;
	struct meaning meaning = means_either(reading, left, right);

	if (writes)
		meaning.bits &= ~(unsigned)MEANS_STRAY;
	return meaning;
}

/* x & y: bits of x. With flags on either side they are flags, with a constant they are a mask. */
static struct meaning read_and(struct reading *reading, const struct expr *expr)
{
	const struct token_list *tokens = &reading->outline->tokens;
	struct meaning left = read_meaning(reading, expr->left);
	struct meaning right = read_meaning(reading, expr->right);
	const struct expr *constant = expr_bare(expr->right);

	if (is_foll_write(reading, expr->left) || is_foll_write(reading, expr->right)) {
		struct meaning test = means(MEANS_WRITE_TEST);

		test.flags = left.flags | right.flags;
		return test;
	}
	if ((left.bits | right.bits) & MEANS_FLAGS) {
		struct meaning flags = means(MEANS_FLAGS | MEANS_STRAY);

		flags.flags = left.flags | right.flags;
		return flags;
	}
	if (left.bits == MEANS_TRUTH || right.bits == MEANS_TRUTH)
		return left.bits == MEANS_TRUTH ? left : right;
	if (right.bits == MEANS_NUMBER || left.bits == MEANS_NUMBER)
		return means_because(reading, MEANS_MASK, expr,
				     "a mask that is a flag by its number at best");
	if (constant->kind == EXPR_IDENTIFIER && is_capitals(tokens, constant->op)) {
		struct meaning mask = means_because(reading, MEANS_MASK, expr,
						    "a mask of another set of bits");

		mask.confidence = CONFIDENCE_MEDIUM;
		return mask;
	}
	return means(MEANS_INTEGER);
}

static struct meaning read_binary(struct reading *reading, const struct expr *expr)
{
	static const char *const truth[] = { "==", "!=", "<", ">", "<=", ">=", "&&", "||" };
	static const char *const last[] = { "=", "," };

	if (is_any_op(reading, expr, truth, ARRAY_SIZE(truth)))
		return means_because(reading, MEANS_TRUTH, expr, "a truth value");
	if (is_any_op(reading, expr, last, ARRAY_SIZE(last)))
		return read_meaning(reading, expr->right);
	if (expr_op_is(reading->outline, expr, "|"))
		return read_or(reading, expr);
	if (expr_op_is(reading->outline, expr, "^"))
		return means_either(reading, read_meaning(reading, expr->left),
				    read_meaning(reading, expr->right));
	if (expr_op_is(reading->outline, expr, "&"))
		return read_and(reading, expr);
	return means(MEANS_INTEGER);
}

static struct meaning read_unary(struct reading *reading, const struct expr *expr)
{
	if (expr_op_is(reading->outline, expr, "!"))
		return means_because(reading, MEANS_TRUTH, expr, "a truth value");
	if (expr_op_is(reading->outline, expr, "~")) {
		struct meaning meaning = read_meaning(reading, expr->left);

		return means(meaning.bits & MEANS_FLAGS ? MEANS_FLAGS | MEANS_STRAY :
			     MEANS_INTEGER);
	}
	if (expr_op_is(reading->outline, expr, "&"))
		return means_because(reading, MEANS_POINTER, expr, "an address");
	return means(MEANS_INTEGER);
}

/* `x ? 1 : 0` is the truth of x, whatever made its author spell it so. */
static struct meaning read_ternary(struct reading *reading, const struct expr *expr)
{
	struct meaning left = expr->left ? read_meaning(reading, expr->left) :
				read_meaning(reading, expr->condition);

	return means_truth(reading, means_either(reading, left, read_meaning(reading, expr->right)), expr,
			   "a truth value");
}

/* A call through a pointer: the pointer's own type says nothing of the result. */
static struct meaning by_result(struct reading *reading, const struct expr *expr, size_t callee)
{
	struct resolved answer = {0};
	bool is_pointer;

	if (reading->outline->tokens.items[callee].directive)
		return means(MEANS_INTEGER);
	if (!reading->oracle)
		return means_unknown(callee);
	reading->oracle->ask(reading->oracle->data, reading->source,
			     reading->outline->tokens.items[callee].offset, &answer);
	is_pointer = answer.kind != RESOLVED_FUNCTION && answer.kind != RESOLVED_NOTHING;
	resolved_free(&answer);
	return is_pointer ? means(MEANS_INTEGER) : read_type(reading, expr, callee);
}

static struct meaning read_call(struct reading *reading, const struct expr *expr)
{
	static const char *const transparent[] = { "likely", "unlikely", "READ_ONCE", "ACCESS_ONCE" };
	static const char *const truth[] = { "IS_ENABLED", "IS_BUILTIN", "IS_MODULE", "test_bit" };
	struct meaning meaning;

	if (expr->left->kind == EXPR_MEMBER)
		return by_result(reading, expr, expr->left->op);
	if (expr->left->kind != EXPR_IDENTIFIER)
		return means(MEANS_INTEGER);
	if (expr->n_arguments == 1 &&
	    is_any_op(reading, expr->left, transparent, ARRAY_SIZE(transparent)))
		return read_meaning(reading, expr->arguments[0]);
	if (is_any_op(reading, expr->left, truth, ARRAY_SIZE(truth)))
		return means_because(reading, MEANS_TRUTH, expr, "a truth value");
	if (is_capitals(&reading->outline->tokens, expr->left->op))
		return means(MEANS_INTEGER);
	if (read_returned(reading, expr, &meaning))
		return meaning;
	return by_result(reading, expr, expr->left->op);
}

static bool casts_to_bool(struct reading *reading, const struct expr *expr)
{
	size_t type = token_next(&reading->outline->tokens, expr->first);

	return token_is(&reading->outline->tokens, type, "bool") ||
	       token_is(&reading->outline->tokens, type, "_Bool");
}

static struct meaning read_member(struct reading *reading, const struct expr *expr)
{
	struct meaning meaning;

	return read_stored(reading, expr, &meaning) ? meaning : read_type(reading, expr, expr->op);
}

static struct meaning read_kind(struct reading *reading, const struct expr *expr)
{
	switch (expr->kind) {
	case EXPR_NUMBER:
		return read_number(reading, expr);
	case EXPR_IDENTIFIER:
		return read_name(reading, expr);
	case EXPR_PARENTHESES:
		return read_meaning(reading, expr->left);
	case EXPR_CAST:
		return casts_to_bool(reading, expr) ?
			means_because(reading, MEANS_TRUTH, expr, "a bool") :
			read_meaning(reading, expr->left);
	case EXPR_UNARY:
		return read_unary(reading, expr);
	case EXPR_BINARY:
		return read_binary(reading, expr);
	case EXPR_TERNARY:
		return read_ternary(reading, expr);
	case EXPR_CALL:
		return read_call(reading, expr);
	case EXPR_MEMBER:
		return read_member(reading, expr);
	case EXPR_STRING:
		if (reading->outline->tokens.items[expr->first].kind == TOKEN_CHARACTER)
			return means(MEANS_INTEGER);
		return means_because(reading, MEANS_POINTER, expr, "a string");
	default:
		return means(MEANS_INTEGER);
	}
}

struct meaning read_meaning(struct reading *reading, const struct expr *expr)
{
	return reading->work++ < MAX_WORK ? read_kind(reading, expr) : means(MEANS_INTEGER);
}

struct meaning meaning_of(struct source *source, const struct expr *expr,
			  const struct oracle *oracle)
{
	struct reading reading = {
		.source = source, .outline = &source->outline, .oracle = oracle,
	};

	return read_meaning(&reading, expr);
}

const struct origin *meaning_wrong_way(const struct meaning *meaning, unsigned bits)
{
	for (size_t i = 0; meaning->disagrees && i < meaning->n_origins; i++)
		if (meaning->origins[i].bits & bits)
			return &meaning->origins[i];
	return NULL;
}

const char *meaning_because(struct source *source, const struct meaning *meaning, unsigned bits)
{
	const struct origin *origin = meaning_wrong_way(meaning, bits);

	if (!origin)
		return meaning->because;
	return arena_printf(&source->arena, "on the way through line %u, `%s`, %s, is passed",
			    origin->line, origin->value, origin->what);
}
