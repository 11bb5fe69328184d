// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/sight.h"

#include "base/data/mem.h"
#include "c/outline/includes.h"
#include "patch/migrate/declared.h"

#include <stdlib.h>
#include <string.h>

/* Those that are near are found soon; far ones are not worth the search. */
#define MOST_HEADERS 100

struct walk {
	struct sight *sight;
	struct { const char **items; size_t n, capacity; } seen;	/* paths; the headers own them */
};

void sight_open(struct sight *sight, const char *root)
{
	headers_open(&sight->headers, root, NULL);
}

void sight_close(struct sight *sight)
{
	headers_close(&sight->headers);
}

static void add(struct walk *walk, const char *path)
{
	for (size_t i = 0; i < walk->seen.n; i++)
		if (!strcmp(walk->seen.items[i], path))
			return;
	if (walk->seen.n < MOST_HEADERS)
		VEC_PUSH(&walk->seen, path);
}

/* Adds what the header includes for everybody; what lies in arch/ is not the same for all. */
static void add_included(struct walk *walk, const char *text)
{
	struct outline outline;
	size_t length;

	outline_read(&outline, text, strlen(text));
	for (size_t d = 0; d < outline.tokens.directives.n; d++) {
		const char *name = outline_included_name(&outline, d, &length), *path;

		if (!name || name[-1] != '<' || is_in_condition(&outline, outline.tokens.directives.items[d].begin))
			continue;
		if (headers_read(&walk->sight->headers, "include", name, length, &path) ||
		    headers_read(&walk->sight->headers, "include/uapi", name, length, &path))
			add(walk, path);
	}
	outline_free(&outline);
}

bool sight_leads(struct sight *sight, const char *from, const char *to)
{
	struct walk walk = { .sight = sight };
	bool found = false;

	add(&walk, from);
	for (size_t i = 0; i < walk.seen.n && !found; i++) {
		const char *path = walk.seen.items[i], *text;

		found = !strcmp(path, to);
		text = found ? NULL : headers_read(&sight->headers, "", path, strlen(path), &path);
		if (text)
			add_included(&walk, text);
	}
	free(walk.seen.items);
	return found;
}
