/* SPDX-License-Identifier: GPL-2.0-only */
/* All bytes through a descriptor, or the errno of what went wrong first. */
#ifndef GUPTIDY_FILES_FD_H
#define GUPTIDY_FILES_FD_H

#include <stddef.h>

/* Writes all bytes to the descriptor, also in pieces; -1 with errno. */
int fd_write(int fd, const void *data, size_t length);

/* Closes it after a writing of that status; -1 with the errno of what went wrong first. */
int fd_close(int fd, int status);

#endif
