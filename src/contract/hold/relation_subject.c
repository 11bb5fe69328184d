// SPDX-License-Identifier: GPL-2.0-only
/* What of a condition is the result, or a variable that is followed; and what is left of it behind one. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "contract/hold/relation_private.h"

bool relation_is_hint(const struct relations *relations, const struct expr *call)
{
	static const char *const names[] = {
		"likely", "unlikely", "WARN_ON", "WARN_ON_ONCE", "WARN", "WARN_ONCE",
	};

	return call->kind == EXPR_CALL && call->n_arguments &&
	       token_is_any(&relations->source->outline.tokens, call->left->first, names,
			    ARRAY_SIZE(names));
}

bool relation_is_in(const struct relations *relations, const struct relation *relation, size_t first,
		    size_t last)
{
	for (size_t i = first; i < last; i++) {
		unsigned variable = variable_at(&relations->variables, i);

		if (i == relations->call.name)
			return true;
		if (variable != NO_VARIABLE &&
		    (relation->linked >> variable & 1 || relation->values[variable] & RELATION_UNKNOWN ||
		     relation_is_told_by(relation, variable)))
			return true;
	}
	return false;
}

bool relation_is_settled(const struct relations *relations, const struct relation *relation)
{
	return relations->is_pointer && relation->result == RELATION_FULL;
}

void relation_look_elsewhere(const struct relations *relations, struct relation *relation,
			     size_t first, size_t last)
{
	if (relation->result && !relation_is_settled(relations, relation) &&
	    relation_is_in(relations, relation, first, last))
		relation->result |= RELATION_UNKNOWN;
}

struct relation_subject relation_subject(const struct relations *relations, const struct relation *relation,
					 const struct expr *expr)
{
	struct relation_subject subject = { .variable = NO_VARIABLE, .typed = expr_bare(expr) };

	expr = expr_uncast(expr);
	while (relation_is_hint(relations, expr)) {
		subject.typed = expr_bare(expr->arguments[0]);
		expr = expr_uncast(expr->arguments[0]);
	}
	if (expr->kind == EXPR_BINARY && expr_op_is(&relations->source->outline, expr, "=")) {
		expr = expr_uncast(expr->left);
		subject.typed = expr;
	}
	subject.expr = expr;
	subject.variable = variable_of(&relations->variables, expr);
	if (subject.variable != NO_VARIABLE)
		subject.is_result = relation->linked >> subject.variable & 1;
	else
		subject.is_result = expr->kind == EXPR_CALL &&
				    expr->left->first == relations->call.name;
	subject.is_followed = subject.is_result ||
			      (subject.variable != NO_VARIABLE &&
			       !relations->variables.items[subject.variable].is_loose);
	return subject;
}

bool relation_narrow(const struct relations *relations, struct relation *relation,
		     const struct relation_subject *subject, unsigned bits)
{
	bits |= RELATION_UNKNOWN;
	if (subject->is_result) {
		relation->result &= (unsigned char)bits;
		if (!(relation->result & RELATION_SHORT))
			relation->not_few = 0;
		return relation->result & RELATION_ANY && relation_agree(relations, relation);
	}
	if (relation->result && relation->values[subject->variable] & RELATION_UNKNOWN)
		relation->result |= RELATION_UNKNOWN;
	relation->values[subject->variable] &= (unsigned char)bits;
	return relation->values[subject->variable] & RELATION_ANY && relation_agree(relations, relation);
}

bool relation_is_followed(const struct relations *relations, const struct relation *relation,
			  const struct expr *expr)
{
	return relation_subject(relations, relation, expr).is_followed;
}
