/* SPDX-License-Identifier: GPL-2.0-only */
/* What clang must be told about each architecture: data. */
#ifndef GUPTIDY_TREE_ARCH_H
#define GUPTIDY_TREE_ARCH_H

#include <stdbool.h>

struct arch {
	const char *name;	/* folder under arch/ */
	const char *target;	/* clang's triple, or a stand-in of the same word size */
	const char *flags;	/* blank-separated, or NULL */
	const char *folders;	/* more include folders, relative to the root; a missing one is left out */
	const char *config;	/* "NAME" or "NAME=value", blank-separated, on top of the common set */
};

/* The row for a name; of an unknown one x86's. */
const struct arch *arch_find(const char *name);

/* "NAME" or "NAME=value", blank-separated: what every architecture gets. */
const char *arch_common_config(void);

#endif
