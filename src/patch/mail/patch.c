// SPDX-License-Identifier: GPL-2.0-only
#include "patch/mail/patch.h"

#include "base/data/mem.h"
#include "base/files/path.h"

#include <stdlib.h>
#include <string.h>

void people_add(struct people *people, struct path_list *list, const char *address)
{
	if (!path_list_has(&people->to, address) && !path_list_has(&people->cc, address) &&
	    !path_list_has(&people->lists, address))
		VEC_PUSH(list, mem_strdup(address));
}

void people_free(struct people *people)
{
	path_list_free(&people->to);
	path_list_free(&people->cc);
	path_list_free(&people->lists);
}

void patch_text(const struct patch *patch, struct buf *out)
{
	buf_add(out, patch->body.data, patch->body.length);
	if (patch->trailers.n && patch->body.length)
		buf_puts(out, "\n");
	for (size_t i = 0; i < patch->trailers.n; i++)
		buf_printf(out, "%s\n", patch->trailers.items[i]);
}

void patch_message(const struct patch *patch, struct buf *out)
{
	buf_printf(out, "%s\n\n", patch->subject);
	patch_text(patch, out);
}

static void patch_free(struct patch *patch)
{
	for (size_t i = 0; i < patch->changes.n; i++) {
		free(patch->changes.items[i].path);
		buf_free(&patch->changes.items[i].diff);
		buf_free(&patch->changes.items[i].own_text);
		buf_free(&patch->changes.items[i].stored[0]);
		buf_free(&patch->changes.items[i].stored[1]);
	}
	free(patch->changes.items);
	free(patch->area);
	free(patch->subject);
	free(patch->mark);
	buf_free(&patch->body);
	buf_free(&patch->notes);
	path_list_free(&patch->trailers);
	people_free(&patch->people);
}

void patches_free(struct patches *patches)
{
	for (size_t i = 0; i < patches->n; i++)
		patch_free(&patches->items[i]);
	free(patches->items);
	*patches = (struct patches){0};
}
