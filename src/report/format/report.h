/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Prints what a run found, for people; report/format/format.h has the table of all formats. Decides nothing.
 */
#ifndef GUPTIDY_FORMAT_REPORT_H
#define GUPTIDY_FORMAT_REPORT_H

#include "report/format/format.h"
#include "version.h"

/* Mentions, a line each, then the ledger. */
void text_find(const struct report *report, FILE *out);

/* Findings like a compiler's, with the source line, a caret and the mended call. */
void text_check(const struct report *report, FILE *out);

/* What could not be analysed; a line each. */
void text_unanalysed(const struct report *report, FILE *out);

/* What could not be analysed before a change either; a line each. */
void text_unanalysed_before(const struct report *report, FILE *out);

/* How each C file was read; a line each. */
void text_files(const struct report *report, FILE *out);

/* Which calls take pins from now on, and for which case of the kernel's text; a line each. */
void text_pinned(const struct report *report, FILE *out);

/* What is left to a person; a line each. */
void text_left(const struct report *report, FILE *out);

#endif
