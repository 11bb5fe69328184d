// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/variables.h"

#include "base/data/arena.h"
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/source/by_token.h"
#include "calls/value/local.h"
#include "contract/path/allocation.h"
#include "contract/path/code.h"
#include "contract/path/overwrite.h"
#include "kernel/api/api.h"

#include <stdlib.h>
#include <string.h>

/* A function with more assignments than this, or uses of one name, is a machine's. */
#define MAX_STORES 400
#define MAX_USES 500

/* An assignment to anything that has a name. */
struct candidate {
	size_t object, name, op;	/* tokens */
	size_t first, last;		/* the value's */
};

struct reading {
	struct source *source;
	const struct token_list *tokens;
	struct arena *arena;
	struct variables *variables;
	struct { struct candidate *items; size_t n, capacity; } candidates;
};

static size_t object_at(const struct reading *reading, size_t i)
{
	return code_object(&reading->source->outline, i);
}

/* `*p = x` writes to something else than p, `int *p = x` does not. */
static bool is_behind_star(const struct token_list *tokens, size_t object)
{
	size_t star = token_previous(tokens, object), before;

	if (!token_is(tokens, star, "*"))
		return false;
	before = token_previous(tokens, star);
	return tokens->items[before].kind == TOKEN_PUNCTUATION && !token_is(tokens, before, "*") &&
	       !token_is(tokens, before, ",");
}

/* False: there are too many. */
static bool find_candidates(struct reading *reading)
{
	const struct token_list *tokens = reading->tokens;
	const struct function *function = reading->variables->function;

	for (size_t i = function->body; i < function->end; i++) {
		struct candidate candidate = { .op = i, .name = token_previous(tokens, i) };

		if (tokens->items[i].directive || !is_assignment(tokens, i))
			continue;
		candidate.object = object_at(reading, candidate.name);
		if (candidate.object == NO_TOKEN || is_behind_star(tokens, candidate.object))
			continue;
		if (reading->candidates.n == MAX_STORES)
			return false;
		candidate.first = token_next(tokens, i);
		candidate.last = expr_value_end(&reading->source->outline, candidate.first);
		VEC_PUSH(&reading->candidates, candidate);
	}
	return true;
}

/* --- the variables --- */

unsigned variable_at(const struct variables *variables, size_t i)
{
	const struct function *function = variables->function;

	return i > function->body && i < function->end ? variables->at[i - function->body] :
							 NO_VARIABLE;
}

unsigned variable_of(const struct variables *variables, const struct expr *expr)
{
	expr = expr_uncast(expr);
	return expr->kind == EXPR_IDENTIFIER || expr->kind == EXPR_MEMBER ?
	       variable_at(variables, expr->op) : NO_VARIABLE;
}

/* The name begins a statement: nobody takes what comes of it. Behind `(long)` it does not, behind `if (x)`. */
static bool is_statement_begin(const struct outline *outline, size_t name)
{
	static const char *const before[] = { ";", "{", "}", ":", "else", "do" };
	static const char *const heads[] = { "if", "while", "for" };
	const struct token_list *tokens = &outline->tokens;
	size_t previous = token_previous(tokens, name), open;

	if (!token_is(tokens, previous, ")"))
		return token_is_any(tokens, previous, before, ARRAY_SIZE(before));
	open = outline_encloser(outline, previous);
	return open != NO_TOKEN &&
	       token_is_any(tokens, token_previous(tokens, open), heads, ARRAY_SIZE(heads));
}

/* get_user(ret, p), and `SET(ret);` of which nobody takes a value: macros may write to their first operand. */
static bool is_macro_operand(const struct outline *outline, size_t i)
{
	static const char *const writers[] = { "get_user", "__get_user" };
	const struct token_list *tokens = &outline->tokens;
	size_t open = token_previous(tokens, i), name = token_previous(tokens, open);

	if (is_overwritten_at(outline, i))
		return true;
	if (!token_is(tokens, open, "(") || tokens->items[name].kind != TOKEN_IDENTIFIER)
		return false;
	return token_is_any(tokens, name, writers, ARRAY_SIZE(writers)) ||
	       (is_capitals(tokens, name) && is_statement_begin(outline, name) &&
		!token_begins_with(tokens, name, "WARN") && !token_is(tokens, name, "BUG_ON"));
}

/* Is token i, which has the variable's last name, the variable? *fits: and nothing else of that name. */
static bool is_variable(struct reading *reading, const struct variable *variable,
			const struct local *local, size_t i, bool *fits)
{
	size_t object = object_at(reading, i);
	struct local other;

	if (object == NO_TOKEN)
		return false;
	if (variable->is_member)
		return object != i &&
		       !strcmp(variable->text, code_text(&reading->source->outline, object, i + 1,
							 reading->arena));
	if (object != i || !is_object_at(reading->tokens, i))
		return false;
	other = local_find(reading->source, i);
	*fits &= local_is_same(local, &other);
	return true;
}

/* Notes all places of a variable. False: the name means several things, or stands everywhere. */
static bool note_places(struct reading *reading, unsigned index, size_t name)
{
	struct variables *variables = reading->variables;
	struct variable *variable = &variables->items[index];
	const struct uses *uses = source_uses(reading->source);
	struct local local = local_find(reading->source, variable->object);
	bool fits = true;
	size_t passed = 0;

	variable->is_loose = !local.found || local.is_static;
	for (uint32_t i = uses_behind(uses, name, variables->function->body);
	     i != NO_USE && i < variables->function->end; i = uses_next(uses, i)) {
		if (reading->tokens->items[i].directive ||
		    !is_variable(reading, variable, &local, i, &fits))
			continue;
		if (!fits || ++passed > MAX_USES)
			return false;
		variables->at[i - variables->function->body] = (unsigned char)index;
		variable->is_loose |= is_address_taken(reading->tokens, object_at(reading, i)) ||
				      is_macro_operand(&reading->source->outline, i);
	}
	return true;
}

/* Takes in the variable whose last name is at the token, if it is not there yet. */
static bool add_variable(struct reading *reading, size_t object, size_t name)
{
	struct variables *variables = reading->variables;
	struct variable variable = { .object = object, .is_member = object != name };

	if (variable_at(variables, name) != NO_VARIABLE)
		return true;
	if (variables->n == MAX_VARIABLES) {
		variables->is_cut = true;
		return true;
	}
	variable.text = code_text(&reading->source->outline, object, name + 1, reading->arena);
	variables->items[variables->n++] = variable;
	return note_places(reading, (unsigned)variables->n - 1, name);
}

static bool mentions(const struct variables *variables, size_t first, size_t last, size_t call)
{
	for (size_t i = first; i < last; i++)
		if (i == call || variable_at(variables, i) != NO_VARIABLE)
			return true;
	return false;
}

/* What the result gets into, and what is made of that, until there is no more. */
static bool add_takers(struct reading *reading, size_t call)
{
	size_t n;

	do {
		n = reading->variables->n;
		for (size_t i = 0; i < reading->candidates.n; i++) {
			const struct candidate *candidate = &reading->candidates.items[i];

			/* How large memory is does not tell what is in it. */
			if (!is_allocation_at(&reading->source->outline, candidate->first) &&
			    mentions(reading->variables, candidate->first, candidate->last, call) &&
			    !add_variable(reading, candidate->object, candidate->name))
				return false;
		}
	} while (reading->variables->n > n);
	return true;
}

/* The variable in `return ret;`, `return (ret);`, `return ERR_PTR(ret);` and `return ret ? ...`, or NO_TOKEN. */
static size_t returned_at(const struct token_list *tokens, size_t i)
{
	static const char *const behind[] = { ";", ")", "?" };
	size_t name = token_next(tokens, i);

	if (!token_is(tokens, i, "return") || tokens->items[i].directive)
		return NO_TOKEN;
	while (token_is(tokens, name, "(") || token_is(tokens, name, "ERR_PTR"))
		name = token_next(tokens, name);
	return token_is_any(tokens, token_next(tokens, name), behind, ARRAY_SIZE(behind)) ? name : NO_TOKEN;
}

static bool add_returned(struct reading *reading)
{
	const struct function *function = reading->variables->function;

	for (size_t i = function->body; i < function->end; i++) {
		size_t name = returned_at(reading->tokens, i);

		if (name != NO_TOKEN && object_at(reading, name) == name &&
		    local_find(reading->source, name).found && !add_variable(reading, name, name))
			return false;
	}
	return true;
}

/* --- their values --- */

/* The store at token i, where a variable's last name is. False: it is none. */
static bool store_at(struct reading *reading, size_t i, struct store *store)
{
	const struct token_list *tokens = reading->tokens;
	size_t first;

	*store = (struct store){
		.name = i, .op = token_next(tokens, i), .variable = variable_at(reading->variables, i),
	};
	if (is_increment(tokens, store->op))
		return true;
	if (is_increment(tokens, token_previous(tokens, object_at(reading, i)))) {
		store->op = token_previous(tokens, object_at(reading, i));
		return true;
	}
	if (!is_assignment(tokens, store->op) || is_behind_star(tokens, object_at(reading, i)))
		return false;
	first = token_next(tokens, store->op);
	store->value = expr_read(&reading->source->outline, first,
				 expr_value_end(&reading->source->outline, first), reading->arena);
	return true;
}

static void find_stores(struct reading *reading)
{
	struct variables *variables = reading->variables;
	const struct function *function = variables->function;
	struct { struct store *items; size_t n, capacity; } list = {0};

	for (size_t i = function->body + 1; i < function->end; i++) {
		struct store store;

		if (variable_at(variables, i) != NO_VARIABLE && store_at(reading, i, &store))
			VEC_PUSH(&list, store);
	}
	variables->n_stores = list.n;
	variables->stores = arena_alloc(reading->arena, (list.n + 1) * sizeof(*list.items));
	if (list.n)
		memcpy(variables->stores, list.items, list.n * sizeof(*list.items));
	free(list.items);
}

/* False: nobody can follow them. */
static bool read_anew(struct variables *variables, struct source *source, const struct function *function,
		      size_t call, struct arena *arena)
{
	struct reading reading = {
		.source = source, .tokens = &source->outline.tokens, .arena = arena,
		.variables = variables,
	};
	bool is_good;

	*variables = (struct variables){
		.function = function, .at = arena_alloc(arena, function->end - function->body + 1),
	};
	memset(variables->at, NO_VARIABLE, function->end - function->body + 1);
	is_good = find_candidates(&reading) && add_takers(&reading, call) && add_returned(&reading);
	if (is_good)
		find_stores(&reading);
	free(reading.candidates.items);
	return is_good;
}

/* What was read for one call. */
struct known {
	struct variables variables;
	bool is_good;
};

/* Several rules ask about each call; of a function with many calls not all are kept, as each needs room. */
#define MAX_KNOWN 8

bool variables_read(struct variables *variables, struct source *source,
		    const struct function *function, size_t call, struct arena *arena)
{
	static const struct slot_kind kind = { .size = sizeof(struct by_token), .hangs_on_others = true };
	struct by_token *table = function_slot(source, function, &kind);
	const struct known *known = by_token_find(table, call);
	struct known *fresh;

	if (!known && table->n == MAX_KNOWN)
		return read_anew(variables, source, function, call, arena);
	if (!known) {
		known = fresh = arena_alloc(&source->arena, sizeof(*fresh));
		fresh->is_good = read_anew(&fresh->variables, source, function, call, &source->arena);
		by_token_keep(table, call, fresh, &source->arena);
	}
	*variables = known->variables;
	return known->is_good;
}
