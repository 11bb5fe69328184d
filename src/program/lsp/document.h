/* SPDX-License-Identifier: GPL-2.0-only */
/* The documents that an editor has open: their texts as they are on the screen, not as on the disk. */
#ifndef GUPTIDY_LSP_DOCUMENT_H
#define GUPTIDY_LSP_DOCUMENT_H

#include "base/data/buf.h"
#include "program/lsp/position.h"

#include <stdbool.h>

struct ground;

struct document {
	char *uri;			/* as the editor wrote it */
	char *path;			/* absolute, links resolved; NULL: it is no file of this machine */
	json_int_t version;		/* the editor's */
	struct buf text;
	bool is_lost;			/* a change did not fit: nobody knows the text any more */
	struct ground *ground;		/* the tree that it is judged in, borrowed; NULL: it is not judged */
	bool is_due;			/* nobody has looked at this text yet */
	bool asks_compiler;		/* when somebody did, the text alone left questions */
	bool awaits_compiler;		/* and the compiler was not asked yet */
	double changed_at;		/* seconds, of the clock that does not jump */
	json_t *shown;			/* the diagnostics that the editor has got, or NULL */
};

struct document_list {
	struct document **items;	/* owned */
	size_t n, capacity;
};

/* Adds a document, which is due; the strings are copied. */
struct document *document_open(struct document_list *list, const char *uri, json_int_t version, const char *text,
			       size_t length);

/* The document of that URI, or NULL. */
struct document *document_find(const struct document_list *list, const char *uri);

/*
 * Makes a text of the document what contentChanges say, one after the other. -1: they do not say it, or not
 * of this text; what comes before that is done.
 */
int document_change(struct document *document, const json_t *changes, enum encoding encoding);

/* Takes it out, and frees it. */
void document_close(struct document_list *list, struct document *document);

/* Frees all. */
void document_list_free(struct document_list *list);

#endif
