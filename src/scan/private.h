/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of this room share. */
#ifndef GUPTIDY_SCAN_PRIVATE_H
#define GUPTIDY_SCAN_PRIVATE_H

#include "scan/scan.h"

struct matcher;

/* Sets the mentions of a file with that text. */
void scan_mentions(const struct matcher *matcher, const char *text, size_t length,
		   struct scanned_file *file);

/* Sorts the files by path, as scan_find() needs it. */
void scan_sort(struct scan *scan);

#endif
