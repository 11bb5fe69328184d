/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One source from its mentions to classes, findings and edits.
 *
 * It is read twice at most: first by its text alone, which settles most of it in microseconds; then,
 * if the text left a question open, with a compiler to ask. Both readings are this same code.
 */
#ifndef GUPTIDY_ANALYSE_ANALYSE_H
#define GUPTIDY_ANALYSE_ANALYSE_H

#include "c/clang/inquiry.h"
#include "outcome/result/result.h"

struct rule_set;
struct target;

struct analysis {
	struct source *source;
	const struct family *family;
	unsigned version;		/* of the tree: KERNEL() number, or 0 */
	enum goal goal;
	const struct rule_set *rules;	/* that are asked for */
	const struct target *to;	/* of GOAL_CONVERT: another kernel, or NULL */
	bool is_built;			/* the inquiry has the command that the file is built with */
	struct inquiry *inquiry;	/* NULL: by the text alone */
	const char *no_compiler;	/* why there will be none to ask, for who leaves questions; or NULL */
	struct result *result;		/* receives everything */
	bool open_question;		/* out: the text alone was not enough; read again with an inquiry */
};

/* Analyses the source. */
void analyse(struct analysis *analysis);

/* The class of a mention in a file that is no C. */
enum mention_class foreign_class(enum language language);

#endif
