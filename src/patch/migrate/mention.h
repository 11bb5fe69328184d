/* SPDX-License-Identifier: GPL-2.0-only */
/* The mentions of a source that are no calls: their classes, and what of them a person must see. */
#ifndef GUPTIDY_MIGRATE_MENTION_H
#define GUPTIDY_MIGRATE_MENTION_H

#include "patch/migrate/file.h"
#include "patch/migrate/standing.h"

/* Counts mention i in the ledger, with a class of what it means. */
void mention_classify(struct source *source, size_t i, enum meant meant, struct result *result);

/* Leaves mention i, which is meant and no call, to a person, if the migration has to do with it. */
void mention_leave(const struct migrating *migrating, struct source *source, size_t i, struct result *result);

/* The same of the mentions of a file that is no C. */
void mentions_leave_foreign(const struct migrating *migrating, const struct scanned_file *file,
			    struct result *result);

/* True if the call between these tokens, or a part of it, is assigned to or its address taken: it is a macro's. */
bool mention_is_written(const struct source *source, size_t name, size_t close);

/* True if mention i stands in a directive of that kind. */
bool mention_is_in(const struct source *source, size_t i, enum directive_kind kind);

/* Leaves a declaration or definition that should change with the calls, and why it does not. */
void mention_leave_declared(const struct source *source, size_t i, struct result *result, const char *why_not);

/* Leaves a mention with a reason. */
void mention_leave_for(const struct source *source, size_t i, struct result *result, const char *reason);

#endif
