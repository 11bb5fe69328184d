// SPDX-License-Identifier: GPL-2.0-only
#include "patch/prove/typing.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "c/outline/type.h"
#include "c/outline/words.h"
#include "calls/value/local.h"

#include <stdlib.h>
#include <string.h>

#define INTEGER "int"	/* when some integer is all that matters */

struct typing {
	struct records *records;
	struct source *source;
	const struct outline *outline;
};

static const char *read_expr(const struct typing *typing, const struct expr *expr);

/* Into the arena; frees the type. */
static const char *keep(const struct typing *typing, char *type)
{
	const char *kept = type ? arena_printf(&typing->source->arena, "%s", type) : NULL;

	free(type);
	return kept;
}

static bool is_integer(const char *type)
{
	return type && type_is_integer(type);
}

static bool is_pointer(const char *type)
{
	return type && type_depth(type);
}

static const char *text_of(const struct typing *typing, size_t token)
{
	const struct token *t = &typing->outline->tokens.items[token];

	return arena_printf(&typing->source->arena, "%.*s", (int)t->length,
			    typing->outline->tokens.text + t->offset);
}

static const char *read_identifier(const struct typing *typing, const struct expr *expr)
{
	const struct token_list *tokens = &typing->outline->tokens;
	struct local local;

	if (token_is(tokens, expr->op, "NULL"))
		return "void *";
	if (token_is(tokens, expr->op, "true") || token_is(tokens, expr->op, "false") ||
	    token_begins_with(tokens, expr->op, "FOLL_"))
		return INTEGER;
	if (tokens->items[expr->op].directive)
		return NULL;
	local = local_find(typing->source, expr->op);
	if (!local.found)
		return token_is(tokens, expr->op, "current") ? "struct task_struct *" : NULL;
	return keep(typing, type_of_declarator(typing->outline, local.type, local.declaration));
}

/* What a pointer leads to. */
static const char *target_of(const struct typing *typing, const char *type)
{
	size_t length;

	if (!is_pointer(type))
		return NULL;
	length = strlen(type) - 1;
	if (length && type[length - 1] == ' ')
		length--;
	return arena_printf(&typing->source->arena, "%.*s", (int)length, type);
}

static const char *pointer_to(const struct typing *typing, const char *type)
{
	if (!type)
		return NULL;
	return arena_printf(&typing->source->arena, "%s%s", type, is_pointer(type) ? "*" : " *");
}

static bool is_arrow(const struct typing *typing, const struct expr *member)
{
	const struct token_list *tokens = &typing->outline->tokens;

	return token_is(tokens, token_previous(tokens, member->op), "->");
}

/* a->b, or a->b.c where the struct of a declares that of b within itself. */
static const char *read_member(const struct typing *typing, const struct expr *expr)
{
	const char *path = text_of(typing, expr->op), *object = NULL, *type = NULL;

	for (; !type && expr->kind == EXPR_MEMBER; expr = expr->left) {
		object = read_expr(typing, expr->left);
		if (is_arrow(typing, expr))
			object = target_of(typing, object);
		if (object && !is_pointer(object) && !strncmp(object, "struct ", 7))
			type = keep(typing, records_member(typing->records, object + 7, path));
		if (object || is_arrow(typing, expr) || expr->left->kind != EXPR_MEMBER)
			break;
		path = arena_printf(&typing->source->arena, "%s.%s", text_of(typing, expr->left->op),
				    path);
	}
	return type;
}

static const char *read_cast(const struct typing *typing, const struct expr *expr)
{
	const struct token_list *tokens = &typing->outline->tokens;
	size_t close = outline_closing(typing->outline, expr->first);
	struct buf type = {0};

	if (close == NO_TOKEN || close >= expr->last)
		return NULL;
	for (size_t i = token_next(tokens, expr->first); i < close; i = token_next(tokens, i))
		type_add_token(&type, tokens, i);
	return keep(typing, buf_take(&type));
}

static const char *read_sum(const struct typing *typing, const struct expr *expr)
{
	const char *left = read_expr(typing, expr->left), *right = read_expr(typing, expr->right);

	if (is_integer(left) && is_integer(right))
		return left;
	return is_pointer(left) && is_integer(right) ? left : NULL;
}

static const char *read_binary(const struct typing *typing, const struct expr *expr)
{
	/* C has these for numbers alone, or makes numbers of what it compares. */
	static const char *const integer[] = {
		"==", "!=", "<", ">", "<=", ">=", "&&", "||", "|", "&", "^", "<<", ">>", "*", "/", "%",
	};
	static const char *const sums[] = { "+", "-" };
	const struct token_list *tokens = &typing->outline->tokens;

	if (token_is_any(tokens, expr->op, integer, ARRAY_SIZE(integer)))
		return INTEGER;
	return token_is_any(tokens, expr->op, sums, ARRAY_SIZE(sums)) ? read_sum(typing, expr) : NULL;
}

static const char *read_unary(const struct typing *typing, const struct expr *expr)
{
	if (expr_op_is(typing->outline, expr, "!") || expr_op_is(typing->outline, expr, "~"))
		return INTEGER;
	if (expr_op_is(typing->outline, expr, "&"))
		return pointer_to(typing, read_expr(typing, expr->left));
	if (expr_op_is(typing->outline, expr, "*"))
		return target_of(typing, read_expr(typing, expr->left));
	return read_expr(typing, expr->left);
}

static const char *read_ternary(const struct typing *typing, const struct expr *expr)
{
	const char *left = read_expr(typing, expr->left ? expr->left : expr->condition);
	const char *right = read_expr(typing, expr->right);

	if (!left || !right)
		return NULL;
	return !strcmp(left, right) || (is_integer(left) && is_integer(right)) ? left : NULL;
}

/* min_t(unsigned long, a, b) and its kin have the type that they name. */
static const char *read_call(const struct typing *typing, const struct expr *expr)
{
	static const char *const typed[] = { "min_t", "max_t", "clamp_t" };
	const struct token_list *tokens = &typing->outline->tokens;
	struct buf type = {0};
	const struct expr *named;

	if (expr->left->kind != EXPR_IDENTIFIER || !expr->n_arguments ||
	    !token_is_any(tokens, expr->left->op, typed, ARRAY_SIZE(typed)))
		return NULL;
	named = expr->arguments[0];
	for (size_t i = named->first; i < named->last; i = token_next(tokens, i))
		type_add_token(&type, tokens, i);
	return keep(typing, buf_take(&type));
}

static const char *read_expr(const struct typing *typing, const struct expr *expr)
{
	switch (expr->kind) {
	case EXPR_PARENTHESES:
	case EXPR_POSTFIX:
		return read_expr(typing, expr->left);
	case EXPR_NUMBER:
		return INTEGER;
	case EXPR_IDENTIFIER:
		return read_identifier(typing, expr);
	case EXPR_MEMBER:
		return read_member(typing, expr);
	case EXPR_INDEX:
		return target_of(typing, read_expr(typing, expr->left));
	case EXPR_CAST:
		return read_cast(typing, expr);
	case EXPR_BINARY:
		return read_binary(typing, expr);
	case EXPR_UNARY:
		return read_unary(typing, expr);
	case EXPR_TERNARY:
		return read_ternary(typing, expr);
	case EXPR_CALL:
		return read_call(typing, expr);
	default:
		return NULL;
	}
}

const char *typing_of(struct records *records, struct source *source, const struct expr *expr)
{
	struct typing typing = {
		.records = records, .source = source, .outline = &source->outline,
	};

	return read_expr(&typing, expr);
}
