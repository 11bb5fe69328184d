// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/tree/overlay.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "kernel/tree/tree.h"

#include <stdlib.h>
#include <string.h>

static const char no_such_file[] = "#error \"not in this state of the tree\"\n";

void overlay_add(struct overlay *overlay, const char *path, char *text, size_t length)
{
	struct overlay_file file = { .path = mem_strdup(path), .text = text, .length = length };

	VEC_PUSH(overlay, file);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct overlay_file *)a)->path, ((const struct overlay_file *)b)->path);
}

void overlay_sort(struct overlay *overlay)
{
	size_t i = 1;

	/* One of many states, each like the one in front of it, most often is sorted. */
	while (i < overlay->n && strcmp(overlay->items[i - 1].path, overlay->items[i].path) <= 0)
		i++;
	if (i < overlay->n)
		qsort(overlay->items, overlay->n, sizeof(*overlay->items), by_path);
}

const struct overlay_file *overlay_find(const struct overlay *overlay, const char *path)
{
	struct overlay_file key = { .path = (char *)path };

	return overlay && overlay->n ?
		bsearch(&key, overlay->items, overlay->n, sizeof(key), by_path) : NULL;
}

int overlay_read(const struct overlay *overlay, const char *root, const char *path, struct buf *text,
		 struct err *err)
{
	const struct overlay_file *file = overlay_find(overlay, path);

	if (file && !file->text)
		return err_set(err, "%s: is not in this state of the tree", path);
	if (file) {
		buf_add(text, file->text, file->length);
		return 0;
	}
	return load_below(text, root, path, err);
}

void overlay_put(struct overlay *overlay, size_t n_sorted, const char *path, char *text, size_t length)
{
	const struct overlay sorted = { .items = overlay->items, .n = n_sorted };
	struct overlay_file *old = (struct overlay_file *)overlay_find(&sorted, path);

	if (!old) {
		overlay_add(overlay, path, text, length);
		return;
	}
	if (!old->borrows_text)
		free(old->text);
	old->text = text;
	old->length = length;
	old->borrows_text = false;
}

void overlay_borrow(struct overlay *overlay, const struct overlay *lender)
{
	for (size_t i = 0; i < lender->n; i++) {
		struct overlay_file file = lender->items[i];

		file.borrows_path = file.borrows_text = true;
		VEC_PUSH(overlay, file);
	}
}

void overlay_file_free(struct overlay_file *file)
{
	if (!file->borrows_path)
		free(file->path);
	if (!file->borrows_text)
		free(file->text);
}

struct stand_in *overlay_stand_ins(const struct overlay *overlay, const char *root)
{
	size_t n = overlay ? overlay->n : 0;
	struct stand_in *stand_ins = mem_calloc(n + 1, sizeof(*stand_ins));

	for (size_t i = 0; i < n; i++) {
		const struct overlay_file *file = &overlay->items[i];

		stand_ins[i].path = path_join(root, file->path);
		stand_ins[i].text = file->text ? file->text : (char *)no_such_file;
		stand_ins[i].length = file->text ? file->length : sizeof(no_such_file) - 1;
	}
	return stand_ins;
}

void overlay_stand_ins_free(struct stand_in *stand_ins)
{
	for (size_t i = 0; stand_ins && stand_ins[i].path; i++)
		free(stand_ins[i].path);
	free(stand_ins);
}

void overlay_free(struct overlay *overlay)
{
	for (size_t i = 0; i < overlay->n; i++)
		overlay_file_free(&overlay->items[i]);
	free(overlay->items);
	*overlay = (struct overlay){0};
}
