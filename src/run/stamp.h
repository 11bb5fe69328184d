/* SPDX-License-Identifier: GPL-2.0-only */
/* Size, time and number of a file as text: two that are equal mean that it did not change. */
#ifndef GUPTIDY_RUN_STAMP_H
#define GUPTIDY_RUN_STAMP_H

struct stamps;

/* An empty memory of stamps; freed by stamps_free(). */
struct stamps *stamps_new(void);

/* The stamp of the file at path, asked from the system once; owned by the memory. */
const char *stamps_get(struct stamps *stamps, const char *path);

/* Says what the stamp of a path is, instead of the system; before anybody asks. text is cut at 95 bytes. */
void stamps_set(struct stamps *stamps, const char *path, const char *text);

/* Frees all. */
void stamps_free(struct stamps *stamps);

#endif
