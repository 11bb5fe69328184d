/* SPDX-License-Identifier: GPL-2.0-only */
/* Pages that lie in a static variable of a file, where one function puts them and another one drops them. */
#ifndef GUPTIDY_RULES_FILED_RELEASE_H
#define GUPTIDY_RULES_FILED_RELEASE_H

#include "check/rules/rule.h"

/*
 * Judges those of the file of the site, which is the first one there. Silent unless all that the file puts into the
 * variable it takes in the same way. Members of structs that have a name are compared over all files: not here.
 */
void filed_releases_check(const struct call_site *site, const struct rule *rule, struct finding_list *findings);

#endif
