/* SPDX-License-Identifier: GPL-2.0-only */
/* What a run found: the answer of every command, before it is printed. */
#ifndef GUPTIDY_RESULT_RESULT_H
#define GUPTIDY_RESULT_RESULT_H

#include "kernel/scan/scan.h"
#include "outcome/result/edits.h"
#include "outcome/result/finding.h"
#include "outcome/result/judged.h"
#include "outcome/result/pinned.h"
#include "outcome/result/planned.h"

/* The classes of the ledger; each mention is in exactly one. */
enum mention_class {
#define MENTION_CLASS(id, name) CLASS_##id,
#include "outcome/result/classes.def"
	CLASS_COUNT
};

struct source;

/* How much of it is wanted. */
enum goal {
	GOAL_FIND,			/* classes */
	GOAL_CHECK,			/* and findings */
	GOAL_CONVERT,			/* and edits */
};

/* The class as the reports print it: "call", "address taken", ... */
const char *mention_class_name(enum mention_class class);

/* One mention with its class. */
struct classified {
	const struct mention *mention;
	const char *path;		/* relative to the root */
	enum mention_class class;
	char *function;			/* around it, or "" */
};

/* A call by way of a macro: no mention stands there. */
struct by_macro {
	char *path;			/* relative to the root */
	uint32_t line, column;		/* of the macro's name */
	char *macro;
	const struct gup_function *callee;
	char *function;			/* around it, or "" */
};

/* A call that could not be analysed, or a file that could not be read. */
struct unanalysed {
	char *path;
	uint32_t line;			/* 0: the whole file */
	char *reason;
	size_t patch;			/* as struct finding has it */
};

/* How a source was read in the end. */
enum reading {
	READ_AS_TEXT,			/* its text settled everything */
	READ_BY_CLANG,			/* with a made-up command */
	READ_EXACTLY,			/* with the command of its own build */
};

struct read_file {
	char *path;
	enum reading reading;
};

/* Two files whose edits are made together, or not at all. */
struct tie {
	char *path, *other;
};

/* What a conversion leaves to a person. */
struct left {
	char *path;
	uint32_t line, column;
	char *function;
	char *reason;			/* what, and why no rule can do it */
};

struct result {
	struct { struct classified *items; size_t n, capacity; } mentions;
	size_t ledger[CLASS_COUNT];
	struct { struct by_macro *items; size_t n, capacity; } by_macro;	/* beside the ledger */
	struct finding_list findings;
	struct finding_list suppressed;	/* those that comments allow, sorted */
	struct edit_list edits;
	struct planned_list planned;	/* what the calls that they touch become */
	bool is_unplanned;		/* nobody said so: the edits are another engine's */
	struct { struct tie *items; size_t n, capacity; } ties;
	struct pinned_list pinned;	/* calls that they make take pins, and why */
	struct { struct left *items; size_t n, capacity; } left;
	struct { struct unanalysed *items; size_t n, capacity; } unanalysed;
	/* Those of them that a change found there: see lint/ */
	struct { struct unanalysed *items; size_t n, capacity; } unanalysed_before;
	struct judged_list judged;	/* where patches were judged one by one */
	struct { struct read_file *items; size_t n, capacity; } files;	/* C files with a mention */
};

/* Adds to the lists; strings are copied. */
void result_add_unanalysed(struct result *result, const char *path, uint32_t line,
			   const char *reason);
void result_add_file(struct result *result, const char *path, enum reading reading);
void result_add_tie(struct result *result, const char *path, const char *other);
void result_add_left(struct result *result, const char *path, uint32_t line, uint32_t column,
		     const char *function, const char *reason);

/* Drops what was left in the lines [first, last) of that path: it is done. */
void result_drop_left(struct result *result, const char *path, uint32_t first, uint32_t last);

/*
 * Drops the edits in the bytes [begin, end) of that path, and what was planned for calls there. True if there
 * were edits.
 */
bool result_drop_edits(struct result *result, const char *path, size_t begin, size_t end);

/* True if nothing stayed unanalysed in the file of that path. */
bool result_is_whole(const struct result *result, const char *path);

/* The reading as the reports print it: "text", "clang" or "clang, exact". */
const char *reading_name(enum reading reading);

/* Moves all of from to the end of result; from is empty then. */
void result_take(struct result *result, struct result *from);

/* Sorts every list by place, and drops doubles from unanalysed and left. */
void result_sort(struct result *result);

/*
 * True if all that the result says of places is in the source's text: each path its own, each line and
 * column there, each edit's old text there. For results that came from elsewhere.
 */
bool result_fits(const struct result *result, const struct source *source);

/* Reads the excerpts of its findings, all of that source and fitting it, anew. */
void result_read_excerpts(struct result *result, const struct source *source);

/* Frees all. */
void result_free(struct result *result);

#endif
