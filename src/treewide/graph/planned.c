// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/graph/planned.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "treewide/graph/groups.h"
#include "treewide/graph/texts.h"

#include <stdlib.h>

#define FORM "guptidy planned 1"

/* What a text is, by its first letter; the text behind that of a file is of its edits. */
enum mark {
	ANEW = 'N',
	LAYS_OVER = 'O',
	ASKED = 'A',
	ASKED_ALONE = 'I',
	SEEN = 'S',
};

static char mark_of(const struct planned_file *file)
{
	if (!file->is_asked)
		return SEEN;
	return file->needs_own_includes ? ASKED_ALONE : ASKED;
}

int planned_write(const struct graph *graph, const char *name, const struct planned_group *planned,
		  struct err *err)
{
	char *path = group_list_path(graph, name);
	struct buf content = {0};
	int status;

	texts_add(&content, FORM);
	for (size_t i = 0; i < planned->anew.n; i++)
		texts_add_marked(&content, ANEW, planned->anew.items[i]);
	if (planned->lays_over)
		texts_add_marked(&content, LAYS_OVER, "");
	for (size_t i = 0; i < planned->files.n; i++) {
		const struct planned_file *file = &planned->files.items[i];

		texts_add_marked(&content, mark_of(file), file->path);
		texts_add(&content, file->edits);
	}
	status = work_write_news(path, &content, err);
	buf_free(&content);
	free(path);
	return status;
}

static void add_file(struct planned_group *planned, const char *text, const char *edits)
{
	struct planned_file file = {
		.path = mem_strdup(text + 1), .edits = mem_strdup(edits), .is_asked = *text != SEEN,
		.needs_own_includes = *text == ASKED_ALONE,
	};

	VEC_PUSH(&planned->files, file);
}

/* A list that is cut off behind a path ends in front of it: its file gets no answer. */
static void take_texts(struct planned_group *planned, const struct path_list *texts)
{
	for (size_t i = 0; i < texts->n; i++) {
		const char *text = texts->items[i];

		if (*text == ANEW)
			VEC_PUSH(&planned->anew, mem_strdup(text + 1));
		else if (*text == LAYS_OVER)
			planned->lays_over = true;
		else if (i + 1 < texts->n)
			add_file(planned, text, texts->items[++i]);
	}
}

int planned_read(const struct graph *graph, const char *name, struct planned_group *planned, struct err *err)
{
	char *path = group_list_path(graph, name);
	struct path_list texts = {0};
	int status = texts_read(path, FORM, &texts, err);

	*planned = (struct planned_group){0};
	if (!status)
		take_texts(planned, &texts);
	path_list_free(&texts);
	free(path);
	return status;
}

void planned_free(struct planned_group *planned)
{
	for (size_t i = 0; i < planned->files.n; i++) {
		free(planned->files.items[i].path);
		free(planned->files.items[i].edits);
	}
	free(planned->files.items);
	path_list_free(&planned->anew);
	*planned = (struct planned_group){0};
}
