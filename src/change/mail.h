/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Mails as git format-patch and b4 write them, and any other text: what `git mailinfo` reads in them, and
 * `git am` would apply. tests/differential/mails holds it against that.
 */
#ifndef GUPTIDY_CHANGE_MAIL_H
#define GUPTIDY_CHANGE_MAIL_H

#include "base/buf.h"

#include <stdbool.h>

struct decoded_line {
	size_t at;			/* in the text */
	unsigned number;		/* in the file */
	bool is_unended;		/* the file, or the mail or a part of it, had no newline behind it */
};

struct mail {
	unsigned line;			/* in the file */
	size_t begin, end;		/* its lines among the decoded ones */
	char *subject;			/* decoded, without what stands in [] in front of it; or "" */
	bool is_patch;			/* its subject says "[PATCH]", and not that it is a cover letter */
	bool lacks_body;		/* it ends in its header */
	bool lacks_end;			/* its last boundary is missing */
	bool is_too_deep;		/* parts in parts in parts ..., of which some were not read */
};

/* A text whose lines know where they come from. */
struct decoded {
	struct buf text;
	struct { struct decoded_line *items; size_t n, capacity; } lines;
	struct { struct mail *items; size_t n, capacity; } mails;	/* none: any other text */
};

/*
 * Decodes a file: the mails of an mbox in their order, one mail alone, or (when it is neither) the
 * text as it is. Encodings are undone, headers are left out, and pictures and HTML, unless they have
 * lines of a diff: git would read them.
 */
void mail_decode(const char *text, size_t length, struct decoded *decoded);

/* Frees it. */
void decoded_free(struct decoded *decoded);

#endif
