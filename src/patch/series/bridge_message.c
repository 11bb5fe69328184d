// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/mem.h"
#include "patch/mail/prose.h"
#include "patch/series/message.h"

#include <stdlib.h>

/* "a(), b()" */
static char *list_of(const struct path_list *names)
{
	struct buf list = {0};

	for (size_t i = 0; i < names->n; i++)
		buf_printf(&list, "%s%s()", i ? ", " : "", names->items[i]);
	return buf_take(&list);
}

void message_unbridge(const struct areas *areas, const struct path_list *names, struct patch *patch)
{
	char *prefix = areas_prefix(areas, patch), *list = list_of(names);
	char *text = mem_printf("All calls of %s that this series is about have been converted. Remove what took both "
				"kinds of them.", list);

	patch->subject = names->n == 1 ? mem_printf("%stake only the new calls of %s", prefix, list) :
					 mem_printf("%stake only new calls of %zu functions", prefix, names->n);
	prose_paragraph(&patch->body, "", text);
	free(text);
	free(list);
	free(prefix);
}
