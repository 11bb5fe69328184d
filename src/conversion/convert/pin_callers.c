// SPDX-License-Identifier: GPL-2.0-only
/* Who else sees a place: the callers, where it is a parameter, or what their function returns. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/summary/across.h"
#include "calls/value/local.h"
#include "contract/pages/array.h"
#include "contract/path/callee.h"
#include "conversion/convert/pin_private.h"

#include <stdlib.h>
#include <string.h>

/* In the place of a parameter's number: the result of the call. */
#define RESULT SIZE_MAX

/* --- calls --- */

/* `pages = hold(work)`, `return hold(work)`: where the result of the call at token i goes. */
static void read_result(struct pin_group *group, struct source *source, size_t i)
{
	const struct outline *outline = &source->outline;
	size_t before = token_previous(&outline->tokens, i), begin = statement_begin(outline, i);
	const struct expr *to;

	if (token_is(&outline->tokens, before, "return")) {
		pin_add_giver(group, source, outline_function_at(outline, i));
		return;
	}
	/* A declaration begins with its type. */
	if (token_is(&outline->tokens, before, "=") && !is_type_word(&outline->tokens, begin)) {
		to = expr_read(outline, begin, before, &group->arena);
		if (pin_add_expr(group, source, to, PIN_FOR_GOOD))
			return;
	} else if (token_is(&outline->tokens, before, "=")) {
		size_t name = token_previous(&outline->tokens, before);

		to = expr_read(outline, name, before, &group->arena);
		if (pin_add_expr(group, source, to, PIN_FOR_GOOD))
			return;
	}
	pin_stop(group, source, i, "where the pages go that %s() returns nobody can follow",
		 pin_word(group, source, i));
}

/* What a call hands over as the parameter. */
static void read_argument(struct pin_group *group, struct source *source, size_t i, size_t parameter)
{
	struct call call;

	if (!token_is_called(&source->outline.tokens, i) ||
	    call_read(&source->outline, i, &group->arena, &call) || call.split || parameter >= call.n) {
		pin_stop(group, source, i, "who calls %s(), and with which pages, nobody can tell",
			 pin_word(group, source, i));
		return;
	}
	if (expr_is_null(&source->outline, call.arguments[parameter]))
		pin_stop(group, source, i, "%s() gets no place for pages here, and a pin needs one",
			 pin_word(group, source, i));
	else if (!pin_add_expr(group, source, call.arguments[parameter], PIN_FOR_GOOD))
		pin_stop(group, source, i, "%s() gets other pages here", pin_word(group, source, i));
}

static void read_call(struct pin_group *group, struct source *source, size_t i, size_t parameter)
{
	group->n_calls++;
	if (parameter != RESULT)
		read_argument(group, source, i, parameter);
	else if (!token_is_called(&source->outline.tokens, i))
		pin_stop(group, source, i, "who calls %s() nobody can tell", pin_word(group, source, i));
	else
		read_result(group, source, i);
}

/* --- callers --- */

/* The uses of the name in a file, which means the function, that are no prototypes. */
static void read_calls(struct pin_group *group, struct source *source, uint32_t first, size_t definition,
		       size_t parameter)
{
	const struct outline *outline = &source->outline;
	const struct uses *uses = source_uses(source);

	for (uint32_t i = first; i != NO_USE; i = uses_next(uses, i))
		if (i != definition && (outline->context[i] != CONTEXT_FILE || outline->tokens.items[i].directive))
			read_call(group, source, i, parameter);
}

/* The first use of the name in another file, or NO_USE. */
static uint32_t use_in(struct source *source, const char *name)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = 0; i < tokens->n; i++)
		if (tokens->items[i].kind == TOKEN_IDENTIFIER && token_is(tokens, i, name))
			return uses_first(source_uses(source), i);
	return NO_USE;
}

/* A file that gives the name a meaning of its own does not mean the function. */
static void read_other(struct pin_group *group, const struct function *function, struct source *source,
		       size_t parameter)
{
	uint32_t first = use_in(source, function->name);
	const struct function *own = first == NO_USE ? NULL : callee_in_file(source, first);

	if (first == NO_USE || (own && function_is_private(source, own)))
		return;
	if (own || callee_is_own(source, first))
		pin_stop(group, source, first, "there is another %s()", function->name);
	else
		read_calls(group, source, first, NO_TOKEN, parameter);
}

/* EXPORT_SYMBOL(name): any module may call it. */
static bool is_exported(struct source *source, size_t name)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses_first(uses, name); i != NO_USE; i = uses_next(uses, i)) {
		size_t open = token_previous(tokens, i);

		if (open != NO_TOKEN && token_is(tokens, open, "(") &&
		    token_begins_with(tokens, token_previous(tokens, open), "EXPORT_SYMBOL"))
			return true;
	}
	return false;
}

static void read_others(struct pin_group *group, struct source *source, const struct function *function,
			size_t parameter)
{
	const struct pin_world *world = group->world;
	size_t name = function->name_token;
	struct source_list sources = {0};
	const char *why;

	if (is_exported(source, name))
		why = "it is exported";
	else
		why = world->namers_of(world->data, function->name, &sources, &group->arena);
	if (why)
		pin_stop(group, source, name, "who calls %s() nobody can tell: %s", function->name, why);
	for (size_t i = 0; i < sources.n && !group->stop.why; i++)
		if (sources.items[i] != source)
			read_other(group, function, sources.items[i], parameter);
	free(sources.items);
}

static void read_callers(struct pin_group *group, struct source *source, const struct function *function,
			 size_t parameter)
{
	size_t name = function->name_token;

	read_calls(group, source, uses_first(source_uses(source), name), name, parameter);
	if (!group->stop.why && !function_is_private(source, function))
		read_others(group, source, function, parameter);
}

void pin_callers_read(struct pin_group *group, struct pin_place place)
{
	struct local local = local_find(place.source, place.root.name);

	if (!*place.root.member && local.parameter >= 0)
		read_callers(group, place.source, place.function, (size_t)local.parameter);
}

/* --- results --- */

/* Which pages a return gives: of the group, or none. */
static void read_returned(struct pin_group *group, struct source *source, const struct expr *expr)
{
	const struct outline *outline = &source->outline;

	expr = expr_bare(expr);
	if (expr->kind == EXPR_TERNARY && expr->left) {
		read_returned(group, source, expr->left);
		read_returned(group, source, expr->right);
		return;
	}
	if (expr_is_null(outline, expr) ||
	    (expr->kind == EXPR_CALL && (expr_op_is(outline, expr->left, "ERR_PTR") ||
					 expr_op_is(outline, expr->left, "ERR_CAST"))))
		return;
	if (expr->kind == EXPR_CALL || !pin_add_expr(group, source, expr, PIN_FOR_GOOD))
		pin_stop(group, source, expr->first, "what is returned here nobody took with get_user_pages()");
}

void pin_giver_read(struct pin_group *group, struct pin_giver giver)
{
	const struct outline *outline = &giver.source->outline;
	const struct function *function = giver.function;

	size_t n_before = group->n_calls;

	read_callers(group, giver.source, function, RESULT);
	if (group->n_calls == n_before)
		pin_stop(group, giver.source, function->name_token, "nobody in sight gets the pages that %s() "
			 "returns", function->name);
	for (size_t i = function->body; i < function->end && !group->stop.why; i++) {
		size_t value = token_next(&outline->tokens, i);

		if (token_is(&outline->tokens, i, "return") && !outline->tokens.items[i].directive)
			read_returned(group, giver.source,
				      expr_read(outline, value, expr_value_end(outline, value),
						&group->arena));
	}
}
