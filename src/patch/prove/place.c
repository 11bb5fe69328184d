// SPDX-License-Identifier: GPL-2.0-only
#include "patch/prove/place.h"

#include "base/data/mem.h"
#include "c/source/source.h"

#include <stdint.h>
#include <string.h>

size_t place_next(struct place_walk *walk, size_t offset)
{
	const struct rewritten *file = walk->file;

	for (; walk->next < file->n_edits; walk->next++) {
		const struct edit *edit = &file->edits[walk->next];
		size_t length = strlen(edit->old_text);

		if (edit->offset + length > offset)
			break;
		walk->removed += length;
		walk->added += strlen(edit->new_text);
	}
	if (walk->next < file->n_edits && file->edits[walk->next].offset < offset)
		return SIZE_MAX;
	return offset - walk->removed + walk->added;
}

size_t place_after(const struct rewritten *file, size_t offset)
{
	struct place_walk walk = { .file = file };

	return place_next(&walk, offset);
}

size_t *place_mentions(const struct rewritten *file, const struct scanned_file *now)
{
	const struct scanned_file *old = file->old_source->file;
	size_t *places = mem_calloc(old->n_mentions + 1, sizeof(*places));
	struct place_walk walk = { .file = file };
	size_t n = 0;

	for (size_t i = 0; i < old->n_mentions; i++)
		places[i] = i;
	/* None came, none went: also within what an edit replaces each is what it was. */
	if (old->n_mentions == now->n_mentions)
		return places;
	for (size_t i = 0; i < old->n_mentions; i++) {
		size_t offset = place_next(&walk, old->mentions[i].offset);

		while (offset != SIZE_MAX && n < now->n_mentions && now->mentions[n].offset < offset)
			n++;
		places[i] = n < now->n_mentions && now->mentions[n].offset == offset ? n : SIZE_MAX;
	}
	return places;
}
