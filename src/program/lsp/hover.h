/* SPDX-License-Identifier: GPL-2.0-only */
/* What stands at a place, for people: contracts, and why there is a finding. */
#ifndef GUPTIDY_LSP_HOVER_H
#define GUPTIDY_LSP_HOVER_H

#include "program/lsp/look.h"

/*
 * The answer to a hover over the document of an open run: the contract of the name there, be it of the family
 * or of a wrapper around it, the rule that a comment names, and what is said of the rules of the shown findings
 * there. JSON null: there is nothing.
 */
json_t *hover_at(struct look *look, struct position position);

#endif
