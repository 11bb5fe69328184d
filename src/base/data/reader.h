/* SPDX-License-Identifier: GPL-2.0-only */
/* Takes bytes from a row of them, and never more than there are: for files that may be damaged. */
#ifndef GUPTIDY_DATA_READER_H
#define GUPTIDY_DATA_READER_H

#include <stdbool.h>
#include <stddef.h>

struct reader {
	const char *at, *end;
	bool failed;			/* something was not there; from then on nothing is */
};

/* The next length bytes, or NULL. */
const char *reader_take(struct reader *reader, size_t length);

/* A text with its NUL, or NULL. */
const char *reader_take_text(struct reader *reader);

#endif
