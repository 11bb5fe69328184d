/* SPDX-License-Identifier: GPL-2.0-only */
/* Prints the family as a tree declares it. */
#ifndef GUPTIDY_REPORT_API_H
#define GUPTIDY_REPORT_API_H

#include "family/siblings.h"
#include "tree/tree.h"

#include <stdio.h>

/* For people. */
void text_api(const struct tree *tree, const struct family *family,
	      const struct disagreement_list *siblings, FILE *out);

/* As JSON: {"schema", "tool", "tree", "functions": [...], "disagreements": [...]}. */
void json_api(const struct tree *tree, const struct family *family,
	      const struct disagreement_list *siblings, FILE *out);

#endif
