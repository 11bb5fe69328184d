// SPDX-License-Identifier: GPL-2.0-only
#include "calls/value/brought.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/callers.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"

#include <stdlib.h>

/* As in meaning.c: what needs more steps than this is proved to nobody. */
#define MAX_HOPS 5
#define MAX_WORK 2000

struct reading {
	struct source *source;
	const struct token_list *tokens;
	unsigned hops, work;
};

static const struct brought nothing;

static struct brought read_expr(struct reading *reading, const struct expr *expr);

/* --- sets of flags --- */

static struct brought_flag *find(const struct reading *reading, struct brought *set, size_t token)
{
	for (size_t i = 0; i < set->n; i++)
		if (same_token_text(reading->tokens, set->items[i].token, token))
			return &set->items[i];
	return NULL;
}

static void put(const struct reading *reading, struct brought *set, struct brought_flag flag)
{
	struct brought_flag *known = find(reading, set, flag.token);

	if (known)
		known->always |= flag.always;
	else if (set->n < MAX_BROUGHT)
		set->items[set->n++] = flag;
}

/* Both are passed. */
static struct brought both(const struct reading *reading, struct brought a, struct brought b)
{
	for (size_t i = 0; i < b.n; i++)
		put(reading, &a, b.items[i]);
	return a;
}

static struct brought at_times(struct brought set)
{
	for (size_t i = 0; i < set.n; i++)
		set.items[i].always = false;
	return set;
}

/* One or the other is passed: only what both bring is always there. */
static struct brought either(const struct reading *reading, struct brought a, struct brought b)
{
	struct brought set = both(reading, at_times(a), at_times(b));

	for (size_t i = 0; i < set.n; i++) {
		const struct brought_flag *left = find(reading, &a, set.items[i].token);
		const struct brought_flag *right = find(reading, &b, set.items[i].token);

		set.items[i].always = left && right && left->always && right->always;
	}
	return set;
}

/* Those of set that are in mask, or those that are not. */
static struct brought masked(const struct reading *reading, struct brought set, struct brought mask,
			     bool keep)
{
	struct brought result = {0};

	for (size_t i = 0; i < set.n; i++)
		if (!find(reading, &mask, set.items[i].token) != keep)
			result.items[result.n++] = set.items[i];
	return result;
}

/* --- what an expression brings --- */

/* A flag by its name, unless the file gives that name a meaning of its own. */
static bool is_flag(const struct reading *reading, size_t i)
{
	const struct uses *uses = source_uses(reading->source);

	return token_begins_with(reading->tokens, i, "FOLL_") &&
	       uses_constant(uses, i) == NO_USE;
}

/* FOLL_A | FOLL_B and nothing else. */
static bool read_constants(const struct reading *reading, const struct expr *expr,
			   struct brought *set)
{
	expr = expr_bare(expr);
	if (expr->kind == EXPR_IDENTIFIER && is_flag(reading, expr->op)) {
		put(reading, set, (struct brought_flag){ .token = expr->op, .always = true });
		return true;
	}
	return expr->kind == EXPR_BINARY && token_is(reading->tokens, expr->op, "|") &&
	       read_constants(reading, expr->left, set) && read_constants(reading, expr->right, set);
}

/* set & expr: a mask that is not spelt out leaves nothing that can be proved. */
static struct brought masked_by(struct reading *reading, struct brought set, const struct expr *expr)
{
	struct brought mask = {0};
	bool inverted;

	expr = expr_bare(expr);
	inverted = expr->kind == EXPR_UNARY && token_is(reading->tokens, expr->op, "~");
	if (!read_constants(reading, inverted ? expr->left : expr, &mask))
		return nothing;
	return masked(reading, set, mask, !inverted);
}

static struct brought read_binary(struct reading *reading, const struct expr *expr)
{
	static const char *const last[] = { "=", "," };
	struct brought mask = {0};

	if (token_is(reading->tokens, expr->op, "|"))
		return both(reading, read_expr(reading, expr->left),
			    read_expr(reading, expr->right));
	if (token_is_any(reading->tokens, expr->op, last, ARRAY_SIZE(last)))
		return read_expr(reading, expr->right);
	if (!token_is(reading->tokens, expr->op, "&"))
		return nothing;
	if (read_constants(reading, expr->left, &mask))
		return masked_by(reading, read_expr(reading, expr->right), expr->left);
	return masked_by(reading, read_expr(reading, expr->left), expr->right);
}

/* --- through names --- */

/* True if each way that leads to the use passes the assignment, as the blocks stand in each other. */
static bool is_always_passed(struct source *source, size_t assignment, size_t use)
{
	const struct function *function = outline_function_at(&source->outline, use);
	const struct variants *variants = source_variants(source, function);
	const struct statement *statement;

	if (variants->n != 1 || assignment > use)
		return false;
	statement = variant_at(&variants->items[0], assignment);
	if (!statement || statement->is_split)
		return false;
	for (statement = statement->parent; statement; statement = statement->parent)
		if (use < statement->first || use >= statement->last)
			return false;
	return true;
}

/* Everything that reaches the use, &= apart, which only takes away. False: nobody can follow it. */
static bool read_values(struct reading *reading, size_t use, const struct assignments *list,
			struct brought *set)
{
	bool has_first = false;

	for (size_t i = 0; i < list->n; i++) {
		const struct assignment *assignment = &list->items[i];
		struct brought value;

		if (token_is(reading->tokens, assignment->op, "&="))
			continue;
		if (!assignment->value || !(token_is(reading->tokens, assignment->op, "=") ||
					    token_is(reading->tokens, assignment->op, "|=")))
			return false;
		value = read_expr(reading, assignment->value);
		if (token_is(reading->tokens, assignment->op, "|=")) {
			if (!is_always_passed(reading->source, assignment->name, use))
				value = at_times(value);
			*set = both(reading, *set, value);
			continue;
		}
		*set = has_first ? either(reading, *set, value) : both(reading, *set, value);
		has_first = true;
	}
	return true;
}

/* Takes away what some &= on a way may have taken away. */
static struct brought read_clearings(struct reading *reading, const struct assignments *list,
				     struct brought set)
{
	for (size_t i = 0; i < list->n; i++)
		if (token_is(reading->tokens, list->items[i].op, "&="))
			set = list->items[i].value ?
			      masked_by(reading, set, list->items[i].value) : nothing;
	return set;
}

struct fill {
	struct reading *reading;
	size_t parameter;
	struct brought set;
};

static void add_caller(const struct call *call, void *data)
{
	struct fill *fill = data;

	if (fill->parameter < call->n)
		fill->set = both(fill->reading, fill->set,
				 read_expr(fill->reading, call->arguments[fill->parameter]));
}

/* What the callers in the file pass: each of them is one way. */
static struct brought read_parameter(struct reading *reading, size_t use, const struct local *local)
{
	struct fill fill = { .reading = reading, .parameter = (size_t)local->parameter };

	callers_visit(reading->source, outline_function_at(&reading->source->outline, use),
		      add_caller, &fill);
	return at_times(fill.set);
}

static struct brought read_local(struct reading *reading, size_t use, const struct local *local)
{
	struct assignments list = {0};
	struct brought set = {0};

	reaching_assignments(reading->source, use, &list);
	if (list.cut || !read_values(reading, use, &list, &set))
		set = nothing;
	else if (!list.whole)
		set = local->parameter >= 0 ?
		      both(reading, at_times(set), read_parameter(reading, use, local)) :
		      at_times(set);
	set = read_clearings(reading, &list, set);
	free(list.items);
	return set;
}

/* A macro without parameters of this very file that is defined once. */
static struct brought read_constant(struct reading *reading, size_t use)
{
	const struct uses *uses = source_uses(reading->source);
	uint32_t name = uses_constant(uses, use);
	const struct token *token;
	size_t definitions = 0;

	if (name == NO_USE || !token_defines_macro(reading->tokens, name))
		return nothing;
	for (uint32_t i = uses_first(uses, use); i != NO_USE; i = uses_next(uses, i))
		definitions += token_defines_macro(reading->tokens, i);
	token = &reading->tokens->items[name];
	if (definitions != 1 || reading->tokens->text[token->offset + token->length] == '(')
		return nothing;
	return read_expr(reading, expr_read(&reading->source->outline, name + 1,
					    reading->tokens->directives.items[token->directive - 1].last,
					    &reading->source->arena));
}

static struct brought read_identifier(struct reading *reading, const struct expr *expr)
{
	struct brought set = {0};
	struct local local;

	if (read_constants(reading, expr, &set))
		return set;
	if (reading->hops == MAX_HOPS)
		return nothing;
	reading->hops++;
	local = local_find(reading->source, expr->op);
	if (local.found)
		set = local.is_pointer ? nothing : read_local(reading, expr->op, &local);
	else
		set = read_constant(reading, expr->op);
	reading->hops--;
	return set;
}

static struct brought read_expr(struct reading *reading, const struct expr *expr)
{
	if (reading->work++ > MAX_WORK)
		return nothing;
	switch (expr->kind) {
	case EXPR_IDENTIFIER:
		return read_identifier(reading, expr);
	case EXPR_PARENTHESES:
	case EXPR_CAST:
		return read_expr(reading, expr->left);
	case EXPR_BINARY:
		return read_binary(reading, expr);
	case EXPR_TERNARY:
		return expr->left ? either(reading, read_expr(reading, expr->left),
					   read_expr(reading, expr->right)) : nothing;
	default:
		return nothing;
	}
}

void flags_brought(struct source *source, const struct expr *expr, struct brought *brought)
{
	struct reading reading = { .source = source, .tokens = &source->outline.tokens };

	*brought = read_expr(&reading, expr);
}
