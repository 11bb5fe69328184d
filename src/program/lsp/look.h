/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a job sees of one document: a run on it alone, by the same engine as `guptidy check FILE`, where the
 * texts of all open documents stand in the place of the files on the disk. It lives in the job's process and
 * ends with it: nothing of it is freed.
 */
#ifndef GUPTIDY_LSP_LOOK_H
#define GUPTIDY_LSP_LOOK_H

#include "check/triage/triage.h"
#include "program/lsp/document.h"
#include "treewide/run/run.h"

struct err;
struct ground;

struct look_options {
	struct run_options run;		/* its paths and its state are not used */
	struct choices choices;		/* which findings are shown */
};

/* Who knows the options: those of the command line, and what is configured where a file lies. */
struct look_configurer {
	/*
	 * The options for what lies in that folder. -1 sets err. Either way *file is that of the configuration, there
	 * or not, which the caller frees; NULL: none is read.
	 */
	int (*read)(void *data, const char *folder, struct look_options **options, char **file, struct err *err);
	void (*free)(struct look_options *options);	/* frees what read() made; NULL is nothing */
	void *data;
};

struct look {
	const struct look_options *options;	/* the ground's */
	const struct ground *ground;
	const struct document_list *documents;
	const struct document *document;
	enum encoding encoding;		/* of the editor's positions */
	char *path;			/* the document's, as the tree knows it */
	struct lines lines;		/* of its text */
	struct overlay overlay;
	struct state state;
	struct run_options run_options;
	struct run run;
	bool is_open;			/* out: the text alone left questions */
};

/* Opens the run: what the tree and the document declare is known then. -1 sets err. */
int look_open(struct look *look, bool asks_compiler, struct err *err);

/* Judges the document; the findings of the run are those that are to be shown, the comments heeded. -1 sets err. */
int look_check(struct look *look, struct err *err);

/* The byte of a place (from 1) in a text, whose lines end at \n; the end of the text if there is none. */
size_t look_offset(const char *text, size_t length, uint32_t line, uint32_t column);

#endif
