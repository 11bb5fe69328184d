/* SPDX-License-Identifier: GPL-2.0-only */
/* What the mmap lock of another mm tells of the one that a call asks for. */
#ifndef GUPTIDY_RULES_OTHER_MM_H
#define GUPTIDY_RULES_OTHER_MM_H

#include "calls/site/site.h"

/*
 * Where the branch for another mm takes that mm's lock, and the call's own, for current->mm, none: the token that
 * takes it, or NO_TOKEN. Nobody takes the lock of one mm while he holds that of another: so it was free before the if.
 */
size_t lock_taken_for_other(const struct call_site *site, const struct function *function);

/*
 * True if the operation, a token, is on the lock of the wrong mm: of this task's and of one that was looked up, or of
 * those of two parameters. Not where the function compares tasks, as they may be the same.
 */
bool lock_is_of_other(const struct call_site *site, const struct function *function, size_t operation);

#endif
