/* SPDX-License-Identifier: GPL-2.0-only */
/* Findings as an editor shows them. */
#ifndef GUPTIDY_LSP_DIAGNOSTICS_H
#define GUPTIDY_LSP_DIAGNOSTICS_H

#include "program/lsp/look.h"

/* The diagnostics of a judged document, and what of it was not analysed; each with its rule as the code. */
json_t *diagnostics_of(const struct look *look);

/* The one diagnostic of a document that could not be judged at all. */
json_t *diagnostics_of_failure(const char *why);

/* The diagnostic of one finding, or of one remark, of the document; with a fix, its data has the call's range. */
json_t *diagnostic(const struct look *look, const struct finding *finding);

/* True if a call that one of the diagnostics has a fix for touches the lines from start to end. */
bool diagnostics_have_fix(const json_t *diagnostics, struct position start, struct position end);

#endif
