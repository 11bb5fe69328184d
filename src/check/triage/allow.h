/* SPDX-License-Identifier: GPL-2.0-only */
/* Which findings of a source its author allows, in comments. */
#ifndef GUPTIDY_TRIAGE_ALLOW_H
#define GUPTIDY_TRIAGE_ALLOW_H

#include "c/source/source.h"
#include "check/rules/rule.h"

/* One rule that a comment allows, and where. */
struct allow {
	const struct rule *rule;
	char *reason;
	size_t token;			/* the comment */
	uint32_t first, last;		/* its lines */
	uint32_t below;			/* the line of code right below it, or 0 */
	bool is_used;
};

struct allow_list {
	struct allow *items;		/* owned, in the order of the text */
	size_t n, capacity;
	/* Those that stand above a line of code. */
	struct { size_t *items; size_t n, capacity; } above;
};

/* True if the source holds a comment that allow_read() should see; costs one look at the text. */
bool allow_is_in(const struct source *source);

/* Reads the comments; those that do not hold, for want of a reason or a rule, become findings. */
void allow_read(const struct source *source, struct allow_list *list,
		struct finding_list *findings);

/*
 * Why the finding, one of this source, is to be kept from the user; NULL when no comment says so.
 * A comment holds for the calls on its own lines and, unless there is code in front of it, for those
 * whose line, or whose statement or #define, begins right below it.
 */
const char *allow_reason(struct allow_list *list, const struct source *source,
			 const struct finding *finding);

/*
 * Adds a finding for each comment that was no answer of allow_reason(), but not for one in a branch
 * that is not for this tree, where nothing is judged.
 */
void allow_report_unused(const struct allow_list *list, const struct source *source,
			 struct finding_list *findings);

/* Frees the list. */
void allow_list_free(struct allow_list *list);

#endif
