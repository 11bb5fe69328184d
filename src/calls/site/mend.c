// SPDX-License-Identifier: GPL-2.0-only
#include "calls/site/mend.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "kernel/api/api.h"
#include "outcome/plan/print.h"

#include <string.h>

static const struct mended no_mend;

static struct mended mend(const struct call_site *site, const struct expr *expr);

static const char *source_text(const struct call_site *site, const struct expr *expr)
{
	const struct outline *outline = &site->source->outline;
	size_t begin = expr_begin(outline, expr), end = expr_end(outline, expr);

	return arena_printf(&site->source->arena, "%.*s", (int)(end - begin),
			    site->source->text.data + begin);
}

/* True if a #define of this file gives the name at a token a value with a ?: outside of all brackets. */
static bool is_loose_macro(const struct call_site *site, size_t token)
{
	const struct outline *outline = &site->source->outline;
	const struct token_list *tokens = &outline->tokens;
	const struct uses *uses = source_uses(site->source);

	for (uint32_t u = uses_first(uses, token); u != NO_USE; u = uses_next(uses, u)) {
		uint32_t directive = tokens->items[u].directive;

		if (!token_defines_macro(tokens, u))
			continue;
		for (size_t i = u; i < tokens->n && tokens->items[i].directive == directive; i++) {
			size_t close = outline_closing(outline, i);

			if (token_is(tokens, i, "?"))
				return true;
			i = close == NO_TOKEN ? i : close;
		}
	}
	return false;
}

/* True if the expression is not as tight as its text shows. */
static bool is_loose(const struct call_site *site, const struct expr *expr)
{
	const struct token_list *tokens = &site->source->outline.tokens;

	for (size_t i = expr->first; i < expr->last; i++)
		if (tokens->items[i].kind == TOKEN_IDENTIFIER && is_loose_macro(site, i))
			return true;
	return false;
}

/*
 * The bare text where its operator binds more tightly than least, else in parentheses. In the body
 * of a macro a name may stand for any expression, so it keeps or gets its own.
 */
static const char *operand(const struct call_site *site, const struct expr *expr,
			   enum precedence least)
{
	const struct expr *bare = expr_bare(expr);

	if (bare->kind == EXPR_IDENTIFIER &&
	    site->source->outline.tokens.items[bare->first].directive)
		return arena_printf(&site->source->arena, "(%s)", source_text(site, bare));
	if (expr_precedence(&site->source->outline, bare) > least && !is_loose(site, bare))
		return source_text(site, bare);
	return arena_printf(&site->source->arena, "(%s)", source_text(site, bare));
}

/* One side of an `|`; another `|` needs no parentheses there. */
static const char *side_of_or(const struct call_site *site, struct mended mended)
{
	if (mended.precedence > PRECEDENCE_BIT_AND || mended.precedence == PRECEDENCE_BIT_OR)
		return mended.text;
	return arena_printf(&site->source->arena, "(%s)", mended.text);
}

/* 0 or 1 for a literal, a truth constant; -1 for all else. Any number but 0 is true to an int write. */
static int literal_truth(const struct call_site *site, const struct expr *expr)
{
	const struct token_list *tokens = &site->source->outline.tokens;
	unsigned long value;

	expr = expr_bare(expr);
	if (expr->kind == EXPR_NUMBER && !number_value(tokens, expr->op, &value))
		return value != 0;
	if (expr->kind != EXPR_IDENTIFIER)
		return -1;
	return token_is(tokens, expr->op, "true") ? 1 : token_is(tokens, expr->op, "false") ? 0 : -1;
}

static struct mended constant(const char *flag, int truth)
{
	return (struct mended){ truth ? flag : "0", PRECEDENCE_POSTFIX };
}

static struct mended when(const struct call_site *site, const struct expr *condition, const char *flag,
			  int if_true, int if_false)
{
	return (struct mended){
		arena_printf(&site->source->arena, "%s ? %s : %s",
			     operand(site, condition, PRECEDENCE_TERNARY),
			     constant(flag, if_true).text, constant(flag, if_false).text),
		PRECEDENCE_TERNARY,
	};
}

/* `!!x` asks for nothing that `x ? :` does not ask anyway. */
static const struct expr *without_double_negation(const struct call_site *site,
						  const struct expr *expr)
{
	const struct outline *outline = &site->source->outline;
	const struct expr *inner;

	expr = expr_bare(expr);
	if (expr->kind != EXPR_UNARY || !expr_op_is(outline, expr, "!"))
		return expr;
	inner = expr_bare(expr->left);
	if (inner->kind != EXPR_UNARY || !expr_op_is(outline, inner, "!"))
		return expr;
	return without_double_negation(site, inner->left);
}

/* `FOLL_WRITE || FOLL_FORCE` was meant to be something else, and only its author knows what. */
static bool joins_flags(const struct call_site *site, const struct expr *expr)
{
	const struct outline *outline = &site->source->outline;

	if (expr->kind != EXPR_BINARY ||
	    !(expr_op_is(outline, expr, "||") || expr_op_is(outline, expr, "&&")))
		return false;
	return call_site_meaning(site, expr->left).bits & MEANS_FLAGS ||
	       call_site_meaning(site, expr->right).bits & MEANS_FLAGS;
}

/* True if the #define whose name is token i has flags in it. */
static bool defines_flags(const struct token_list *tokens, size_t i)
{
	size_t last = tokens->directives.items[tokens->items[i].directive - 1].last;

	for (i++; i < last; i++)
		if (token_begins_with(tokens, i, "FOLL_"))
			return true;
	return false;
}

/* `WRITE_ARG(w)`, where a #define of this file, for some kernels at least, makes flags of w. */
static bool may_be_flags(const struct call_site *site, const struct expr *expr)
{
	const struct token_list *tokens = &site->source->outline.tokens;
	const struct uses *uses = source_uses(site->source);

	if (expr->kind != EXPR_CALL || expr->left->kind != EXPR_IDENTIFIER)
		return false;
	for (uint32_t i = uses_first(uses, expr->left->op); i != NO_USE; i = uses_next(uses, i))
		if (token_defines_macro(tokens, i) && defines_flags(tokens, i))
			return true;
	return false;
}

struct mended mend_truth(const struct call_site *site, const struct expr *expr, const char *flag)
{
	int truth = literal_truth(site, expr);

	if (expr->kind == EXPR_BAD || joins_flags(site, expr_bare(expr)) || may_be_flags(site, expr_bare(expr)))
		return no_mend;

	if (truth >= 0)
		return constant(flag, truth);
	expr = without_double_negation(site, expr);
	if (expr->kind == EXPR_TERNARY && expr->left) {
		int left = literal_truth(site, expr->left), right = literal_truth(site, expr->right);

		if (left >= 0 && right >= 0 && left != right)
			return when(site, expr->condition, flag, left, right);
	}
	return when(site, expr, flag, 1, 0);
}

const char *mend_number_in(const struct call_site *site, unsigned long number, unsigned version)
{
	const char *text = NULL;

	for (const struct gup_flag *flag = gup_flags; flag->name; flag++) {
		/* FOLL_WRITE is 1 in every version; all others need to know which one it is. */
		unsigned long value = version ? gup_flag_value(flag, version) :
				      !strcmp(flag->name, "FOLL_WRITE");

		if (!value || (number & value) != value || flag->class != FLAG_CALLER)
			continue;
		text = text ? arena_printf(&site->source->arena, "%s | %s", text, flag->name) :
			      flag->name;
		number &= ~value;
	}
	return number ? NULL : text;
}

/* What its author meant: of another kernel, that the code is held against, nobody could think. */
static struct mended mend_number(const struct call_site *site, unsigned long number)
{
	const char *text = mend_number_in(site, number, site->family->name ?
					  site->family->own_version : site->version);

	if (!text)
		return no_mend;
	return (struct mended){ text, strchr(text, '|') ? PRECEDENCE_BIT_OR : PRECEDENCE_POSTFIX };
}

static bool is_mask_of_one(const struct call_site *site, const struct expr *expr)
{
	const struct outline *outline = &site->source->outline;
	const struct expr *mask;
	unsigned long value;

	if (expr->kind != EXPR_BINARY || !expr_op_is(outline, expr, "&"))
		return false;
	mask = expr_bare(expr->right);
	return mask->kind == EXPR_NUMBER && !number_value(&outline->tokens, mask->op, &value) &&
	       value == 1;
}

/* a | b: each side by itself, so that `FOLL_FORCE | write` keeps its flags. */
static struct mended mend_or(const struct call_site *site, const struct expr *expr)
{
	struct mended left = mend(site, expr->left), right = mend(site, expr->right);

	if (!left.text && !right.text)
		return no_mend;
	return (struct mended){
		arena_printf(&site->source->arena, "%s | %s",
			     left.text ? side_of_or(site, left) :
					 source_text(site, expr->left),
			     right.text ? side_of_or(site, right) :
					  source_text(site, expr->right)),
		PRECEDENCE_BIT_OR,
	};
}

static struct mended mend(const struct call_site *site, const struct expr *expr)
{
	const struct outline *outline = &site->source->outline;
	const struct expr *bare = expr_bare(expr);
	struct meaning meaning = call_site_meaning(site, bare);

	if (bare->kind == EXPR_BINARY && expr_op_is(outline, bare, "|"))
		return mend_or(site, bare);
	if (bare->kind == EXPR_NUMBER && meaning.bits == MEANS_NUMBER)
		return mend_number(site, meaning.number);
	if (meaning.bits == MEANS_MASK && is_mask_of_one(site, bare))
		return when(site, bare, "FOLL_WRITE", 1, 0);
	if (meaning.elsewhere)
		return no_mend;
	if (meaning.bits & MEANS_TRUTH && !(meaning.bits & ~(unsigned)(MEANS_TRUTH | MEANS_ZERO)))
		return mend_truth(site, bare, "FOLL_WRITE");
	return no_mend;
}

const char *mend_as_flags(const struct call_site *site)
{
	return mend(site, site->access.expr).text;
}

struct mended mend_or_keep(const struct call_site *site, const struct expr *expr)
{
	struct mended mended = mend(site, expr);

	if (!mended.text && !literal_truth(site, expr))
		return constant("", 0);
	if (!mended.text) {
		mended.text = source_text(site, expr_bare(expr));
		mended.precedence = expr_precedence(&site->source->outline, expr_bare(expr));
	}
	return mended;
}

struct mended mend_join(const struct call_site *site, struct mended a, struct mended b)
{
	struct arena *arena = &site->source->arena;

	if (!strcmp(a.text, "0"))
		return b;
	if (!strcmp(b.text, "0"))
		return a;
	/* gcc asks for parentheses around & and ^ inside |, though C does not need them. */
	if (a.precedence < PRECEDENCE_UNARY && a.precedence != PRECEDENCE_BIT_OR)
		a.text = arena_printf(arena, "(%s)", a.text);
	if (b.precedence < PRECEDENCE_UNARY && b.precedence != PRECEDENCE_BIT_OR)
		b.text = arena_printf(arena, "(%s)", b.text);
	return (struct mended){ arena_printf(arena, "%s | %s", a.text, b.text), PRECEDENCE_BIT_OR };
}

const char *mend_add_flag(const struct call_site *site, const char *flag)
{
	return mend_join(site, mend_or_keep(site, site->access.expr), constant(flag, 1)).text;
}

bool mend_agrees_as_write(const struct call_site *site)
{
	return !(site->access.meaning.bits & MEANS_STRAY);
}

const char *mend_advice(const struct call_site *site, unsigned bits)
{
	const struct origin *origin = meaning_wrong_way(&site->access.meaning, bits);
	const char *flags = origin && origin->op != NO_TOKEN ? mend(site, origin->expr).text : NULL;
	const struct token_list *tokens = &site->source->outline.tokens;

	if (!flags)
		return "";
	return arena_printf(&site->source->arena, "; write `%.*s %.*s %s` there",
			    (int)tokens->items[origin->name].length,
			    tokens->text + tokens->items[origin->name].offset,
			    (int)tokens->items[origin->op].length,
			    tokens->text + tokens->items[origin->op].offset, flags);
}

const char *mend_write_as_flags(const struct call_site *site)
{
	unsigned bits = site->access.meaning.bits;

	if (bits & (MEANS_FLAGS | MEANS_WRITE_TEST))
		return NULL;
	if (bits == MEANS_ZERO && expr_bare(site->access.expr)->kind == EXPR_NUMBER)
		return NULL;
	return mend_truth(site, site->access.expr, "FOLL_WRITE").text;
}

char *mend_call(const struct call_site *site, const char *callee, size_t i, const char *text)
{
	struct call_plan plan;

	call_plan_keep(&plan, &site->call, &site->source->arena);
	plan.callee = callee;
	call_plan_replace(&plan, i, text);
	return call_print_whole(site->source, &site->call, &plan);
}

char *mend_call_as_flags(const struct call_site *site)
{
	const char *flags = mend_as_flags(site);

	return flags ? mend_call(site, NULL, site->access.index, flags) : NULL;
}
