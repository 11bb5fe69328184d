/* SPDX-License-Identifier: GPL-2.0-only */
/* One file of the driver, as the conversion left it. */
#ifndef GUPTIDY_SINCE_FILE_H
#define GUPTIDY_SINCE_FILE_H

#include "c/source/source.h"
#include "conversion/compat/compat.h"
#include "patch/prove/rewrite.h"
#include "patch/since/eras.h"
#include "patch/since/include.h"

struct served_file {
	const char *path;		/* as the run has it */
	struct source *read;		/* by the run, before the conversion */
	const char *converted;		/* the text as the conversion left it, */
	size_t length;			/* and its bytes; the rewrite or the run has it */
	struct scanned_file *scanned;	/* owned: the source points to it */
	struct source source;		/* of the text as it is now */
	struct eras eras;		/* of its branches */
	struct edit_list folds;		/* of the converted text: what made it that */
	bool asked_more;		/* a ladder that is gone hung on more than the version */
	struct included_for needs;	/* what needs the header */
};

/*
 * Reads the text as the conversion left it: converted, or (NULL) as it was read. Freed with
 * served_file_close().
 */
void served_file_open(struct served_file *file, struct source *read, const struct rewritten *converted,
		      const struct compat *compat, const struct header_reader *headers);

/* Goes back to that text. */
void served_file_unfold(struct served_file *file, const struct compat *compat,
			const struct header_reader *headers);

/* Makes one call of each ladder that is one, see patch/since/fold.h. -1 sets err. */
int served_file_fold(struct served_file *file, const struct compat *compat,
		     const struct header_reader *headers, struct err *err);

/* True if a fold brought the byte of the text as it is now. */
bool served_file_is_folded(const struct served_file *file, size_t offset);

/* Who knows more of a mention than its file does. */
struct mention_judge {
	/* True if the call is known to pass what the target's function takes. */
	bool (*is_of_target)(void *data, const struct served_file *file, const struct mention *mention);
	const struct header_reader *headers;
	/* The mention is the first one for which its function is excepted. */
	void (*tell)(void *data, const struct served_file *file, const struct mention *mention);
	void *data;
};

/*
 * Excepts from compat what the driver gives itself here, and what it calls in another form than the target's
 * on a kernel that it shall run on.
 */
void served_file_except(struct served_file *file, struct compat *compat, const struct mention_judge *judge);

/* Notes in compat what the file uses, when all exceptions are known. */
void served_file_use(struct served_file *file, struct compat *compat);

/* True if something in the file needs the header. */
bool served_file_needs_header(const struct served_file *file);

/* True if the header can be included in the file: it includes one of the kernel in front of what needs it. */
bool served_file_has_place(const struct served_file *file);

/*
 * Adds to edits, of the text as it is now, the #include of the header in that folder, unless it is there.
 * False: nothing tells where it would belong.
 */
bool served_file_include(const struct served_file *file, const char *folder, struct edit_list *edits);

/* Frees it. */
void served_file_close(struct served_file *file);

#endif
