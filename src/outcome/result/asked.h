/* SPDX-License-Identifier: GPL-2.0-only */
/* What a result is about: the paths that were asked for. */
#ifndef GUPTIDY_RESULT_ASKED_H
#define GUPTIDY_RESULT_ASKED_H

#include <stdbool.h>
#include <stddef.h>

struct asked {
	char **items;			/* owned: relative to the root, or absolute outside of it */
	size_t n, capacity;
};

/* True if the file of that path, which need not be there, is or lies below one of them. */
bool asked_holds(const struct asked *asked, const char *path);

/* Frees them. */
void asked_free(struct asked *asked);

#endif
