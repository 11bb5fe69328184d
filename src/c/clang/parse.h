/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What clang knows of a file. The only room that includes libclang's headers, and that loads it.
 *
 * A parser belongs to one process and keeps a precompiled header for each architecture it met.
 * A unit is one parsed translation unit; it answers questions about places in its files. It judges
 * nothing.
 */
#ifndef GUPTIDY_CLANG_PARSE_H
#define GUPTIDY_CLANG_PARSE_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct tree;
struct stand_in;

struct libclang;
struct parser;
struct unit;

enum resolved_kind {
	RESOLVED_NOTHING,	/* clang has no declaration for that place: see unit_why_not() */
	RESOLVED_FUNCTION,
	RESOLVED_VARIABLE,
	RESOLVED_PARAMETER,
	RESOLVED_FIELD,
	RESOLVED_ENUM_CONSTANT,
	RESOLVED_OTHER,		/* a macro, a type, a label, ... */
};

enum type_class {
	TYPE_UNKNOWN,		/* clang could not tell (a header is missing) */
	TYPE_BOOL,
	TYPE_INTEGER,		/* any other integer, enums included */
	TYPE_POINTER,
	TYPE_OTHER,		/* struct, float, void, ... */
};

/*
 * What an identifier in the text stands for: the first declaration of it that the unit read. A
 * function that nobody declared is RESOLVED_NOTHING.
 */
struct resolved {
	enum resolved_kind kind;
	enum type_class type;	/* of the object; of a function: of what it returns */
	int bits;		/* width of a bit-field, else 0 */
	bool is_unsigned;	/* of TYPE_INTEGER, when width is not 0 */
	unsigned width;		/* of TYPE_INTEGER: its bits; 0: an enum or a char */
	bool is_static;		/* internal linkage */
	char *file;		/* of the declaration: relative to the root, or absolute outside; may be NULL */
	size_t offset;		/* of the declared name in that file */
};

/*
 * Stands at the end of the names of precompiled headers that were made with an overlay: few of them
 * are ever asked for again, and whoever owns the folder may remove them.
 */
#define PCH_OF_OVERLAY "-over"

/*
 * Loads libclang into this process and those that it forks from then on. That takes tens of
 * milliseconds: once, before the fork, and only when something is to be parsed. NULL sets err: the
 * library is not installed, or another one. The caller frees the result with free(); the library
 * itself stays to the end of the process.
 */
struct libclang *libclang_load(struct err *err);

/*
 * A parser for a tree. scratch is a folder for the precompiled headers, outside of the tree; they
 * are shared by all processes that name the same folder, and made by whoever comes first. tree and
 * clang must outlive the parser. Freed with parser_free().
 */
struct parser *parser_new(const struct tree *tree, const char *scratch,
			  const struct libclang *clang);

/*
 * Says that few files are to be parsed: a precompiled header is used if it is there, and none is
 * made, as that takes longer than a few parses without.
 */
void parser_expect_few(struct parser *parser);

/*
 * Says that most parses will be with one and the same overlay: a precompiled header without it is not made
 * only to tell which of its files are part of one.
 */
void parser_expect_overlay(struct parser *parser);

/*
 * Says whether the next parses are to use no precompiled header: it declares what a file may have no #include for, and
 * then a call of it would pass.
 */
void parser_take_no_pch(struct parser *parser, bool none);

/* True if clang crashed in any parse so far; it lives on, with the memory that it had then. */
bool parser_crashed(const struct parser *parser);

/* Frees the parser; its units must be freed before. */
void parser_free(struct parser *parser);

/*
 * Makes the precompiled header for an architecture now, so that later parses only read it. Else the
 * default architecture's is made by the first parse, and another's by the third. -1 sets err: the
 * scratch folder cannot be written; parsing works all the same, but slowly.
 */
int parser_warm_up(struct parser *parser, const char *arch, struct err *err);

/* Calls visit for each path (absolute) that the header so made hangs on: files, and where one was missed. */
void parser_header_files(struct parser *parser, const char *arch,
			 void (*visit)(const char *path, void *data), void *data);

/*
 * Parses a .c file or a header (path relative to the root, or absolute) for an architecture; when a
 * header of it is missing that another architecture has, for that one. overlay (may be NULL, ended by
 * .path == NULL) replaces the text of files by that in memory; its paths are absolute with links
 * resolved, and it may be freed after the call. An #if branch that is off can be had that way too: by
 * a text of the same length with another condition. -1 sets err.
 */
int parser_parse(struct parser *parser, const char *path, const char *arch,
		 const struct stand_in *overlay, struct unit **unit, struct err *err);

/* True if clang has nothing to say of a text of C that includes no header. */
bool parser_accepts(struct parser *parser, const char *text, size_t length);

/* Frees a unit. */
void unit_free(struct unit *unit);

/*
 * Resolves the identifier that begins at offset of path (the unit's main file or one that it
 * includes). Fills resolved, which the caller frees with resolved_free().
 */
void unit_resolve(struct unit *unit, const char *path, size_t offset, struct resolved *resolved);

/* Frees the strings in it. */
void resolved_free(struct resolved *resolved);

/*
 * Why a place could not be resolved, for people: "compiled out", "not included by FILE",
 * "'foo.h' file not found", ... The caller frees it.
 */
char *unit_why_not(struct unit *unit, const char *path, size_t offset);

/* True if clang read the place and knows no declaration of that name at all, kernel's or other. */
bool unit_undeclared(struct unit *unit, const char *path, size_t offset);

/* True if clang skipped that place (an #if branch that is off). */
bool unit_skipped(struct unit *unit, const char *path, size_t offset);

/* True if the unit was parsed with the exact command of compile_commands.json. */
bool unit_is_exact(const struct unit *unit);

/* What clang said about a range of bytes of a file. */
struct diagnostic {
	size_t offset;
	char *text;
};

/* The errors and warnings inside [begin, end) of path, ended by .text == NULL; caller frees all. */
struct diagnostic *unit_diagnostics(struct unit *unit, const char *path, size_t begin, size_t end);

/* Whether a call has as many arguments as its function takes, once its macros are expanded. */
enum fit {
	FIT_UNKNOWN,
	FIT_YES,
	FIT_NO,
};

/* The call in path whose name is at one byte and whose closing parenthesis at another; it is resolved. */
enum fit unit_call_fits(struct unit *unit, const char *path, size_t name, size_t close);

/*
 * Calls visit for each file (absolute path) that the unit read, the main file included, and for each path
 * where a header that is not there could be.
 */
void unit_files(struct unit *unit, void (*visit)(const char *path, void *data), void *data);

/* True if it includes a header that is not there, beside those of the precompiled one. */
bool unit_misses_header(const struct unit *unit);

#endif
