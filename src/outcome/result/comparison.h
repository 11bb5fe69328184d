/* SPDX-License-Identifier: GPL-2.0-only */
/* Where two engines' edits of one tree differ, as data. */
#ifndef GUPTIDY_RESULT_COMPARISON_H
#define GUPTIDY_RESULT_COMPARISON_H

#include <stddef.h>
#include <stdint.h>

enum verdict {
	VERDICT_AGREED,			/* the same bytes */
	VERDICT_ONLY_CLANG,		/* the other one leaves it as it is */
	VERDICT_ONLY_COCCI,
	VERDICT_OTHER_TEXT,		/* the same words, but for blanks, comments, and parentheses that
					   change nothing */
	VERDICT_OTHER_MEANING,
	VERDICT_COUNT
};

/* What a place is. */
enum place_kind {
	PLACE_CALL,			/* from the name to the closing parenthesis */
	PLACE_DECLARATION,		/* the same of a prototype */
	PLACE_DEFINITION,		/* the same of a definition's head */
	PLACE_BODY,			/* a change in a body, outside of calls of the family */
	PLACE_COMMENT,
};

struct difference {
	enum verdict verdict;
	enum place_kind kind;
	char *path;
	uint32_t line, column;
	size_t begin, end;		/* bytes of the place, as the file is */
	char *function;			/* around it, or "" */
	const char *callee;		/* the family's name there, or "" */
	char *clang, *cocci;		/* what each makes of it */
};

struct comparison {
	struct difference *items;	/* by place; none that is agreed */
	size_t n, capacity;
	size_t counts[VERDICT_COUNT];
};

/* The words of the reports: "only clang", "different text"; "call", "definition". */
const char *verdict_name(enum verdict verdict);
const char *place_kind_name(enum place_kind kind);

/* Sorts the differences by place, whoever found them first. */
void comparison_sort(struct comparison *comparison);

/* Frees it. */
void comparison_free(struct comparison *comparison);

#endif
