// SPDX-License-Identifier: GPL-2.0-only
/* Which lines of a mail or a diff name files, and which are looked through for keywords. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/git/path_set.h"
#include "kernel/maintainers/private.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define BLANKS " \t\r\n"

struct reading {
	const struct maintainers *maintainers;
	struct budget budget;
	struct path_set paths;
	bool *marks;			/* of areas whose keywords were seen */
	bool in_diff;			/* the message is over */
};

/* In diffs, a/ or b/ stands in front of names. */
enum prefix { NO_PREFIX, A_FOLDER };

/* Adds the word that text begins with, without that prefix. */
static void add_path(struct reading *reading, const char *text, enum prefix prefix)
{
	size_t length = strcspn(text, BLANKS);
	char *path = mem_strndup(text, length);
	char *slash = prefix == A_FOLDER ? strchr(path, '/') : NULL;

	if (length && strcmp(path, "/dev/null"))
		path_set_add(&reading->paths, slash ? slash + 1 : path);
	free(path);
}

/* "diff --git a/NAME b/NAME" */
static void read_names(struct reading *reading, const char *names)
{
	add_path(reading, names, A_FOLDER);
	names += strcspn(names, BLANKS);
	add_path(reading, names + strspn(names, BLANKS), A_FOLDER);
}

/* "--- a/NAME" or "+++ b/NAME", whichever stands there */
static bool read_side(struct reading *reading, const char *line)
{
	if (!begins_with(line, "--- ") && !begins_with(line, "+++ "))
		return false;
	add_path(reading, line + 4, A_FOLDER);
	reading->in_diff = true;
	return true;
}

/* True if the line says something of files or of a hunk's place, and so is no text. */
static bool read_header(struct reading *reading, const char *line)
{
	static const char *const renames[] = { "rename from ", "rename to " };

	for (size_t i = 0; i < ARRAY_SIZE(renames); i++)
		if (begins_with(line, renames[i])) {
			add_path(reading, line + strlen(renames[i]), NO_PREFIX);
			return true;
		}
	if (begins_with(line, "diff --git ")) {
		read_names(reading, line + strlen("diff --git "));
		return true;
	}
	return read_side(reading, line) || begins_with(line, "Fixes: ") || begins_with(line, "@@ -");
}

/* -1 sets err. */
static int read_line(struct reading *reading, const char *line, struct err *err)
{
	const struct words words = { line, strlen(line), reading->in_diff };

	if (read_header(reading, line))
		return 0;
	return keywords_mark(reading->maintainers, &words, &reading->budget, reading->marks, err);
}

static int read_lines(struct reading *reading, const char *patch, size_t length, struct err *err)
{
	const char *end = patch + length;
	int status = 0;

	while (!status && patch < end) {
		const char *newline = memchr(patch, '\n', (size_t)(end - patch));
		const char *next = newline ? newline + 1 : end;
		char *line = mem_strndup(patch, (size_t)(next - patch));

		status = read_line(reading, line, err);
		free(line);
		patch = next;
	}
	return status;
}

int maintainers_of_patch(const struct maintainers *maintainers, const char *patch, size_t length,
			 struct area_list *areas, struct path_set *paths, struct err *err)
{
	struct reading reading = {
		.maintainers = maintainers,
		.marks = mem_calloc(maintainers->areas.n + 1, sizeof(bool)),
	};
	size_t from = areas->n;
	int status;

	budget_begin(&reading.budget, length);
	status = read_lines(&reading, patch, length, err);
	path_set_sort(&reading.paths);
	for (size_t i = 0; !status && i < reading.paths.n; i++) {
		status = areas_by_path(maintainers, reading.paths.items[i], &reading.budget, areas, err);
		if (paths)
			path_set_add(paths, reading.paths.items[i]);
	}
	if (!status)
		keywords_add(maintainers, reading.marks, from, areas);
	path_set_free(&reading.paths);
	budget_end(&reading.budget);
	free(reading.marks);
	return status;
}
