/* SPDX-License-Identifier: GPL-2.0-only */
/* check --fix and lint --fix: findings that have a call ready are mended, in the files or as a diff. */
#ifndef GUPTIDY_DELIVER_FIX_H
#define GUPTIDY_DELIVER_FIX_H

#include "program/session/session.h"

/* Makes the session's run, which is closed, one on the files as they are now, comments heeded. -1 sets err. */
typedef int fix_again(struct session *session, void *data, struct err *err);

/*
 * Of an analysed run whose files have no names for people yet: writes what is mended and proved, and
 * analyses the files anew, so that the run is about them as they are now. With --dry-run appends the diff
 * instead. Says on stderr what has no call ready, and leaves in the result what could not be mended. On
 * failure as session_fail(), else 0.
 */
int fix_session(struct session *session, struct buf *diff, fix_again *again, void *data);

/* The findings that are left; of those that could not be mended, why. */
void fix_report(struct session *session);

#endif
