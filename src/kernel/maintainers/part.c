// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/maintainers/part.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/maintainers/maintainers.h"
#include "kernel/maintainers/pattern.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* What the line says up to a glob; a folder may be written without its slash. The caller frees it. */
static char *beginning_of(const struct area_line *line, const char *path)
{
	size_t length = line->pattern->literal;
	bool is_folder = line->pattern->is_literal && path[length] == '/';

	return mem_printf("%.*s%s", (int)length, line->value, is_folder ? "/" : "");
}

static bool holds_all(const char *beginning, const char *const *paths, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!begins_with(paths[i], beginning))
			return false;
	return *beginning;
}

char *part_of(const struct maintainers *maintainers, const char *const *paths, size_t n)
{
	struct area_list areas = {0};
	struct err ignored = {0};
	char *part = NULL;

	/* A pattern that takes too long has been told of, as all files were asked for their areas. */
	if (maintainers && n && maintainers_of(maintainers, paths[0], NULL, 0, &areas, &ignored))
		err_clear(&ignored);
	for (size_t i = 0; i < areas.n && !part; i++) {
		char *beginning = areas.items[i].by == 'F' ? beginning_of(areas.items[i].line, paths[0]) : NULL;

		if (beginning && holds_all(beginning, paths, n))
			part = beginning;
		else
			free(beginning);
	}
	area_list_free(&areas);
	return part ? part : mem_strdup("");
}
