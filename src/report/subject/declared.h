/* SPDX-License-Identifier: GPL-2.0-only */
/* Where the function is declared that the call of a finding does not fit. */
#ifndef GUPTIDY_SUBJECT_DECLARED_H
#define GUPTIDY_SUBJECT_DECLARED_H

struct declared;
struct finding;
struct report;

/* The declaration, or NULL: it is not what the finding is about, or stands in no file. */
const struct declared *declared_for(const struct report *report, const struct finding *finding);

/* What the report's result would call its file; the caller frees it. */
char *declared_path(const struct report *report, const struct declared *declared);

#endif
