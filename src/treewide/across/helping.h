/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Whose functions may help those that call the family: a file's that names a lock, a release, or the family
 * itself. One that names none of them is not opened for their sake.
 */
#ifndef GUPTIDY_ACROSS_HELPING_H
#define GUPTIDY_ACROSS_HELPING_H

#include "kernel/api/symbol.h"

#include <stdbool.h>
#include <stddef.h>

/* The locks and releases. */
extern const struct symbol helping_names[];
extern const size_t helping_name_count;

struct matcher;

/* Looks for all of these names at once; to make ready for that costs more than to look through a small text. */
struct helping_search {
	struct symbol *names;
	struct matcher *matcher;
};

/* Makes ready for any number of texts; freed by helping_search_close(). */
void helping_search_open(struct helping_search *search);

/* True if one of the names stands in the text as a whole word. */
bool helping_search_finds(const struct helping_search *search, const char *text, size_t length);

/* Frees it. */
void helping_search_close(struct helping_search *search);

/* The same for one text. */
bool may_help(const char *text, size_t length);

#endif
