// SPDX-License-Identifier: GPL-2.0-only
#include "calls/site/argument.h"

#include "base/data/mem.h"
#include "c/outline/type.h"
#include "c/outline/words.h"
#include "calls/value/local.h"

#include <stdlib.h>
#include <string.h>

struct reading {
	struct source *source;
	const struct outline *outline;
	const struct oracle *oracle;
};

static struct argument read_expr(const struct reading *reading, const struct expr *expr);

static struct argument of_kind(enum argument_kind kind)
{
	return (struct argument){ .kind = kind };
}

static struct argument pointer_to(const char *record)
{
	return (struct argument){ .kind = ARGUMENT_POINTER, .record = record };
}

/* The name behind the first `struct` in tokens [first, last), or NULL. */
static const char *record_in(const struct reading *reading, size_t first, size_t last)
{
	const struct token_list *tokens = &reading->outline->tokens;

	for (size_t i = first; i < last; i = token_next(tokens, i)) {
		size_t name = token_next(tokens, i);

		if (token_is(tokens, i, "struct") && name < last)
			return arena_printf(&reading->source->arena, "%.*s",
					    (int)tokens->items[name].length,
					    tokens->text + tokens->items[name].offset);
	}
	return NULL;
}

static struct argument of_local(const struct reading *reading, const struct local *local)
{
	if (local->is_pointer)
		return pointer_to(record_in(reading, local->type, local->declaration));
	return of_kind(local->is_plain || local->is_bool ? ARGUMENT_INTEGER : ARGUMENT_UNKNOWN);
}

static struct argument by_type(const struct reading *reading, size_t token)
{
	struct resolved answer = {0};
	struct argument argument = of_kind(ARGUMENT_UNKNOWN);

	if (!reading->oracle || reading->outline->tokens.items[token].directive)
		return argument;
	reading->oracle->ask(reading->oracle->data, reading->source,
			     reading->outline->tokens.items[token].offset, &answer);
	if (answer.kind == RESOLVED_NOTHING || answer.kind == RESOLVED_OTHER)
		argument.kind = ARGUMENT_UNKNOWN;
	else if (answer.type == TYPE_POINTER)
		argument.kind = ARGUMENT_POINTER;
	else if (answer.type == TYPE_INTEGER || answer.type == TYPE_BOOL)
		argument.kind = ARGUMENT_INTEGER;
	resolved_free(&answer);
	return argument;
}

static struct argument read_identifier(const struct reading *reading, const struct expr *expr)
{
	const struct token_list *tokens = &reading->outline->tokens;
	struct local local;

	if (token_is(tokens, expr->op, "NULL") || token_is(tokens, expr->op, "false"))
		return of_kind(ARGUMENT_ZERO);
	if (token_is(tokens, expr->op, "true") || token_begins_with(tokens, expr->op, "FOLL_") ||
	    token_begins_with(tokens, expr->op, "FAULT_FLAG_"))
		return of_kind(ARGUMENT_INTEGER);
	if (tokens->items[expr->op].directive)
		return of_kind(ARGUMENT_UNKNOWN);
	local = local_find(reading->source, expr->op);
	if (local.found)
		return of_local(reading, &local);
	if (token_is(tokens, expr->op, "current"))
		return pointer_to("task_struct");
	return is_capitals(tokens, expr->op) ? of_kind(ARGUMENT_UNKNOWN) : by_type(reading, expr->op);
}

/* A type as c/outline/type.h has them. */
static struct argument of_type(const struct reading *reading, const char *type)
{
	if (type_is_integer(type))
		return of_kind(ARGUMENT_INTEGER);
	if (!type_depth(type))
		return of_kind(ARGUMENT_UNKNOWN);
	if (strncmp(type, "struct ", 7))
		return pointer_to(NULL);
	return pointer_to(arena_printf(&reading->source->arena, "%.*s", (int)strcspn(type + 7, " *"),
				       type + 7));
}

/* a->b, where the text declares a and holds the body of its struct. */
static struct argument of_member(const struct reading *reading, const struct expr *expr)
{
	const struct expr *object = expr_bare(expr->left);
	const struct token_list *tokens = &reading->outline->tokens;
	struct argument record, member = of_kind(ARGUMENT_UNKNOWN);
	const struct token *name = &tokens->items[expr->op];
	char *word, *type;

	if (!token_is(tokens, token_previous(tokens, expr->op), "->"))
		return member;
	record = object->kind == EXPR_MEMBER ? of_member(reading, object) :
		 object->kind == EXPR_IDENTIFIER ? read_identifier(reading, object) : member;
	if (record.kind != ARGUMENT_POINTER || !record.record || !*record.record)
		return member;
	word = mem_strndup(tokens->text + name->offset, name->length);
	type = type_of_member(reading->outline, record.record, word);
	if (type)
		member = of_type(reading, type);
	free(type);
	free(word);
	return member;
}

static struct argument read_member(const struct reading *reading, const struct expr *expr)
{
	const struct expr *object = expr_bare(expr->left);
	struct argument member;

	if (object->kind == EXPR_IDENTIFIER && expr_op_is(reading->outline, object, "current") &&
	    expr_op_is(reading->outline, expr, "mm"))
		return pointer_to("mm_struct");
	member = of_member(reading, expr);
	return member.kind == ARGUMENT_UNKNOWN ? by_type(reading, expr->op) : member;
}

/* (unsigned long)x, (struct page **)x; a typedef says nothing. */
static struct argument read_cast(const struct reading *reading, const struct expr *expr)
{
	const struct token_list *tokens = &reading->outline->tokens;
	size_t close = outline_closing(reading->outline, expr->first);
	bool is_integer = false;

	if (close == NO_TOKEN || close >= expr->last)
		return of_kind(ARGUMENT_UNKNOWN);
	if (token_is(tokens, token_previous(tokens, close), "*"))
		return pointer_to(record_in(reading, expr->first, close));
	for (size_t i = expr->first; i < close; i++)
		is_integer |= is_integer_word(tokens, i) || is_bool_word(tokens, i);
	return of_kind(is_integer ? ARGUMENT_INTEGER : ARGUMENT_UNKNOWN);
}

static struct argument read_number(const struct reading *reading, const struct expr *expr)
{
	unsigned long value;

	return of_kind(!number_value(&reading->outline->tokens, expr->op, &value) && !value ?
		       ARGUMENT_ZERO : ARGUMENT_INTEGER);
}

/* `pages + i` is a pointer, `a | b` is none. */
static struct argument read_binary(const struct reading *reading, const struct expr *expr)
{
	static const char *const integer[] = {
		"==", "!=", "<", ">", "<=", ">=", "&&", "||", "|", "&", "^", "<<", ">>", "*", "/", "%",
	};
	struct argument left;

	if (token_is_any(&reading->outline->tokens, expr->op, integer, ARRAY_SIZE(integer)))
		return of_kind(ARGUMENT_INTEGER);
	if (!expr_op_is(reading->outline, expr, "+"))
		return of_kind(ARGUMENT_UNKNOWN);
	left = read_expr(reading, expr->left);
	return left.kind == ARGUMENT_POINTER ? left : of_kind(ARGUMENT_UNKNOWN);
}

static struct argument read_unary(const struct reading *reading, const struct expr *expr)
{
	const struct expr *operand = expr_bare(expr->left);
	struct local local;

	if (expr_op_is(reading->outline, expr, "!") || expr_op_is(reading->outline, expr, "~"))
		return of_kind(ARGUMENT_INTEGER);
	if (!expr_op_is(reading->outline, expr, "&"))
		return of_kind(ARGUMENT_UNKNOWN);
	if (operand->kind == EXPR_INDEX)
		operand = expr_bare(operand->left);
	if (operand->kind != EXPR_IDENTIFIER || reading->outline->tokens.items[operand->op].directive)
		return pointer_to("");
	local = local_find(reading->source, operand->op);
	if (local.found && local.is_pointer) {
		struct argument argument = of_local(reading, &local);

		return argument.record ? argument : pointer_to("");
	}
	return pointer_to("");
}

static struct argument read_ternary(const struct reading *reading, const struct expr *expr)
{
	struct argument left, right = read_expr(reading, expr->right);

	if (!expr->left)
		return of_kind(ARGUMENT_UNKNOWN);
	left = read_expr(reading, expr->left);
	if (left.kind == ARGUMENT_ZERO || right.kind == ARGUMENT_ZERO)
		return left.kind == ARGUMENT_ZERO ? right : left;
	return left.kind == right.kind ? left : of_kind(ARGUMENT_UNKNOWN);
}

static struct argument read_expr(const struct reading *reading, const struct expr *expr)
{
	switch (expr->kind) {
	case EXPR_PARENTHESES:
		return read_expr(reading, expr->left);
	case EXPR_NUMBER:
		return read_number(reading, expr);
	case EXPR_IDENTIFIER:
		return read_identifier(reading, expr);
	case EXPR_MEMBER:
		return read_member(reading, expr);
	case EXPR_CAST:
		return read_cast(reading, expr);
	case EXPR_BINARY:
		return read_binary(reading, expr);
	case EXPR_UNARY:
		return read_unary(reading, expr);
	case EXPR_TERNARY:
		return read_ternary(reading, expr);
	default:
		return of_kind(ARGUMENT_UNKNOWN);
	}
}

struct argument argument_of(struct source *source, const struct expr *expr,
			    const struct oracle *oracle)
{
	struct reading reading = {
		.source = source, .outline = &source->outline, .oracle = oracle,
	};

	return read_expr(&reading, expr);
}

static bool is_integer_type(const char *type)
{
	static const char *const types[] = {
		"unsigned long", "unsigned int", "unsigned", "int", "long", "bool", "size_t", "loff_t",
		"pgoff_t", "u32", "u64",
	};

	for (size_t i = 0; i < ARRAY_SIZE(types); i++)
		if (!strcmp(type, types[i]))
			return true;
	return false;
}

/* "struct page **" is of the struct `page`. */
static bool is_of_record(const char *type, const char *record)
{
	size_t length = strlen(record);

	return !strncmp(type, "struct ", 7) && !strncmp(type + 7, record, length) &&
	       type[7 + length] == ' ';
}

bool argument_fits(const struct argument *argument, const char *type)
{
	bool wants_pointer = strchr(type, '*');

	if (argument->kind == ARGUMENT_INTEGER)
		return !wants_pointer;
	if (argument->kind != ARGUMENT_POINTER || !argument->record)
		return true;
	if (!wants_pointer)
		return !is_integer_type(type);
	return !*argument->record || strncmp(type, "struct ", 7) ||
	       is_of_record(type, argument->record);
}

const char *argument_describe(struct source *source, const struct argument *argument)
{
	if (argument->kind == ARGUMENT_INTEGER)
		return "an integer";
	return argument->record && *argument->record ?
		arena_printf(&source->arena, "a pointer to struct %s", argument->record) :
		"an address";
}
