/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel-doc of a function that gets another name, or loses parameters. */
#ifndef GUPTIDY_MIGRATE_DOC_H
#define GUPTIDY_MIGRATE_DOC_H

#include "patch/migrate/list.h"

/*
 * The comment at token doc as it will be, in the source's arena; NULL: it says nothing that changes. *speaks_of is a
 * parameter that goes and that it would still speak of, or NULL.
 */
const char *doc_followed(struct source *source, size_t doc, const struct parameter_list *list,
			 const struct parameters *parameters, const char **speaks_of);

#endif
