// SPDX-License-Identifier: GPL-2.0-only
#include "contract/hold/wrapper.h"

#include "base/data/mem.h"
#include "c/flow/graphs.h"
#include "c/outline/prototype.h"
#include "calls/summary/leads.h"
#include "calls/value/local.h"
#include "contract/hold/wrapper_private.h"
#include "contract/path/code.h"

#include <string.h>

/* A function of more blocks, or tokens, is a machine's. */
#define MAX_BLOCKS 1000
#define MAX_TOKENS 8000
/* In a function with more calls that hand out pages none is looked at. */
#define MAX_CALLS 8
/* A wrapper of so many wrappers, one around the other, is none. */
#define MAX_DEPTH 16

/* What is known of each function, in a slot of it. */
struct wrapper_memo {
	struct wrapper wrapper;
	bool is_wrapper, is_done;
	bool is_circular;		/* it asks for itself */
	bool is_given_up;		/* somebody further down asks for too much: not known yet */
	struct wrapper_memo *below;	/* the one that asks, while this one is being read */
};

/* The name that pages, work->pages and work->list.pages begin with. */
static const struct expr *object_of(const struct expr *pages)
{
	while (pages->kind == EXPR_MEMBER)
		pages = expr_bare(pages->left);
	return pages;
}

/* The parameter that a call puts pages into, or into a member of; -1: it is none. */
static int parameter_of(struct source *source, const struct acquire *acquire)
{
	const struct expr *object = acquire->pages ? object_of(acquire->pages) : NULL;
	struct local local;

	if (!object || object->kind != EXPR_IDENTIFIER)
		return -1;
	local = local_find(source, object->op);
	return local.found && !wrapper_changes(source, object->op) ? local.parameter : -1;
}

/* "->pages" of work->pages, "" of pages; as long as the source. */
static const char *member_of(struct source *source, const struct acquire *acquire)
{
	if (!acquire->pages)
		return "";
	return code_text(&source->outline, object_of(acquire->pages)->last, acquire->pages->last,
			 &source->arena);
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

/* The variable that is the array, or the one page in `&page`; NULL: it is none that can be returned. */
static const struct expr *returned_variable(struct source *source, const struct acquire *acquire)
{
	const struct expr *pages = acquire->pages;

	if (acquire->is_one && pages->kind == EXPR_UNARY && expr_op_is(&source->outline, pages, "&"))
		pages = expr_bare(pages->left);
	return is_variable(source, pages) ? pages : NULL;
}

/* What one call makes of the function; false: it does not concern the caller, or nobody can tell. */
static bool read_one(struct wrapper_call *call, struct wrapper *wrapper, struct arena *arena)
{
	const struct acquire *acquire = call->acquire;
	const struct expr *variable;
	struct wrapper_ends ends;

	*wrapper = (struct wrapper){
		.kind = acquire->kind, .answer = acquire->answer, .acquire = acquire->call.name,
		.pages = parameter_of(call->source, acquire),
		.member = member_of(call->source, acquire),
		.count = count_of(call->source, acquire), .is_one = acquire->is_one,
		.height = 1 + (acquire->wrapper ? acquire->wrapper->height : 0),
	};
	call->returns_array = acquire->pages && wrapper->pages < 0;
	variable = call->returns_array ? returned_variable(call->source, acquire) : NULL;
	if (call->returns_array && !variable)
		return false;
	call->target = acquire->pages ? (variable ? variable : object_of(acquire->pages))->op : acquire->result;
	ends = wrapper_ends_of(call, arena);
	if (ends.is_bad || ends.passes == ends.says_all)
		return false;
	if (call->returns_array)
		wrapper->answer = ANSWER_PAGE;
	else if (ends.says_all)
		wrapper->answer = ANSWER_ALL;
	wrapper->is_complete = !ends.passes_short;
	wrapper->fails = ends.fails;
	if (wrapper->answer == ANSWER_PAGE)
		return ends.passes;
	return ends.says_all ? !ends.is_no_success : !ends.is_no_count;
}

/* Two calls for the same thing, as on the branches of an if, are one. */
static bool merge(struct wrapper *into, const struct wrapper *from)
{
	if (into->pages != from->pages || into->answer != from->answer ||
	    strcmp(into->member, from->member))
		return false;
	if (into->kind != from->kind)
		into->kind = HOLD_KIND_EITHER;
	if (into->count != from->count)
		into->count = -1;
	into->is_one &= from->is_one;
	into->is_complete &= from->is_complete;
	into->fails |= from->fails;
	if (into->height < from->height)
		into->height = from->height;
	return true;
}

/* The calls in a function that hand out pages; 0: there are none, or too many. */
static size_t find_calls(struct source *source, const struct function *function, struct acquire *calls)
{
	const struct marks *candidates = acquire_candidates(source);
	size_t n = 0;

	for (size_t c = marks_from(candidates, function->body);
	     c < candidates->n && candidates->items[c] < function->end; c++) {
		struct acquire acquire;

		if (!acquire_at(source, candidates->items[c], &acquire))
			continue;
		if (n == MAX_CALLS)
			return 0;
		calls[n++] = acquire;
	}
	return n;
}

static bool read_calls(struct source *source, const struct function *function, struct wrapper *wrapper,
		       struct arena *arena)
{
	struct acquire calls[MAX_CALLS];
	size_t n = find_calls(source, function, calls), found = 0;
	const struct variants *variants = n ? source_variants(source, function) : NULL;
	struct wrapper_call call = {
		.source = source, .function = function, .has_others = n > 1,
	};

	if (!n || variants->n != 1)
		return false;
	call.graph = &graphs_of(source, function)[0];
	for (size_t i = 0; i < n && call.graph->n <= MAX_BLOCKS; i++) {
		struct wrapper other;

		call.acquire = &calls[i];
		if (!read_one(&call, &other, arena) || (found && !merge(wrapper, &other)))
			return false;
		if (!found++)
			*wrapper = other;
	}
	return found;
}

/* A function that takes a pointer to somewhere, or returns pages: no other one is read. */
static bool may_wrap(const struct source *source, const struct function *function)
{
	struct prototype prototype;
	bool may = false;

	if (function->end - function->body > MAX_TOKENS ||
	    prototype_read(&source->outline, function->name_token, &prototype))
		return false;
	may = !strcmp(prototype.returns, "struct page *") || !strcmp(prototype.returns, "struct page **");
	for (size_t p = 0; p < prototype.n; p++)
		may |= !strncmp(prototype.parameters[p].type, "struct ", 7) &&
		       strchr(prototype.parameters[p].type, '*');
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

/* The innermost function that is being read, on behalf of a call in the source. */
static struct wrapper_memo **innermost(struct source *source)
{
	static const struct slot_kind kind = { .size = sizeof(struct wrapper_memo *) };

	return source_slot(source, &kind);
}

static struct wrapper_memo *memo_of(struct source *source, const struct function *function)
{
	static const struct slot_kind kind = {
		.size = sizeof(struct wrapper_memo), .hangs_on_others = true,
	};

	return function_slot(source, function, &kind);
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
	struct wrapper_memo **reading = innermost(source);
	struct arena arena = {0};

	memo->below = *reading;
	*reading = memo;
	memo->is_wrapper = may_wrap(source, function) &&
			   read_calls(source, function, &memo->wrapper, &arena) &&
			   !memo->is_circular && !memo->is_given_up &&
			   memo->wrapper.height <= MAX_DEPTH;
	*reading = memo->below;
	memo->is_done = !memo->is_given_up;
	memo->is_given_up = false;
	memo->below = NULL;
	arena_free(&arena);
}

const struct wrapper *wrapper_of(struct source *source, const struct function *function)
{
	struct wrapper_memo *memo = memo_of(source, function), *asking = *innermost(source);

	if (!leads_to_family(source, function))
		return NULL;
	if (memo->is_done)
		return memo->is_wrapper ? &memo->wrapper : NULL;
	if (is_asking(asking, memo)) {
		mark_circle(asking, memo);
		return NULL;
	}
	if (depth_of(asking) == MAX_DEPTH) {
		give_up(asking);
		return NULL;
	}
	read_wrapper(source, function, memo);
	return memo->is_wrapper ? &memo->wrapper : NULL;
}

/* So that a circle through both is seen. */
const struct wrapper *wrapper_from(struct source *asking, struct source *source,
				   const struct function *function)
{
	struct wrapper_memo **reading = innermost(source), *before = *reading;
	const struct wrapper *wrapper;

	*reading = *innermost(asking);
	wrapper = wrapper_of(source, function);
	*reading = before;
	return wrapper;
}
