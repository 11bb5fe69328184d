// SPDX-License-Identifier: GPL-2.0-only
#include "report/format/shown.h"

#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/files/path.h"

#include <stdlib.h>
#include <string.h>

void shown_add(struct shown *shown, const char *known, const char *given)
{
	struct shown_name name = { mem_strdup(known), mem_strdup(given) };

	VEC_PUSH(shown, name);
}

/* NULL: none holds it. */
static const struct shown_name *name_for(const struct shown *shown, const char *path)
{
	const struct shown_name *best = NULL;

	for (size_t i = 0; i < shown->n; i++) {
		const struct shown_name *name = &shown->items[i];

		if (path_is_below(path, name->known) && (!best || strlen(name->known) > strlen(best->known)))
			best = name;
	}
	return best;
}

char *shown_path(const struct shown *shown, const char *path)
{
	const struct shown_name *name = shown ? name_for(shown, path) : NULL;
	const char *rest;
	size_t length;

	if (!name)
		return mem_strdup(path);
	rest = path + strlen(name->known);
	rest += strspn(rest, "/");
	length = strlen(name->given);
	if (!*rest)
		return mem_strdup(length ? name->given : ".");
	return mem_printf("%s%s%s", name->given, length && name->given[length - 1] != '/' ? "/" : "", rest);
}

void shown_put(const struct shown *shown, const char *path, FILE *out)
{
	char *name = shown_path(shown, path);

	put_name(out, name);
	free(name);
}

void shown_free(struct shown *shown)
{
	for (size_t i = 0; i < shown->n; i++) {
		free(shown->items[i].known);
		free(shown->items[i].given);
	}
	free(shown->items);
	*shown = (struct shown){0};
}
