// SPDX-License-Identifier: GPL-2.0-only
/* The conditions of a function that were found, and where each stands. */
#include "contract/path/conditions.h"

#include <string.h>

bool condition_is_worth(const struct condition *condition)
{
	return condition->count > 1 || condition->is_set ||
	       (condition->equal[0] && (!strcmp(condition->equal[0], "current->mm") ||
					!strcmp(condition->equal[1], "current->mm")));
}

static size_t find(const struct conditions *conditions, const char *text)
{
	size_t i = 0;

	while (i < conditions->n && strcmp(conditions->items[i].text, text))
		i++;
	return i;
}

void conditions_take(struct conditions *conditions, struct condition_place place,
		     const struct condition *condition)
{
	place.condition = find(conditions, condition->text);
	if (place.condition == MAX_CONDITIONS)
		return;
	if (place.condition == conditions->n) {
		conditions->items[conditions->n] = *condition;
		conditions->items[conditions->n].expr = place.expr;
		conditions->items[conditions->n++].is_negated = place.is_negated;
	}
	conditions->items[place.condition].count++;
	conditions->places[conditions->n_places++] = place;
}

const struct condition_place *conditions_place(const struct conditions *conditions, const struct edge *edge)
{
	for (size_t i = 0; edge->kind == EDGE_ARM && i < conditions->n_places; i++)
		if (!conditions->places[i].expr && !conditions->places[i].label &&
		    conditions->places[i].arms == edge->arms)
			return &conditions->places[i];
	for (size_t i = 0; edge->kind == EDGE_CASE && i < conditions->n_places; i++)
		if (conditions->places[i].label && conditions->places[i].label == edge->branch)
			return &conditions->places[i];
	return NULL;
}
