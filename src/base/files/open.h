/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Opens files to read them, and nothing else: a pipe, a device or a folder in the place of a file is
 * neither waited for nor read. What strangers name is opened below a folder, and no link is followed.
 */
#ifndef GUPTIDY_FILES_OPEN_H
#define GUPTIDY_FILES_OPEN_H

#include <sys/stat.h>

/*
 * The regular file at a path, through links, and what the system says of it. -1 with errno: EINVAL is no
 * regular file.
 */
int open_file(const char *path, struct stat *st);

/*
 * The same for a name in an open folder; a link is not followed: ELOOP. With st NULL the system is not
 * asked: that is for who knows it to be a file, and asks when something hangs on it.
 */
int open_entry(int folder, const char *name, struct stat *st);

/*
 * The regular file at path below root, with no link on the way from root to it; an absolute path has
 * root "/". -1 with errno, as above; ENOTDIR may be a link to a folder, too.
 */
int open_below(const char *root, const char *path, struct stat *st);

/*
 * The folder that what is at path below root lies in, by the same way, for open_entry(); *name becomes the last
 * component of path. -1 with errno.
 */
int open_folder_of(const char *root, const char *path, const char **name);

/* st_mode of what is at path below root, the same way; 0 with errno: nothing, or it is behind a link. */
mode_t mode_below(const char *root, const char *path);

/* An errno of these for people: "it is no regular file". */
const char *open_error(int error);

#endif
