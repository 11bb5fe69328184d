// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/verified.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

static char *copy(const char *text)
{
	return text ? mem_strdup(text) : NULL;
}

void verified_list_add(struct verified_list *list, const struct verified *verified)
{
	struct verified own = *verified;

	own.path = mem_strdup(verified->path);
	own.arch = mem_strdup(verified->arch);
	own.step = copy(verified->step);
	own.why = copy(verified->why);
	VEC_PUSH(list, own);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct verified *)a)->path, ((const struct verified *)b)->path);
}

void verified_list_sort(struct verified_list *list)
{
	if (list->n)
		qsort(list->items, list->n, sizeof(*list->items), by_path);
}

bool verified_is_bad(const struct verified *verified)
{
	return verified->verdict == VERIFIED_BROKEN || verified->verdict == VERIFIED_WARNS ||
	       (verified->verdict == VERIFIED_DIFFERS && verified->must_be_same);
}

bool verified_has_bad(const struct verified_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (verified_is_bad(&list->items[i]))
			return true;
	return false;
}

const char *build_verdict_name(enum build_verdict verdict)
{
	static const char *const names[] = {
		[VERIFIED_UNBUILT] = "unbuilt", [VERIFIED_BROKEN] = "broken", [VERIFIED_WARNS] = "warns",
		[VERIFIED_SAME] = "same", [VERIFIED_DIFFERS] = "differs",
		[VERIFIED_MENDED] = "mended",
	};

	return names[verdict];
}

void verified_list_free(struct verified_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->items[i].path);
		free(list->items[i].arch);
		free(list->items[i].step);
		free(list->items[i].why);
	}
	free(list->items);
	*list = (struct verified_list){0};
}
