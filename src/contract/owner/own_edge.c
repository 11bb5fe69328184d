// SPDX-License-Identifier: GPL-2.0-only
/* What the edges of one way tell of the pages. */
#include "c/outline/words.h"
#include "contract/owner/own_private.h"

/* Did a call in this condition take the pages over? */
static bool taken_by_condition(const struct own_walk *walk, const struct expr *condition, bool truth)
{
	const struct outline *outline = &walk->source->outline;
	bool is_error = condition->kind == EXPR_CALL ||
			(condition->kind == EXPR_BINARY && (expr_op_is(outline, condition, "!=") ||
							    expr_op_is(outline, condition, "<")));

	return is_error != truth;
}

/* False: the pages were taken over, or nobody knows. */
static bool pass_taker(const struct own_walk *walk, struct way *way, const struct expr *condition,
		       bool truth)
{
	unsigned is;

	if (way->taker == TAKER_NONE)
		return true;
	if (way->taker == TAKER_CONDITION) {
		way->taker = TAKER_NONE;
		return !taken_by_condition(walk, condition, truth);
	}
	is = way->relation.values[way->taker - 1];
	if (!(is & (RELATION_ZERO | RELATION_UNKNOWN)))
		way->taker = TAKER_NONE;
	return is != RELATION_ZERO;
}

/* The first page of an array, or a single one, in `pages[0]`, `page`. */
static const struct expr *first_page(const struct own_walk *walk, const struct expr *condition)
{
	condition = expr_bare(condition);
	return condition->kind == EXPR_INDEX && expr_op_is(&walk->source->outline, expr_bare(condition->right), "0") ?
	       condition->left : condition;
}

/* Of `page == NULL`, `NULL != page`: the page, and whether there is one if the condition is true; else itself. */
static const struct expr *compared_with_null(const struct own_walk *walk, const struct expr *condition, bool *truth)
{
	const struct outline *outline = &walk->source->outline;
	const struct expr *left, *right;

	condition = expr_bare(condition);
	if (condition->kind != EXPR_BINARY ||
	    (!expr_op_is(outline, condition, "==") && !expr_op_is(outline, condition, "!=")))
		return condition;
	left = expr_bare(condition->left);
	right = expr_bare(condition->right);
	if (!expr_op_is(outline, left, "NULL") && !expr_op_is(outline, right, "NULL"))
		return condition;
	*truth ^= expr_op_is(outline, condition, "==");
	return expr_op_is(outline, left, "NULL") ? right : left;
}

/* The page in `IS_ERR_OR_NULL(page)`, where there is none if the condition is true; else as above. */
static const struct expr *asked_for(const struct own_walk *walk, const struct expr *condition, bool *truth)
{
	const struct outline *outline = &walk->source->outline;

	condition = expr_bare(condition);
	if (condition->kind != EXPR_CALL || condition->n_arguments != 1 ||
	    !(expr_op_is(outline, condition->left, "IS_ERR_OR_NULL") || expr_op_is(outline, condition->left, "IS_ERR")))
		return compared_with_null(walk, condition, truth);
	*truth = !*truth;
	return condition->arguments[0];
}

/* `if (page)`, `if (work->pages)`: if there are pages, it is one. False: it cannot be. */
static bool pass_name(const struct own_walk *walk, struct way *way, const struct expr *condition,
		      bool truth)
{
	const struct expr *page = first_page(walk, asked_for(walk, condition, &truth));
	size_t name = pages_is_member(&walk->pages, page, walk->arena) ? 0 :
		      pages_name_of(&walk->pages, page);

	if (way->owner != OWNER_FUNCTION || truth || name == walk->pages.n_names ||
	    !(way->names >> name & 1) || walk->pages.is_mapping[name])
		return true;
	way->relation.result &= (unsigned char)~walk->came;
	return way->relation.result && !way->has_more;
}

/* Something else has them from now on: for good, or until it is freed. */
static void lend(struct own_walk *walk, struct way *way)
{
	if (!walk->gives_up || way->owner != OWNER_FUNCTION) {
		own_lose(walk, way);
		return;
	}
	way->is_lent = 1;
	way->taker = TAKER_NONE;
}

/* `if (WARN_ON(...))`: what is done where it comes true is for a bug that is elsewhere. */
static bool is_warning(const struct own_walk *walk, const struct expr *condition)
{
	const struct token_list *tokens = &walk->source->outline.tokens;

	return condition && condition->kind == EXPR_CALL &&
	       (token_begins_with(tokens, condition->first, "WARN") ||
		token_begins_with(tokens, condition->first, "VM_WARN"));
}

/* False: no run goes there. */
static bool pass_condition(struct own_walk *walk, struct way *way, const struct edge *edge,
			   const struct step *last)
{
	bool truth = edge->kind == EDGE_TRUE;

	if (last->condition && !pass_name(walk, way, last->condition, truth))
		return false;
	if (!relation_edge(&walk->relations, edge, last, &way->relation))
		return false;
	if (last->condition && own_denies(walk, way, last->condition, truth))
		own_lose(walk, way);
	else if (last->condition && !pass_taker(walk, way, last->condition, truth))
		lend(walk, way);
	else if (way->owner != OWNER_NOBODY &&
		 (way->at_choice || (walk->acquire && truth && is_warning(walk, last->condition))))
		way->has_choice = 1;
	return true;
}

/* The switch in whose body the call stands, or NULL: of one that asks about its result it is no case. */
static const struct statement *switch_around(const struct own_walk *walk)
{
	const struct statement *statement = walk->acquire ?
		variant_at(walk->graph.variant, walk->acquire->call.name) : NULL;

	while (statement && (statement->kind != STATEMENT_SWITCH || walk->acquire->call.name < statement->close))
		statement = statement->parent;
	return statement;
}

/*
 * A case of a switch: one that may release them, or one that is chosen by what the case of the call was
 * chosen by, and then not any.
 */
static void pass_case(const struct own_walk *walk, struct way *way, const struct step *head)
{
	const struct token_list *tokens = &walk->source->outline.tokens;
	const struct statement *around = switch_around(walk);

	if (way->owner == OWNER_NOBODY)
		return;
	if (detour_choice_of(&walk->detours, head) ||
	    (around && same_code(tokens, around->open, around->close, tokens, head->statement->open,
				 head->statement->close)))
		way->has_choice = 1;
}

bool own_edge(void *state, const struct edge *edge, const struct step *last, void *data)
{
	struct own_walk *walk = data;
	struct way *way = state;

	if (way->owner == OWNER_UNKNOWN)
		return false;
	if (last && (edge->kind == EDGE_TRUE || edge->kind == EDGE_FALSE)) {
		if (!pass_condition(walk, way, edge, last))
			return false;
	} else if (last && edge->kind == EDGE_CASE) {
		if (!relation_edge(&walk->relations, edge, last, &way->relation))
			return false;
		pass_case(walk, way, last);
	} else if (last && edge->kind == EDGE_MAYBE && last->statement->kind != STATEMENT_MACRO) {
		/* A name in an expression may be a label's, and some macro may jump there. */
		way->has_choice |= way->owner != OWNER_NOBODY;
	}
	way->at_choice = 0;
	if (last && own_is_drained(walk, way, last, edge))
		own_lose(walk, way);
	if (way->owner == OWNER_FUNCTION && !own_has_pages(walk, way))
		way->owner = OWNER_NOBODY;
	return (way->owner != OWNER_NOBODY && way->owner != OWNER_UNKNOWN) || walk->leads_there[edge->to];
}
