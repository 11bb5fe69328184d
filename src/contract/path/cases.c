// SPDX-License-Identifier: GPL-2.0-only
#include "contract/path/cases.h"

#include "base/data/arena.h"
#include "contract/path/code.h"

#include <string.h>

/* A switch of more labels tells commands apart, not how far something has come. */
#define MAX_LABELS 8

static bool has_few_labels(const struct block *block)
{
	size_t n = 0;

	for (size_t e = 0; e < block->n_edges; e++)
		n += block->edges[e].kind == EDGE_CASE;
	return n && n <= MAX_LABELS;
}

/* The x of `switch (x)`, or NO_TOKEN. */
static size_t subject_of(const struct outline *outline, const struct statement *statement)
{
	size_t name = token_next(&outline->tokens, statement->open);

	return outline->tokens.items[name].kind == TOKEN_IDENTIFIER &&
	       token_next(&outline->tokens, name) == statement->close ? name : NO_TOKEN;
}

static void add(struct conditions *conditions, size_t subject, size_t label)
{
	const struct outline *outline = &conditions->source->outline;
	struct arena *arena = &conditions->source->arena;
	struct condition_place place = { .label = label };
	struct condition condition = { .subject = subject, .value = token_next(&outline->tokens, label) };
	const char *name = code_text(outline, subject, subject + 1, arena);
	const char *value = code_text(outline, condition.value, condition.value + 1, arena);
	bool is_first = strcmp(name, value) < 0;

	if (!token_is(&outline->tokens, token_next(&outline->tokens, condition.value), ":"))
		return;
	condition.text = arena_printf(arena, "%s==%s", is_first ? name : value, is_first ? value : name);
	condition.names[condition.n_names++].text = name;
	conditions_take(conditions, place, &condition);
}

void cases_add(struct conditions *conditions, const struct block *block)
{
	const struct outline *outline = &conditions->source->outline;
	const struct step *head = block->n_steps ? &block->steps[block->n_steps - 1] : NULL;
	size_t subject;

	if (!head || head->statement->kind != STATEMENT_SWITCH || !has_few_labels(block))
		return;
	subject = subject_of(outline, head->statement);
	for (size_t e = 0; subject != NO_TOKEN && e < block->n_edges; e++)
		if (block->edges[e].kind == EDGE_CASE && block->edges[e].branch != NO_TOKEN &&
		    token_is(&outline->tokens, block->edges[e].branch, "case"))
			add(conditions, subject, block->edges[e].branch);
}
