/* SPDX-License-Identifier: GPL-2.0-only */
/* What the kernel's build made of converted files. */
#ifndef GUPTIDY_REPORT_VERIFIED_H
#define GUPTIDY_REPORT_VERIFIED_H

#include "result/verified.h"

#include <jansson.h>
#include <stdio.h>

/* What a person has to look at, a line each (with all: of each file), then the counts. */
void text_verified(const struct verified_list *list, bool all, FILE *out);

/* A new array. */
json_t *json_verified(const struct verified_list *list);

#endif
