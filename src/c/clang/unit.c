// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/mem.h"
#include "c/clang/private.h"

#include <stdlib.h>
#include <string.h>

void unit_free(struct unit *unit)
{
	if (!unit)
		return;
	for (size_t i = 0; i < unit->visits.n; i++) {
		free(unit->visits.items[i]->items);
		free(unit->visits.items[i]);
	}
	free(unit->visits.items);
	for (size_t i = 0; i < unit->missed.n; i++)
		free(unit->missed.items[i]);
	free(unit->missed.items);
	survey_free(&unit->survey);
	unit->clang->disposeTranslationUnit(unit->tu);
	free(unit->path);
	free(unit);
}

bool unit_is_exact(const struct unit *unit)
{
	return unit->exact;
}

struct search {
	const struct libclang *clang;
	const char *path;
	CXFile found;
};

static void compare(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
	struct search *search = data;
	char *path;

	(void)stack;
	(void)depth;
	if (search->found)
		return;
	path = file_path(search->clang, file);
	if (!strcmp(path, search->path))
		search->found = file;
	free(path);
}

CXFile unit_file(struct unit *unit, const char *path)
{
	char *full = absolute_path(unit->parser->tree, path);
	struct search search = { .clang = unit->clang, .path = full };

	if (!strcmp(full, unit->path) || pch_has(unit->pch, full))
		search.found = unit->clang->getFile(unit->tu, full);
	else
		unit->clang->getInclusions(unit->tu, compare, &search);
	free(full);
	return search.found;
}

struct visitor {
	void (*visit)(const char *path, void *data);
	void *data;
	const struct unit *unit;
};

static void visit_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
	struct visitor *visitor = data;
	char *path = file_path(visitor->unit->clang, file);

	(void)stack;
	(void)depth;
	if (!pch_has(visitor->unit->pch, path))
		visitor->visit(path, visitor->data);
	free(path);
}

void unit_files(struct unit *unit, void (*visit)(const char *path, void *data), void *data)
{
	struct visitor visitor = { visit, data, unit };

	unit->clang->getInclusions(unit->tu, visit_inclusion, &visitor);
	for (size_t i = 0; unit->pch && i < unit->pch->files.n; i++)
		visit(unit->pch->files.items[i], data);
	for (size_t i = 0; i < unit->missed.n; i++)
		visit(unit->missed.items[i], data);
}

bool unit_misses_header(const struct unit *unit)
{
	return unit->missed.n;
}

/* The offset of a place in file, or -1 when it is elsewhere. Of a macro's argument: where it is
 * written. */
static long offset_in(const struct libclang *clang, CXSourceLocation location, CXFile file)
{
	CXFile where;
	unsigned offset;

	clang->getFileLocation(location, &where, NULL, NULL, &offset);
	return where && clang->File_isEqual(where, file) ? (long)offset : -1;
}

bool unit_skipped(struct unit *unit, const char *path, size_t offset)
{
	const struct libclang *clang = unit->clang;
	CXFile file = unit_file(unit, path);
	CXSourceRangeList *list = file ? clang->getSkippedRanges(unit->tu, file) : NULL;
	bool skipped = false;

	for (unsigned i = 0; list && i < list->count; i++) {
		long begin = offset_in(clang, clang->getRangeStart(list->ranges[i]), file);
		long end = offset_in(clang, clang->getRangeEnd(list->ranges[i]), file);

		skipped |= begin >= 0 && begin <= (long)offset && (long)offset < end;
	}
	if (list)
		clang->disposeSourceRangeList(list);
	return skipped;
}

struct diagnostic *unit_diagnostics(struct unit *unit, const char *path, size_t begin, size_t end)
{
	const struct libclang *clang = unit->clang;
	CXFile file = unit_file(unit, path);
	unsigned n = file ? clang->getNumDiagnostics(unit->tu) : 0;
	struct {
		struct diagnostic *items;
		size_t n, capacity;
	} list = {0};

	for (unsigned i = 0; i < n; i++) {
		CXDiagnostic diagnostic = clang->getDiagnostic(unit->tu, i);
		long offset = offset_in(clang, clang->getDiagnosticLocation(diagnostic), file);

		if (offset >= (long)begin && offset < (long)end) {
			struct diagnostic item = { .offset = (size_t)offset };

			item.text = take_string(clang, clang->getDiagnosticSpelling(diagnostic));
			VEC_PUSH(&list, item);
		}
		clang->disposeDiagnostic(diagnostic);
	}
	VEC_PUSH(&list, ((struct diagnostic){0}));
	return list.items;
}
