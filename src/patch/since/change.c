// SPDX-License-Identifier: GPL-2.0-only
/* Edits on top of a conversion. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "outcome/edit/edit.h"
#include "patch/since/private.h"

#include <stdlib.h>
#include <string.h>

/* Of all edits of that path one list, of the text as it was read; now: what the further ones are of. */
static void replace_edits(struct serving *serving, const struct served_file *file,
			  const struct edit_list *further, const char *now)
{
	struct edit_list *edits = &serving->run->result.edits, own = {0}, all = {0};
	size_t kept = 0;

	for (size_t i = 0; i < edits->n; i++)
		if (!strcmp(edits->items[i].path, file->path))
			VEC_PUSH(&own, edits->items[i]);
		else
			edits->items[kept++] = edits->items[i];
	edits->n = kept;
	edit_compose(&own, further, file->read->text.data, now, &all);
	for (size_t i = 0; i < all.n; i++)
		VEC_PUSH(edits, all.items[i]);
	free(all.items);
	edit_list_free(&own);
}

int change_file(struct serving *serving, const struct served_file *file,
		       const struct edit_list *further, struct err *err)
{
	struct rewritten *converted = rewrite_find(serving->rewrite, file->path), fresh = {
		.path = file->path, .old_text = file->read->text.data,
		.old_length = file->read->text.length, .old_source = file->read,
	};
	const char *now = converted ? converted->new_text.data : fresh.old_text;
	size_t length = converted ? converted->new_text.length : fresh.old_length;
	struct buf text = {0};

	if (edit_apply(further->items, further->n, now, length, &text, err))
		return -1;
	replace_edits(serving, file, further, now);
	if (converted) {
		buf_free(&converted->new_text);
		converted->new_text = text;
	} else {
		fresh.new_text = text;
		VEC_PUSH(serving->rewrite, fresh);
	}
	return 0;
}

/* Where a byte of the text as the conversion left it was when it was read. */
static size_t converted_origin(const struct serving *serving, const struct served_file *file, size_t offset)
{
	const struct edit_list *edits = &serving->run->result.edits;
	struct edit_list own = {0};
	size_t origin;

	for (size_t i = 0; i < edits->n; i++)
		if (!strcmp(edits->items[i].path, file->path))
			VEC_PUSH(&own, edits->items[i]);
	origin = edit_origin(&own, offset);
	free(own.items);
	return origin;
}

size_t change_origin(const struct serving *serving, const struct served_file *file, size_t offset)
{
	return converted_origin(serving, file, edit_origin(&file->folds, offset));
}

/* What of it was left to a person is done with it. */
static void settle(struct serving *serving, const struct served_file *file, const struct edit *fold)
{
	size_t behind = fold->offset + strlen(fold->old_text);
	uint32_t first, last, column;

	source_position(file->read, converted_origin(serving, file, fold->offset), &first, &column);
	source_position(file->read, converted_origin(serving, file, behind), &last, &column);
	result_drop_left(&serving->run->result, file->path, first, last);
}

int change_folded(struct serving *serving, const struct served_file *file, struct err *err)
{
	for (size_t i = 0; i < file->folds.n; i++)
		settle(serving, file, &file->folds.items[i]);
	return file->folds.n ? change_file(serving, file, &file->folds, err) : 0;
}
