// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/mem.h"
#include "patch/mail/prose.h"
#include "patch/series/message.h"

#include <stdbool.h>
#include <stdlib.h>

/* "a(), b()" */
static char *list_of(const struct path_list *names)
{
	struct buf list = {0};

	for (size_t i = 0; i < names->n; i++)
		buf_printf(&list, "%s%s()", i ? ", " : "", names->items[i]);
	return buf_take(&list);
}

/* Where old names go, the macros are all that still has them. */
static char *subject_of(const char *prefix, const struct bridges *bridges, const char *list)
{
	bool all_renamed = bridges->n_renamed == bridges->names.n;

	if (bridges->names.n == 1)
		return mem_printf(all_renamed ? "%sremove %s" : "%stake only the new calls of %s", prefix, list);
	return mem_printf(all_renamed ? "%sremove %zu old names" : "%stake only new calls of %zu functions", prefix,
			  bridges->names.n);
}

void message_unbridge(const struct areas *areas, const struct bridges *bridges, struct patch *patch)
{
	char *prefix = areas_prefix(areas, patch), *list = list_of(&bridges->names);
	char *text = mem_printf("All calls of %s that this series is about have been converted. Remove what took %s.",
				list, bridges->n_renamed == bridges->names.n ? "the old ones" : "both kinds of them");

	patch->subject = subject_of(prefix, bridges, list);
	prose_paragraph(&patch->body, "", text);
	free(text);
	free(list);
	free(prefix);
}
