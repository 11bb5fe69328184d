/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Errors as values. A function that can fail takes a struct err, returns -1 (or NULL) and sets it.
 * The text starts with a path or a position, says what was wrong and what to do.
 */
#ifndef GUPTIDY_DATA_ERR_H
#define GUPTIDY_DATA_ERR_H

struct err {
	char *text;		/* NULL: no error; else owned, see err_clear() */
};

/* Sets the error, replacing an older one; always returns -1, so that callers can return it. */
int err_set(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Frees the text; the error can be set again. */
void err_clear(struct err *err);

#endif
