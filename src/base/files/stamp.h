/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Size, times and number of a file as text: two that are equal mean that it did not change. The time of
 * change is among them, as that of modification can be set back.
 */
#ifndef GUPTIDY_FILES_STAMP_H
#define GUPTIDY_FILES_STAMP_H

#include <stdbool.h>

struct stamps;

/* An empty memory of stamps, before anything is read; freed by stamps_free(). */
struct stamps *stamps_new(void);

/* The stamp of the file at path, asked from the system once; owned by the memory. */
const char *stamps_get(struct stamps *stamps, const char *path);

/* Says what the stamp of a path is, instead of the system; before anybody asks. text is cut at 127 bytes. */
void stamps_set(struct stamps *stamps, const char *path, const char *text);

/*
 * True if the file at path was as its stamp says ever since the memory was made. One that was changed
 * meanwhile may have been read before that.
 */
bool stamps_hold(struct stamps *stamps, const char *path);

/* Frees all. */
void stamps_free(struct stamps *stamps);

#endif
