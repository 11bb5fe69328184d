/* SPDX-License-Identifier: GPL-2.0-only */
/* Where a change goes, in the formats of `guptidy maintainers`. */
#ifndef GUPTIDY_SUBJECT_ROUTING_H
#define GUPTIDY_SUBJECT_ROUTING_H

#include "report/format/format.h"

/* The head of a mail, then each file with its areas. */
void text_routing(const struct report *report, FILE *out);

/* One document: prefix, recipients, files. */
void json_routing(const struct report *report, FILE *out);

#endif
