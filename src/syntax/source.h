/* SPDX-License-Identifier: GPL-2.0-only */
/* A C file with its mentions: the text, its outline, and the form of each mention. */
#ifndef GUPTIDY_SYNTAX_SOURCE_H
#define GUPTIDY_SYNTAX_SOURCE_H

#include "base/arena.h"
#include "base/buf.h"
#include "scan/scan.h"
#include "syntax/form.h"
#include "syntax/uses.h"
#include "syntax/variant.h"

struct source {
	const char *path;		/* relative to the root; the scanned file owns it */
	const struct scanned_file *file;
	struct buf text;
	struct outline outline;
	struct { uint32_t *items; size_t n, capacity; } lines;	/* where each begins */
	size_t *tokens;			/* of each mention */
	enum form *forms;		/* of each mention */
	bool has_objects;		/* some mention declares an object of a family name */
	struct uses uses;		/* read when first asked for: see source_uses() */
	struct variants **variants;	/* of each function, when first asked for */
	void **flows;			/* of each function: what flow/ keeps here, in the arena */
	struct arena arena;		/* for calls and expressions that are read from it */
	bool is_borrowed;		/* all of it is another source's: see source_borrow() */
};

/* Reads root/path of a scanned file; -1 sets err. Freed with source_close(). */
int source_open(struct source *source, const char *root, const struct scanned_file *file,
		struct err *err);

/* The same from a text in memory, which is copied. */
void source_from_text(struct source *source, const struct scanned_file *file, const char *text,
		      size_t length);

/* Makes source another name for that one, which must outlive it; nobody reads calls from it. */
void source_borrow(struct source *source, const struct source *from);

/* Frees what the source owns; the scanned file stays. */
void source_close(struct source *source);

/* Where the words of the source stand; owned by it. */
const struct uses *source_uses(struct source *source);

/* The readings of a function's body; owned by the source. */
const struct variants *source_variants(struct source *source, const struct function *function);

/*
 * True if mention i is a call, also one in a macro's body: that is judged like any other. What is no
 * call there is just text.
 */
bool source_is_call(const struct source *source, size_t i);

/* The name of the function around a token as its author wrote it, or "". */
const char *source_function_name(const struct source *source, size_t token);

/* The line (from 1) and column (from 1, bytes) of an offset. */
void source_position(const struct source *source, size_t offset, uint32_t *line, uint32_t *column);

/* The bytes [begin, end) of a line (from 1), without its end; false when there is no such line. */
bool source_line(const struct source *source, uint32_t line, size_t *begin, size_t *end);

#endif
