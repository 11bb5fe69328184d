/* SPDX-License-Identifier: GPL-2.0-only */
/* The version before of a series: what people changed in it goes on in this one. */
#ifndef GUPTIDY_MAIL_PREVIOUS_H
#define GUPTIDY_MAIL_PREVIOUS_H

#include "patch/mail/folder.h"
#include "patch/mail/received.h"

#include <stdbool.h>

struct earlier {
	struct received mail;
	bool has_own_subject;		/* a person changed what guptidy had written, or nobody knows */
	bool has_own_body;
	bool is_taken;			/* some patch of this version is the next one of it */
};

struct previous {
	struct { struct earlier *items; size_t n, capacity; } patches;	/* by number */
	struct earlier *cover;		/* or NULL */
	unsigned version;
	char *change_id;		/* what b4 knows it by, or NULL */
	const char *prefix;		/* of its subjects, of the cover or the first patch: "PATCH net-next" */
};

/*
 * Reads the folder of the version before; author's name is where the cover's own text ends. -1 sets err: it
 * holds no series, or a file of it can't be read.
 */
int previous_open(struct previous *previous, const char *folder, const char *author, struct err *err);

/*
 * Gives the patch what is to be kept of its earlier version, and says in notes what is not: tags that people
 * gave to another patch than this one is by now. patch->earlier is set.
 */
void previous_renew(struct previous *previous, struct patch *patch, struct buf *notes);

/* Says in notes which patches have no next version although a person had written them; when all are renewed. */
void previous_tell_gone(const struct previous *previous, struct buf *notes);

/* Gives the cover letter what a person wrote in the earlier one. */
void previous_renew_cover(const struct previous *previous, char **subject, struct buf *body, struct buf *notes);

/* What previous_open() will know the own texts of this version by, in front of the file's name; the caller frees it. */
char *previous_mark(const char *subject, const struct buf *body);

/* The file of the folder that has these marks, "MARK FILE" a line. */
#define PREVIOUS_MARKS ".guptidy/written"

/* And the one that has the change id. */
#define PREVIOUS_CHANGE ".guptidy/change-id"

/* Frees it. */
void previous_close(struct previous *previous);

#endif
