/* SPDX-License-Identifier: GPL-2.0-only */
/* How subjects of patches to a folder begin, where that is another word than the folder's name: habits.def. */
#ifndef GUPTIDY_MAINTAINERS_HABIT_H
#define GUPTIDY_MAINTAINERS_HABIT_H

#include <stdbool.h>
#include <stddef.h>

struct habit {
	const char *folder;
	const char *alone;		/* "PCI: " */
	const char *named;		/* "media: *: ", or "" */
	bool is_flat;			/* a file in the folder is a part by itself */
};

/* That of the deepest folder that holds this one; NULL: the folder's name will do. */
const struct habit *habit_of(const char *folder);

/*
 * What a subject begins with, for a part of so many bytes; none: as for the whole folder. Of "leds-rt8515" in
 * "leds: " the first word is left away. The caller frees it.
 */
char *habit_prefix(const struct habit *habit, const char *part, size_t length);

#endif
