/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A result as JSON: the one form that it has for --format=json, for what comes back from a worker, and
 * for what the cache keeps. docs/json.md describes it.
 *
 * Reports show a part of it to people's programs. A whole form holds more: what it takes to make the
 * same result again, and beside a text that is no UTF-8 its bytes.
 */
#ifndef GUPTIDY_RESULT_FORM_H
#define GUPTIDY_RESULT_FORM_H

#include "outcome/result/result.h"

#include <jansson.h>

struct buf;

/* A new key is no new number; a key that goes, or means something else, is. */
#define FORM_SCHEMA 1

/* The lists as reports have them. */
json_t *form_mentions(const struct result *result);
json_t *form_macro_calls(const struct result *result);
json_t *form_findings(const struct finding_list *findings);
json_t *form_edits(const struct edit_list *edits);
json_t *form_pinned(const struct result *result);
json_t *form_left(const struct result *result);
json_t *form_unanalysed(const struct unanalysed *items, size_t n);
json_t *form_files(const struct result *result);
json_t *form_patches(const struct result *result);
json_t *form_ledger(const struct result *result);

/* The paths that an answer hangs on, apart from the source itself. */
struct made_from {
	char **items;			/* owned */
	size_t n, capacity;
};

/* Appends the whole result of one source, and the files that it was made from. */
void form_write(const struct result *result, const struct made_from *files, struct buf *out);

/*
 * Adds what form_write() wrote to a result, with the mentions of that file. rule_name gives a rule's
 * name as the program owns it, NULL for a name that is none. -1 when the text is none of ours, whoever
 * wrote it: then nothing was added. Whether its places are there, result_fits() tells.
 */
int form_read(const char *text, size_t length, const struct scanned_file *file,
	      const char *(*rule_name)(const char *name), struct result *result,
	      struct made_from *files);

/* Frees the list. */
void made_from_free(struct made_from *files);

/* Adds the files of the other, which is empty then. */
void made_from_take(struct made_from *files, struct made_from *from);

#endif
