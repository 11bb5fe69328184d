/* SPDX-License-Identifier: GPL-2.0-only */
/* Links that come with somebody's code, and could lead anywhere. */
#ifndef GUPTIDY_FILES_LINK_H
#define GUPTIDY_FILES_LINK_H

/*
 * The way to path as far as its first symbolic link that lies in folder, which is absolute with its links
 * resolved; NULL: there is none. A link outside of the folder is followed. The caller frees it.
 */
char *link_in_folder(const char *path, const char *folder);

#endif
