/* SPDX-License-Identifier: GPL-2.0-only */
/* What was said of a target while it was built. */
#ifndef GUPTIDY_VERIFY_OUTCOME_H
#define GUPTIDY_VERIFY_OUTCOME_H

#include "patch/verify/configuration.h"
#include "patch/verify/target.h"

/*
 * Why one is not there; NULL: nobody says. kbuild names a driver's objects by their whole path, or not. The caller
 * frees it.
 */
char *outcome_error(const struct configuration *configuration, const struct target *target, const struct buf *said);

/* Its file's first warning, and how many; NULL and 0 without one. The caller frees it. */
char *outcome_warning(const struct configuration *configuration, const struct target *target,
		      const struct buf *said, size_t *n);

#endif
