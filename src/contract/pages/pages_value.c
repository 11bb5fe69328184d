// SPDX-License-Identifier: GPL-2.0-only
/* What the value of an expression stands for: the pages, one of them, or what holds their array. */
#include "base/data/mem.h"
#include "contract/pages/pages_private.h"
#include "contract/path/code.h"

#include <string.h>

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
		reader->is_mapping = reader->pages->is_mapping[name];
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

/* Another member of a variable that has a union in it may be the array by another name. */
static bool may_be_in_union(const struct page_reader *reader, const struct expr *expr)
{
	const struct expr *base = reader->pages->root.is_in_union ? pages_base(expr) : NULL;

	return base && pages_is_root(reader->pages, base);
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
		reader->is_mapping = false;
		return CARRIES_PAGES;
	}
	if (is_on_the_way(reader, expr)) {
		reader->name = 0;
		return CARRIES_HOLDER;
	}
	if (may_be_in_union(reader, expr)) {
		reader->name = 0;
		return CARRIES_PAGES;
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

/* `pages[1]`, `pages + n`: a part of the array in which the pages are not. */
static bool is_elsewhere(const struct page_reader *reader, const struct expr *expr)
{
	struct part part = part_at(reader->source, expr, NULL, expr_index(reader->outline, expr));

	return reader->name == 0 && !reader->goes_down &&
	       parts_compare(reader->source, &reader->part, &part) == PARTS_APART;
}

static enum carried read_element(struct page_reader *reader, const struct expr *expr)
{
	enum carried carried;

	pages_read_expr(reader, expr->right);
	carried = pages_read_expr(reader, expr->left);
	return carried == CARRIES_PAGES && is_elsewhere(reader, expr) ? CARRIES_NOTHING : inside(reader, carried);
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
	if (!expr_op_is(reader->outline, expr, "*") ||
	    (carried == CARRIES_PAGES && expr_index(reader->outline, expr) && is_elsewhere(reader, expr)))
		return CARRIES_NOTHING;
	return inside(reader, carried);
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
	if (precedence == PRECEDENCE_SUM && left == CARRIES_PAGES && is_elsewhere(reader, expr))
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
