/* SPDX-License-Identifier: GPL-2.0-only */
/* Backports of Red Hat's kernels: the rows of rhel.def. */
#ifndef GUPTIDY_COMPAT_RHEL_H
#define GUPTIDY_COMPAT_RHEL_H

#include "conversion/compat/forms.h"

#include <stdbool.h>

struct buf;

/* Of the header: RHEL_RELEASE_CODE, or 0 where there is none. */
#define RHEL_MACRO "GUP_COMPAT_RHEL"

/* Appends what defines RHEL_MACRO. */
void rhel_write_code(struct buf *out);

/*
 * Appends "#if ..." for the release that has the function in one of the forms, or the word, though its version
 * has not; number becomes the form's. False: there is none, and nothing is appended.
 */
bool rhel_write_condition(struct buf *out, const char *word, const struct gup_forms *forms, unsigned *number);

#endif
