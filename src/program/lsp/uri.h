/* SPDX-License-Identifier: GPL-2.0-only */
/* file: URIs, as editors name documents. */
#ifndef GUPTIDY_LSP_URI_H
#define GUPTIDY_LSP_URI_H

/* The absolute path that a URI names, not resolved; NULL: it names no file of this machine. The caller frees it. */
char *uri_path(const char *uri);

/* The URI of an absolute path; the caller frees it. */
char *uri_of(const char *path);

#endif
