// SPDX-License-Identifier: GPL-2.0-only
#include "syntax/condition.h"

#include "base/arena.h"
#include "base/mem.h"
#include "syntax/expr.h"
#include "syntax/words.h"

#include <stdlib.h>

enum answer { NO, YES, MAYBE };

/* A condition's value: a number if known. */
struct value {
	bool known;
	long number;
	bool of_version;		/* the version had a say in it */
};

static struct value evaluate(const struct outline *outline, const struct expr *expr, unsigned code);

unsigned version_code(unsigned major, unsigned minor, unsigned patch)
{
	return major << 16 | minor << 8 | (patch > 255 ? 255 : patch);
}

static struct value number(long n)
{
	return (struct value){ .known = true, .number = n };
}

static struct value evaluate_number(const struct outline *outline, const struct expr *expr)
{
	const struct token *token = &outline->tokens.items[expr->op];

	return number(strtol(outline->tokens.text + token->offset, NULL, 0));
}

static struct value evaluate_call(const struct outline *outline, const struct expr *expr,
				  unsigned code)
{
	long parts[3];

	if (!expr_op_is(outline, expr->left, "KERNEL_VERSION") || expr->n_arguments != 3)
		return (struct value){0};
	for (size_t i = 0; i < 3; i++) {
		struct value value = evaluate(outline, expr->arguments[i], code);

		if (!value.known)
			return value;
		parts[i] = value.number;
	}
	return number((long)version_code((unsigned)parts[0], (unsigned)parts[1],
					 (unsigned)parts[2]));
}

static struct value compare(const struct outline *outline, const struct expr *expr,
			    struct value left, struct value right)
{
	struct value value = { .known = true, .of_version = left.of_version || right.of_version };

	if (expr_op_is(outline, expr, "<"))
		value.number = left.number < right.number;
	else if (expr_op_is(outline, expr, ">"))
		value.number = left.number > right.number;
	else if (expr_op_is(outline, expr, "<="))
		value.number = left.number <= right.number;
	else if (expr_op_is(outline, expr, ">="))
		value.number = left.number >= right.number;
	else if (expr_op_is(outline, expr, "=="))
		value.number = left.number == right.number;
	else if (expr_op_is(outline, expr, "!="))
		value.number = left.number != right.number;
	else
		value.known = false;
	return value;
}

/* && and ||: one side can decide alone. */
static struct value join(struct value left, struct value right, bool decisive)
{
	struct value value = { .of_version = left.of_version || right.of_version };

	if (left.known && (left.number != 0) == decisive)
		return left;
	if (right.known && (right.number != 0) == decisive)
		return right;
	value.known = left.known && right.known;
	value.number = !decisive;
	return value;
}

static struct value evaluate_binary(const struct outline *outline, const struct expr *expr,
				    unsigned code)
{
	struct value left = evaluate(outline, expr->left, code);
	struct value right = evaluate(outline, expr->right, code);

	if (expr_op_is(outline, expr, "&&"))
		return join(left, right, false);
	if (expr_op_is(outline, expr, "||"))
		return join(left, right, true);
	if (!left.known || !right.known)
		return (struct value){0};
	return compare(outline, expr, left, right);
}

static struct value negate(struct value value)
{
	value.number = !value.number;
	return value;
}

static struct value evaluate(const struct outline *outline, const struct expr *expr, unsigned code)
{
	switch (expr->kind) {
	case EXPR_NUMBER:
		return evaluate_number(outline, expr);
	case EXPR_PARENTHESES:
		return evaluate(outline, expr->left, code);
	case EXPR_IDENTIFIER:
		return expr_op_is(outline, expr, "LINUX_VERSION_CODE") ?
			(struct value){ .known = true, .number = code, .of_version = true } :
			(struct value){0};
	case EXPR_CALL:
		return evaluate_call(outline, expr, code);
	case EXPR_BINARY:
		return evaluate_binary(outline, expr, code);
	case EXPR_UNARY:
		return expr_op_is(outline, expr, "!") ?
			negate(evaluate(outline, expr->left, code)) : (struct value){0};
	default:
		return (struct value){0};
	}
}

/* The answer of one #if or #elif; only the version's say counts, so `#if 0` is a MAYBE. */
static enum answer answer_of(const struct outline *outline, size_t index, unsigned code)
{
	const struct directive *directive = &outline->tokens.directives.items[index];
	size_t word = directive->first + 1;
	struct arena arena = {0};
	struct value value;

	if (directive->last < directive->first + 3 ||
	    !(token_is(&outline->tokens, word, "if") || token_is(&outline->tokens, word, "elif")))
		return MAYBE;
	value = evaluate(outline, expr_read(outline, token_next(&outline->tokens, word),
					    directive->last, &arena), code);
	arena_free(&arena);
	return !value.known || !value.of_version ? MAYBE : value.number ? YES : NO;
}

static bool is_else(const struct outline *outline, size_t index)
{
	return token_is(&outline->tokens, outline->tokens.directives.items[index].first + 1, "else");
}

/* A branch is left out if its own condition says no, or one in front of it says yes. */
static bool is_left_out(const struct outline *outline, const struct branch *branch, unsigned code)
{
	/* Branches stand in the order of their directives: those of the same #if are not far back. */
	for (const struct branch *other = branch;
	     other-- > outline->branches.items && other->directive >= branch->first;)
		if (other->first == branch->first &&
		    answer_of(outline, other->directive, code) == YES)
			return true;
	return !is_else(outline, branch->directive) &&
	       answer_of(outline, branch->directive, code) == NO;
}

bool branch_is_for_other_version(const struct outline *outline, size_t offset, unsigned code)
{
	size_t branch = code ? outline_branch_at(outline, offset) : NO_TOKEN;

	for (; branch != NO_TOKEN; branch = outline->branches.items[branch].parent)
		if (is_left_out(outline, &outline->branches.items[branch], code))
			return true;
	return false;
}

bool branch_is_decided(const struct outline *outline, size_t branch, unsigned code)
{
	size_t first = outline->branches.items[branch].first;

	for (size_t i = branch; i < outline->branches.n; i++)
		if (outline->branches.items[i].first == first &&
		    answer_of(outline, outline->branches.items[i].directive, code) == YES)
			return true;
	return false;
}

/* An option of the kernel's own configuration, or what the preprocessor itself knows. */
static bool is_option_word(const struct token_list *tokens, size_t i)
{
	static const char *const words[] = {
		"if", "ifdef", "ifndef", "elif", "defined", "IS_ENABLED", "IS_REACHABLE", "IS_BUILTIN",
		"IS_MODULE",
	};

	return token_is_any(tokens, i, words, ARRAY_SIZE(words)) ||
	       token_begins_with(tokens, i, "CONFIG_");
}

static bool asks_for_options_only(const struct outline *outline, size_t index)
{
	const struct directive *directive = &outline->tokens.directives.items[index];

	for (size_t i = directive->first; i < directive->last; i++)
		if (outline->tokens.items[i].kind == TOKEN_IDENTIFIER &&
		    !is_option_word(&outline->tokens, i))
			return false;
	return true;
}

/* The #if of an include guard or of one branch alone has no alternative. */
static bool has_alternative(const struct outline *outline, const struct branch *branch)
{
	for (size_t i = 0; i < outline->branches.n; i++)
		if (outline->branches.items[i].first == branch->first &&
		    &outline->branches.items[i] != branch)
			return true;
	return false;
}

size_t branch_alternative(const struct outline *outline, size_t offset)
{
	size_t branch = outline_branch_at(outline, offset);

	for (; branch != NO_TOKEN; branch = outline->branches.items[branch].parent) {
		const struct branch *one = &outline->branches.items[branch];

		if (has_alternative(outline, one) && !asks_for_options_only(outline, one->first))
			break;
	}
	return branch;
}

bool branch_is_beside(const struct outline *outline, size_t branch, size_t offset)
{
	size_t first = outline->branches.items[branch].first;
	size_t other = outline_branch_at(outline, offset);

	for (; other != NO_TOKEN; other = outline->branches.items[other].parent)
		if (other != branch && outline->branches.items[other].first == first)
			return true;
	return false;
}
