/* SPDX-License-Identifier: GPL-2.0-only */
/* Who declares the names of a migration, as far as other files see it. */
#ifndef GUPTIDY_MIGRATE_DECLARED_H
#define GUPTIDY_MIGRATE_DECLARED_H

#include "c/outline/prototype.h"
#include "c/source/source.h"

struct declared_name {
	const struct symbol *symbol;
	char *path;			/* relative to the root */
	uint32_t line, column;		/* of the name */
	bool is_macro;			/* #define */
	bool is_own;			/* static, or a macro: no other file's is meant by it */
	bool is_conditional;		/* in an #if, that around a whole header aside */
	bool is_variadic;
	bool is_counted;		/* false: a macro without parameters, which stands for another name */
	size_t n;			/* parameters, if they are counted */
	char *types[MAX_PARAMETERS];	/* of a function; as c/outline/type.h has them */
	char *returns;			/* of a function; NULL: a macro */
	char *text;			/* of a macro; as patch/migrate/macro_text.h has it, may be NULL */
};

struct declared_names {
	struct declared_name *items;
	size_t n, capacity;
	struct { const struct symbol **items; size_t n, capacity; } known;	/* that public code names */
};

/* Adds what the mentions of a source declare or define. */
void declared_names_add(struct declared_names *names, const struct source *source);

/* True if all files of the tree can mean what is declared in the file: it is in an include/ of the kernel. */
bool is_public_path(const char *path);

/* The public declaration of that name; of several the one with n parameters, or NULL. */
const struct declared_name *declared_publicly(const struct declared_names *names, const char *name, size_t n);

/* True if the name has a public declaration at all. */
bool is_declared_publicly(const struct declared_names *names, const char *name);

/* True if the code of a public header has the name, as what it may be. */
bool declared_names_know(const struct declared_names *names, const char *name);

/* True if the byte is in an #if other than the one that a header has around all of it. */
bool is_in_condition(const struct outline *outline, size_t offset);

/* Frees it. */
void declared_names_free(struct declared_names *names);

#endif
