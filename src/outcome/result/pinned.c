// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/pinned.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	unsigned number;
	const char *summary;
} cases[] = {
#define PIN_CASE(id, number, summary) { number, summary },
#include "outcome/result/pin_cases.def"
};

unsigned pin_case_number(enum pin_case pin_case)
{
	return cases[pin_case].number;
}

const char *pin_case_summary(enum pin_case pin_case)
{
	return cases[pin_case].summary;
}

void pinned_list_add(struct pinned_list *list, const struct pinned *pinned)
{
	struct pinned copy = *pinned;

	copy.path = mem_strdup(pinned->path);
	copy.function = mem_strdup(pinned->function);
	copy.callee = mem_strdup(pinned->callee);
	VEC_PUSH(list, copy);
}

static int compare(const void *a, const void *b)
{
	const struct pinned *left = a, *right = b;
	int order = strcmp(left->path, right->path);

	if (!order)
		order = left->line < right->line ? -1 : left->line > right->line;
	return order ? order : left->column < right->column ? -1 : left->column > right->column;
}

void pinned_list_sort(struct pinned_list *list)
{
	if (list->n)
		qsort(list->items, list->n, sizeof(*list->items), compare);
}

void pinned_list_free(struct pinned_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->items[i].path);
		free(list->items[i].function);
		free(list->items[i].callee);
	}
	free(list->items);
	*list = (struct pinned_list){0};
}
