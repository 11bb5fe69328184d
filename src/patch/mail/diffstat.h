/* SPDX-License-Identifier: GPL-2.0-only */
/* The summary in front of diffs, laid out as git does it. */
#ifndef GUPTIDY_MAIL_DIFFSTAT_H
#define GUPTIDY_MAIL_DIFFSTAT_H

#include "patch/mail/patch.h"

/* Appends what `git diff --stat --summary` says of a patch, 72 columns wide. */
void diffstat(const struct patch *patch, struct buf *out);

#endif
