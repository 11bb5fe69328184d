/* SPDX-License-Identifier: GPL-2.0-only */
/* Pages that a file has put into scatterlists, and drops out of them again: `put_page(sg_page(sg))`. */
#ifndef GUPTIDY_RULES_LISTED_RELEASE_H
#define GUPTIDY_RULES_LISTED_RELEASE_H

#include "check/rules/rule.h"

/*
 * Judges those of the file of the site, which is the first one there. Silent unless all that the file puts into lists
 * it takes in the same way, and nothing in it makes other pages.
 */
void listed_releases_check(const struct call_site *site, const struct rule *rule, struct finding_list *findings);

#endif
