/* SPDX-License-Identifier: GPL-2.0-only */
/* Calls that take pins from now on, and why: for the text that the change is sent with. */
#ifndef GUPTIDY_RESULT_PINNED_H
#define GUPTIDY_RESULT_PINNED_H

#include <stddef.h>
#include <stdint.h>

/* The cases of Documentation/core-api/pin_user_pages.rst that want a pin. */
enum pin_case {
#define PIN_CASE(id, number, summary) PIN_CASE_##id,
#include "outcome/result/pin_cases.def"
	PIN_CASE_COUNT
};

struct pinned {
	char *path;			/* relative to the root */
	uint32_t line, column;		/* of the call's name, in the old text */
	char *function;			/* around it */
	char *callee;			/* its new name */
	uint32_t number;		/* of the case, see pin_case_number() */
	const char *why;		/* in words; not owned */
};

struct pinned_list {
	struct pinned *items;		/* by place, after pinned_list_sort() */
	size_t n, capacity;
};

/* Adds a call; strings are copied. */
void pinned_list_add(struct pinned_list *list, const struct pinned *pinned);

/* Sorts by place. */
void pinned_list_sort(struct pinned_list *list);

/* Frees all. */
void pinned_list_free(struct pinned_list *list);

/* The number that the kernel's text gives the case, or 0: the code does not show which one it is. */
unsigned pin_case_number(enum pin_case pin_case);

/* A part of a sentence: "case 2, RDMA and other long-term pins". */
const char *pin_case_summary(enum pin_case pin_case);

#endif
