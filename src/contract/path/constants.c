// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/constants.h"

#include "base/data/arena.h"
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/integer.h"

#include <stdlib.h>
#include <string.h>

/* A constant: a range, as an errno is one of some negative numbers, or a name and no more. */
struct constant {
	bool is_number;
	long low, high;
	size_t name;			/* of one that is no number: a token; and of an errno, else 0 */
};

/* The variable that a condition hangs on alone. */
struct subject {
	size_t declaration;		/* token, or NO_TOKEN: there is none that can be followed */
	size_t name;			/* in the condition */
	bool is_signed;
};

struct reader {
	struct conditions *conditions;
	const struct outline *outline;
	const struct token_list *tokens;
	struct subject subjects[MAX_CONDITIONS];
};

enum truth { TRUTH_UNKNOWN, TRUTH_FALSE, TRUTH_TRUE };

/* --- constants --- */

static struct constant number(long low, long high)
{
	return (struct constant){ .is_number = true, .low = low, .high = high };
}

static bool read_digits(const struct token_list *tokens, size_t i, long *value)
{
	const char *text = tokens->text + tokens->items[i].offset;
	char *end;

	if (tokens->items[i].kind != TOKEN_NUMBER)
		return false;
	*value = strtol(text, &end, 0);
	end += strspn(end, "uUlL");
	return end == text + tokens->items[i].length && *value < INT32_MAX;
}

/* False: the tokens [first, last) are no constant. */
static bool read_constant(const struct token_list *tokens, size_t first, size_t last, struct constant *constant)
{
	bool is_negative = token_is(tokens, first, "-");
	long value;

	if (is_negative)
		first = token_next(tokens, first);
	if (token_next(tokens, first) < last)
		return false;
	if (read_digits(tokens, first, &value))
		*constant = is_negative ? number(-value, -value) : number(value, value);
	else if (is_negative && token_begins_with(tokens, first, "E") && is_capitals(tokens, first))
		*constant = (struct constant){ .is_number = true, .low = -4095, .high = -1, .name = first };
	else if (token_is(tokens, first, "true"))
		*constant = number(1, 1);
	else if (token_is(tokens, first, "false") || token_is(tokens, first, "NULL"))
		*constant = number(0, 0);
	else if (!is_negative && is_capitals(tokens, first))
		*constant = (struct constant){ .name = first };
	else
		return false;
	return true;
}

/* Puts the number in the place of a name that the file gives one; false: it gives something else. */
static bool resolve(struct source *source, struct constant *constant)
{
	const struct uses *uses = source_uses(source);
	const struct token_list *tokens = &source->outline.tokens;
	uint32_t defined = uses_constant(uses, constant->name);
	size_t first, last;

	if (defined == NO_USE)
		return true;
	first = token_next(tokens, defined);
	if (token_defines_macro(tokens, defined)) {
		last = tokens->directives.items[tokens->items[defined].directive - 1].last;
	} else {
		first = token_next(tokens, first);	/* the enumerator's = */
		last = expr_value_end(&source->outline, first);
	}
	return read_constant(tokens, first, last, constant) && constant->is_number;
}

/* Two errnos are two numbers, but for those that have two names; what the file defines may be any. */
static enum truth equal_errnos(struct source *source, size_t a, size_t b)
{
	static const char *const twins[] = { "EWOULDBLOCK", "EDEADLOCK", "ENOTSUP", "ELAST" };
	const struct token_list *tokens = &source->outline.tokens;
	const struct uses *uses = source_uses(source);

	if (same_token_text(tokens, a, b))
		return TRUTH_TRUE;
	if (token_is_any(tokens, a, twins, ARRAY_SIZE(twins)) || token_is_any(tokens, b, twins, ARRAY_SIZE(twins)) ||
	    uses_constant(uses, a) != NO_USE || uses_constant(uses, b) != NO_USE)
		return TRUTH_UNKNOWN;
	return TRUTH_FALSE;
}

static enum truth equal_numbers(struct source *source, const struct constant *a, const struct constant *b)
{
	if (a->name && b->name)
		return equal_errnos(source, a->name, b->name);
	if (a->high < b->low || b->high < a->low)
		return TRUTH_FALSE;
	return a->low == a->high && b->low == b->high ? TRUTH_TRUE : TRUTH_UNKNOWN;
}

/* Two names are two numbers, unless the file says otherwise: nobody sets `state` to one alias and tests the other. */
static enum truth equal_names(struct source *source, struct constant a, struct constant b)
{
	if (same_token_text(&source->outline.tokens, a.name, b.name))
		return TRUTH_TRUE;
	if (!resolve(source, &a) || !resolve(source, &b))
		return TRUTH_UNKNOWN;
	return a.is_number && b.is_number ? equal_numbers(source, &a, &b) : TRUTH_FALSE;
}

/* --- what a condition is then --- */

static enum truth equal(struct source *source, const struct constant *a, const struct constant *b)
{
	if (a->is_number != b->is_number)
		return TRUTH_UNKNOWN;
	return a->is_number ? equal_numbers(source, a, b) : equal_names(source, *a, *b);
}

static enum truth less(const struct constant *a, const struct constant *b)
{
	if (!a->is_number || !b->is_number)
		return TRUTH_UNKNOWN;
	if (a->high < b->low)
		return TRUTH_TRUE;
	return a->low >= b->high ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

static enum truth negated(enum truth truth)
{
	return truth == TRUTH_UNKNOWN ? truth : truth == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE;
}

static enum truth compare(const struct reader *reader, const struct subject *subject, const struct expr *expr,
			  const struct constant *left, const struct constant *right)
{
	const struct outline *outline = reader->outline;

	if (expr_op_is(outline, expr, "=="))
		return equal(reader->conditions->source, left, right);
	if (expr_op_is(outline, expr, "!="))
		return negated(equal(reader->conditions->source, left, right));
	if (!subject->is_signed && (left->low < 0 || right->low < 0))
		return TRUTH_UNKNOWN;
	if (expr_op_is(outline, expr, "<"))
		return less(left, right);
	if (expr_op_is(outline, expr, ">"))
		return less(right, left);
	if (expr_op_is(outline, expr, ">="))
		return negated(less(left, right));
	return expr_op_is(outline, expr, "<=") ? negated(less(right, left)) : TRUTH_UNKNOWN;
}

/* What the condition is when its variable is that constant. */
static enum truth truth_of(const struct reader *reader, const struct subject *subject,
			   const struct condition *condition, const struct constant *value)
{
	const struct expr *expr = condition->expr;
	const struct constant zero = number(0, 0);
	const struct expr *beside;
	struct constant other;
	bool is_left;

	if (!expr)
		return read_constant(reader->tokens, condition->value, condition->value + 1, &other) ?
		       equal(reader->conditions->source, value, &other) : TRUTH_UNKNOWN;
	if (expr->kind == EXPR_IDENTIFIER)
		return negated(equal(reader->conditions->source, value, &zero));
	is_left = expr_bare(expr->left)->op == subject->name;
	beside = expr_bare(is_left ? expr->right : expr->left);
	if (!read_constant(reader->tokens, beside->first, beside->last, &other))
		return TRUTH_UNKNOWN;
	return is_left ? compare(reader, subject, expr, value, &other) :
			 compare(reader, subject, expr, &other, value);
}

/* --- which variable a condition hangs on --- */

/* Somebody else may write to it, and nobody sees where. */
static bool is_loose(struct source *source, const struct function *function, size_t name)
{
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses_behind(uses, name, function->body); i != NO_USE && i < function->end;
	     i = uses_next(uses, i))
		if (is_address_taken(&source->outline.tokens, i))
			return true;
	return false;
}

/* The name in `x`, `x == 1`, `0 < x`; or NO_TOKEN. */
static size_t name_in(const struct expr *expr)
{
	const struct expr *left, *right;

	if (expr->kind == EXPR_IDENTIFIER)
		return expr->op;
	if (expr->kind != EXPR_BINARY)
		return NO_TOKEN;
	left = expr_bare(expr->left);
	right = expr_bare(expr->right);
	if (left->kind == EXPR_IDENTIFIER)
		return left->op;
	return right->kind == EXPR_IDENTIFIER ? right->op : NO_TOKEN;
}

static struct subject subject_of(struct source *source, const struct condition *condition)
{
	struct subject subject = {
		.declaration = NO_TOKEN,
		.name = condition->expr ? name_in(condition->expr) :
			condition->subject ? condition->subject : NO_TOKEN,
	};
	const struct function *function;
	struct integer integer;
	struct local local;

	if (subject.name == NO_TOKEN)
		return subject;
	function = outline_function_at(&source->outline, subject.name);
	local = local_find(source, subject.name);
	if (!function || !local.found || local.is_static || is_loose(source, function, subject.name))
		return subject;
	integer = integer_of_local(source, &local);
	subject.is_signed = integer.is_known && !integer.is_unsigned;
	subject.declaration = local.declaration;
	return subject;
}

/* --- what a step sets --- */

/* `x = 1` at the outermost level of the step, x being token i: what follows is what is set. */
static bool sets_at(const struct reader *reader, const struct step *step, size_t i)
{
	const struct token_list *tokens = reader->tokens;
	size_t before = token_previous(tokens, i);

	if (tokens->items[i].kind != TOKEN_IDENTIFIER || !token_is(tokens, token_next(tokens, i), "=") ||
	    outline_encloser(reader->outline, i) != outline_encloser(reader->outline, step->first))
		return false;
	if (i == step->first || token_is(tokens, before, ",") || token_is(tokens, before, "="))
		return true;
	return step->statement->kind == STATEMENT_DECLARATION && !token_is(tokens, before, "]");
}

/* One assignment that is done in any case, and no other. */
static bool is_only_one(const struct reader *reader, const struct step *step, size_t name)
{
	static const char *const perhaps[] = { "?", "&&", "||" };
	const struct token_list *tokens = reader->tokens;
	size_t n = 0;

	for (size_t i = step->first; i < step->last; i++) {
		if (token_is_any(tokens, i, perhaps, ARRAY_SIZE(perhaps)))
			return false;
		n += same_token_text(tokens, i, name) && is_set_at(tokens, i);
	}
	return n == 1;
}

static void set(struct reader *reader, const struct step *step, size_t name, const struct constant *value)
{
	struct conditions *conditions = reader->conditions;
	struct local local = local_find(conditions->source, name);

	for (size_t c = 0; local.found && c < conditions->n; c++) {
		struct condition *condition = &conditions->items[c];
		enum truth truth;

		if (reader->subjects[c].declaration != local.declaration)
			continue;
		truth = truth_of(reader, &reader->subjects[c], condition, value);
		if (truth == TRUTH_UNKNOWN)
			continue;
		condition->is_set = true;
		conditions->set[step->number] |= UINT32_C(1) << c;
		if ((truth == TRUTH_TRUE) != condition->is_negated)
			conditions->set_true[step->number] |= UINT32_C(1) << c;
	}
}

static void read_step(struct reader *reader, const struct step *step)
{
	for (size_t i = step->first; i < step->last; i++) {
		size_t first = token_next(reader->tokens, token_next(reader->tokens, i)), last;
		struct constant value;

		if (!sets_at(reader, step, i))
			continue;
		last = expr_value_end(reader->outline, first);
		if (last <= step->last && read_constant(reader->tokens, first, last, &value) &&
		    is_only_one(reader, step, i))
			set(reader, step, i, &value);
	}
}

void constants_read(struct conditions *conditions, const struct graph *graph)
{
	const struct outline *outline = &conditions->source->outline;
	struct reader reader = { .conditions = conditions, .outline = outline, .tokens = &outline->tokens };
	struct arena *arena = &conditions->source->arena;
	bool has_subjects = false;

	conditions->set = arena_alloc(arena, (graph->n_steps + 1) * sizeof(*conditions->set));
	conditions->set_true = arena_alloc(arena, (graph->n_steps + 1) * sizeof(*conditions->set_true));
	for (size_t c = 0; c < conditions->n; c++) {
		reader.subjects[c] = subject_of(conditions->source, &conditions->items[c]);
		has_subjects |= reader.subjects[c].declaration != NO_TOKEN;
	}
	for (size_t b = 0; has_subjects && b < graph->n; b++)
		for (size_t s = 0; s < graph->blocks[b].n_steps; s++)
			read_step(&reader, &graph->blocks[b].steps[s]);
}
