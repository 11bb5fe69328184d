// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/nearby.h"

#include "base/data/mem.h"
#include "c/outline/includes.h"

#include <stdlib.h>
#include <string.h>

/* Of headers that include each other there may be many; a driver's own are few. */
#define MOST_HEADERS 500

struct nearby_name {
	char *name;
	const char *definer;		/* the headers own it; or NULL */
};

/* The way through all headers of a file. */
struct walk {
	struct nearby *nearby;
	const char *name;
	const char *definer;
	struct { const char **items; size_t n, capacity; } seen;
};

void nearby_open(struct nearby *nearby, const char *root)
{
	*nearby = (struct nearby){0};
	headers_open(&nearby->headers, root, NULL);
}

void nearby_close(struct nearby *nearby)
{
	for (size_t i = 0; i < nearby->names.n; i++)
		free(nearby->names.items[i].name);
	free(nearby->names.items);
	headers_close(&nearby->headers);
}

static bool defines(const struct outline *outline, const char *name)
{
	for (size_t i = 0; i < outline->functions.n; i++)
		if (!strcmp(outline->functions.items[i].name, name) &&
		    function_is_static(outline, &outline->functions.items[i]))
			return true;
	for (size_t i = 0; i < outline->tokens.n; i++)
		if (token_is(&outline->tokens, i, name) && token_defines_macro(&outline->tokens, i))
			return true;
	return false;
}

/* True the first time. */
static bool is_new(struct walk *walk, const char *path)
{
	for (size_t i = 0; i < walk->seen.n; i++)
		if (!strcmp(walk->seen.items[i], path))
			return false;
	VEC_PUSH(&walk->seen, path);
	return walk->seen.n <= MOST_HEADERS;
}

static void walk_includes(struct walk *walk, const struct outline *outline, const char *path);

static void walk_header(struct walk *walk, const char *path, const char *text)
{
	struct outline outline;

	if (!is_new(walk, path))
		return;
	outline_read(&outline, text, strlen(text));
	if (strstr(text, walk->name) && defines(&outline, walk->name))
		walk->definer = path;
	walk_includes(walk, &outline, path);
	outline_free(&outline);
}

static void walk_includes(struct walk *walk, const struct outline *outline, const char *path)
{
	const struct header_reader *reader = &walk->nearby->headers.reader;

	for (size_t d = 0; d < outline->tokens.directives.n && !walk->definer; d++) {
		size_t length;
		const char *name = outline_included_name(outline, d, &length), *found, *text;

		text = name ? reader->read(reader->data, path, name, length, &found) : NULL;
		if (text)
			walk_header(walk, found, text);
	}
}

const char *nearby_definer(struct nearby *nearby, const struct source *source, const char *name)
{
	struct walk walk = { .nearby = nearby, .name = name };
	struct nearby_name known;

	for (size_t i = 0; i < nearby->names.n; i++)
		if (!strcmp(nearby->names.items[i].name, name))
			return nearby->names.items[i].definer;
	walk_includes(&walk, &source->outline, source->path);
	known = (struct nearby_name){ mem_strdup(name), walk.definer };
	VEC_PUSH(&nearby->names, known);
	free(walk.seen.items);
	return walk.definer;
}
