// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/condition_changes.h"

#include "base/data/mem.h"
#include "c/outline/word_table.h"
#include "c/outline/words.h"
#include "contract/path/callee.h"
#include "contract/path/code.h"
#include "kernel/api/api.h"

static const char *const plain_calls[] = {
#define PLAIN(name) #name,
#include "contract/path/plain_calls.def"
};

/* True if the function of that name writes to nothing of its caller's but an array, or what &x is passed of. */
static bool is_plain(struct source *source, size_t name)
{
	const struct token_list *tokens = &source->outline.tokens;
	static struct word_table table = WORD_TABLE(plain_calls);
	const struct token *token = &tokens->items[name];
	bool is_plain = gup_function_find(tokens->text + token->offset, token->length) ||
			word_table_row(&table, tokens, name) != NO_ROW;

	return is_plain && !callee_is_own(source, name);
}

/* Is the name at token i the first operand of a call? If that is a macro, it may write to it. */
static bool is_operand(struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t open = token_previous(tokens, i), name = token_previous(tokens, open);

	return token_is(tokens, open, "(") && tokens->items[name].kind == TOKEN_IDENTIFIER &&
	       !is_plain(source, name);
}

static bool hangs_on(const struct condition *condition, const struct token_list *tokens, size_t i)
{
	for (size_t n = 0; n < condition->n_names; n++)
		if (token_is(tokens, i, condition->names[n].text))
			return true;
	return false;
}

/* The last name of `work->list`: what is done there concerns the member, and leaves `work` as it is. */
static bool is_last_name(const struct token_list *tokens, size_t i)
{
	size_t next = token_next(tokens, i);

	return !token_is(tokens, next, "->") && !token_is(tokens, next, ".");
}

/* `work->list = x`, `++work->list`, `&work->list`, token i being the last name. */
static bool is_set(const struct outline *outline, size_t i)
{
	size_t object = code_object(outline, i);

	return may_be_set_at(&outline->tokens, i) ||
	       (object != NO_TOKEN && object != i && may_be_set_at(&outline->tokens, object));
}

/* Those that hang on members, but for what the call at token i leaves alone. */
static uint32_t touched_by_call(const struct conditions *conditions, size_t i)
{
	bool leaves_members = is_plain(conditions->source, i);
	uint32_t touched = 0;

	for (size_t c = 0; c < conditions->n; c++)
		if (conditions->items[c].is_shared && (!leaves_members || conditions->items[c].is_exposed))
			touched |= UINT32_C(1) << c;
	return touched;
}

/* The same of the name at token i itself: what is set there, and what a macro may set that gets it. */
static void look_at_name(const struct conditions *conditions, const struct step *step, size_t i, uint32_t *changed,
			 uint32_t *touched)
{
	const struct outline *outline = &conditions->source->outline;

	for (size_t c = 0; is_last_name(&outline->tokens, i) && c < conditions->n; c++) {
		const struct condition *condition = &conditions->items[c];

		if (!condition_is_worth(condition) || !hangs_on(condition, &outline->tokens, i))
			continue;
		if (is_set(outline, i))
			*changed |= UINT32_C(1) << c;
		else if (i > step->first && is_operand(conditions->source, i))
			*touched |= UINT32_C(1) << c;
	}
}

void condition_changes(const struct conditions *conditions, const struct step *step, uint32_t *changed,
		       uint32_t *touched)
{
	const struct token_list *tokens = &conditions->source->outline.tokens;

	*changed = *touched = 0;
	for (size_t i = step->first; i < step->last; i++) {
		if (tokens->items[i].kind != TOKEN_IDENTIFIER)
			continue;
		if (token_is(tokens, token_next(tokens, i), "("))
			*touched |= touched_by_call(conditions, i);
		look_at_name(conditions, step, i, changed, touched);
	}
}

/* --- whose members may be changed by way of their addresses --- */

/* `&work->page`, token i being its last name: somebody may put something there. */
static bool hands_out(const struct outline *outline, size_t i)
{
	size_t object = code_object(outline, i);

	return object != NO_TOKEN && object != i && is_address_taken(&outline->tokens, object);
}

static bool is_member_of(const struct condition *condition, const struct token_list *tokens, size_t i)
{
	for (size_t n = 0; n < condition->n_names; n++)
		if (condition->names[n].is_shared && token_is(tokens, i, condition->names[n].text))
			return true;
	return false;
}

static void expose_in(struct conditions *conditions, const struct step *step)
{
	const struct outline *outline = &conditions->source->outline;

	for (size_t i = step->first; i < step->last; i++)
		for (size_t c = 0; hands_out(outline, i) && c < conditions->n; c++)
			conditions->items[c].is_exposed |= is_member_of(&conditions->items[c], &outline->tokens, i);
}

/* `*work->pages` is what an array holds, and no member. */
static bool looks_into(const struct token_list *tokens, const struct condition *condition)
{
	const struct expr *expr = condition->expr;

	for (size_t i = expr ? expr->first : 0; expr && i < expr->last; i++)
		if (token_is(tokens, i, "*"))
			return true;
	return false;
}

void conditions_expose(struct conditions *conditions, const struct graph *graph)
{
	const struct token_list *tokens = &conditions->source->outline.tokens;

	for (size_t c = 0; c < conditions->n; c++) {
		struct condition *condition = &conditions->items[c];

		for (size_t n = 0; n < condition->n_names; n++)
			condition->is_shared |= condition->names[n].is_shared;
		condition->is_exposed = condition->is_shared && looks_into(tokens, condition);
	}
	for (size_t b = 0; conditions->n && b < graph->n; b++)
		for (size_t s = 0; s < graph->blocks[b].n_steps; s++)
			expose_in(conditions, &graph->blocks[b].steps[s]);
}
