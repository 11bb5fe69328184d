// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/useless.h"

#include "base/files/path.h"
#include "c/outline/words.h"
#include "calls/value/callers.h"
#include "calls/value/local.h"
#include "outcome/plan/call_plan.h"

#include <string.h>

/* True if the text holds that word. */
static bool has_word(const char *text, const struct token_list *tokens, size_t word)
{
	struct token_list own;
	bool found = false;

	tokenize(text, strlen(text), &own);
	for (size_t i = 0; i < own.n && !found; i++)
		found = same_code(&own, i, i + 1, tokens, word, word + 1);
	token_list_free(&own);
	return found;
}

/* True if the old argument, or the variable that it is, is in the new call. */
static bool is_planned(const struct call_plan *plan, size_t old, const struct token_list *tokens,
		       size_t word)
{
	for (size_t i = 0; i < plan->n; i++)
		if (plan->arguments[i].old == old ||
		    (plan->arguments[i].text && has_word(plan->arguments[i].text, tokens, word)))
			return true;
	return false;
}

/* True if the function around the variable's use has no other one, but for its declaration. */
static bool is_only_use(struct source *source, size_t use, const struct local *local)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct function *function = outline_function_at(&source->outline, use);

	for (size_t i = function->body; i < function->end; i++)
		if (i != use && i != local->declaration &&
		    same_code(tokens, i, i + 1, tokens, use, use + 1) && is_object_at(tokens, i) &&
		    local_find(source, i).declaration == local->declaration)
			return false;
	return true;
}

static void ignore_call(const struct call *call, void *data)
{
	(void)call;
	(void)data;
}

/* A static function that its file calls and does nothing else with: nobody else knows its parameters. */
static bool is_own(struct source *source, const struct function *function)
{
	return !ends_with(source->path, ".h") && function_is_static(&source->outline, function) &&
	       callers_visit(source, function, ignore_call, NULL);
}

/* Of a variable the compiler would complain, of a parameter nobody. */
static void leave_useless(struct converter *converter, const struct call_site *site, size_t name, bool is_parameter)
{
	const struct function *function = outline_function_at(&site->source->outline, name);
	const struct token *token = &site->source->outline.tokens.items[name];
	const char *text = site->source->text.data + token->offset;
	size_t offset = site->source->outline.tokens.items[site->call.name].offset;

	if (!is_parameter)
		convert_leave(converter, offset, "`%.*s` has no use left in this function: remove it",
			      (int)token->length, text);
	else if (is_own(site->source, function))
		convert_leave(converter, offset, "parameter `%.*s` has no use left in %s(): remove it, with "
			      "what its callers pass", (int)token->length, text, function->name);
}

void convert_leave_useless(struct converter *converter, const struct call_site *site, const struct call_plan *plan)
{
	const struct token_list *tokens = &site->source->outline.tokens;

	for (size_t i = 0; i < site->call.n; i++) {
		const struct expr *bare = expr_bare(site->call.arguments[i]);
		struct local local;

		if (bare->kind != EXPR_IDENTIFIER || tokens->items[bare->op].directive ||
		    is_planned(plan, i, tokens, bare->op))
			continue;
		local = local_find(site->source, bare->op);
		if (local.found && is_only_use(site->source, bare->op, &local))
			leave_useless(converter, site, bare->op, local.parameter >= 0);
	}
}
