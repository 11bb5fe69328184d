// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/maintainers/routing.h"

#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "kernel/maintainers/prefix.h"

#include <stdlib.h>

static void add(struct routing *routing, const char *path, const struct area_list *areas)
{
	struct routed file = { .path = mem_strdup(path), .areas = *areas };

	VEC_PUSH(&routing->files, file);
}

int routing_add_file(struct routing *routing, const struct maintainers *maintainers, const char *path,
		     bool keywords, struct err *err)
{
	struct area_list areas = {0};
	struct buf text = {0};
	int status = 0;

	if (keywords && !ends_with(path, "/"))
		status = load_below(&text, maintainers->root, path, err);
	if (!status)
		status = maintainers_of(maintainers, path, text.data, text.length, &areas, err);
	path_set_add(&routing->paths, path);
	add(routing, path, &areas);
	buf_free(&text);
	return status;
}

int routing_add_patch(struct routing *routing, const struct maintainers *maintainers, const char *path,
		      const struct buf *patch, struct err *err)
{
	struct area_list areas = {0};
	int status = maintainers_of_patch(maintainers, patch->data, patch->length, &areas,
					  &routing->paths, err);

	add(routing, path, &areas);
	return status;
}

void routing_end(struct routing *routing, const struct maintainers *maintainers)
{
	const char *const *paths = (const char *const *)routing->paths.items;
	struct prefixes prefixes = {0};
	struct area_list all = {0};

	for (size_t i = 0; i < routing->files.n; i++) {
		const struct routed *file = &routing->files.items[i];

		for (size_t k = 0; k < file->areas.n; k++)
			VEC_PUSH(&all, file->areas.items[k]);
	}
	recipients_of(maintainers, &all, &routing->recipients);
	prefixes_learn(&prefixes, maintainers->root, paths, routing->paths.n);
	routing->prefix = prefix_of(&prefixes, maintainers, paths, routing->paths.n);
	prefixes_free(&prefixes);
	area_list_free(&all);
}

void routing_free(struct routing *routing)
{
	for (size_t i = 0; i < routing->files.n; i++) {
		free(routing->files.items[i].path);
		area_list_free(&routing->files.items[i].areas);
	}
	free(routing->files.items);
	recipient_list_free(&routing->recipients);
	path_set_free(&routing->paths);
	free(routing->prefix);
	*routing = (struct routing){0};
}
