/* SPDX-License-Identifier: GPL-2.0-only */
/* Mails as git format-patch writes them: patches and the cover letter, in files of their own. */
#ifndef GUPTIDY_MAIL_LETTER_H
#define GUPTIDY_MAIL_LETTER_H

#include "patch/mail/identity.h"
#include "patch/mail/patch.h"

/* What all letters of a series have in common. */
struct letter_head {
	const struct identity *from;
	const char *prefix;		/* of subjects: "PATCH" and what a person put beside it */
	unsigned version;		/* of the series, from 1 */
	size_t n;			/* patches in it */
	const char *change_id;		/* what b4 knows all versions of it by; NULL without a branch */
};

/* Appends patch number `number` (from 1) of n. */
void letter_patch(const struct letter_head *head, const struct patch *patch, size_t number, struct buf *out);

/* Appends the cover letter: a subject without [PATCH], and all that stands below. */
void letter_cover(const struct letter_head *head, const char *subject, const char *text,
		  const struct people *people, struct buf *out);

/* "0001-what-it-says.patch", "v2-0001-..."; the caller frees it. */
char *letter_file(const struct letter_head *head, const char *subject, size_t number);

#endif
