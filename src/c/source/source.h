/* SPDX-License-Identifier: GPL-2.0-only */
/* A C file with its mentions: the text, its outline, and the form of each mention. */
#ifndef GUPTIDY_SOURCE_SOURCE_H
#define GUPTIDY_SOURCE_SOURCE_H

#include "base/data/arena.h"
#include "base/data/buf.h"
#include "c/outline/form.h"
#include "c/outline/uses.h"
#include "c/preprocess/condition.h"
#include "c/syntax/slot.h"
#include "c/syntax/variant.h"
#include "kernel/scan/scan.h"

struct across;
struct overlay;

struct source {
	const char *path;		/* relative to the root; the scanned file owns it */
	const struct scanned_file *file;
	const char *root;		/* of the tree, where other files can be read; NULL: nowhere. Borrowed */
	const struct overlay *overlay;	/* a state of it, or NULL: the disk */
	struct buf text;
	struct outline outline;
	struct { uint32_t *items; size_t n, capacity; } lines;	/* where each begins */
	size_t *tokens;			/* of each mention */
	enum form *forms;		/* of each mention */
	bool has_objects;		/* some mention declares an object of a family name */
	unsigned char *verdicts;	/* enum branch_verdict, of each branch; NULL: see source_judge() */
	struct source *narrowed;	/* see source_narrowed() */
	struct source *whole;		/* of such a one: what it was narrowed from; else NULL */
	struct expanded *expanded;	/* its calls by way of macros, or NULL: see source_expand() */
	struct uses uses;		/* read when first asked for: see source_uses() */
	struct across *across;	/* the other files, while they are known: see calls/summary/across.h */
	struct slots slots;		/* what rooms above keep of the source: see source_slot() */
	struct slots *function_slots;	/* and of each function: see function_slot() */
	struct arena arena;		/* for calls and expressions that are read from it, and for slots */
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

/*
 * Finds out which #if branches the tree compiles. The driver's own headers are read only if something
 * about a mention hangs on them. Until then all branches are VERDICT_OPEN.
 */
void source_judge(struct source *source, unsigned code, const struct header_reader *headers);

/* Finds the calls by way of macros, of a source that was judged: see c/source/macro_call.h. */
void source_expand(struct source *source, unsigned code, const struct header_reader *headers);

/*
 * Has somebody who knows more settle the branches that are VERDICT_FOREIGN: judge is asked about a byte in
 * each. Whoever has read calls from the source reads them anew.
 */
void source_settle(struct source *source, enum branch_verdict (*judge)(void *data, size_t offset),
		   void *data);

/* The verdict on the innermost branch around a byte; VERDICT_OPEN outside of all. */
enum branch_verdict source_verdict(const struct source *source, size_t offset);

/* True for a file that lies outside of the tree: a driver's. */
bool source_is_outside(const struct source *source);

/*
 * True if what stands at the byte is not for this tree: the tree leaves it out, or a driver's author
 * wrote it for whatever kernel a configure script finds.
 */
bool source_is_left_out(const struct source *source, size_t offset);

/*
 * The source as the tree sees it, or the source itself if it sees all of it. Bytes that both have keep
 * their offsets, and mentions their numbers. Owned by the source.
 */
struct source *source_narrowed(struct source *source);

/* Where the words of the source stand; owned by it. */
const struct uses *source_uses(struct source *source);

/* What a room keeps of the source, of one of its functions, or of a reading of one: see c/syntax/slot.h. */
void *source_slot(struct source *source, const struct slot_kind *kind);
void *function_slot(struct source *source, const struct function *function, const struct slot_kind *kind);
void *variant_slot(struct source *source, const struct variant *variant, const struct slot_kind *kind);

/* Other files are known now, or none are any more: what hangs on them is to be found out anew. */
void source_forget_others(struct source *source);

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

/* The line of a token. */
uint32_t source_token_line(const struct source *source, size_t token);

/* The bytes [begin, end) of a line (from 1), without its end; false when there is no such line. */
bool source_line(const struct source *source, uint32_t line, size_t *begin, size_t *end);

#endif
