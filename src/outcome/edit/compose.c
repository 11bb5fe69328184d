// SPDX-License-Identifier: GPL-2.0-only
/* Edits of a text, and further edits of what they made of it, as edits of the first text. */
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "outcome/edit/edit.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Edits that touch each other, in bytes of the text between. */
struct cluster {
	size_t begin, end;
	size_t shift_before, shift_behind;	/* of a byte there from where it was, modulo SIZE_MAX + 1 */
	const struct edit *further;
	size_t n_further;
};

static size_t growth(const struct edit *edit)
{
	return strlen(edit->new_text) - strlen(edit->old_text);
}

/* Takes edits while the next one touches those before; returns how many of the first list are taken. */
static size_t gather(const struct edit *first, size_t n, const struct edit *second, size_t n_second,
		     struct cluster *cluster)
{
	size_t taken = 0;

	for (;;) {
		const struct edit *edit = &first[taken], *further = &second[cluster->n_further];
		size_t end;

		if (taken < n && edit->offset + cluster->shift_behind <= cluster->end) {
			end = edit->offset + cluster->shift_behind + strlen(edit->new_text);
			cluster->shift_behind += growth(edit);
			taken++;
		} else if (cluster->n_further < n_second && further->offset <= cluster->end) {
			end = further->offset + strlen(further->old_text);
			cluster->n_further++;
		} else {
			return taken;
		}
		if (end > cluster->end)
			cluster->end = end;
	}
}

/* The bytes of the cluster with its further edits made. */
static char *made(const struct cluster *cluster, const char *between)
{
	size_t at = cluster->begin;
	struct buf text = {0};

	for (size_t i = 0; i < cluster->n_further; i++) {
		const struct edit *edit = &cluster->further[i];

		buf_add(&text, between + at, edit->offset - at);
		buf_puts(&text, edit->new_text);
		at = edit->offset + strlen(edit->old_text);
	}
	buf_add(&text, between + at, cluster->end - at);
	return buf_take(&text);
}

void edit_compose(const struct edit_list *first, const struct edit_list *second, const char *old_text,
		  const char *between, struct edit_list *out)
{
	size_t i = 0, j = 0, shift = 0;

	while (i < first->n || j < second->n) {
		struct cluster cluster = { .shift_before = shift, .shift_behind = shift };
		const char *path = i < first->n ? first->items[i].path : second->items[j].path;
		char *was, *is;

		cluster.begin = i < first->n ? first->items[i].offset + shift : SIZE_MAX;
		if (j < second->n && second->items[j].offset < cluster.begin)
			cluster.begin = second->items[j].offset;
		cluster.end = cluster.begin;
		cluster.further = second->items + j;
		i += gather(first->items + i, first->n - i, second->items + j, second->n - j, &cluster);
		j += cluster.n_further;
		shift = cluster.shift_behind;
		was = mem_strndup(old_text + cluster.begin - cluster.shift_before,
				  cluster.end - shift - (cluster.begin - cluster.shift_before));
		is = made(&cluster, between);
		edit_list_add(out, path, cluster.begin - cluster.shift_before, was, is);
		free(was);
		free(is);
	}
}

size_t edit_origin(const struct edit_list *edits, size_t offset)
{
	size_t shift = 0;

	for (size_t i = 0; i < edits->n && edits->items[i].offset + shift <= offset; i++) {
		if (offset < edits->items[i].offset + shift + strlen(edits->items[i].new_text))
			return edits->items[i].offset;
		shift += growth(&edits->items[i]);
	}
	return offset - shift;
}
