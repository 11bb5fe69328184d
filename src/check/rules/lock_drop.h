/* SPDX-License-Identifier: GPL-2.0-only */
/* Unlocks of an mmap lock that is not held any more: what drops it needs it, too. */
#ifndef GUPTIDY_RULES_LOCK_DROP_H
#define GUPTIDY_RULES_LOCK_DROP_H

#include "check/rules/rule.h"

/* Judges those in the function around the site, which is the first one there, by the rule that it is. */
void lock_drops_check(const struct call_site *site, const struct function *function, const struct rule *rule,
		      struct finding_list *findings);

#endif
