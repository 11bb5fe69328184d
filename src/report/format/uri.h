/* SPDX-License-Identifier: GPL-2.0-only */
/* Paths as parts of a URI. */
#ifndef GUPTIDY_FORMAT_URI_H
#define GUPTIDY_FORMAT_URI_H

struct buf;

/*
 * Appends the path with all bytes as %XX but letters, digits, - . _ ~ + , and the slash: what is
 * left has no meaning of its own in a URI, nor in a link of org mode. Any byte comes back.
 */
void uri_add_path(struct buf *buf, const char *path);

#endif
