/* SPDX-License-Identifier: GPL-2.0-only */
/* A change from a repository whose form only git itself knows: SHA-256, a split or sparse index, reftable. */
#ifndef GUPTIDY_GIT_FOREIGN_H
#define GUPTIDY_GIT_FOREIGN_H

struct change;
struct err;
struct git_options;

/* As change_from_git(), by asking the git program: slower, and the same for whoever reads the change. */
int change_from_program(struct change *change, const struct git_options *options, struct err *err);

#endif
