// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/leaving.h"

#include <string.h>

static bool is_in(const struct expr *argument, size_t token)
{
	return token >= argument->first && token < argument->last;
}

/* The argument of the call that the token stands in, or the number of arguments. */
static size_t argument_at(const struct call *call, size_t token)
{
	size_t a = 0;

	while (a < call->n && !is_in(call->arguments[a], token))
		a++;
	return a;
}

/* --- by the rules --- */

/* The mention that is called with the parenthesis, or SIZE_MAX. */
static size_t called_at(const struct source *source, size_t open)
{
	size_t name = token_previous(&source->outline.tokens, open);

	for (size_t m = 0; name != NO_TOKEN && m < source->file->n_mentions; m++)
		if (source->tokens[m] == name)
			return source_is_call(source, m) ? m : SIZE_MAX;
	return SIZE_MAX;
}

static bool loses(const struct leaving_by_rules *rules, size_t mention, size_t token)
{
	struct source *source = rules->source;
	const struct followed *followed = following_of(rules->following, source->file->mentions[mention].symbol);
	struct call call;
	size_t a;

	if (!followed->is_agreed ||
	    call_read(&source->outline, source->tokens[mention], &source->arena, &call) || call.split ||
	    !parameters_fit(&followed->parameters, call.n))
		return false;
	a = argument_at(&call, token);
	return a < call.n && !parameters_keep(&followed->parameters, a);
}

bool leaves_by_rules(const void *data, size_t token)
{
	const struct leaving_by_rules *rules = data;
	const struct outline *outline = &rules->source->outline;
	size_t open = outline_enclosing_parenthesis(outline, token);

	for (; open != NO_TOKEN; open = outline_enclosing_parenthesis(outline, open)) {
		size_t mention = called_at(rules->source, open);

		if (mention != SIZE_MAX && loses(rules, mention, token))
			return true;
	}
	return false;
}

/* --- as planned --- */

struct leaving_by_plan {
	const struct source *source;
	const struct planned *planned;
	size_t n;
};

/* True if the plan has nothing of old argument a, nor a text that may name what is in it. */
static bool plan_loses(const struct leaving_by_plan *by_plan, const struct planned *planned, size_t a, size_t token)
{
	const struct token *word = &by_plan->source->outline.tokens.items[token];

	for (size_t k = 0; k < planned->n_kept; k++)
		if (planned->kept[k] == a)
			return false;
	for (size_t k = 0; k < planned->plan.n; k++) {
		const struct planned_argument *argument = &planned->plan.arguments[k];

		if (argument->old == a ||
		    (argument->text && memmem(argument->text, strlen(argument->text),
					      by_plan->source->text.data + word->offset, word->length)))
			return false;
	}
	return true;
}

static bool leaves_by_plan(const void *data, size_t token)
{
	const struct leaving_by_plan *by_plan = data;

	for (size_t i = 0; i < by_plan->n; i++) {
		const struct planned *planned = &by_plan->planned[i];
		size_t a = planned->kind == PLANNED_CALL ? argument_at(&planned->call, token) : 0;

		if (planned->kind == PLANNED_CALL && a < planned->call.n &&
		    plan_loses(by_plan, planned, a, token))
			return true;
	}
	return false;
}

static bool is_planned(const struct planned *planned, size_t n, size_t token)
{
	for (size_t i = 0; i < n; i++)
		if (planned[i].kind == PLANNED_CALL && planned[i].call.name == token)
			return true;
	return false;
}

const char *why_not_left(struct source *source, const struct following *following, const struct planned *planned,
			 size_t n)
{
	const struct leaving_by_plan by_plan = { source, planned, n };
	const struct leaving leaving = { leaves_by_plan, &by_plan };
	const char *reason = NULL;

	for (size_t m = 0; m < source->file->n_mentions && !reason; m++) {
		const struct followed *followed = following_of(following, source->file->mentions[m].symbol);
		enum form form = source->forms[m];
		struct parameter_list list;

		if ((form == FORM_DEFINITION || form == FORM_MACRO_DEFINITION) &&
		    is_planned(planned, n, source->tokens[m]) && !parameter_list_read(source, m, &list))
			reason = parameter_list_why_not(source, &list, &followed->parameters, &leaving);
	}
	return reason;
}
