/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of this room share; nobody else includes it. */
#ifndef GUPTIDY_CLANG_PRIVATE_H
#define GUPTIDY_CLANG_PRIVATE_H

#include "base/data/buf.h"
#include "base/data/digest.h"
#include "base/files/path.h"
#include "c/clang/libclang.h"
#include "c/clang/parse.h"
#include "kernel/tree/tree.h"

/* An architecture that the parser met. */
struct arch_state {
	char *name;
	struct stand_in *stand_ins;
	struct compile_command base;
	struct path_list alone;	/* files parsed without a precompiled header, because making one did not pay yet */
	struct pch_list {
		struct pch **items;
		size_t n, capacity;
	} pchs, stale;	/* stale ones live on for the units that were parsed with them */
};

struct parser {
	const struct tree *tree;
	const struct libclang *clang;
	char *scratch;
	CXIndex index;
	bool few;		/* see parser_expect_few() */
	bool lays_over;		/* see parser_expect_overlay() */
	bool takes_no_pch;	/* see parser_take_no_pch() */
	bool crashed;		/* see parser_crashed() */
	struct {
		struct arch_state **items;
		size_t n, capacity;
	} archs;
};

/* A precompiled header: the plain one of an architecture, or one made with an overlay. */
struct pch {
	char key[DIGEST_LENGTH + 1];		/* names the overlay's headers in it; "" without */
	char *path;		/* NULL: it could not be made, parse without */
	struct pch_files {
		char **items;
		size_t n, capacity;
	} files;		/* what it was made of, sorted, absolute; and where what was
				   missing could be */
};

/* The unsaved files of one parse; they borrow their texts. */
struct unsaved {
	struct CXUnsavedFile *items;
	unsigned n;
};

/* A place in a file, and what clang sees there. */
struct reference {
	unsigned offset;
	CXCursor cursor;
	size_t order;		/* among all of the declaration */
};

/* All that clang sees in one outermost declaration. */
struct visited {
	CXFile file;
	unsigned begin, end;
	struct reference *items;	/* by offset, then order */
	size_t n, capacity;
};

/* An outermost declaration, whole in one file, and a place. */
struct outermost {
	CXFile file;
	unsigned begin, end;
	CXCursor cursor;
};

struct place {
	CXFile file;
	unsigned offset;
};

/* What a unit consists of, in its order; made when first asked for. */
struct survey {
	struct {
		struct outermost *items;
		size_t n, capacity;
	} outermost;
	struct {
		struct place *items;
		size_t n, capacity;
	} expansions;			/* the names of macros that are called; not of those in the header */
	bool is_made;
};

struct unit {
	struct parser *parser;
	const struct libclang *clang;	/* the parser's */
	CXTranslationUnit tu;
	char *path;		/* absolute */
	bool exact;
	const struct pch *pch;	/* NULL: parsed without */
	struct {
		char **items;
		size_t n, capacity;
	} missed;		/* where headers that are not there could be */
	struct {
		struct visited **items;
		size_t n, capacity;
	} visits;
	struct survey survey;
	unsigned n_asked;	/* questions about places */
};

/* parser.c: the state for an architecture, made when first asked for. */
struct arch_state *parser_arch(struct parser *parser, const char *arch);

/* Arguments for clang; the texts are borrowed, the list is the owner's to free. */
struct arguments {
	const char **items;
	size_t n, capacity;
};

/* parser.c: the command (ended by NULL), and what stands behind any command. */
void arguments_begin(struct arguments *arguments, const struct libclang *clang,
		     char *const *command);

/*
 * head.c: whether the file sets macros that its headers may ask for before it includes any of them. False
 * sets err: it cannot be read.
 */
bool head_steers(const char *path, const struct stand_in *overlay, bool *steers, struct err *err);

/* missing.c: the diagnostic's text, with the diagnostic disposed of; caller frees. */
char *diagnostic_text(const struct libclang *clang, CXTranslationUnit tu, unsigned i);

/*
 * missing.c: the header that a diagnostic says is missing, if its name begins with prefix; NULL if it
 * says something else. The caller frees it.
 */
char *missing_header(const struct libclang *clang, CXTranslationUnit tu, unsigned i,
		     const char *prefix);

/*
 * missing.c: calls visit for each path at which a header that is missing would have been found, with that
 * command: it has no stamp until it is there.
 */
void missing_candidates(const struct libclang *clang, CXTranslationUnit tu, char *const *argv,
			void (*visit)(const char *path, void *data), void *data);

/* pch.c: true if the header for that overlay (or NULL) is there without having to make it. */
bool pch_ready(struct parser *parser, struct arch_state *arch, const struct stand_in *overlay);

/* pch.c: the precompiled header to use with that overlay; never NULL, but its path may be. */
const struct pch *pch_get(struct parser *parser, struct arch_state *arch,
			  const struct stand_in *overlay);

/* pch.c: true if the header was made of path. */
bool pch_has(const struct pch *pch, const char *path);

/* pch.c: drops a header that turned out to be stale, so that the next pch_get() makes it anew. */
void pch_forget(struct arch_state *arch, const struct pch *pch);

/* pch.c: frees it. */
void pch_free(struct pch *pch);

/*
 * pch_make.c: makes NAME.pch, with that overlay (or NULL) in it, and NAME.files, in a process of its own;
 * false: it could not be made.
 */
bool pch_make(struct parser *parser, const struct arch_state *arch, const struct stand_in *overlay,
	      const char *name);

/* unsaved.c: the stand-ins (may be NULL), then the overlay (may be NULL), then the shared header. */
void unsaved_make(struct unsaved *unsaved, const struct arch_state *arch,
		  const struct stand_in *overlay);
void unsaved_free(struct unsaved *unsaved);

/* unsaved.c: the path of the header in memory that the precompiled one is made from; caller frees. */
char *common_header_path(const char *arch);

/* names.c: the absolute path of a file, links resolved, or its name when it is only in memory; caller frees. */
char *file_path(const struct libclang *clang, CXFile file);

/* names.c: path made absolute, links resolved; caller frees. */
char *absolute_path(const struct tree *tree, const char *path);

/* names.c: the text of a CXString, which is disposed of; caller frees. */
char *take_string(const struct libclang *clang, CXString string);

/* unit.c: the file of a path in a unit, NULL if the unit did not read it. */
CXFile unit_file(struct unit *unit, const char *path);

/* survey.c: the outermost declaration around a place, the last if there are several; NULL: none. */
const struct outermost *survey_outermost(struct unit *unit, CXFile file, unsigned offset);

/* survey.c: true if a macro is called there. */
bool survey_expands(struct unit *unit, CXFile file, unsigned offset);

/* survey.c: frees it. */
void survey_free(struct survey *survey);

#endif
