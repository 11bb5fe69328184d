/* SPDX-License-Identifier: GPL-2.0-only */
/* One file of the driver, as the conversion left it. */
#ifndef GUPTIDY_SINCE_FILE_H
#define GUPTIDY_SINCE_FILE_H

#include "compat/compat.h"
#include "prove/rewrite.h"
#include "syntax/source.h"

struct served_file {
	const char *path;		/* as the run has it */
	struct source *read;		/* by the run, before the conversion */
	struct scanned_file *scanned;	/* owned: the source points to it */
	struct source source;		/* of the text as it is now */
	bool needs_header;
};

/*
 * Reads the text as it is now: converted, or (NULL) as it was read; code is the target's LINUX_VERSION_CODE.
 * Freed with served_file_close().
 */
void served_file_open(struct served_file *file, struct source *read,
		      const struct rewritten *converted, unsigned code);

/*
 * Excepts from compat what the driver gives itself here, and what it calls in another form than the target's;
 * tell is called with the first such mention of each function.
 */
void served_file_except(struct served_file *file, struct compat *compat,
			void (*tell)(void *data, const struct served_file *file,
				     const struct mention *mention), void *data);

/* Notes in compat what the file uses, when all exceptions are known. */
void served_file_use(struct served_file *file, struct compat *compat);

/*
 * Adds to edits, of the text as it is now, the #include of the header in that folder, unless it is there.
 * False: the file includes no header of the kernel, and nothing tells where it would belong.
 */
bool served_file_include(const struct served_file *file, const char *folder, struct edit_list *edits);

void served_file_close(struct served_file *file);

#endif
