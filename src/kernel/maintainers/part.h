/* SPDX-License-Identifier: GPL-2.0-only */
/* The part of the tree that some files make up, as the areas of MAINTAINERS name it. */
#ifndef GUPTIDY_MAINTAINERS_PART_H
#define GUPTIDY_MAINTAINERS_PART_H

#include <stddef.h>

struct maintainers;

/*
 * What the deepest F: line that names all of these files says up to its first * or the like: a folder with its
 * slash ("drivers/gpu/drm/msm/"), a file, or the beginning of names ("drivers/usb/host/xen"). "": no line does, or
 * maintainers is NULL. The caller frees it.
 */
char *part_of(const struct maintainers *maintainers, const char *const *paths, size_t n);

#endif
