// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/migration/fill.h"

#include "base/data/mem.h"
#include "conversion/migration/effects.h"
#include "conversion/migration/match.h"
#include "conversion/migration/place.h"

#include <string.h>

/* --- what may be done with an argument --- */

/* How often the new call has parameter p of the rule. */
static size_t count_uses(const struct filling *filling, size_t p)
{
	const struct migration_rule *rule = filling->rule;
	size_t n = 0;

	for (size_t a = 0; a < rule->n_arguments; a++)
		for (size_t i = 0; rule->arguments[a] && i < rule->arguments[a]->last; i++)
			if (i >= rule->arguments[a]->first)
				n += rule_parameter(filling->migration, rule, i) == p;
	return n;
}

/* What the call passes for a parameter of the rule. */
static const struct expr *expr_of(const struct filling *filling, size_t parameter)
{
	return parameter < FIRST_PART ? filling->call->arguments[parameter] : filling->parts[parameter - FIRST_PART];
}

static bool makes_rest(const struct migration_rule *rule)
{
	for (size_t a = 0; a < rule->n_arguments; a++)
		if (!rule->arguments[a])
			return true;
	return false;
}

static bool holds_comment(const struct filling *filling, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		if (token_is_comment(&filling->source->outline.tokens.items[i]))
			return true;
	return false;
}

static bool has_comment(const struct filling *filling, const struct expr *argument)
{
	return holds_comment(filling, argument->first, argument->last);
}

/* The same from the comma or parenthesis in front of it up to the one behind it. */
static bool has_comment_beside(const struct filling *filling, const struct expr *argument)
{
	const struct token_list *tokens = &filling->source->outline.tokens;

	return holds_comment(filling, token_previous(tokens, argument->first), token_next(tokens, argument->last - 1));
}

static char *text_of(const struct filling *filling, const struct expr *argument)
{
	const struct outline *outline = &filling->source->outline;
	size_t begin = expr_begin(outline, argument);
	struct buf text = {0};
	char *kept;

	buf_add_line(&text, filling->source->text.data + begin, expr_end(outline, argument) - begin);
	kept = arena_printf(&filling->source->arena, "%s", text.data ? text.data : "");
	buf_free(&text);
	return kept;
}

/* Makes a statement of the argument, if that is asked for and there is a place for it. */
static bool keep_effect(struct filling *filling, size_t i)
{
	if (!filling->keeps_effects || !call_is_statement(filling->source, filling->call))
		return false;
	if (!filling->kept)
		filling->kept = arena_alloc(&filling->source->arena,
					    filling->call->n * sizeof(*filling->kept));
	filling->kept[filling->n_kept++] = i;
	return true;
}

/* Why argument i cannot go, or NULL. */
static const char *why_not_drop(struct filling *filling, size_t i)
{
	const struct expr *argument = filling->call->arguments[i];
	bool may_go = i < filling->rule->n && filling->rule->patterns[i].may_go;
	bool acts = !may_go && expr_may_act(&filling->source->outline, argument);

	if (acts && keep_effect(filling, i))
		return NULL;
	if (acts)
		return arena_printf(&filling->source->arena, "argument %zu of %s() goes, but `%s` may do "
				    "something; keep that as a statement if it is needed", i + 1,
				    filling->rule->callee, text_of(filling, argument));
	if (has_comment_beside(filling, argument))
		return arena_printf(&filling->source->arena, "argument %zu of %s() goes, and a comment "
				    "with it; convert it by hand", i + 1, filling->rule->callee);
	return NULL;
}

static const char *why_not_double(const struct filling *filling, size_t parameter)
{
	const struct expr *argument = expr_of(filling, parameter);

	if (!expr_may_act(&filling->source->outline, argument))
		return NULL;
	return arena_printf(&filling->source->arena, "`%s` would stand in %s() more than once, and may do "
			    "something each time; put its value into a variable",
			    text_of(filling, argument), filling->rule->successor);
}

/* How often a parameter stands on the left side. */
static size_t count_places(const struct filling *filling, size_t parameter)
{
	const struct migration_rule *rule = filling->rule;
	size_t n = 0;

	for (size_t p = 0; p < rule->n; p++)
		for (size_t i = rule->patterns[p].first; i < rule->patterns[p].last; i++)
			n += rule_parameter(filling->migration, rule, i) == parameter;
	return n;
}

/* True if the call passes something of pattern p in another place as well, where the rule asks for the same. */
static bool is_repeated(const struct filling *filling, size_t p)
{
	const struct migration_rule *rule = filling->rule;

	for (size_t i = rule->patterns[p].first; i < rule->patterns[p].last; i++) {
		size_t parameter = rule_parameter(filling->migration, rule, i);

		if (parameter != NO_TOKEN && count_places(filling, parameter) > 1)
			return true;
	}
	return false;
}

/* Of an argument that is taken apart its parts stay; what stands between them does not. */
static const char *why_not_form(const struct filling *filling, size_t p)
{
	const struct expr *argument = filling->call->arguments[p];

	if (has_comment_beside(filling, argument))
		return arena_printf(&filling->source->arena, "a comment stands in or beside `%s`, of which %s() "
				    "takes a part; convert it by hand", text_of(filling, argument),
				    filling->rule->successor);
	if (is_repeated(filling, p) && expr_may_act(&filling->source->outline, argument))
		return arena_printf(&filling->source->arena, "`%s` is passed more than once, and may do something each "
				    "time; put its value into a variable", text_of(filling, argument));
	return NULL;
}

/* A literal that the rule asks for is known: it may go, or be written again. */
static const char *why_not(struct filling *filling)
{
	const struct migration_rule *rule = filling->rule;
	const char *reason = NULL;

	for (size_t p = 0; p < rule->n && !reason; p++) {
		size_t uses = count_uses(filling, p);

		if (rule->patterns[p].kind == PATTERN_ANY && uses != 1)
			reason = uses ? why_not_double(filling, p) : why_not_drop(filling, p);
		else if (rule->patterns[p].kind == PATTERN_EXPR)
			reason = why_not_form(filling, p);
	}
	for (size_t p = FIRST_PART; p < FIRST_PART + rule->parts.n && !reason; p++)
		if (count_uses(filling, p) > 1)
			reason = why_not_double(filling, p);
	for (size_t i = rule->n - rule->has_rest; i < filling->call->n && !reason; i++)
		if (!makes_rest(rule))
			reason = why_not_drop(filling, i);
	return reason;
}

/* --- expressions --- */

struct writing {
	const struct filling *filling;
	struct buf text;
	const char *why_not;
};

/* An argument of the old call inside a larger expression of the new one. */
static void write_argument(struct writing *writing, const struct expr *whole, size_t token, size_t parameter)
{
	const struct filling *filling = writing->filling;
	const struct expr *argument = expr_of(filling, parameter);
	struct arena *arena = &filling->source->arena;
	const char *text;

	if (argument->kind == EXPR_BAD || has_comment(filling, argument)) {
		writing->why_not = arena_printf(arena, "argument %zu of %s() holds %s, and becomes part of "
						"an expression; convert it by hand",
						rule_place(filling->rule, parameter) + 1,
						filling->rule->callee, argument->kind == EXPR_BAD ?
						"what only the preprocessor can read" : "a comment");
		return;
	}
	text = text_of(filling, argument);
	if (place_asks_parentheses(&filling->migration->outline, whole, token, &filling->source->outline,
				   argument) ||
	    (writing->text.length && strchr("+-&", *text) &&
	     writing->text.data[writing->text.length - 1] == *text))
		text = arena_printf(arena, "(%s)", text);
	buf_puts(&writing->text, text);
}

/* The expression as the file has it, with arguments in the place of parameters. */
static const char *write_expr(struct writing *writing, const struct expr *expr)
{
	const struct migration *migration = writing->filling->migration;
	const struct token_list *tokens = &migration->outline.tokens;
	const char *text;

	for (size_t i = expr->first; i < expr->last; i++) {
		const struct token *token = &tokens->items[i];
		size_t parameter = rule_parameter(migration, writing->filling->rule, i);

		if (i > expr->first && migration_has_blank(migration, i))
			buf_puts(&writing->text, " ");
		if (parameter == NO_TOKEN)
			buf_add(&writing->text, tokens->text + token->offset, token->length);
		else
			write_argument(writing, expr, i, parameter);
	}
	text = arena_printf(&writing->filling->source->arena, "%s", writing->text.data);
	buf_free(&writing->text);
	return text;
}

/* --- the call --- */

/* The argument of the old call that the whole expression is, or NO_ARGUMENT. */
static size_t argument_of(const struct filling *filling, const struct expr *expr)
{
	size_t parameter = expr->last == expr->first + 1 ?
		rule_parameter(filling->migration, filling->rule, expr->first) : NO_TOKEN;

	return parameter == NO_TOKEN || parameter >= FIRST_PART ? NO_ARGUMENT : parameter;
}

static bool has(const struct call_plan *plan, size_t old)
{
	for (size_t i = 0; i < plan->n; i++)
		if (plan->arguments[i].old == old)
			return true;
	return false;
}

/* The one parameter of which the expression is made, or NO_TOKEN: then it takes that one's place. */
static size_t main_parameter(const struct filling *filling, const struct expr *expr)
{
	size_t found = NO_TOKEN;

	for (size_t i = expr->first; i < expr->last; i++) {
		size_t parameter = rule_parameter(filling->migration, filling->rule, i);

		if (parameter != NO_TOKEN && found != NO_TOKEN && parameter != found)
			return NO_TOKEN;
		if (parameter != NO_TOKEN)
			found = parameter;
	}
	return found;
}

static const char *add_argument(const struct filling *filling, struct call_plan *plan,
				const struct expr *expr)
{
	struct writing writing = { .filling = filling };
	size_t old = argument_of(filling, expr), parameter;
	const char *text = NULL;

	if (old != NO_ARGUMENT && !has(plan, old)) {
		call_plan_add(plan, old, NULL);
		return NULL;
	}
	text = write_expr(&writing, expr);
	parameter = main_parameter(filling, expr);
	old = parameter != NO_TOKEN && count_uses(filling, parameter) == 1 ? rule_place(filling->rule, parameter) :
									     NO_ARGUMENT;
	call_plan_add(plan, has(plan, old) ? NO_ARGUMENT : old, text);
	return writing.why_not;
}

static void add_rest(const struct filling *filling, struct call_plan *plan)
{
	for (size_t i = filling->rule->n - 1; i < filling->call->n; i++)
		call_plan_add(plan, i, NULL);
}

/* Comments stay where they are; the argument that one is about may not. */
static const char *why_not_reorder(const struct filling *filling, const struct call_plan *plan)
{
	const struct call *call = filling->call;
	size_t last = 0;

	for (size_t i = 0; i < plan->n; i++) {
		size_t old = plan->arguments[i].old;

		if (old != NO_ARGUMENT && old < last && holds_comment(filling, call->open, call->close))
			return arena_printf(&filling->source->arena, "the arguments of %s() change their places, and "
					    "a comment stands between them; convert it by hand",
					    filling->rule->callee);
		last = old != NO_ARGUMENT ? old : last;
	}
	return NULL;
}

const char *migration_fill(struct filling *filling, struct call_plan *plan)
{
	const struct migration_rule *rule = filling->rule;
	const char *reason;

	rule_bind(filling->migration, rule, filling->source, filling->call, filling->parts);
	reason = why_not(filling);
	call_plan_clear(plan, filling->call, &filling->source->arena);
	if (strcmp(rule->successor, rule->callee))
		plan->callee = rule->successor;
	for (size_t a = 0; a < rule->n_arguments && !reason; a++) {
		if (rule->arguments[a])
			reason = add_argument(filling, plan, rule->arguments[a]);
		else
			add_rest(filling, plan);
	}
	return reason ? reason : why_not_reorder(filling, plan);
}
