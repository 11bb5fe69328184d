/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of this room share; nobody else includes it. */
#ifndef GUPTIDY_ANALYSE_PRIVATE_H
#define GUPTIDY_ANALYSE_PRIVATE_H

#include "conversion/convert/convert.h"
#include "treewide/analyse/analyse.h"

/* Says of mention i why it stays unanalysed. */
void analysis_add_unanalysed(struct analysis *analysis, size_t i, const char *reason);

/* The text alone does not settle what mention i means, and nobody is there to be asked. */
void analysis_leave_open(struct analysis *analysis, size_t i);

/* Which function mention i means: by all declarations in the tree, else by what clang resolves. */
enum standing analysis_standing(struct analysis *analysis, size_t i);

/* The same of a file's own declaration of the name. */
enum standing analysis_declared_standing(const struct analysis *analysis, size_t i);

/* Whom types can be asked of, or NULL. */
const struct oracle *analysis_oracle(const struct analysis *analysis);

/* What adds edits to the result. */
struct converter analysis_converter(struct analysis *analysis);

/*
 * Reads the call as the tree sees it, without what an #if leaves out. The call's bytes may then be
 * others than those of the file. -1: the text holds no whole call there.
 */
int analysis_read_call(struct analysis *analysis, size_t i, struct call_site *site);

#endif
