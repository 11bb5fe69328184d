// SPDX-License-Identifier: GPL-2.0-only
#include "calls/value/reaching.h"

#include "base/data/mem.h"
#include "c/flow/graphs.h"
#include "c/flow/solve.h"
#include "c/outline/words.h"
#include "c/source/kept.h"
#include "calls/value/local.h"
#include "kernel/api/api.h"

#include <stdlib.h>
#include <string.h>

/* More assignments, or uses of one name in a function, than this are a machine's work. */
#define MAX_ASSIGNMENTS 100
#define MAX_USES 500

/* True if the file defines a macro of the name at token i. */
static bool is_own_macro(struct source *source, size_t i)
{
	const struct uses *uses = source_uses(source);
	uint32_t constant = uses_constant(uses, i);

	return constant != NO_USE && token_defines_macro(&source->outline.tokens, constant);
}

/* Macros of the kernel's headers that assign to an operand, by a part of their names. */
static bool is_writing_macro(const struct token_list *tokens, size_t i)
{
	static const char *const parts[] = {
		"get_user", "for_each", "irq_save", "irqsave", "swap",
	};
	const struct token *token = &tokens->items[i];

	for (size_t p = 0; p < ARRAY_SIZE(parts); p++)
		if (memmem(tokens->text + token->offset, token->length, parts[p], strlen(parts[p])))
			return true;
	return false;
}

/*
 * Can the thing called at token i write to a variable that it gets without an &? Functions cannot,
 * macros can: get_user(x, p), for_each_bit(i, ...), SET(x), and asm's operands.
 */
static bool may_write_operand(struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;

	if (i >= tokens->n || tokens->items[i].kind == TOKEN_PUNCTUATION)
		return false;
	if (tokens->items[i].kind == TOKEN_STRING)
		return true;
	if (gup_function_find(tokens->text + tokens->items[i].offset, tokens->items[i].length))
		return false;
	return is_capitals(tokens, i) || is_writing_macro(tokens, i) ||
	       (tokens->items[i].kind == TOKEN_IDENTIFIER && is_own_macro(source, i));
}

/* The variable as a bare operand of a macro that may assign to it. */
static bool is_macro_operand(struct source *source, size_t i)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t before = token_previous(tokens, i), after = token_next(tokens, i), open;

	if ((!token_is(tokens, before, "(") && !token_is(tokens, before, ",")) ||
	    (!token_is(tokens, after, ")") && !token_is(tokens, after, ",")))
		return false;
	open = outline_enclosing_parenthesis(outline, i);
	return open != NO_TOKEN && may_write_operand(source, token_previous(tokens, open));
}

/* Does the text around the variable at token i write to it? */
static bool is_assigned_at(struct source *source, size_t i, struct assignment *assignment)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t op = token_next(tokens, i);

	*assignment = (struct assignment){
		.name = i, .op = op,
		/* `&x->y` reads x. */
		.is_address = is_address_taken(tokens, i) && !token_is(tokens, op, "->"),
	};
	if (assignment->is_address || is_macro_operand(source, i)) {
		assignment->op = NO_TOKEN;
		return true;
	}
	if (is_assignment(tokens, op)) {
		assignment->value = source_value(source, token_next(tokens, op));
		return true;
	}
	if (is_increment(tokens, token_previous(tokens, i)))
		assignment->op = token_previous(tokens, i);
	return is_increment(tokens, assignment->op);
}

/* --- what the graph makes of them --- */

/* A set of assignments: bit 0 is the value that the variable had at the function's begin. */
struct reach {
	uint64_t bits[MAX_ASSIGNMENTS / 64 + 1];
};

struct query {
	struct source *source;
	const struct graph *graph;
	const struct assignments *all;
	struct reach addresses;		/* once taken, an address stays with who has it */
};

static void set_bit(struct reach *reach, size_t bit)
{
	reach->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

static bool has_bit(const struct reach *reach, size_t bit)
{
	return reach->bits[bit / 64] >> bit % 64 & 1;
}

static bool join(void *into, const void *from, void *data)
{
	struct reach *left = into;
	const struct reach *right = from;
	bool changed = false;

	(void)data;
	for (size_t i = 0; i < ARRAY_SIZE(left->bits); i++) {
		changed |= (right->bits[i] & ~left->bits[i]) != 0;
		left->bits[i] |= right->bits[i];
	}
	return changed;
}

/* Parentheses that only group: those of an if, or around an expression; not those of a call. */
static bool is_grouping(const struct token_list *tokens, size_t open)
{
	static const char *const heads[] = { "if", "while", "for", "switch", "return" };
	size_t before = token_previous(tokens, open);

	if (!token_is(tokens, open, "("))
		return false;
	return before == NO_TOKEN || tokens->items[before].kind == TOKEN_PUNCTUATION ||
	       token_is_any(tokens, before, heads, ARRAY_SIZE(heads));
}

/* Is the assignment at token i made whenever its step is? Not behind &&, || and ?, nor inside a call. */
static bool is_certain(const struct query *query, const struct step *step, size_t i)
{
	const struct outline *outline = &query->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t open = outline_encloser(outline, i);

	if (step->statement->is_split)
		return false;
	for (; open != NO_TOKEN && open >= step->first; open = outline_encloser(outline, open))
		if (!is_grouping(tokens, open))
			return false;
	for (size_t t = step->first; t < i; t++)
		if (token_is(tokens, t, "&&") || token_is(tokens, t, "||") ||
		    token_is(tokens, t, "?"))
			return false;
	return true;
}

/* |=, &= and ^= leave of the old value what they do not change. */
static bool replaces(const struct token_list *tokens, size_t op)
{
	static const char *const others[] = { "|=", "&=", "^=" };

	return op != NO_TOKEN && !token_is_any(tokens, op, others, ARRAY_SIZE(others));
}

static void take(const struct query *query, const struct step *step, size_t index,
		 struct reach *reach)
{
	const struct assignment *assignment = &query->all->items[index];

	if (replaces(&query->source->outline.tokens, assignment->op) &&
	    is_certain(query, step, assignment->name))
		for (size_t i = 0; i < ARRAY_SIZE(reach->bits); i++)
			reach->bits[i] &= query->addresses.bits[i];
	set_bit(reach, index + 1);
}

static void take_before(const struct query *query, const struct step *step, size_t last,
			struct reach *reach)
{
	for (size_t i = 0; i < query->all->n; i++) {
		size_t name = query->all->items[i].name;

		if (name >= step->first && name < last &&
		    !variant_hides(query->graph->variant, name))
			take(query, step, i, reach);
	}
}

static void pass_step(void *state, const struct step *step, void *data)
{
	take_before(data, step, step->last, state);
}

/* The use in `x = x | 1` comes before the assignment. */
static size_t end_of_assigned(const struct query *query, const struct step *step, size_t use)
{
	for (size_t i = 0; i < query->all->n; i++) {
		const struct expr *value = query->all->items[i].value;

		if (value && query->all->items[i].name >= step->first && value->first <= use &&
		    use < value->last)
			return query->all->items[i].name;
	}
	return use;
}

/* Adds what reaches the use in one reading of the function. False: no way leads there. */
static bool reach_in(struct query *query, size_t use, struct reach *reach)
{
	struct lattice lattice = {
		.size = sizeof(struct reach), .join = join, .step = pass_step, .data = query,
	};
	struct reach entry = { .bits = { 1 } }, state;
	struct solution solution;
	struct point at;
	bool reached;

	if (!graph_find(query->graph, use, &at))
		return false;
	solve(query->graph, &lattice, &entry, &solution);
	reached = solution.reached[at.block];
	if (reached) {
		const struct step *steps = query->graph->blocks[at.block].steps;

		memcpy(&state, solution_at(&solution, at.block), sizeof(state));
		for (size_t i = 0; i < at.step; i++)
			pass_step(&state, &steps[i], query);
		take_before(query, &steps[at.step], end_of_assigned(query, &steps[at.step], use), &state);
		join(reach, &state, NULL);
	}
	solution_free(&solution);
	return reached;
}

/* --- all of it --- */

/* An inner block may have a variable of its own under that name. */
static bool is_of(struct source *source, const struct local *local, size_t i)
{
	struct local other = local_find(source, i);

	return local_is_same(local, &other);
}

/* All assignments of the function to the variable, wherever they stand. */
static void find_all(struct source *source, const struct function *function, size_t use,
		     const struct local *local, struct assignments *all)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct uses *uses = source_uses(source);
	size_t passed = 0;

	for (uint32_t i = uses_behind(uses, use, function->body); i != NO_USE && i < function->end;
	     i = uses_next(uses, i)) {
		struct assignment assignment;

		if (i < (local->parameter < 0 && local->found ? local->scope : local->declaration))
			continue;
		all->cut |= all->n == MAX_ASSIGNMENTS || ++passed == MAX_USES;
		if (all->cut)
			return;
		if (!tokens->items[i].directive && is_object_at(tokens, i) &&
		    is_assigned_at(source, i, &assignment) && is_of(source, local, i))
			VEC_PUSH(all, assignment);
	}
}

static bool reach_in_all(struct query *query, const struct function *function, size_t use,
			 struct reach *reach)
{
	const struct variants *variants = source_variants(query->source, function);
	const struct graph *graphs = graphs_of(query->source, function);
	bool reached = false;

	for (size_t i = 0; i < query->all->n; i++)
		if (query->all->items[i].is_address)
			set_bit(&query->addresses, i + 1);
	for (size_t i = 0; i < variants->n; i++) {
		query->graph = &graphs[i];
		reached |= reach_in(query, use, reach);
	}
	return reached;
}

void reaching_assignments(struct source *source, size_t use, struct assignments *list)
{
	const struct function *function = outline_function_at(&source->outline, use);
	const struct variants *variants = source_variants(source, function);
	struct local local = local_find(source, use);
	struct assignments all = {0};
	struct query query = { .source = source, .all = &all };
	struct reach reach = {0};

	*list = (struct assignments){0};
	find_all(source, function, use, &local, &all);
	list->cut = !variants->n || all.cut || local.is_static ||
		    !reach_in_all(&query, function, use, &reach);
	list->whole = !has_bit(&reach, 0);
	for (size_t i = 0; i < all.n; i++)
		if (has_bit(&reach, i + 1))
			VEC_PUSH(list, all.items[i]);
	free(all.items);
}
