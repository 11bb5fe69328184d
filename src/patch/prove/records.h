/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the headers of a file say by their text, without a compiler: members of structs, and which macros a
 * driver defines itself. Only what leaves no doubt is said.
 */
#ifndef GUPTIDY_PROVE_RECORDS_H
#define GUPTIDY_PROVE_RECORDS_H

#include "c/headers/headers.h"
#include "c/source/source.h"
#include "kernel/tree/tree.h"

struct records {
	struct headers headers;
	const struct tree *tree;
	struct compile_command command;	/* says where headers are looked for */
	struct { struct text *items; size_t n, capacity; } own;	/* the file, and its own headers */
	struct { char **items; size_t n, capacity; } public;	/* names in <>, which these include */
	struct { const char *prefix; bool is_defined; } asked;	/* last, see records_define() */
	bool misses_some;		/* they include "some.h" that is nowhere, or too many: no more is read */
};

/* Reads the headers that the source brings along. */
void records_open(struct records *records, const struct tree *tree, const struct source *source);

/* True if each header of the file's own was found; else nothing else may be believed. */
bool records_see_all(const struct records *records);

/*
 * The type of a member of `struct record`, as c/outline/type.h has types: by the first text that holds the
 * struct's body, of the file, its own headers, and those of the kernel that any of them names. NULL: they do
 * not tell. The caller frees it.
 */
char *records_member(struct records *records, const char *record, const char *member);

/* True if the file or one of its own headers has a macro whose name begins with prefix, which must live on. */
bool records_define(struct records *records, const char *prefix);

/* Calls visit for each path that was read, or was looked at and is not there: all that the answers rest on. */
void records_files(const struct records *records, void (*visit)(const char *path, void *data),
		   void *data);

/* Frees what was read. */
void records_close(struct records *records);

#endif
