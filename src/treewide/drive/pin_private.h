/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of treewide/drive/pin.h share. */
#ifndef GUPTIDY_DRIVE_PIN_PRIVATE_H
#define GUPTIDY_DRIVE_PIN_PRIVATE_H

#include "conversion/convert/pin.h"
#include "treewide/across/callers.h"
#include "treewide/drive/pin.h"

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

#define PIN_MAX_FILES 100		/* more are not read for one question */

/* pin_tree.c: all C files that may have a word in question: of the tree, or below the driver's folder. */
const struct path_list *pin_tree(struct pinning *pinning);

/* Looks for words in them; freed by scan_free(). */
void pin_scan(struct pinning *pinning, const struct symbol *names, size_t n, struct scan *scan);

/* Appends the text of a file, in the run's state; false: it cannot be read. */
bool pin_read(const struct pinning *pinning, const char *path, struct buf *text);

/* Appends the sources of these files, opened if nobody has read them yet; NULL, or why not all, in the arena. */
const char *pin_open(struct pinning *pinning, const struct path_list *paths, struct source_list *sources,
		     struct arena *arena);

/* What struct pin_world asks for; data is a struct pinning. The first is in pin_tree.c, */
const char *pin_namers_of(void *data, const char *name, struct source_list *sources, struct arena *arena);

/* and this one in pin_files.c. */
const char *pin_sources_of(void *data, struct source *source, const char *record,
			   struct source_list *sources, struct arena *arena);

/*
 * pin_check.c: what the rules have to say of the group's files as they will be, and did not before: the
 * message, which the caller frees, or NULL. The edits are sorted.
 */
char *pin_check(const struct pinning *pinning, const struct pin_group *group,
		const struct edit_list *edits);

#endif
