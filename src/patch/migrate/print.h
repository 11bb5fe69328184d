/* SPDX-License-Identifier: GPL-2.0-only */
/* What is planned of one reading of a file, as edits. */
#ifndef GUPTIDY_MIGRATE_PRINT_H
#define GUPTIDY_MIGRATE_PRINT_H

#include "outcome/edit/edit.h"
#include "patch/migrate/proof.h"

/* Appends the edits, sorted. False: a call would be none any more. */
bool print_planned(const struct source *source, const struct planned *planned, size_t n, struct edit_list *edits);

#endif
