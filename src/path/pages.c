// SPDX-License-Identifier: GPL-2.0-only
#include "path/pages.h"

#include "api/api.h"
#include "base/arena.h"
#include "base/mem.h"
#include "path/callee.h"
#include "path/code.h"
#include "path/release.h"
#include "syntax/words.h"
#include "value/local.h"

#include <stdlib.h>
#include <string.h>

enum page_effect { EFFECT_READS, EFFECT_YIELDS, EFFECT_FREES, EFFECT_KEEPS, EFFECT_UNKNOWN };

static const struct page_call {
	const char *prefix;
	enum page_effect effect;
} page_calls[] = {
#define PAGE_CALL(prefix, effect) { #prefix, EFFECT_##effect },
#include "path/page_calls.def"
};

/* What the value of an expression stands for. */
enum carried {
	CARRIES_NOTHING,
	CARRIES_HOLDER,			/* the object that has the array as a member */
	CARRIES_PAGES,
};

struct reader {
	struct pages *pages;
	struct source *source;
	const struct outline *outline;
	struct arena *arena;
	const struct step *step;
	bool is_certain;
	size_t name;			/* by which what was read last is called, */
	bool is_element;		/* and it is one of the pages */
};

static enum carried read_expr(struct reader *reader, const struct expr *expr);

static void add_event(struct reader *reader, enum page_use use, size_t token, const struct expr *call,
		      const struct expr *operand)
{
	struct page_event event = {
		.step = reader->step->first, .token = token, .use = use, .call = call,
		.operand = operand, .is_certain = reader->is_certain, .name = (uint8_t)reader->name,
	};

	VEC_PUSH(&reader->pages->events, event);
}

static struct page_event *last_event(const struct reader *reader)
{
	return &reader->pages->events.items[reader->pages->events.n - 1];
}

static void escape(struct reader *reader, size_t token)
{
	add_event(reader, PAGES_ESCAPED, token, NULL, NULL);
}

static void escape_holder(struct reader *reader, size_t token)
{
	escape(reader, token);
	last_event(reader)->is_holder = true;
}

/* --- names --- */

static uint32_t id_of(const struct pages *pages, size_t name)
{
	return source_uses(pages->source)->first[name];
}

static bool is_root(const struct pages *pages, const struct expr *expr)
{
	return expr->kind == EXPR_IDENTIFIER &&
	       id_of(pages, expr->op) == id_of(pages, pages->root.name);
}

size_t pages_name_of(const struct pages *pages, const struct expr *expr)
{
	size_t i = 0;

	expr = expr_bare(expr);
	if (expr->kind != EXPR_IDENTIFIER)
		return pages->n_names;
	while (i < pages->n_names && pages->names[i] != id_of(pages, expr->op))
		i++;
	return i;
}

/* The variable gets a number among the names, if it has none yet. */
static size_t add_name(struct pages *pages, const struct expr *variable)
{
	size_t i = pages_name_of(pages, variable);

	if (i == MAX_PAGE_NAMES) {
		pages->is_lost = true;
		return 0;
	}
	if (i == pages->n_names)
		pages->names[pages->n_names++] = id_of(pages, variable->op);
	return i;
}

/* The variable that `a->b.c` begins with, or NULL. */
static const struct expr *base_of(const struct expr *expr)
{
	expr = expr_bare(expr);
	while (expr->kind == EXPR_MEMBER)
		expr = expr_bare(expr->left);
	return expr->kind == EXPR_IDENTIFIER ? expr : NULL;
}

/* Is it the member that holds the array? */
static bool is_array_member(struct reader *reader, const struct expr *expr)
{
	const struct expr *base = base_of(expr);

	return base && is_root(reader->pages, base) && *reader->pages->root.member &&
	       !strcmp(code_text(reader->outline, base->op + 1, expr->last, reader->arena),
		       reader->pages->root.member);
}

/* --- values --- */

static enum carried larger(enum carried a, enum carried b)
{
	return a > b ? a : b;
}

static enum carried read_identifier(struct reader *reader, const struct expr *expr)
{
	size_t name = pages_name_of(reader->pages, expr);

	if (name < reader->pages->n_names) {
		reader->name = name;
		reader->is_element = reader->pages->is_element[name];
		return CARRIES_PAGES;
	}
	if (!*reader->pages->root.member || !is_root(reader->pages, expr))
		return CARRIES_NOTHING;
	reader->name = 0;
	return CARRIES_HOLDER;
}

/* A member of a page, or of the holder, is not what we look for; but work->pages is. */
static enum carried read_member(struct reader *reader, const struct expr *expr)
{
	if (is_array_member(reader, expr)) {
		reader->name = 0;
		reader->is_element = false;
		return CARRIES_PAGES;
	}
	read_expr(reader, expr->left);
	return CARRIES_NOTHING;
}

/* What * and [] find: in the array one of the pages, in a page what somebody wrote to it. */
static enum carried inside(struct reader *reader, enum carried carried)
{
	if (carried == CARRIES_PAGES && reader->is_element)
		return CARRIES_NOTHING;
	reader->is_element = true;
	return carried;
}

static enum carried read_element(struct reader *reader, const struct expr *expr)
{
	read_expr(reader, expr->right);
	return inside(reader, read_expr(reader, expr->left));
}

/* &page->lru leads back to the page, and &work->list to what has the array. */
static enum carried read_address(struct reader *reader, const struct expr *expr)
{
	const struct expr *of = expr_bare(expr->left);

	if (of->kind != EXPR_MEMBER || is_array_member(reader, of))
		return read_expr(reader, of);
	while (of->kind == EXPR_MEMBER && !is_array_member(reader, of))
		of = expr_bare(of->left);
	return read_expr(reader, of);
}

static enum carried read_unary(struct reader *reader, const struct expr *expr)
{
	enum carried carried;

	if (expr_op_is(reader->outline, expr, "&") && expr->kind == EXPR_UNARY)
		return read_address(reader, expr);
	carried = read_expr(reader, expr->left);
	if (expr_op_is(reader->outline, expr, "++") || expr_op_is(reader->outline, expr, "--")) {
		if (carried == CARRIES_PAGES)
			add_event(reader, PAGES_REPLACED, expr->op, NULL, NULL);
		return carried;
	}
	return expr_op_is(reader->outline, expr, "*") ? inside(reader, carried) : CARRIES_NOTHING;
}

/* --- assignments --- */

/* The call in question itself, in parentheses and casts. */
static bool is_acquire(const struct reader *reader, const struct expr *expr)
{
	expr = expr_bare(expr);
	while (expr->kind == EXPR_CAST)
		expr = expr_bare(expr->left);
	return reader->pages->acquire && expr->kind == EXPR_CALL &&
	       expr->first == reader->pages->acquire->call.name;
}

static bool is_sum(const struct outline *outline, const struct expr *expr)
{
	expr = expr_bare(expr);
	return expr->kind == EXPR_BINARY && expr_precedence(outline, expr) == PRECEDENCE_SUM;
}

/* work->address of work->pages: whoever has one has the other. */
static bool is_in_holder(const struct reader *reader, const struct expr *to)
{
	const struct expr *base;

	to = expr_bare(to);
	while (to->kind == EXPR_INDEX)
		to = expr_bare(to->left);
	base = to->kind == EXPR_MEMBER ? base_of(to) : NULL;
	return base && *reader->pages->root.member && is_root(reader->pages, base);
}

/* A variable gets pages: it stands for them from now on. Anywhere else they are kept. */
static void give(struct reader *reader, const struct expr *to, size_t op, const struct expr *value)
{
	struct local local = {0};
	size_t name;

	if (is_in_holder(reader, to))
		return;
	to = expr_bare(to);
	if (to->kind == EXPR_IDENTIFIER)
		local = local_find(reader->source, to->op);
	if (!local.found || local.is_static) {
		escape(reader, op);
		return;
	}
	name = add_name(reader->pages, to);
	/* pages = pages + n: the array moves, and not all of it is in sight any more. */
	if (name == 0 && (is_sum(reader->outline, value) ||
			  !token_is(&reader->outline->tokens, op, "="))) {
		add_event(reader, PAGES_REPLACED, op, NULL, NULL);
		return;
	}
	add_event(reader, PAGES_NAMED, op, NULL, NULL);
	last_event(reader)->to = (uint8_t)name;
	last_event(reader)->is_element = reader->is_element;
	reader->pages->is_element[name] |= name && reader->is_element;
}

/* Something else is put where the pages were, or into a name of theirs. */
static void replace(struct reader *reader, const struct expr *to, size_t op)
{
	to = expr_bare(to);
	if (to->kind == EXPR_IDENTIFIER) {
		reader->name = pages_name_of(reader->pages, to);
		if (reader->name == reader->pages->n_names)
			return;
	} else if (to->kind == EXPR_MEMBER ? !is_array_member(reader, to) :
		   to->kind != EXPR_INDEX || read_expr(reader, to->left) != CARRIES_PAGES) {
		return;
	} else if (to->kind == EXPR_MEMBER) {
		reader->name = 0;
	}
	add_event(reader, PAGES_REPLACED, op, NULL, NULL);
}

static enum carried assign(struct reader *reader, const struct expr *to, size_t op,
			   const struct expr *value)
{
	enum carried carried = read_expr(reader, value);

	if (expr_bare(to)->kind != EXPR_IDENTIFIER && expr_bare(to)->kind != EXPR_MEMBER)
		read_expr(reader, to);
	if (is_acquire(reader, value))
		return carried;
	if (carried == CARRIES_PAGES)
		give(reader, to, op, value);
	else if (carried == CARRIES_HOLDER)
		escape_holder(reader, op);
	else
		replace(reader, to, op);
	return carried;
}

static enum carried read_binary(struct reader *reader, const struct expr *expr)
{
	enum precedence precedence = expr_precedence(reader->outline, expr);
	bool was_certain = reader->is_certain;
	enum carried left, right;

	if (precedence == PRECEDENCE_ASSIGNMENT)
		return assign(reader, expr->left, expr->op, expr->right);
	left = read_expr(reader, expr->left);
	if (precedence == PRECEDENCE_LOGICAL_AND || precedence == PRECEDENCE_LOGICAL_OR)
		reader->is_certain = false;
	right = read_expr(reader, expr->right);
	reader->is_certain = was_certain;
	if (precedence == PRECEDENCE_COMMA)
		return right;
	if (precedence == PRECEDENCE_LOGICAL_AND || precedence == PRECEDENCE_LOGICAL_OR ||
	    precedence == PRECEDENCE_EQUALITY || precedence == PRECEDENCE_RELATION)
		return CARRIES_NOTHING;
	return larger(left, right);
}

static enum carried read_ternary(struct reader *reader, const struct expr *expr)
{
	bool was_certain = reader->is_certain;
	enum carried carried = read_expr(reader, expr->condition);

	if (expr->left)
		carried = CARRIES_NOTHING;
	reader->is_certain = false;
	if (expr->left)
		carried = read_expr(reader, expr->left);
	carried = larger(carried, read_expr(reader, expr->right));
	reader->is_certain = was_certain;
	return carried;
}

/* --- calls --- */

static enum page_effect effect_of(const struct token_list *tokens, size_t name)
{
	for (size_t k = 0; k < ARRAY_SIZE(page_calls); k++)
		if (token_begins_with(tokens, name, page_calls[k].prefix))
			return page_calls[k].effect;
	return EFFECT_UNKNOWN;
}

/* Does another call put its pages into the same place? */
static bool is_other_acquire(struct reader *reader, const struct expr *call)
{
	struct page_root root;
	struct acquire acquire;

	return acquire_at(reader->source, call->left->op, reader->arena, &acquire) &&
	       page_root_of(reader->source, &acquire, reader->arena, &root) &&
	       id_of(reader->pages, root.name) == id_of(reader->pages, reader->pages->root.name) &&
	       !strcmp(root.member, reader->pages->root.member);
}

/* The call in question: its other arguments are read as those of any. */
static enum carried read_acquire(struct reader *reader, const struct expr *call)
{
	const struct expr *pages = reader->pages->acquire->pages;

	for (size_t i = 0; i < call->n_arguments; i++)
		if (!pages || call->arguments[i]->first > pages->first ||
		    call->arguments[i]->last < pages->last)
			read_expr(reader, call->arguments[i]);
	reader->name = 0;
	add_event(reader, PAGES_ACQUIRED, call->first, call, NULL);
	return pages ? CARRIES_NOTHING : CARRIES_PAGES;
}

static void release(struct reader *reader, const struct expr *call, const struct release *release)
{
	enum page_use use = release->operand == RELEASES_PAGES ? PAGES_RELEASED : PAGES_RELEASED_ONE;

	add_event(reader, use, call->first, call, call->arguments[0]);
	last_event(reader)->kind = release->kind;
}

static void add_holder_event(struct reader *reader, enum page_use use, const struct expr *call,
			     enum carried carried)
{
	add_event(reader, use, call->first, call, NULL);
	last_event(reader)->is_holder = carried == CARRIES_HOLDER;
}

static void pass(struct reader *reader, const struct expr *call, const struct function *callee,
		 size_t parameter, enum carried carried)
{
	add_holder_event(reader, PAGES_PASSED, call, carried);
	last_event(reader)->operand = call->arguments[parameter];
	last_event(reader)->callee = callee;
	last_event(reader)->parameter = parameter;
}

/* A function of another file, or a macro, gets them; what its value stands for. */
static enum carried hand_out(struct reader *reader, const struct expr *call, enum carried carried)
{
	static const enum page_use uses[] = {
		[EFFECT_FREES] = PAGES_FREED, [EFFECT_KEEPS] = PAGES_KEPT,
		[EFFECT_UNKNOWN] = PAGES_ESCAPED,
	};
	enum page_effect effect = effect_of(&reader->outline->tokens, call->left->op);

	if (callee_is_own(reader->source, call->left->op))
		effect = EFFECT_UNKNOWN;
	if (effect == EFFECT_YIELDS) {
		reader->is_element = true;
		return carried;
	}
	if (effect != EFFECT_READS && (carried == CARRIES_PAGES || effect == EFFECT_UNKNOWN ||
				       effect == EFFECT_FREES))
		add_holder_event(reader, uses[effect], call, carried);
	return CARRIES_NOTHING;
}

/* One argument stands for the pages, or for what has them. */
static enum carried read_argument(struct reader *reader, const struct expr *call, size_t i,
				  enum carried carried)
{
	const struct release *how = release_at(&reader->outline->tokens, call->left->op);
	const struct function *callee = callee_in_file(reader->source, call->left->op);

	if (call->left->kind != EXPR_IDENTIFIER) {
		escape(reader, call->first);
		return CARRIES_NOTHING;
	}
	if (callee)
		pass(reader, call, callee, i, carried);
	else if (how && i == 0 && carried == CARRIES_PAGES)
		release(reader, call, how);
	else
		return hand_out(reader, call, carried);
	return CARRIES_NOTHING;
}

static enum carried read_call(struct reader *reader, const struct expr *call)
{
	enum carried result = CARRIES_NOTHING;

	if (is_acquire(reader, call))
		return read_acquire(reader, call);
	if (call->left->kind == EXPR_IDENTIFIER && is_other_acquire(reader, call)) {
		reader->name = 0;
		add_event(reader, PAGES_REPLACED, call->first, call, NULL);
		return CARRIES_NOTHING;
	}
	if (call->left->kind != EXPR_IDENTIFIER)
		read_expr(reader, call->left);
	for (size_t i = 0; i < call->n_arguments; i++) {
		enum carried carried = read_expr(reader, call->arguments[i]);

		if (carried != CARRIES_NOTHING)
			result = larger(result, read_argument(reader, call, i, carried));
	}
	return result;
}

/* ({ }), { } and what cannot be read: whatever is named there may be kept. */
static void read_opaque(struct reader *reader, const struct expr *expr)
{
	static const char *const harmless[] = { "sizeof", "typeof", "__typeof__", "_Alignof" };
	const struct token_list *tokens = &reader->outline->tokens;

	if (token_is_any(tokens, expr->first, harmless, ARRAY_SIZE(harmless)))
		return;
	for (size_t i = expr->first; i < expr->last; i++) {
		struct expr name = { .kind = EXPR_IDENTIFIER, .first = i, .last = i + 1, .op = i };

		if (tokens->items[i].kind == TOKEN_IDENTIFIER && is_object_at(tokens, i) &&
		    read_identifier(reader, &name) != CARRIES_NOTHING) {
			escape(reader, i);
			return;
		}
	}
}

static enum carried read_expr(struct reader *reader, const struct expr *expr)
{
	switch (expr->kind) {
	case EXPR_IDENTIFIER:
		return read_identifier(reader, expr);
	case EXPR_PARENTHESES:
	case EXPR_CAST:
		return read_expr(reader, expr->left);
	case EXPR_UNARY:
	case EXPR_POSTFIX:
		return read_unary(reader, expr);
	case EXPR_BINARY:
		return read_binary(reader, expr);
	case EXPR_TERNARY:
		return read_ternary(reader, expr);
	case EXPR_CALL:
		return read_call(reader, expr);
	case EXPR_MEMBER:
		return read_member(reader, expr);
	case EXPR_INDEX:
		return read_element(reader, expr);
	case EXPR_BAD:
	case EXPR_OPAQUE:
		read_opaque(reader, expr);
		break;
	default:
		break;
	}
	return CARRIES_NOTHING;
}

/* --- all of it --- */

/* `&page`, or the result itself: no array. */
static bool is_variable(const struct expr *place)
{
	return !place || (place->kind == EXPR_UNARY && expr_bare(place->left)->kind == EXPR_IDENTIFIER);
}

static void read_item(struct reader *reader, const struct step_expr *item)
{
	const struct token_list *tokens = &reader->outline->tokens;
	struct expr name = { .kind = EXPR_IDENTIFIER };

	reader->step = item->step;
	reader->is_certain = true;
	if (item->name != NO_TOKEN) {
		name.first = name.op = item->name;
		name.last = item->name + 1;
		assign(reader, &name, token_previous(tokens, item->expr->first), item->expr);
	} else if (read_expr(reader, item->expr) != CARRIES_NOTHING &&
		   item->step->statement->kind == STATEMENT_RETURN) {
		escape(reader, item->step->first);
	}
}

void pages_read(struct pages *pages, struct source *source, const struct step_exprs *exprs,
		const struct acquire *acquire, struct page_root root, struct arena *arena)
{
	struct reader reader = {
		.pages = pages, .source = source, .outline = &source->outline, .arena = arena,
	};
	size_t known;

	*pages = (struct pages){ .source = source, .acquire = acquire, .root = root };
	pages->names[pages->n_names++] = *root.member ? NO_USE : id_of(pages, root.name);
	pages->is_element[0] = acquire && acquire->is_one && is_variable(acquire->pages);
	/* Whoever gets a name later in the text may have had it earlier, in a loop. */
	do {
		known = pages->n_names;
		pages->events.n = 0;
		for (size_t i = 0; i < exprs->n; i++)
			read_item(&reader, &exprs->items[i]);
	} while (pages->n_names > known && !pages->is_lost);
}

void pages_free(struct pages *pages)
{
	free(pages->events.items);
}

bool page_root_in(const struct outline *outline, const struct expr *expr, struct arena *arena,
		  struct page_root *root)
{
	const struct expr *base;

	for (;;) {
		expr = expr_bare(expr);
		if (expr->kind == EXPR_IDENTIFIER || expr->kind == EXPR_MEMBER)
			break;
		if (expr->kind != EXPR_INDEX && expr->kind != EXPR_CAST &&
		    !(expr->kind == EXPR_UNARY && expr_op_is(outline, expr, "&")) &&
		    !(expr->kind == EXPR_BINARY && expr_op_is(outline, expr, "+")))
			return false;
		expr = expr->left;
	}
	base = base_of(expr);
	if (!base)
		return false;
	*root = (struct page_root){ .name = base->op, .member = "" };
	if (expr->kind == EXPR_MEMBER)
		root->member = code_text(outline, base->op + 1, expr->last, arena);
	return true;
}

bool page_root_of(struct source *source, const struct acquire *acquire, struct arena *arena,
		  struct page_root *root)
{
	if (acquire->pages)
		return page_root_in(&source->outline, acquire->pages, arena, root);
	*root = (struct page_root){ .name = acquire->result, .member = "" };
	return acquire->result != NO_TOKEN && is_object_at(&source->outline.tokens, acquire->result);
}
