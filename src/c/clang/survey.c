// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where the outermost declarations of a unit lie, and its calls of macros. Each question of them once went
 * through the whole unit, and there are as many questions as calls.
 */
#include "base/data/mem.h"
#include "c/clang/private.h"

#include <stdlib.h>

/* The bytes of a file that a declaration spans, the calls of macros that make parts of it included. */
static bool extent(const struct libclang *clang, CXCursor cursor, struct outermost *outermost)
{
	CXSourceRange range = clang->getCursorExtent(cursor);
	CXFile last;

	clang->getExpansionLocation(clang->getRangeStart(range), &outermost->file, NULL, NULL,
				    &outermost->begin);
	clang->getExpansionLocation(clang->getRangeEnd(range), &last, NULL, NULL, &outermost->end);
	return outermost->file && last && clang->File_isEqual(outermost->file, last);
}

static enum CXChildVisitResult note(CXCursor cursor, CXCursor parent, CXClientData data)
{
	struct unit *unit = data;
	const struct libclang *clang = unit->clang;
	enum CXCursorKind kind = clang->getCursorKind(cursor);
	struct outermost outermost = { .cursor = cursor };
	struct place place;

	(void)parent;
	if (clang->isDeclaration(kind) && extent(clang, cursor, &outermost))
		VEC_PUSH(&unit->survey.outermost, outermost);
	if (kind != CXCursor_MacroExpansion)
		return CXChildVisit_Continue;
	clang->getFileLocation(clang->getCursorLocation(cursor), &place.file, NULL, NULL, &place.offset);
	if (place.file)
		VEC_PUSH(&unit->survey.expansions, place);
	return CXChildVisit_Continue;
}

static const struct survey *survey(struct unit *unit)
{
	if (!unit->survey.is_made)
		unit->clang->visitChildren(unit->clang->getTranslationUnitCursor(unit->tu), note, unit);
	unit->survey.is_made = true;
	return &unit->survey;
}

const struct outermost *survey_outermost(struct unit *unit, CXFile file, unsigned offset)
{
	const struct survey *all = survey(unit);

	for (size_t i = all->outermost.n; i-- > 0;) {
		const struct outermost *outermost = &all->outermost.items[i];

		if (outermost->begin <= offset && offset <= outermost->end &&
		    unit->clang->File_isEqual(outermost->file, file))
			return outermost;
	}
	return NULL;
}

bool survey_expands(struct unit *unit, CXFile file, unsigned offset)
{
	const struct survey *all = survey(unit);

	for (size_t i = 0; i < all->expansions.n; i++)
		if (all->expansions.items[i].offset == offset &&
		    unit->clang->File_isEqual(all->expansions.items[i].file, file))
			return true;
	return false;
}

void survey_free(struct survey *survey)
{
	free(survey->outermost.items);
	free(survey->expansions.items);
	*survey = (struct survey){0};
}
