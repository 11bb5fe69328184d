/* SPDX-License-Identifier: GPL-2.0-only */
/* Patches that are judged one by one, as text: a line for each, in front of what was found in it. */
#ifndef GUPTIDY_SUBJECT_JUDGED_H
#define GUPTIDY_SUBJECT_JUDGED_H

#include <stddef.h>
#include <stdio.h>

struct report;

/* The lines of the patches behind that number, up to and with the last one: "[2/3] ...: 1 finding". */
void text_judged(const struct report *report, size_t behind, size_t last, FILE *out);

#endif
