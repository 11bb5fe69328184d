/* SPDX-License-Identifier: GPL-2.0-only */
/* What a name in a file means: the function that a migration is about, or something else of that name. */
#ifndef GUPTIDY_MIGRATE_STANDING_H
#define GUPTIDY_MIGRATE_STANDING_H

#include "patch/migrate/declared.h"
#include "patch/migrate/nearby.h"

enum meant {
	MEANT,
	MEANT_OTHER,			/* a variable, a member, a function of the file's own */
	MEANT_UNCLEAR,
};

/* The mentions that define a name for their own file alone: static functions, macros. */
struct own_definitions {
	size_t *items;			/* owned */
	size_t n, capacity;
};

/* Finds them; the caller frees the items. */
void own_definitions_read(const struct source *source, struct own_definitions *own);

/*
 * What mention i of the source means, by the declarations at hand. Of one that is unclear *why says so, in
 * the source's arena.
 */
enum meant standing_of(const struct declared_names *names, const struct own_definitions *own,
		       struct source *source, size_t i, const char **why);

/* True in a folder of programs that run beside a kernel, with functions of their own by the kernel's names. */
bool is_program_path(const char *path);

/*
 * Why a name would mean something else than the function if it stood at token at, or NULL: a variable, a
 * parameter, the file's own function or macro, or that of a header beside the kernel's (nearby may be NULL). In
 * the source's arena.
 */
const char *why_hidden(const struct declared_names *names, struct nearby *nearby, struct source *source, size_t at,
		       const char *name);

#endif
