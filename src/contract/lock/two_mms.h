/* SPDX-License-Identifier: GPL-2.0-only */
/* Two mms that a function gets to be different ones: those of two parameters of one type. */
#ifndef GUPTIDY_LOCK_TWO_MMS_H
#define GUPTIDY_LOCK_TWO_MMS_H

#include "c/source/source.h"

/*
 * True if both texts (see lock_mm()) are the same of two parameters, `from->mm` and `to->mm`, and the function neither
 * compares these with each other nor sets one of them.
 */
bool are_two_mms(struct source *source, const struct function *function, const char *a, const char *b);

#endif
