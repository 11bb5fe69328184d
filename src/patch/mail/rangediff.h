/* SPDX-License-Identifier: GPL-2.0-only */
/* What changed from one version of a series to the next, as git range-diff says it. */
#ifndef GUPTIDY_MAIL_RANGEDIFF_H
#define GUPTIDY_MAIL_RANGEDIFF_H

#include "patch/mail/identity.h"
#include "patch/mail/previous.h"

struct err;

/* Appends it; patches have no ids, so none are named. -1 sets err. edit_diff_hold() is in force. */
int rangediff(const struct previous *previous, const struct patches *patches, const struct identity *from,
	      struct buf *out, struct err *err);

#endif
