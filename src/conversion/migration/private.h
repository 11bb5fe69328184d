/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of this room share; nobody else includes it. */
#ifndef GUPTIDY_MIGRATION_PRIVATE_H
#define GUPTIDY_MIGRATION_PRIVATE_H

#include "conversion/migration/migration.h"

/* read.c: the rules of the text, whose outline has been read. -1 sets err. */
int migration_read_rules(struct migration *migration, struct err *err);

/* plain.c: -1 sets err if there is something that is no C, and that another language may take for its own. */
int migration_check_plain(const struct migration *migration, struct err *err);

/* check.c: -1 sets err if the rules contradict each other. */
int migration_check(const struct migration *migration, struct err *err);

/* Sets err to the position of a token and a message; -1. */
int migration_fail(const struct migration *migration, size_t token, struct err *err,
		   const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Comments become blanks, so that what is left is read as C; every byte keeps its place. */
void migration_blank(struct migration *migration);

/* Lists the names of a migration whose rules are read. */
void migration_list_names(struct migration *migration);

#endif
