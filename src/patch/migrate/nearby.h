/* SPDX-License-Identifier: GPL-2.0-only */
/* The headers beside the kernel's that a file includes, by way of others too: what names they define. */
#ifndef GUPTIDY_MIGRATE_NEARBY_H
#define GUPTIDY_MIGRATE_NEARBY_H

#include "c/headers/headers.h"
#include "c/source/source.h"

/* What is known of one file's headers. */
struct nearby {
	struct headers headers;
	struct { struct nearby_name *items; size_t n, capacity; } names;	/* that were asked for */
};

/* Begins; nothing is read yet. Freed with nearby_close(). */
void nearby_open(struct nearby *nearby, const char *root);

/* The path of a header that defines the name for itself, as a macro or a static function; NULL: none does. */
const char *nearby_definer(struct nearby *nearby, const struct source *source, const char *name);

/* Frees it. */
void nearby_close(struct nearby *nearby);

#endif
