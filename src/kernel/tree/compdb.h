/* SPDX-License-Identifier: GPL-2.0-only */
/* compile_commands.json: exact commands, possibly from a stranger. */
#ifndef GUPTIDY_TREE_COMPDB_H
#define GUPTIDY_TREE_COMPDB_H

#include <stdbool.h>

struct compdb;
struct err;

/* For root/compile_commands.json, read when first asked; it need not exist. All are freed with compdb_free(). */
struct compdb *compdb_new(const char *root);

/* The file that the user names. NULL sets err: it is missing, or broken. */
struct compdb *compdb_open(const char *path, struct err *err);

/*
 * One command that is known already, in place of a file: argv (ended by NULL, copied) as it was given
 * in folder (absolute), for file. It is the user's own, whose compiler has done what it says: what is
 * refused in a file is only dropped here.
 */
struct compdb *compdb_of_command(const char *folder, const char *file, char *const *argv);

/* The path of its file, of which there may be none. */
const char *compdb_path(const struct compdb *compdb);

/* True if it holds a command for a file below the folder (absolute, without links). */
bool compdb_names_below(struct compdb *compdb, const char *folder);

/* Frees it, NULL too. */
void compdb_free(struct compdb *compdb);

/*
 * The arguments for a file (absolute), for clang, ended by NULL and owned by the caller; target is
 * the machine's unless the command names its own. Returns 1 if found, 0 if not, -1 with err set when
 * the file is broken or the command holds what a stranger's must not: see filter.h. root is the
 * tree's.
 */
int compdb_find(struct compdb *compdb, const char *root, const char *path, const char *target,
		char ***argv, struct err *err);

#endif
