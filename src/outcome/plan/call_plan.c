// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/plan/call_plan.h"

#include "base/data/arena.h"
#include "base/data/mem.h"
#include "c/syntax/call.h"

#include <stdlib.h>
#include <string.h>

void call_plan_clear(struct call_plan *plan, const struct call *call, struct arena *arena)
{
	*plan = (struct call_plan){ .n_old = call->n, .arena = arena };
}

static void insert(struct call_plan *plan, size_t i, struct planned_argument argument)
{
	struct planned_argument *grown = arena_alloc(plan->arena, (plan->n + 1) * sizeof(*grown));

	if (plan->n) {
		memcpy(grown, plan->arguments, i * sizeof(*grown));
		memcpy(grown + i + 1, plan->arguments + i, (plan->n - i) * sizeof(*grown));
	}
	grown[i] = argument;
	plan->arguments = grown;
	plan->n++;
}

void call_plan_add(struct call_plan *plan, size_t old, const char *text)
{
	insert(plan, plan->n, (struct planned_argument){ old, text });
}

void call_plan_insert(struct call_plan *plan, size_t i, const char *text)
{
	insert(plan, i, (struct planned_argument){ NO_ARGUMENT, text });
}

void call_plan_keep(struct call_plan *plan, const struct call *call, struct arena *arena)
{
	call_plan_clear(plan, call, arena);
	for (size_t i = 0; i < call->n; i++)
		call_plan_add(plan, i, NULL);
}

void call_plan_replace(struct call_plan *plan, size_t i, const char *text)
{
	plan->arguments[i].text = text;
}

void call_plan_drop(struct call_plan *plan, size_t i)
{
	memmove(&plan->arguments[i], &plan->arguments[i + 1],
		(plan->n - i - 1) * sizeof(*plan->arguments));
	plan->n--;
}

void call_plan_swap(struct call_plan *plan, size_t a, size_t b)
{
	struct planned_argument moved = plan->arguments[a];

	plan->arguments[a] = plan->arguments[b];
	plan->arguments[b] = moved;
}

bool call_plan_keeps_places(const struct call_plan *plan)
{
	return plan->n == plan->n_old;
}

/* How many arguments up to i can stay if i does: one more than before the best of those in front. */
static size_t longest_up_to(const struct call_plan *plan, const size_t *lengths, size_t i)
{
	size_t longest = 0;

	for (size_t j = 0; j < i; j++)
		if (plan->arguments[j].old < plan->arguments[i].old && lengths[j] > longest)
			longest = lengths[j];
	return longest + 1;
}

void call_plan_mark_staying(const struct call_plan *plan, bool *staying)
{
	size_t *lengths = mem_calloc(plan->n + 1, sizeof(*lengths));
	size_t wanted = 0, below = NO_ARGUMENT;

	for (size_t i = 0; i < plan->n; i++) {
		if (plan->arguments[i].old != NO_ARGUMENT)
			lengths[i] = longest_up_to(plan, lengths, i);
		if (lengths[i] > wanted)
			wanted = lengths[i];
	}
	for (size_t i = plan->n; i-- > 0;) {
		staying[i] = wanted && lengths[i] == wanted && plan->arguments[i].old < below;
		if (staying[i]) {
			below = plan->arguments[i].old;
			wanted--;
		}
	}
	free(lengths);
}
