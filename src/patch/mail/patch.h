/* SPDX-License-Identifier: GPL-2.0-only */
/* A patch of the series, and what it is made of. */
#ifndef GUPTIDY_MAIL_PATCH_H
#define GUPTIDY_MAIL_PATCH_H

#include "base/data/buf.h"
#include "base/files/path.h"

#include <stdbool.h>
#include <stddef.h>

struct received;

/* What a patch does to one file. */
struct change {
	char *path;			/* as the diff names it */
	const char *old_text;		/* NULL: the file is new; texts are borrowed */
	size_t old_length;
	const char *new_text;
	size_t new_length;
	unsigned mode;			/* 0100644 or 0100755 */
	size_t file;			/* its place in the rewrite */
	struct buf diff;		/* as git prints it */
	size_t added, removed;		/* lines */
	struct buf own_text;		/* what new_text is of a step between, see patch/series/bridge.h */
	struct buf stored[2];		/* old_text and new_text, where git keeps them with other line ends */
	bool is_second;			/* an earlier patch changed the file, too */
};

/* Who gets a mail, each once: To: maintainers; Cc: reviewers and lists. */
struct people {
	struct path_list to, cc, lists;
};

struct patch {
	struct { struct change *items; size_t n, capacity; } changes;	/* by path */
	char *area;			/* of MAINTAINERS, or a folder; for people */
	const char *together;		/* why these files are not parted, or NULL; borrowed */
	char *subject;			/* in one line, without [PATCH] */
	struct buf body;		/* paragraphs, each line ended */
	struct buf notes;		/* paragraphs for the mail alone, below ---; or empty */
	struct path_list trailers;	/* "Signed-off-by: NAME <MAIL>", in order */
	struct people people;
	bool bridges, unbridges;	/* it brings macros that take both kinds of calls; it removes them */
	char *mark;			/* of guptidy's own message, see patch/mail/previous.h */
	const struct received *earlier;	/* what it was in the version before, or NULL */
};

struct patches {
	struct patch *items;
	size_t n, capacity;
};

/* Adds an address that is in none of the lists yet to one of them. */
void people_add(struct people *people, struct path_list *list, const char *address);

/* Frees the addresses. */
void people_free(struct people *people);

/* Appends the body, an empty line and the trailers: what a mail says below its header. */
void patch_text(const struct patch *patch, struct buf *out);

/* The same below the subject and an empty line: what a commit says. */
void patch_message(const struct patch *patch, struct buf *out);

/* Frees all patches. */
void patches_free(struct patches *patches);

#endif
