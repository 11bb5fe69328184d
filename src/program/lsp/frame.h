/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The base protocol: a frame is header lines, one of them `Content-Length: N`, an empty line, and N
 * bytes. Bytes come in pieces of any size; nobody trusts what they say.
 */
#ifndef GUPTIDY_LSP_FRAME_H
#define GUPTIDY_LSP_FRAME_H

#include "base/data/buf.h"

#include <stddef.h>

#define FRAME_MOST (64u << 20)		/* bytes of a message that is read */
#define FRAME_HEADER_MOST 4096u		/* bytes of its header */

enum frame {
	FRAME_NONE,			/* not whole yet */
	FRAME_WHOLE,
	FRAME_HUGE,			/* larger than FRAME_MOST: its bytes are passed over as they come */
	FRAME_BROKEN,			/* no header: nobody knows where the next frame begins */
};

struct frames {
	struct buf bytes;		/* what came and was not taken begins at `at` */
	size_t at;
	size_t to_skip;			/* of a huge one */
};

/* Adds bytes that came. */
void frames_add(struct frames *frames, const char *bytes, size_t length);

/* Takes the next frame. FRAME_WHOLE sets the text, which stands until the next frames_add(). */
enum frame frames_next(struct frames *frames, const char **text, size_t *length);

/* Appends a message as a frame. */
void frame_write(struct buf *out, const char *text, size_t length);

/* Frees what was not taken. */
void frames_free(struct frames *frames);

#endif
