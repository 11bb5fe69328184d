/* SPDX-License-Identifier: GPL-2.0-only */
/* What the kernel's build made of converted files. */
#ifndef GUPTIDY_SUBJECT_VERIFIED_H
#define GUPTIDY_SUBJECT_VERIFIED_H

#include "outcome/result/verified.h"

#include <jansson.h>

struct buf;
struct shown;

/*
 * Appends what a person has to look at, a line each (with all: of each file), then the counts; files are called as
 * shown says (report/format/shown.h). tag says where it
 * comes from, in each line: "verify: ", or "" where that is known.
 */
void text_verified(const struct verified_list *list, const struct shown *shown, bool all, const char *tag,
		   struct buf *out);

/* A new array. */
json_t *json_verified(const struct verified_list *list);

#endif
