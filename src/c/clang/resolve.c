// SPDX-License-Identifier: GPL-2.0-only
/*
 * From a place in the text to the declaration that it refers to. clang_getCursor() answers most
 * questions at once; places inside the arguments of macros, which clang sees elsewhere or several
 * times, are looked up among all references of the declaration around them. So is every place, once there
 * are many questions: clang_getCursor() goes through the function for each of them.
 */
#include "base/data/mem.h"
#include "base/data/search.h"
#include "c/clang/private.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define MANY 64			/* questions about places of a unit */

static enum type_class class_of(const struct libclang *clang, CXType type)
{
	CXType canonical = clang->getCanonicalType(type);

	switch (canonical.kind) {
	case CXType_Bool:
		return TYPE_BOOL;
	case CXType_Enum:
		return TYPE_INTEGER;
	case CXType_Pointer:
	case CXType_ConstantArray:
	case CXType_IncompleteArray:
	case CXType_VariableArray:
		return TYPE_POINTER;
	case CXType_Invalid:
	case CXType_Unexposed:
	case CXType_Dependent:
	case CXType_DependentSizedArray:
		return TYPE_UNKNOWN;
	default:
		break;
	}
	if (canonical.kind >= CXType_Char_U && canonical.kind <= CXType_Int128)
		return TYPE_INTEGER;
	return TYPE_OTHER;
}

/* Signedness and width; an enum's are the compiler's choice, and a char's the architecture's. */
static void measure(const struct libclang *clang, CXType type, struct resolved *resolved)
{
	CXType canonical = clang->getCanonicalType(type);
	long long bytes;

	if (canonical.kind <= CXType_Char_U || canonical.kind == CXType_Char_S ||
	    canonical.kind > CXType_Int128)
		return;
	bytes = clang->Type_getSizeOf(canonical);
	if (bytes <= 0)
		return;
	resolved->is_unsigned = canonical.kind <= CXType_UInt128;
	resolved->width = (unsigned)bytes * 8;
}

static enum resolved_kind kind_of(const struct libclang *clang, CXCursor cursor)
{
	switch (clang->getCursorKind(cursor)) {
	case CXCursor_FunctionDecl:
		return RESOLVED_FUNCTION;
	case CXCursor_VarDecl:
		return RESOLVED_VARIABLE;
	case CXCursor_ParmDecl:
		return RESOLVED_PARAMETER;
	case CXCursor_FieldDecl:
		return RESOLVED_FIELD;
	case CXCursor_EnumConstantDecl:
		return RESOLVED_ENUM_CONSTANT;
	default:
		return RESOLVED_OTHER;
	}
}

static bool is_nothing(const struct libclang *clang, CXCursor cursor)
{
	return clang->Cursor_isNull(cursor) || clang->isInvalid(clang->getCursorKind(cursor)) ||
	       clang->isTranslationUnit(clang->getCursorKind(cursor));
}

/* Cursors whose location is a name. */
static bool is_target(const struct libclang *clang, CXCursor cursor)
{
	enum CXCursorKind kind = clang->getCursorKind(cursor);

	return kind == CXCursor_DeclRefExpr || kind == CXCursor_MemberRefExpr ||
	       kind == CXCursor_MemberRef || kind == CXCursor_VariableRef ||
	       kind == CXCursor_TypeRef || kind == CXCursor_LabelRef || clang->isDeclaration(kind);
}

/* The place of the name that a cursor stands for, in file; -1 when it is elsewhere. */
static long name_offset(const struct libclang *clang, CXCursor cursor, CXFile file)
{
	CXFile where;
	unsigned offset;

	clang->getFileLocation(clang->getCursorLocation(cursor), &where, NULL, NULL, &offset);
	return where && clang->File_isEqual(where, file) ? (long)offset : -1;
}

/*
 * A function that nobody declared is declared by its first call. It begins at its own name or
 * nowhere, where a declaration that somebody wrote begins with a type.
 */
static bool is_implicit(const struct libclang *clang, CXCursor function)
{
	CXSourceLocation start = clang->getRangeStart(clang->getCursorExtent(function));

	return clang->equalLocations(start, clang->getNullLocation()) ||
	       clang->equalLocations(start, clang->getCursorLocation(function));
}

struct region {
	const struct libclang *clang;
	CXFile file;
	struct visited *visited;
};

static enum CXChildVisitResult collect(CXCursor cursor, CXCursor parent, CXClientData data)
{
	struct region *region = data;
	long offset = name_offset(region->clang, cursor, region->file);

	(void)parent;
	if (offset >= 0) {
		struct reference reference = { (unsigned)offset, cursor, region->visited->n };

		VEC_PUSH(region->visited, reference);
	}
	return CXChildVisit_Recurse;
}

static int by_offset(const void *a, const void *b)
{
	const struct reference *left = a, *right = b;

	if (left->offset != right->offset)
		return left->offset < right->offset ? -1 : 1;
	return left->order < right->order ? -1 : left->order > right->order;
}

/* The first reference at that offset, or behind it. */
static size_t first_at(const struct visited *visited, unsigned offset)
{
	size_t i;

	LOWER_BOUND(i, visited->n, visited->items[i].offset < offset);
	return i;
}

/* All references of the outermost declaration at that place; the last declaration there wins. */
static const struct visited *visit_around(struct unit *unit, CXFile file, unsigned offset)
{
	const struct libclang *clang = unit->clang;
	const struct outermost *outermost;
	struct visited *visited;
	struct region region;

	for (size_t i = unit->visits.n; i-- > 0;) {
		visited = unit->visits.items[i];
		if (visited->begin <= offset && offset <= visited->end &&
		    clang->File_isEqual(visited->file, file))
			return visited;
	}
	outermost = survey_outermost(unit, file, offset);
	if (!outermost)
		return NULL;
	visited = mem_calloc(1, sizeof(*visited));
	*visited = (struct visited){ .file = file, .begin = outermost->begin, .end = outermost->end };
	region = (struct region){ clang, file, visited };
	clang->visitChildren(outermost->cursor, collect, &region);
	if (visited->n)
		qsort(visited->items, visited->n, sizeof(*visited->items), by_offset);
	VEC_PUSH(&unit->visits, visited);
	return visited;
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* True if the text at that place is exactly name. */
static bool is_written(struct unit *unit, CXFile file, unsigned offset, const char *name)
{
	size_t size = 0, length = strlen(name);
	const char *text = unit->clang->getFileContents(unit->tu, file, &size);

	return text && length && offset + length <= size &&
	       !memcmp(text + offset, name, length) &&
	       (offset + length == size || !is_word(text[offset + length]));
}

/*
 * What a cursor refers to, if the name of that is what the author wrote at the offset: at the name
 * of a macro clang shows what the macro's body refers to.
 */
static CXCursor referenced_at(struct unit *unit, CXFile file, unsigned offset, CXCursor cursor)
{
	const struct libclang *clang = unit->clang;
	CXCursor referenced = clang->getCursorReferenced(cursor);
	char *name;
	bool good;

	if (is_nothing(clang, referenced))
		return clang->getNullCursor();
	name = take_string(clang, clang->getCursorSpelling(referenced));
	good = is_written(unit, file, offset, name);
	free(name);
	return good ? referenced : clang->getNullCursor();
}

static CXCursor look_up(struct unit *unit, CXFile file, unsigned offset)
{
	const struct visited *visited = visit_around(unit, file, offset);
	const struct libclang *clang = unit->clang;
	CXCursor found = clang->getNullCursor();

	for (size_t i = visited ? first_at(visited, offset) : 0;
	     visited && i < visited->n && visited->items[i].offset == offset && clang->Cursor_isNull(found); i++)
		if (is_target(clang, visited->items[i].cursor))
			found = referenced_at(unit, file, offset, visited->items[i].cursor);
	return found;
}

/* True if clang sees something at that place that is written in the body of a macro. */
static bool comes_from_macro(struct unit *unit, CXFile file, unsigned offset)
{
	const struct visited *visited = visit_around(unit, file, offset);
	const struct libclang *clang = unit->clang;
	bool found = false;

	for (size_t i = visited ? first_at(visited, offset) : 0;
	     visited && i < visited->n && visited->items[i].offset == offset && !found; i++) {
		CXSourceLocation location = clang->getCursorLocation(visited->items[i].cursor);
		unsigned written;
		CXFile where;

		clang->getSpellingLocation(location, &where, NULL, NULL, &written);
		found = !where || !clang->File_isEqual(where, file) || written != offset;
	}
	return found;
}

/*
 * True if the name there is that of a macro. Of macros in the precompiled header clang keeps no
 * record, so what they expand to must show it.
 */
static bool is_macro(struct unit *unit, CXFile file, unsigned offset)
{
	return comes_from_macro(unit, file, offset) || survey_expands(unit, file, offset);
}

/* What clang itself finds there. */
static CXCursor find(struct unit *unit, CXFile file, unsigned offset)
{
	const struct libclang *clang = unit->clang;
	CXSourceLocation location = clang->getLocationForOffset(unit->tu, file, offset);
	CXCursor cursor = clang->getCursor(unit->tu, location);

	if (is_nothing(clang, cursor) || !is_target(clang, cursor) ||
	    name_offset(clang, cursor, file) != (long)offset)
		return clang->getNullCursor();
	return referenced_at(unit, file, offset, cursor);
}

/* The declaration for the name at that place; a null cursor when there is none. */
static CXCursor declaration_at(struct unit *unit, CXFile file, unsigned offset)
{
	bool has_many = unit->n_asked++ >= MANY;
	CXCursor found = has_many ? look_up(unit, file, offset) : find(unit, file, offset);

	if (!unit->clang->Cursor_isNull(found))
		return found;
	return has_many ? find(unit, file, offset) : look_up(unit, file, offset);
}

static char *relative_path(struct unit *unit, CXFile file)
{
	const char *root = unit->parser->tree->root;
	size_t length = strlen(root);
	char *path = file_path(unit->clang, file), *relative;

	if (strncmp(path, root, length) != 0 || path[length] != '/')
		return path;
	relative = mem_strdup(path + length + 1);
	free(path);
	return relative;
}

static void describe(struct unit *unit, CXCursor cursor, struct resolved *resolved)
{
	const struct libclang *clang = unit->clang;
	CXType type = clang->getCursorType(cursor);
	CXFile file = NULL;
	unsigned offset = 0;

	resolved->kind = kind_of(clang, cursor);
	if (resolved->kind == RESOLVED_FUNCTION)
		type = clang->getResultType(type);
	if (!clang->isInvalidDeclaration(cursor))
		resolved->type = class_of(clang, type);
	if (resolved->type == TYPE_INTEGER)
		measure(clang, type, resolved);
	if (clang->Cursor_isBitField(cursor))
		resolved->bits = clang->getFieldDeclBitWidth(cursor);
	resolved->is_static = clang->getCursorLinkage(cursor) == CXLinkage_Internal;
	clang->getFileLocation(clang->getCursorLocation(cursor), &file, NULL, NULL, &offset);
	resolved->file = file ? relative_path(unit, file) : NULL;
	resolved->offset = offset;
}

void unit_resolve(struct unit *unit, const char *path, size_t offset, struct resolved *resolved)
{
	const struct libclang *clang = unit->clang;
	CXFile file = unit_file(unit, path);
	CXCursor cursor;

	*resolved = (struct resolved){0};
	if (!file)
		return;
	cursor = declaration_at(unit, file, (unsigned)offset);
	if (clang->Cursor_isNull(cursor)) {
		if (is_macro(unit, file, (unsigned)offset))
			resolved->kind = RESOLVED_OTHER;
		return;
	}
	cursor = clang->getCanonicalCursor(cursor);
	if (clang->getCursorKind(cursor) == CXCursor_FunctionDecl && is_implicit(clang, cursor))
		return;
	describe(unit, cursor, resolved);
}

void resolved_free(struct resolved *resolved)
{
	free(resolved->file);
	*resolved = (struct resolved){0};
}
