// SPDX-License-Identifier: GPL-2.0-only
/* What a comparison tells of the result: with 0, a number of pages, an errno, or the count. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/integer.h"
#include "calls/value/meaning.h"
#include "contract/hold/relation_private.h"

/* Up to so many pages each number of them is noted; a bit each. */
#define MAX_NOTED 8

/* In a comparison of unsigned numbers an errno is a large one; *is_known: the text tells. */
static bool is_unsigned(const struct relations *relations, const struct expr *left,
			const struct expr *right, bool *is_known)
{
	struct integer type = integer_common(integer_of(relations->source, left),
					     integer_of(relations->source, right));

	*is_known = type.is_known || relations->takes_for_unsigned;
	return type.is_known ? type.is_unsigned : relations->takes_for_unsigned;
}

static bool is_literal(const struct relations *relations, const struct expr *expr, const char *text)
{
	return expr->kind == EXPR_NUMBER && expr_op_is(&relations->source->outline, expr, text);
}

static bool is_zero(const struct relations *relations, const struct expr *expr)
{
	return is_literal(relations, expr, "0") ||
	       (expr->kind == EXPR_IDENTIFIER &&
		(expr_op_is(&relations->source->outline, expr, "NULL") ||
		 expr_op_is(&relations->source->outline, expr, "false")));
}

/* -EAGAIN, -1 */
static bool is_negative(const struct relations *relations, const struct expr *expr)
{
	return expr->kind == EXPR_UNARY && expr_op_is(&relations->source->outline, expr, "-") &&
	       (expr->left->kind == EXPR_NUMBER ||
		is_capitals(&relations->source->outline.tokens, expr->left->op));
}

/* MAX_ERRNO, 4095UL */
static bool is_largest_errno(const struct relations *relations, const struct expr *expr)
{
	return expr_op_is(&relations->source->outline, expr, "MAX_ERRNO") || is_literal(relations, expr, "4095") ||
	       is_literal(relations, expr, "4095UL");
}

/* The bits that an order leaves: against -1, an errno, 0, 1, another positive number, and the count. */
static unsigned against_minus_one(enum order order)
{
	return order == ORDER_MORE ? RELATION_ZERO | RELATION_POSITIVE : RELATION_NEGATIVE;
}

static unsigned against_errno(enum order order)
{
	return order == ORDER_MORE ? RELATION_ANY : RELATION_NEGATIVE;
}

/* The same where they are large numbers, as is all else that is negative. */
static unsigned against_large(enum order order)
{
	return order == ORDER_LESS ? RELATION_ANY : RELATION_NEGATIVE;
}

/* -MAX_ERRNO: no errno is a smaller one. */
static unsigned against_all_errnos(enum order order)
{
	return order == ORDER_LESS ? RELATION_ZERO | RELATION_POSITIVE : RELATION_NEGATIVE;
}

static unsigned against_zero(enum order order)
{
	static const unsigned bits[] = {
		[ORDER_EQUAL] = RELATION_ZERO, [ORDER_LESS] = RELATION_NEGATIVE,
		[ORDER_MORE] = RELATION_POSITIVE,
	};

	return bits[order];
}

static unsigned against_one(enum order order)
{
	return order == ORDER_LESS ? RELATION_NEGATIVE | RELATION_ZERO : RELATION_POSITIVE;
}

static unsigned against_number(enum order order)
{
	return order == ORDER_LESS ? RELATION_ANY : RELATION_POSITIVE;
}

static unsigned against_count(enum order order)
{
	static const unsigned bits[] = {
		[ORDER_EQUAL] = RELATION_FULL,
		[ORDER_LESS] = RELATION_NEGATIVE | RELATION_ZERO | RELATION_SHORT,
		[ORDER_MORE] = 0,
	};

	return bits[order];
}

/* The same against the count less one, which of a count of 1 is 0. */
static unsigned against_count_less_one(enum order order)
{
	static const unsigned bits[] = {
		[ORDER_EQUAL] = RELATION_ZERO | RELATION_SHORT,
		[ORDER_LESS] = RELATION_NEGATIVE | RELATION_ZERO | RELATION_SHORT,
		[ORDER_MORE] = RELATION_FULL,
	};

	return bits[order];
}

/* Which bits the orders of a comparison leave together, with a negative number that is a large one. */
static unsigned bits_of(unsigned orders, unsigned (*against)(enum order), bool is_large, bool is_known)
{
	unsigned bits = 0;

	for (unsigned order = ORDER_EQUAL; order <= ORDER_MORE; order++)
		if (orders >> order & 1)
			bits |= against(order);
	if (is_large || !is_known) {
		if (is_large)
			bits &= ~(unsigned)RELATION_NEGATIVE;
		if (orders >> ORDER_MORE & 1 || (!is_known && orders >> ORDER_LESS & 1))
			bits |= RELATION_NEGATIVE;
	}
	return bits;
}

static unsigned mirrored(unsigned orders)
{
	return (orders & 1 << ORDER_EQUAL) | (orders & 1 << ORDER_LESS ? 1u << ORDER_MORE : 0u) |
	       (orders & 1 << ORDER_MORE ? 1u << ORDER_LESS : 0u);
}

/* < and its like. == and != are true of the same numbers, whether they have a sign or not. */
static bool asks_for_order(unsigned orders)
{
	return !(orders >> ORDER_LESS & 1) != !(orders >> ORDER_MORE & 1);
}

/* `i < ret` and its like in the head of a loop say nothing of ret. */
static bool is_in_loop(const struct relations *relations, size_t i)
{
	const struct variants *variants =
		source_variants(relations->source, relations->variables.function);
	const struct statement *statement =
		variants->n ? variant_at(&variants->items[0], i) : NULL;

	return statement && (statement->kind == STATEMENT_FOR || statement->kind == STATEMENT_WHILE ||
			     statement->kind == STATEMENT_DO);
}

/* The count, or 1 if that is what it always is. */
static bool is_count(const struct relations *relations, const struct relation *relation,
		     const struct expr *expr)
{
	return relation_is_count(relations, relation, expr) ||
	       (!(relations->first & RELATION_SHORT) && is_literal(relations, expr, "1"));
}

/* `n - 1` on one side of < and its like; whoever asks for that very number knows more than our bits do. */
static bool is_count_less_one(const struct relations *relations, const struct relation *relation,
			      const struct expr *expr, unsigned orders)
{
	return asks_for_order(orders) && expr->kind == EXPR_BINARY &&
	       expr_op_is(&relations->source->outline, expr, "-") &&
	       is_literal(relations, expr_bare(expr->right), "1") &&
	       relation_is_count(relations, relation, expr->left);
}

/* A number of pages as the text has it, and not 0; or 0. */
static unsigned long pages_of(const struct relations *relations, const struct expr *expr)
{
	unsigned long number;

	return expr && expr->kind == EXPR_NUMBER &&
	       !number_value(&relations->source->outline.tokens, expr->op, &number) ? number : 0;
}

/*
 * Another test has told which of few pages came not: bit 0 is set if it was not 1. True if that leaves no number below
 * the count. Whoever asks for one number and gets it asks no more.
 */
static bool excludes_all(struct relation *relation, unsigned long count, unsigned long number, unsigned orders)
{
	if (count > MAX_NOTED + 1 || orders == ORDERS_EQUAL)
		return false;
	for (unsigned long k = 1; k < count; k++)
		if (!(orders >> (k == number ? ORDER_EQUAL : k < number ? ORDER_LESS : ORDER_MORE) & 1))
			relation->not_few |= (unsigned char)(1u << (k - 1));
	return relation->not_few == (1u << (count - 1)) - 1;
}

/*
 * What the result cannot be if it stands so to a number, where the text has that and the count: of 2 pages only 1 is
 * short, and all of them are not 1.
 */
static unsigned excluded_by(const struct relations *relations, struct relation *relation, const struct expr *limit,
			    unsigned orders)
{
	unsigned long count = pages_of(relations, relations->count_expr), number = pages_of(relations, limit);
	enum order full = count == number ? ORDER_EQUAL : count < number ? ORDER_LESS : ORDER_MORE;
	bool can_be_short;

	if (!count || !number)
		return 0;
	can_be_short = (orders >> ORDER_LESS & 1 && number > 1) || (orders >> ORDER_EQUAL & 1 && number < count) ||
		       (orders >> ORDER_MORE & 1 && number + 1 < count);
	can_be_short = can_be_short && !excludes_all(relation, count, number, orders);
	return (can_be_short ? 0u : RELATION_SHORT) | (orders >> full & 1 ? 0u : RELATION_FULL);
}

/*
 * `got != 1`: of a count that the text does not have, as that of a buffer that begins in the one page and ends in the
 * next, 1 may be all that is short. Of `got < 1` and its like the number is no matter. If the text has it, and it is
 * more than a few, a row of such tests may leave nothing that is short.
 */
static void doubt_number(const struct relations *relations, struct relation *relation,
			 const struct relation_subject *subject, const struct expr *limit, unsigned orders)
{
	bool is_sign = is_literal(relations, limit, "1") &&
		       (orders == 1 << ORDER_LESS || orders == (ORDERS_ANY & ~(1u << ORDER_LESS)));

	unsigned long count = pages_of(relations, relations->count_expr);
	bool is_open = count ? count > MAX_NOTED + 1 && orders == ORDERS_UNEQUAL : !is_sign && orders != ORDERS_EQUAL;

	if (subject->is_result && is_open && relations->count_expr && relation->result & RELATION_SHORT)
		relation->result |= RELATION_UNKNOWN;
}

/* -1 and errnos: those are large numbers to something unsigned, and equal to themselves. */
static bool compare_with_negative(const struct relations *relations, struct relation *relation,
				  const struct relation_subject *subject, const struct expr *limit, unsigned orders)
{
	bool is_known, is_large = is_unsigned(relations, subject->typed, subject->typed, &is_known);
	unsigned (*against)(enum order order) =
		is_literal(relations, limit->left, "1") ? against_minus_one : against_errno;

	if (!is_known)
		return orders != 1 << ORDER_EQUAL || relation_narrow(relations, relation, subject, RELATION_NEGATIVE);
	if (is_large)
		against = is_largest_errno(relations, limit->left) ? against_all_errnos : against_large;
	return relation_narrow(relations, relation, subject, bits_of(orders, against, false, true));
}

/* `how == -EAGAIN`, `how > 1`: of what a variable tells we know no more than its sign. */
static void doubt_told(const struct relations *relations, struct relation *relation,
		       const struct relation_subject *subject, const struct expr *limit)
{
	unsigned same_sign = is_negative(relations, limit) ? RELATION_NEGATIVE : RELATION_POSITIVE;

	if (!subject->is_result && relation_is_told_by(relation, subject->variable) &&
	    relation->values[subject->variable] & same_sign)
		relation->result |= RELATION_UNKNOWN;
}

static bool compare(const struct relations *relations, struct relation *relation,
		    const struct relation_subject *subject, const struct expr *limit, unsigned orders)
{
	bool is_known = true, is_large = is_unsigned(relations, subject->typed, limit, &is_known);
	unsigned excluded = 0, bits;

	limit = expr_uncast(limit);
	if (is_zero(relations, limit))
		return relation_narrow(relations, relation, subject, bits_of(orders, against_zero, is_large, true));
	doubt_told(relations, relation, subject, limit);
	if (is_negative(relations, limit))
		return compare_with_negative(relations, relation, subject, limit, orders);
	relation->is_sign_doubted |= subject->is_result && !is_known && asks_for_order(orders);
	if (subject->is_result && is_count(relations, relation, limit)) {
		bits = bits_of(orders, against_count, is_large, is_known);
		return relation_narrow(relations, relation, subject, bits);
	}
	if (subject->is_result && is_count_less_one(relations, relation, limit, orders)) {
		bits = bits_of(orders, against_count_less_one, is_large, is_known);
		return relation_narrow(relations, relation, subject, bits);
	}
	if (subject->is_result)
		excluded = excluded_by(relations, relation, limit, orders);
	if (limit->kind == EXPR_NUMBER) {
		doubt_number(relations, relation, subject, limit, orders);
		bits = bits_of(orders, is_literal(relations, limit, "1") ? against_one : against_number, is_large,
			       is_known);
		return relation_narrow(relations, relation, subject, bits & ~excluded);
	}
	if (is_in_loop(relations, limit->first))
		return true;
	/* Without a sign an errno is less than no number. */
	if (is_known && is_large && orders >> ORDER_LESS & 1 && !(orders >> ORDER_MORE & 1) &&
	    !relation_narrow(relations, relation, subject, RELATION_ANY & ~RELATION_NEGATIVE))
		return false;
	relation_look_elsewhere(relations, relation, subject->expr->first, subject->expr->last);
	return true;
}

bool relation_compare(const struct relations *relations, struct relation *relation, const struct expr *left,
		      const struct expr *right, unsigned orders)
{
	struct relation_subject first = relation_subject(relations, relation, left);
	struct relation_subject second = relation_subject(relations, relation, right);

	if (first.is_followed && (first.is_result || !second.is_result))
		return compare(relations, relation, &first, right, orders);
	if (second.is_followed)
		return compare(relations, relation, &second, left, mirrored(orders));
	relation_look_elsewhere(relations, relation, left->first, left->last);
	relation_look_elsewhere(relations, relation, right->first, right->last);
	return true;
}
