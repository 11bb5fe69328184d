// SPDX-License-Identifier: GPL-2.0-only
#include "pages/pages.h"

#include "base/arena.h"
#include "base/mem.h"
#include "pages/array.h"
#include "pages/pages_private.h"
#include "path/code.h"

#include <stdlib.h>
#include <string.h>

void pages_add_event(struct page_reader *reader, enum page_use use, size_t token, const struct expr *call,
		      const struct expr *operand)
{
	struct page_event event = {
		.step = reader->step->first, .token = token, .use = use, .call = call,
		.operand = operand, .is_certain = reader->is_certain, .name = (uint8_t)reader->name,
	};

	VEC_PUSH(&reader->pages->events, event);
}

struct page_event *pages_last_event(const struct page_reader *reader)
{
	return &reader->pages->events.items[reader->pages->events.n - 1];
}

void pages_escape(struct page_reader *reader, size_t token)
{
	pages_add_event(reader, PAGES_ESCAPED, token, NULL, NULL);
}

void pages_escape_holder(struct page_reader *reader, size_t token)
{
	pages_escape(reader, token);
	pages_last_event(reader)->is_holder = true;
}

/* --- names --- */

uint32_t pages_id_of(const struct pages *pages, size_t name)
{
	return source_uses(pages->source)->first[name];
}

bool pages_is_root(const struct pages *pages, const struct expr *expr)
{
	return expr->kind == EXPR_IDENTIFIER &&
	       pages_id_of(pages, expr->op) == pages_id_of(pages, pages->root.name);
}

size_t pages_name_of(const struct pages *pages, const struct expr *expr)
{
	size_t i = 0;

	expr = expr_bare(expr);
	if (expr->kind != EXPR_IDENTIFIER)
		return pages->n_names;
	while (i < pages->n_names && pages->names[i] != pages_id_of(pages, expr->op))
		i++;
	return i;
}

size_t pages_add_name(struct pages *pages, const struct expr *variable)
{
	size_t i = pages_name_of(pages, variable);

	if (i == MAX_PAGE_NAMES) {
		pages->is_lost = true;
		return 0;
	}
	if (i == pages->n_names)
		pages->names[pages->n_names++] = pages_id_of(pages, variable->op);
	return i;
}

const struct expr *pages_base(const struct expr *expr)
{
	expr = expr_bare(expr);
	while (expr->kind == EXPR_MEMBER)
		expr = expr_bare(expr->left);
	return expr->kind == EXPR_IDENTIFIER ? expr : NULL;
}

bool pages_is_member(const struct pages *pages, const struct expr *expr, struct arena *arena)
{
	const struct expr *base = pages_base(expr);

	expr = expr_bare(expr);
	return base && expr->kind == EXPR_MEMBER && pages_is_root(pages, base) && *pages->root.member &&
	       !strcmp(code_text(&pages->source->outline, base->op + 1, expr->last, arena), pages->root.member);
}

bool pages_is_array_member(struct page_reader *reader, const struct expr *expr)
{
	return pages_is_member(reader->pages, expr, reader->arena);
}

bool pages_copies_in_holder(struct page_reader *reader, const struct expr *to)
{
	const struct expr *base;

	to = expr_bare(to);
	if (to->kind == EXPR_UNARY && expr_op_is(reader->outline, to, "&"))
		to = expr_bare(to->left);
	while (to->kind == EXPR_INDEX)
		to = expr_bare(to->left);
	base = to->kind == EXPR_MEMBER ? pages_base(to) : NULL;
	if (!base || !*reader->pages->root.member || !pages_is_root(reader->pages, base))
		return false;
	reader->pages->has_copies = true;
	return true;
}

/* --- values --- */

enum carried pages_larger(enum carried a, enum carried b)
{
	return a > b ? a : b;
}

static enum carried read_identifier(struct page_reader *reader, const struct expr *expr)
{
	size_t name = pages_name_of(reader->pages, expr);

	if (!is_object_at(&reader->outline->tokens, expr->op))
		return CARRIES_NOTHING;
	if (name < reader->pages->n_names) {
		reader->name = name;
		reader->is_element = reader->pages->is_element[name];
		return CARRIES_PAGES;
	}
	if (!*reader->pages->root.member || !pages_is_root(reader->pages, expr))
		return CARRIES_NOTHING;
	reader->name = 0;
	return CARRIES_HOLDER;
}

/* work->list of work->list->pages, or of work->list.pages. */
static bool is_on_the_way(struct page_reader *reader, const struct expr *expr)
{
	const struct expr *base = pages_base(expr);
	const char *path;

	if (!base || !*reader->pages->root.member || !pages_is_root(reader->pages, base))
		return false;
	path = code_text(reader->outline, base->op + 1, expr->last, reader->arena);
	return !strncmp(reader->pages->root.member, path, strlen(path)) &&
	       strchr("-.", reader->pages->root.member[strlen(path)]);
}

/*
 * A member of a page, or of the holder, is not what we look for; but work->pages is, and what the holder
 * is if work->list->pages is.
 */
static enum carried read_member(struct page_reader *reader, const struct expr *expr)
{
	if (pages_is_array_member(reader, expr)) {
		reader->name = 0;
		reader->is_element = false;
		return CARRIES_PAGES;
	}
	if (is_on_the_way(reader, expr)) {
		reader->name = 0;
		return CARRIES_HOLDER;
	}
	pages_read_expr(reader, expr->left);
	return CARRIES_NOTHING;
}

/* What * and [] find: in the array one of the pages, in a page what somebody wrote to it. */
static enum carried inside(struct page_reader *reader, enum carried carried)
{
	if (carried == CARRIES_PAGES && reader->is_element)
		return CARRIES_NOTHING;
	reader->is_element = true;
	return carried;
}

static enum carried read_element(struct page_reader *reader, const struct expr *expr)
{
	pages_read_expr(reader, expr->right);
	return inside(reader, pages_read_expr(reader, expr->left));
}

/* &page->lru leads back to the page, and &work->list to what has the array. */
static enum carried read_address(struct page_reader *reader, const struct expr *expr)
{
	const struct expr *of = expr_bare(expr->left);

	if (of->kind != EXPR_MEMBER || pages_is_array_member(reader, of)) {
		enum carried carried = pages_read_expr(reader, of);

		/* &pages[i] points to a page's place, and * finds the page there. */
		reader->is_element = false;
		return carried;
	}
	while (of->kind == EXPR_MEMBER && !pages_is_array_member(reader, of))
		of = expr_bare(of->left);
	return pages_read_expr(reader, of);
}

static enum carried read_unary(struct page_reader *reader, const struct expr *expr)
{
	enum carried carried;

	if (expr_op_is(reader->outline, expr, "&") && expr->kind == EXPR_UNARY)
		return read_address(reader, expr);
	carried = pages_read_expr(reader, expr->left);
	if (expr_op_is(reader->outline, expr, "++") || expr_op_is(reader->outline, expr, "--")) {
		if (carried == CARRIES_PAGES)
			pages_add_event(reader, PAGES_REPLACED, expr->op, NULL, NULL);
		return carried;
	}
	return expr_op_is(reader->outline, expr, "*") ? inside(reader, carried) : CARRIES_NOTHING;
}

static enum carried read_binary(struct page_reader *reader, const struct expr *expr)
{
	enum precedence precedence = expr_precedence(reader->outline, expr);
	bool was_certain = reader->is_certain;
	enum carried left, right;

	if (precedence == PRECEDENCE_ASSIGNMENT)
		return pages_assign(reader, expr->left, expr->op, expr->right);
	left = pages_read_expr(reader, expr->left);
	if (precedence == PRECEDENCE_LOGICAL_AND || precedence == PRECEDENCE_LOGICAL_OR)
		reader->is_certain = false;
	right = pages_read_expr(reader, expr->right);
	reader->is_certain = was_certain;
	if (precedence == PRECEDENCE_COMMA)
		return right;
	if (precedence == PRECEDENCE_LOGICAL_AND || precedence == PRECEDENCE_LOGICAL_OR ||
	    precedence == PRECEDENCE_EQUALITY || precedence == PRECEDENCE_RELATION)
		return CARRIES_NOTHING;
	return pages_larger(left, right);
}

static enum carried read_ternary(struct page_reader *reader, const struct expr *expr)
{
	bool was_certain = reader->is_certain;
	enum carried carried = pages_read_expr(reader, expr->condition);

	if (expr->left)
		carried = CARRIES_NOTHING;
	reader->is_certain = false;
	if (expr->left)
		carried = pages_read_expr(reader, expr->left);
	carried = pages_larger(carried, pages_read_expr(reader, expr->right));
	reader->is_certain = was_certain;
	return carried;
}

/* ({ }), { } and what cannot be read: whatever is named there may be kept. */
static void read_opaque(struct page_reader *reader, const struct expr *expr)
{
	static const char *const harmless[] = { "sizeof", "typeof", "__typeof__", "_Alignof" };
	const struct token_list *tokens = &reader->outline->tokens;

	if (token_is_any(tokens, expr->first, harmless, ARRAY_SIZE(harmless)))
		return;
	for (size_t i = expr->first; i < expr->last; i++) {
		struct expr name = { .kind = EXPR_IDENTIFIER, .first = i, .last = i + 1, .op = i };

		if (tokens->items[i].kind == TOKEN_IDENTIFIER && is_object_at(tokens, i) &&
		    read_identifier(reader, &name) != CARRIES_NOTHING) {
			pages_escape(reader, i);
			return;
		}
	}
}

/* `(dma_addr_t *)(pages + n)`: numbers that lie behind the array in the same memory. */
static bool casts_to_numbers(const struct token_list *tokens, const struct expr *cast)
{
	static const char *const bytes[] = { "void", "char", "u8", "uint8_t", "long" };
	size_t type = token_next(tokens, cast->first), star = token_next(tokens, type);

	return tokens->items[type].kind == TOKEN_IDENTIFIER && token_is(tokens, star, "*") &&
	       token_is(tokens, token_next(tokens, star), ")") &&
	       !token_is_any(tokens, type, bytes, ARRAY_SIZE(bytes));
}

static enum carried read_cast(struct page_reader *reader, const struct expr *expr)
{
	enum carried carried = pages_read_expr(reader, expr->left);

	return reader->pages->root.no_addresses && casts_to_numbers(&reader->outline->tokens, expr) ?
	       CARRIES_NOTHING : carried;
}

enum carried pages_read_expr(struct page_reader *reader, const struct expr *expr)
{
	switch (expr->kind) {
	case EXPR_IDENTIFIER:
		return read_identifier(reader, expr);
	case EXPR_PARENTHESES:
		return pages_read_expr(reader, expr->left);
	case EXPR_CAST:
		return read_cast(reader, expr);
	case EXPR_UNARY:
	case EXPR_POSTFIX:
		return read_unary(reader, expr);
	case EXPR_BINARY:
		return read_binary(reader, expr);
	case EXPR_TERNARY:
		return read_ternary(reader, expr);
	case EXPR_CALL:
		return pages_read_call(reader, expr);
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

static void read_item(struct page_reader *reader, const struct step_expr *item)
{
	const struct token_list *tokens = &reader->outline->tokens;
	struct expr name = { .kind = EXPR_IDENTIFIER };
	enum carried carried;

	reader->step = item->step;
	reader->is_certain = true;
	if (item->name != NO_TOKEN) {
		name.first = name.op = item->name;
		name.last = item->name + 1;
		pages_assign(reader, &name, token_previous(tokens, item->expr->first), item->expr);
		return;
	}
	carried = pages_read_expr(reader, item->expr);
	if (item->step->statement->kind != STATEMENT_RETURN || carried == CARRIES_NOTHING)
		return;
	if (carried == CARRIES_PAGES)
		pages_escape(reader, item->step->first);
	else
		pages_escape_holder(reader, item->step->first);
}

void pages_read(struct pages *pages, struct source *source, const struct step_exprs *exprs,
		const struct acquire *acquire, struct page_root root, struct arena *arena)
{
	struct page_reader reader = {
		.pages = pages, .source = source, .outline = &source->outline, .arena = arena,
	};
	size_t known;
	bool had_copies;

	*pages = (struct pages){ .source = source, .acquire = acquire, .root = root };
	pages->names[pages->n_names++] = *root.member ? NO_USE : pages_id_of(pages, root.name);
	pages->is_element[0] = acquire && acquire->is_one && is_variable(acquire->pages);
	/* Whoever gets a name later in the text may have had it earlier, in a loop. */
	do {
		known = pages->n_names;
		had_copies = pages->has_copies;
		pages->events.n = 0;
		for (size_t i = 0; i < exprs->n; i++)
			read_item(&reader, &exprs->items[i]);
	} while ((pages->n_names > known || pages->has_copies != had_copies) && !pages->is_lost);
}

void pages_free(struct pages *pages)
{
	free(pages->events.items);
}

bool page_root_in(struct source *source, const struct expr *expr, struct arena *arena,
		  struct page_root *root)
{
	const struct expr *array = array_in(source, expr), *base = array ? pages_base(array) : NULL;

	if (!base)
		return false;
	*root = (struct page_root){ .name = base->op, .member = "" };
	if (array->kind == EXPR_MEMBER)
		root->member = code_text(&source->outline, base->op + 1, array->last, arena);
	return true;
}

/* A wrapper puts them into a member of what it gets: `work`, `&work`, `&work->list`. */
static bool root_by_member(struct source *source, const struct acquire *acquire, struct arena *arena,
			   struct page_root *root)
{
	const struct outline *outline = &source->outline;
	const struct expr *object = expr_bare(acquire->pages), *base;
	bool is_address = object->kind == EXPR_UNARY && expr_op_is(outline, object, "&");
	const char *member = acquire->member;

	if (is_address)
		object = expr_bare(object->left);
	base = object->kind == EXPR_IDENTIFIER || object->kind == EXPR_MEMBER ? pages_base(object) : NULL;
	if (!base || strncmp(member, "->", 2))
		return false;
	root->name = base->op;
	root->member = arena_printf(arena, "%s%s%s", code_text(outline, base->op + 1, object->last, arena),
				    is_address ? "." : "->", member + 2);
	return true;
}

bool page_root_of(struct source *source, const struct acquire *acquire, struct arena *arena,
		  struct page_root *root)
{
	if (acquire->member)
		return root_by_member(source, acquire, arena, root);
	if (acquire->pages)
		return page_root_in(source, acquire->pages, arena, root);
	*root = (struct page_root){ .name = acquire->result, .member = "" };
	return acquire->result != NO_TOKEN && is_object_at(&source->outline.tokens, acquire->result);
}
