/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of drive/pin.h share. */
#ifndef GUPTIDY_DRIVE_PIN_PRIVATE_H
#define GUPTIDY_DRIVE_PIN_PRIVATE_H

#include "across/callers.h"
#include "convert/pin.h"
#include "drive/pin.h"

struct pinning {
	struct run *run;
	const struct run_options *options;
	struct known_files files;
	struct pin_world world;
	struct path_list tree;		/* all C files below the root, or the driver's folder; when first needed */
	bool tree_is_listed;
	struct name_list stems;		/* of the headers that the run's files bring along, and */
	struct scan namers;		/* all files that have one of these words; when first needed */
	struct arena arena;		/* of their texts */
	struct pin_calls done;		/* calls whose groups were read */
};

/* pin_files.c: what struct pin_world asks for; data is a struct pinning. */
const char *pin_sources_of(void *data, struct source *source, const char *record,
			   struct source_list *sources, struct arena *arena);

/*
 * pin_check.c: what the rules have to say of the group's files as they will be, and did not before: the
 * message, which the caller frees, or NULL. The edits are sorted.
 */
char *pin_check(const struct pinning *pinning, const struct pin_group *group,
		const struct edit_list *edits);

#endif
