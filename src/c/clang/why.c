// SPDX-License-Identifier: GPL-2.0-only
/* Words for places that clang could not resolve. */
#include "base/data/mem.h"
#include "c/clang/private.h"

#include <stdlib.h>
#include <string.h>

/* The line that offset is in, [begin, end). */
static void line_around(const char *text, size_t size, size_t offset, size_t *begin, size_t *end)
{
	for (*begin = offset; *begin && text[*begin - 1] != '\n'; (*begin)--)
		;
	for (*end = offset; *end < size && text[*end] != '\n'; (*end)++)
		;
}

/* True if the place is in the body of a #define, continued lines included. */
static bool in_macro_body(const char *text, size_t size, size_t offset)
{
	size_t begin, end;

	line_around(text, size, offset, &begin, &end);
	while (begin >= 2 && text[begin - 2] == '\\')
		line_around(text, size, begin - 2, &begin, &end);
	for (; begin < size && (text[begin] == ' ' || text[begin] == '\t' || text[begin] == '#');
	     begin++)
		if (text[begin] == '#')
			return !strncmp(text + begin + 1 + strspn(text + begin + 1, " \t"), "define",
				       6);
	return false;
}

/* What clang said about the line; NULL if nothing. */
static char *said_about_line(struct unit *unit, const char *path, const char *text, size_t size,
			     size_t offset)
{
	struct diagnostic *list;
	size_t begin, end;
	char *said = NULL;

	line_around(text, size, offset, &begin, &end);
	list = unit_diagnostics(unit, path, begin, end + 1);
	for (struct diagnostic *item = list; item->text; item++) {
		if (!said)
			said = mem_strdup(item->text);
		free(item->text);
	}
	free(list);
	return said;
}

/* The first header that the unit misses, with the place that includes it; NULL if none. */
static char *first_missing_header(struct unit *unit)
{
	const struct libclang *clang = unit->clang;
	unsigned n = clang->getNumDiagnostics(unit->tu);
	char *said = NULL;

	for (unsigned i = 0; i < n && !said; i++) {
		CXDiagnostic diagnostic = clang->getDiagnostic(unit->tu, i);

		said = take_string(clang, clang->getDiagnosticSpelling(diagnostic));
		if (!strstr(said, "file not found")) {
			free(said);
			said = NULL;
		}
		clang->disposeDiagnostic(diagnostic);
	}
	return said;
}

static char *not_included(const struct unit *unit)
{
	const char *root = unit->parser->tree->root;
	size_t length = strlen(root);
	const char *path = unit->path;

	if (!strncmp(path, root, length) && path[length] == '/')
		path += length + 1;
	return mem_printf("not included by %s", path);
}

char *unit_why_not(struct unit *unit, const char *path, size_t offset)
{
	CXFile file = unit_file(unit, path);
	size_t size = 0;
	const char *text;
	char *said;

	if (!file)
		return not_included(unit);
	text = unit->clang->getFileContents(unit->tu, file, &size);
	if (!text || offset >= size)
		return mem_printf("the file has only %zu bytes", size);
	if (unit_skipped(unit, path, offset))
		return mem_strdup("compiled out");
	if (in_macro_body(text, size, offset))
		return mem_strdup("in the body of a macro");
	said = said_about_line(unit, path, text, size, offset);
	if (!said)
		said = first_missing_header(unit);
	return said ? said : mem_strdup("clang has no declaration for it");
}

bool unit_undeclared(struct unit *unit, const char *path, size_t offset)
{
	struct diagnostic *list = unit_diagnostics(unit, path, offset, offset + 1);
	bool undeclared = false;

	for (struct diagnostic *item = list; item->text; item++) {
		undeclared |= strstr(item->text, "undeclared") != NULL;
		free(item->text);
	}
	free(list);
	return undeclared;
}
