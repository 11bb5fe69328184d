// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/across/included.h"

#include "base/data/mem.h"
#include "c/headers/includes.h"
#include "c/source/source.h"

#include <string.h>

/* Headers that include each other deeper than this are not followed. */
#define MAX_NESTING 4

void included_open(struct inclusion *inclusion, const char *root, const struct overlay *overlay)
{
	*inclusion = (struct inclusion){0};
	headers_open(&inclusion->headers, root, overlay);
	helping_search_open(&inclusion->search);
}

static void add(struct path_list *paths, const char *path)
{
	char *copy = mem_strdup(path);

	VEC_PUSH(paths, copy);
}

/* What the text of the file at the path includes. */
static void follow(struct inclusion *inclusion, const char *path, const char *text, unsigned depth)
{
	const struct header_reader *reader = &inclusion->headers.reader;
	const char *name = text, *found;
	size_t length = 0;

	while (depth < MAX_NESTING && (name = includes_next(text, name, &length))) {
		const char *header = reader->read(reader->data, path, name, length, &found);

		name += length;
		if (!header || path_list_has(&inclusion->read, found))
			continue;
		add(&inclusion->read, found);
		if (helping_search_finds(&inclusion->search, header, strlen(header)))
			add(&inclusion->helping, found);
		follow(inclusion, found, header, depth + 1);
	}
}

void included_add(struct inclusion *inclusion, const struct source *source)
{
	if (path_list_has(&inclusion->read, source->path))
		return;
	add(&inclusion->read, source->path);
	follow(inclusion, source->path, source->text.data, 0);
}

void included_close(struct inclusion *inclusion)
{
	headers_close(&inclusion->headers);
	helping_search_close(&inclusion->search);
	path_list_free(&inclusion->read);
	path_list_free(&inclusion->helping);
}
