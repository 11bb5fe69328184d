/* SPDX-License-Identifier: GPL-2.0-only */
/* A patch of an earlier version, or its cover letter, as it came back: with what people changed in it. */
#ifndef GUPTIDY_MAIL_RECEIVED_H
#define GUPTIDY_MAIL_RECEIVED_H

#include "patch/mail/patch.h"

#include <stdbool.h>

struct err;

struct received {
	char *file;			/* its name, for people */
	char *subject;			/* without [PATCH v2 3/7] */
	char *prefix;			/* what else stands in its brackets: "PATCH net-next" */
	unsigned version;		/* of the series */
	size_t number;			/* in it; 0: the cover letter */
	struct buf body;		/* paragraphs above the trailers */
	struct path_list trailers;
	struct path_list to, cc;	/* addresses of the header */
	struct buf diff;		/* all of it, from "diff --git" on */
	struct path_list paths;		/* that it changes */
};

/* Reads a mail as this room writes them, and as people edit such files. -1 sets err: it is none. */
int received_read(struct received *received, const char *path, struct err *err);

/* Frees it. */
void received_free(struct received *received);

#endif
