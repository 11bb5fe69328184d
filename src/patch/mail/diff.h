/* SPDX-License-Identifier: GPL-2.0-only */
/* What a change looks like in a patch: git's diff. */
#ifndef GUPTIDY_MAIL_DIFF_H
#define GUPTIDY_MAIL_DIFF_H

#include "patch/mail/patch.h"

struct err;

/* Fills in the diff and the counts of a change. -1 sets err. edit_diff_hold() is in force. */
int change_diff(struct change *change, struct err *err);

#endif
