/* SPDX-License-Identifier: GPL-2.0-only */
/* Which headers of the kernel bring which others along, in every configuration. */
#ifndef GUPTIDY_MIGRATE_SIGHT_H
#define GUPTIDY_MIGRATE_SIGHT_H

#include "c/headers/headers.h"

struct sight {
	struct headers headers;
};

/* Begins; nothing is read yet. Freed with sight_close(). */
void sight_open(struct sight *sight, const char *root);

/* True if whoever includes the header at path from surely includes that at path to: both are relative to the root. */
bool sight_leads(struct sight *sight, const char *from, const char *to);

/* Frees it. */
void sight_close(struct sight *sight);

#endif
