/* SPDX-License-Identifier: GPL-2.0-only */
/* What the Makefile at a tree's root says. */
#ifndef GUPTIDY_TREE_VERSION_H
#define GUPTIDY_TREE_VERSION_H

#include <stdbool.h>

struct tree_makefile {
	bool is_kernel;		/* states VERSION and PATCHLEVEL */
	unsigned version;	/* KERNEL() number, 0 if unknown */
	char *version_text;	/* owned; NULL unless is_kernel */
	bool is_red_hat;	/* knows of RHEL_MAJOR: its files are compiled with RHEL_RELEASE_CODE */
	char *included;		/* owned; folder of the one Makefile that this one includes (O= builds), or NULL */
};

/* Reads folder/Makefile; a missing or odd one leaves everything empty. */
void tree_makefile_read(struct tree_makefile *makefile, const char *folder);

/* Frees the strings. */
void tree_makefile_free(struct tree_makefile *makefile);

#endif
