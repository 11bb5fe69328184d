/* SPDX-License-Identifier: GPL-2.0-only */
/* A tree's .mailmap: which name and mail people go by now. */
#ifndef GUPTIDY_MAINTAINERS_MAILMAP_H
#define GUPTIDY_MAINTAINERS_MAILMAP_H

#include "kernel/maintainers/address.h"

struct arena;
struct err;
struct mailmap;

/* Reads ROOT/.mailmap; empty if there is none. NULL sets err: it cannot be read. Freed with mailmap_free(). */
struct mailmap *mailmap_read(const char *root, struct err *err);

/* The address that this one stands for; itself if the map does not know it. */
struct address mailmap_address(const struct mailmap *mailmap, struct address address, struct arena *arena);

/* Frees it; NULL is none. */
void mailmap_free(struct mailmap *mailmap);

#endif
