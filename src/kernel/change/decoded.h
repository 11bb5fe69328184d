/* SPDX-License-Identifier: GPL-2.0-only */
/* What was read of a file of mails: one text, and which mail and which line of the file each part of it is. */
#ifndef GUPTIDY_CHANGE_DECODED_H
#define GUPTIDY_CHANGE_DECODED_H

#include "base/data/buf.h"

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

/* Frees it. */
void decoded_free(struct decoded *decoded);

#endif
