/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * All that a list of lines has to say: the findings, and among them, each at its place, what was
 * not analysed, as an error of the rule "not-analysed". For formats that know one kind of line.
 */
#ifndef GUPTIDY_FORMAT_REMARKS_H
#define GUPTIDY_FORMAT_REMARKS_H

#include "base/data/arena.h"
#include "outcome/result/result.h"

#include <stdio.h>

struct buf;

struct remarks {
	struct finding_list list;	/* sorted; line 0: the whole file, column 0: the whole line */
	struct arena arena;		/* the words that the result does not own */
};

/* The result must outlive the remarks; freed with remarks_free(), not as findings are. */
void remarks_of(const struct result *result, struct remarks *remarks);

/* Prints all remarks of a result, each as add appends it. */
void remarks_print(const struct result *result,
		   void (*add)(struct buf *out, const struct finding *remark), FILE *out);

/* Frees the remarks; the result's findings stay. */
void remarks_free(struct remarks *remarks);

#endif
