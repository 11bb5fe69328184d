/* SPDX-License-Identifier: GPL-2.0-only */
/* What the compiler says of a file as it was, and as it will be. */
#ifndef GUPTIDY_MIGRATE_COMPLAINT_H
#define GUPTIDY_MIGRATE_COMPLAINT_H

#include "c/clang/inquiry.h"
#include "c/source/source.h"
#include "conversion/migration/migration.h"
#include "outcome/edit/edit.h"

/* A file before or after, and who answers for it. */
struct compiled {
	struct scanned_file file;
	struct source source;
	struct inquiry inquiry;
	bool has_complaints;		/* the compiler had something to say, be it new or not */
};

/* Nothing is parsed yet. Ended by compiled_close(). */
void compiled_open(struct compiled *compiled, const struct tree *tree, const struct migration *migration,
		   struct parser *parser, const char *path, const struct buf *text);

/* Frees it. */
void compiled_close(struct compiled *compiled);

/* What the compiler says of one mention, and did not say before. */
struct complaint {
	char *text;			/* the caller's */
	size_t offset;			/* of the mention, in the file as it was */
	uint32_t line;
};

/*
 * What is new in what the compiler says of mention i of the file as it will be, if an edit touches it: of a
 * call, a definition with its body, an address. False: nothing is.
 */
bool new_complaint(struct compiled *was, struct compiled *is, const struct edit_list *edits, size_t i,
		   struct complaint *complaint);

#endif
