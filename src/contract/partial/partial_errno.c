// SPDX-License-Identifier: GPL-2.0-only
/* An errno that is taken for a number of pages. */
#include "base/data/mem.h"
#include "calls/value/integer.h"
#include "contract/partial/partial_private.h"
#include "contract/path/code.h"

/* How a function compares a variable. */
struct comparisons {
	bool orders, equals;		/* by < and its like; by == and != */
	bool asks_for_sign;		/* `x < 0`, `x <= 0` */
	size_t n;			/* in how many places */
};

static void read_comparison(const struct outline *outline, size_t i, struct comparisons *found)
{
	static const char *const orders[] = { "<", "<=", ">", ">=" }, *const equalities[] = { "==", "!=" };
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, i), before = token_previous(tokens, code_object(outline, i));
	bool orders_here = token_is_any(tokens, next, orders, ARRAY_SIZE(orders)) ||
			   token_is_any(tokens, before, orders, ARRAY_SIZE(orders));
	bool equals_here = token_is_any(tokens, next, equalities, ARRAY_SIZE(equalities)) ||
			   token_is_any(tokens, before, equalities, ARRAY_SIZE(equalities));

	found->orders |= orders_here;
	found->equals |= equals_here;
	found->n += orders_here || equals_here;
	found->asks_for_sign |= (token_is_any(tokens, next, orders, 2) &&
				 token_is(tokens, token_next(tokens, next), "0")) ||
				(token_is_any(tokens, before, orders + 2, 2) &&
				 token_is(tokens, token_previous(tokens, before), "0"));
}

static struct comparisons comparisons_of(const struct walk *walk, size_t variable)
{
	struct comparisons found = {0};

	for (size_t i = walk->function->body; i < walk->function->end; i++)
		if (variable_at(&walk->relations.variables, i) == variable)
			read_comparison(&walk->source->outline, i, &found);
	return found;
}

bool partial_is_told(const struct walk *walk, const struct way *way)
{
	const struct variables *variables = &walk->relations.variables;
	const struct token_list *tokens = &walk->source->outline.tokens;
	size_t equals = token_previous(tokens, walk->relations.call.name);
	/* What has taken it may hold something else by now. */
	unsigned taker = token_is(tokens, equals, "=") ?
			 variable_at(variables, token_previous(tokens, equals)) : NO_VARIABLE;

	for (size_t v = 0; v < variables->n; v++) {
		struct local local = local_find(walk->source, variables->items[v].object);
		struct comparisons found;

		if ((!(way->relation.linked >> v & 1) && v != taker) || variables->items[v].is_member ||
		    !integer_of_local(walk->source, &local).is_unsigned)
			continue;
		found = comparisons_of(walk, v);
		if (found.asks_for_sign || (found.orders && !found.equals))
			return true;
	}
	return false;
}

bool partial_runs_away(const struct walk *walk, const struct way *way, const struct expr *condition)
{
	unsigned variable = variable_of(&walk->relations.variables, condition->right);
	bool is_result;
	unsigned bits = relation_of(&walk->relations, &way->relation, condition->right, &is_result);

	return variable != NO_VARIABLE && partial_is_known(way) && bits & RELATION_NEGATIVE && is_result &&
	       !relation_is_doubted(&way->relation, bits) && integer_common(integer_of(walk->source, condition->left),
					   integer_of(walk->source, condition->right)).is_unsigned &&
	       comparisons_of(walk, variable).n > 1 && !partial_is_told(walk, way);
}
