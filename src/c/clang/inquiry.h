/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Asks the compiler about places in one source, and goes on asking in other ways until one answers:
 * the file as it is, the file with the #if branch of the place switched on, the .c files that
 * include it. Parses lazily; nothing is parsed that nobody asks for.
 */
#ifndef GUPTIDY_CLANG_INQUIRY_H
#define GUPTIDY_CLANG_INQUIRY_H

#include "base/files/path.h"
#include "c/clang/oracle.h"

struct overlay;
struct stand_in;
struct tree;

struct inquiry {
	const struct tree *tree;
	struct parser *parser;		/* not owned */
	struct source *source;
	struct oracle oracle;		/* for meaning_of() and rules */
	const struct stand_in *stand_ins;	/* files as they will be, or NULL; not owned, set after opening */
	const struct overlay *overlay;	/* the same for who looks for includers, or NULL; likewise */
	struct { struct view *items; size_t n, capacity; } views;
	struct path_list includers;
	bool has_includers;
	bool is_full;			/* more views were wanted than there may be */
	bool has_missed;		/* a question found no answer in any view */
};

/* Begins; nothing is parsed yet. */
void inquiry_open(struct inquiry *inquiry, const struct tree *tree, struct parser *parser,
		  struct source *source);

/* Resolves the identifier at offset of the source; answer is freed with resolved_free(). */
void inquiry_ask(struct inquiry *inquiry, size_t offset, struct resolved *answer);

/* True if some parse reached the place and found nobody who declares the name. */
bool inquiry_undeclared(struct inquiry *inquiry, size_t offset);

/* The parse in which the identifier at offset is resolved, or NULL. */
struct unit *inquiry_unit(struct inquiry *inquiry, size_t offset);

/* The same; also one that read the name of a macro there, of whose value it knows no declaration. */
struct unit *inquiry_unit_or_macro(struct inquiry *inquiry, size_t offset);

/* True if a parse so far took the file's own build command. */
bool inquiry_is_exact(const struct inquiry *inquiry);

/* Whether the file's own build command, if there is one, compiles the code at offset. */
enum compiles {
	COMPILES_UNKNOWN,
	COMPILES_YES,
	COMPILES_NO,
};

enum compiles inquiry_compiles(struct inquiry *inquiry, size_t offset);

/* Why nothing answered; the caller frees it. */
char *inquiry_why_not(struct inquiry *inquiry, size_t offset);

/* True if all parses so far worked. */
bool inquiry_is_parsed(const struct inquiry *inquiry);

/* The same, and all questions found an answer. */
bool inquiry_is_complete(const struct inquiry *inquiry);

/* Calls visit for each file that any parse so far has read, or would have if it were there. */
void inquiry_files(struct inquiry *inquiry, void (*visit)(const char *path, void *data), void *data);

/* Frees all parses. */
void inquiry_close(struct inquiry *inquiry);

#endif
