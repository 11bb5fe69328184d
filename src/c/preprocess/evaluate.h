/* SPDX-License-Identifier: GPL-2.0-only */
/* The value of an #if line: true, false, or not known, and who had a say in it. */
#ifndef GUPTIDY_PREPROCESS_EVALUATE_H
#define GUPTIDY_PREPROCESS_EVALUATE_H

#include "c/preprocess/macros.h"

struct value {
	bool known;
	long number;			/* when known */
	bool of_version;		/* the version had a say in it */
	bool foreign;			/* when not known: it hangs on more than this kernel's options */
};

/* LINUX_VERSION_CODE, as the kernel's own KERNEL_VERSION() makes it; 0: not known. */
unsigned version_code(unsigned major, unsigned minor, unsigned patch);

/* A number that depends on nothing. */
struct value value_of(long number);

/* && and ||: one side can decide alone; and !. */
struct value value_and(struct value left, struct value right);
struct value value_or(struct value left, struct value right);
struct value value_not(struct value value);

/* `defined name`. code is the tree's LINUX_VERSION_CODE, or 0: not known. */
struct value evaluate_defined(const struct macros *macros, const struct word *name, unsigned code);

/* The words behind an #if or #elif. */
struct value evaluate(const struct macros *macros, const struct word_list *condition, unsigned code);

#endif
