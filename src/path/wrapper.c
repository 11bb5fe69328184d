// SPDX-License-Identifier: GPL-2.0-only
#include "path/wrapper.h"

#include "base/mem.h"
#include "path/code.h"
#include "path/relation.h"
#include "path/relation_private.h"
#include "path/ways.h"
#include "path/wrapper_private.h"
#include "syntax/prototype.h"
#include "syntax/words.h"
#include "value/local.h"

#include <string.h>

/* A function of more blocks, or tokens, is a machine's. */
#define MAX_BLOCKS 1000
#define MAX_TOKENS 8000
/* In a function with more calls that hand out pages none is looked at. */
#define MAX_CALLS 8
/* A wrapper of so many wrappers, one around the other, is none. */
#define MAX_DEPTH 16

/* What is known of each function, in the source. */
struct wrapper_memo {
	struct wrapper wrapper;
	bool is_wrapper, is_done;
	bool is_circular;		/* it asks for itself */
	bool is_given_up;		/* somebody further down asks for too much: not known yet */
	struct wrapper_memo *below;	/* the one that asks, while this one is being read */
};

struct way {
	struct memo memo;
	struct relation relation;
	uint32_t is_gone;		/* the pages were released, or somebody else has them */
};

/* How the ways behind one call end. */
struct ends {
	bool passes;			/* the result itself is returned, with the pages */
	bool says_all;			/* 0 is returned, with the pages */
	bool is_bad;			/* something else with the pages, or nobody can tell */
};

/* One call in a function. */
struct reading {
	struct source *source;
	const struct function *function;
	const struct acquire *acquire;
	size_t target;			/* a token that names where the pages go, or NO_TOKEN */
	const struct graph *graph;
	struct relations relations;
	struct walker walker;
	struct solution solution;
	const struct step *end;		/* a return */
	const struct expr *returned;
	struct ends ends;
	bool has_others;		/* more calls in the function hand out pages */
	bool returns_array;		/* they are put into an array, and that is what is returned */
	struct arena *arena;
};

/* --- one way that ends --- */

static unsigned bits_with_pages(const struct reading *reading)
{
	return reading->acquire->answer == ANSWER_ALL ? RELATION_ZERO : RELATION_POSITIVE;
}

/* `ret < 0 ? ret : 0`, `ret == n ? 0 : -EFAULT`: both sides fit the result. */
static bool translates(const struct reading *reading, const struct relation *relation)
{
	const struct expr *expr = expr_bare(reading->returned);

	return expr->kind == EXPR_TERNARY &&
	       relation_is_in(&reading->relations, relation, expr->condition->first,
			      expr->condition->last);
}

/* The function ends with the pages in the caller's hands. */
static void end_with(struct reading *reading, const struct relation *relation, unsigned value,
		     bool is_result)
{
	bool all_came = !(relation->result & ~bits_with_pages(reading));

	if (is_result)
		reading->ends.passes = true;
	else if ((value == RELATION_ZERO && all_came) ||
		 (translates(reading, relation) && !(value & RELATION_POSITIVE)))
		reading->ends.says_all = true;
	else if (value != RELATION_NEGATIVE)
		reading->ends.is_bad = true;
}

/* The array itself is returned. */
static bool is_array(const struct reading *reading)
{
	const struct expr *expr = expr_bare(reading->returned);

	return reading->returns_array && expr->kind == EXPR_IDENTIFIER &&
	       same_token_text(&reading->source->outline.tokens, expr->op, reading->target);
}

/* An errno, an ERR_PTR(), NULL or 0: of an array each of them says that there are no pages. */
static bool is_error(const struct reading *reading, unsigned value, bool has_released)
{
	if (has_released && !reading->returns_array)
		return value == RELATION_NEGATIVE;
	return !(value & ~(RELATION_NEGATIVE | RELATION_ZERO));
}

static void end_way(void *state, void *data)
{
	struct reading *reading = data;
	struct way *way = state;
	bool is_result = false, is_good;
	unsigned value;

	relation_step(&reading->relations, reading->end, &way->relation);
	value = relation_of(&reading->relations, &way->relation, reading->returned, &is_result);
	if (reading->returns_array)
		is_result = is_array(reading);
	is_good = is_error(reading, value, way->is_gone);
	if (!way->relation.result)	/* it is that of another call, or says that nothing is there */
		reading->ends.is_bad |= !is_good && !reading->has_others;
	else if (!(way->relation.result & bits_with_pages(reading)))
		reading->ends.is_bad |= !is_good && (!is_result || reading->returns_array);
	else if (way->is_gone)
		reading->ends.is_bad |= !is_good;
	else
		end_with(reading, &way->relation, value, is_result);
}

/* --- all ways of one call --- */

static void step_way(void *state, const struct step *step, void *data)
{
	const struct reading *reading = data;
	struct way *way = state;

	relation_step(&reading->relations, step, &way->relation);
	if (way->relation.result && wrapper_loses(reading->source, reading->acquire, reading->target,
						  step->first, step->last))
		way->is_gone = 1;
}

static bool edge_way(void *state, const struct edge *edge, const struct step *last, void *data)
{
	const struct reading *reading = data;

	return relation_edge(&reading->relations, edge, last, &((struct way *)state)->relation);
}

/* The return at token i. */
static void end_at(struct reading *reading, size_t i)
{
	const struct outline *outline = &reading->source->outline;
	size_t block, index;

	if (!graph_find(reading->graph, i, &block, &index))
		return;
	reading->end = &reading->graph->blocks[block].steps[index];
	if (reading->end->last < i + 3) {
		reading->ends.is_bad = true;
		return;
	}
	reading->returned = expr_read(outline, token_next(&outline->tokens, i),
				      reading->end->last - 1, reading->arena);
	if (reading->solution.reached[block] &&
	    !ways_visit(reading->graph, &reading->walker, &reading->solution, block, index, end_way,
			reading))
		reading->ends.is_bad = true;
}

static void find_ends(struct reading *reading)
{
	const struct outline *outline = &reading->source->outline;
	struct conditions conditions;
	struct way entry = {0};

	reading->ends.is_bad = !relations_of_acquire(&reading->relations, reading->source,
						     reading->function, reading->acquire,
						     reading->arena);
	if (reading->ends.is_bad)
		return;
	conditions_read(&conditions, reading->source, reading->graph);
	reading->walker = (struct walker){
		.size = sizeof(struct way), .conditions = &conditions, .step = step_way,
		.edge = edge_way, .data = reading,
	};
	entry.relation = relation_begin(&reading->relations);
	ways_walk(reading->graph, &reading->walker, &entry, &reading->solution);
	for (size_t i = reading->function->body; i < reading->function->end; i++)
		if (token_is(&outline->tokens, i, "return") && !outline->tokens.items[i].directive)
			end_at(reading, i);
	solution_free(&reading->solution);
}

/* --- one function --- */

/* The parameter that a call puts pages into, or -1: it is none. */
static int parameter_of(struct source *source, const struct acquire *acquire)
{
	struct local local;

	if (!acquire->pages || acquire->pages->kind != EXPR_IDENTIFIER)
		return -1;
	local = local_find(source, acquire->pages->op);
	return local.found && !wrapper_changes(source, acquire->pages->op) ? local.parameter : -1;
}

static int count_of(struct source *source, const struct acquire *acquire)
{
	struct local local = { .parameter = -1 };

	if (acquire->count && acquire->count->kind == EXPR_IDENTIFIER)
		local = local_find(source, acquire->count->op);
	return local.found && !wrapper_changes(source, acquire->count->op) ? local.parameter : -1;
}

static bool is_variable(struct source *source, const struct expr *expr)
{
	struct local local = { .found = false };

	if (expr->kind == EXPR_IDENTIFIER)
		local = local_find(source, expr->op);
	return local.found && local.parameter < 0 && local.is_pointer && !local.is_static;
}

/* What one call makes of the function; false: it does not concern the caller, or nobody can tell. */
static bool read_one(struct reading *reading, struct wrapper *wrapper)
{
	const struct acquire *acquire = reading->acquire;

	*wrapper = (struct wrapper){
		.kind = acquire->kind, .answer = acquire->answer, .acquire = acquire->call.name,
		.pages = parameter_of(reading->source, acquire),
		.count = count_of(reading->source, acquire), .is_one = acquire->is_one,
		.height = 1 + (acquire->wrapper ? acquire->wrapper->height : 0),
	};
	reading->returns_array = acquire->pages && wrapper->pages < 0;
	if (reading->returns_array && !is_variable(reading->source, acquire->pages))
		return false;
	reading->target = acquire->pages ? acquire->pages->op : acquire->result;
	find_ends(reading);
	if (reading->ends.is_bad || reading->ends.passes == reading->ends.says_all)
		return false;
	if (reading->ends.says_all)
		wrapper->answer = ANSWER_ALL;
	if (reading->returns_array)
		wrapper->answer = ANSWER_PAGE;
	return !reading->returns_array || reading->ends.passes;
}

/* Two calls for the same thing, as on the branches of an if, are one. */
static bool merge(struct wrapper *into, const struct wrapper *from)
{
	if (into->pages != from->pages || into->answer != from->answer)
		return false;
	if (into->kind != from->kind)
		into->kind = HOLD_KIND_EITHER;
	if (into->count != from->count)
		into->count = -1;
	into->is_one &= from->is_one;
	if (into->height < from->height)
		into->height = from->height;
	return true;
}

/* The calls in a function that hand out pages, into the arena; 0: there are none, or too many. */
static size_t find_calls(struct source *source, const struct function *function, struct arena *arena,
			 struct acquire *calls)
{
	size_t n = 0;

	for (size_t i = function->body; i < function->end; i++) {
		struct acquire acquire;

		if (!acquire_at(source, i, arena, &acquire))
			continue;
		if (n == MAX_CALLS)
			return 0;
		calls[n++] = acquire;
	}
	return n;
}

static bool read_calls(struct reading *reading, struct wrapper *wrapper)
{
	struct acquire calls[MAX_CALLS];
	size_t n = find_calls(reading->source, reading->function, reading->arena, calls);
	const struct variants *variants = n ? source_variants(reading->source, reading->function) : NULL;
	struct graph graph;
	size_t found = 0;

	if (!n || variants->n != 1)
		return false;
	graph_make(&reading->source->outline, &variants->items[0], reading->arena, &graph);
	reading->graph = &graph;
	reading->has_others = n > 1;
	for (size_t i = 0; i < n && graph.n <= MAX_BLOCKS; i++) {
		struct wrapper other;

		reading->acquire = &calls[i];
		reading->ends = (struct ends){0};
		if (!read_one(reading, &other) || (found && !merge(wrapper, &other)))
			return false;
		if (!found++)
			*wrapper = other;
	}
	return found;
}

/* A function that takes an array of pages, or returns a page: no other one is read. */
static bool may_wrap(const struct source *source, const struct function *function)
{
	static const char *const types[] = { "struct page **", "struct folio **", "struct page ***" };
	struct prototype prototype;
	bool may = false;

	if (function->end - function->body > MAX_TOKENS ||
	    prototype_read(&source->outline, function->name_token, &prototype))
		return false;
	may = !strcmp(prototype.returns, "struct page *") || !strcmp(prototype.returns, "struct page **");
	for (size_t p = 0; p < prototype.n; p++)
		for (size_t t = 0; t < ARRAY_SIZE(types); t++)
			may |= !strcmp(prototype.parameters[p].type, types[t]);
	prototype_free(&prototype);
	return may;
}

/* All that ask for each other, from the innermost down to this one. */
static void mark_circle(struct wrapper_memo *from, const struct wrapper_memo *to)
{
	for (; from; from = from->below) {
		from->is_circular = true;
		if (from == to)
			break;
	}
}

static struct wrapper_memo *memo_of(struct source *source, const struct function *function)
{
	size_t index = (size_t)(function - source->outline.functions.items);

	if (!source->wrappers)
		source->wrappers = arena_alloc(&source->arena, source->outline.functions.n *
							       sizeof(*source->wrappers));
	if (!source->wrappers[index])
		source->wrappers[index] = arena_alloc(&source->arena, sizeof(struct wrapper_memo));
	return source->wrappers[index];
}

static bool is_asking(const struct wrapper_memo *from, const struct wrapper_memo *memo)
{
	while (from && from != memo)
		from = from->below;
	return from;
}

static unsigned depth_of(const struct wrapper_memo *memo)
{
	unsigned depth = 0;

	for (; memo; memo = memo->below)
		depth++;
	return depth;
}

/* The first one that was asked for is none; of those between nobody can tell yet. */
static void give_up(struct wrapper_memo *from)
{
	for (; from->below; from = from->below)
		from->is_given_up = true;
	from->is_circular = true;
}

static void read_wrapper(struct source *source, const struct function *function,
			 struct wrapper_memo *memo)
{
	struct arena arena = {0};
	struct reading reading = { .source = source, .function = function, .arena = &arena };

	memo->below = source->wrapping;
	source->wrapping = memo;
	memo->is_wrapper = may_wrap(source, function) && read_calls(&reading, &memo->wrapper) &&
			   !memo->is_circular && !memo->is_given_up &&
			   memo->wrapper.height <= MAX_DEPTH;
	source->wrapping = memo->below;
	memo->is_done = !memo->is_given_up;
	memo->is_given_up = false;
	memo->below = NULL;
	arena_free(&arena);
}

const struct wrapper *wrapper_of(struct source *source, const struct function *function)
{
	struct wrapper_memo *memo = memo_of(source, function);

	if (memo->is_done)
		return memo->is_wrapper ? &memo->wrapper : NULL;
	if (is_asking(source->wrapping, memo)) {
		mark_circle(source->wrapping, memo);
		return NULL;
	}
	if (depth_of(source->wrapping) == MAX_DEPTH) {
		give_up(source->wrapping);
		return NULL;
	}
	read_wrapper(source, function, memo);
	return memo->is_wrapper ? &memo->wrapper : NULL;
}

/* So that a circle through both is seen. */
const struct wrapper *wrapper_from(struct source *asking, struct source *source,
				   const struct function *function)
{
	struct wrapper_memo *wrapping = source->wrapping;
	const struct wrapper *wrapper;

	source->wrapping = asking->wrapping;
	wrapper = wrapper_of(source, function);
	source->wrapping = wrapping;
	return wrapper;
}
