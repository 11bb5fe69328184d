/* SPDX-License-Identifier: GPL-2.0-only */
/* check --fix: findings that have a call ready are mended, in the files or as a diff. */
#ifndef GUPTIDY_COMMANDS_FIX_H
#define GUPTIDY_COMMANDS_FIX_H

#include "commands/session.h"

/*
 * Of an analysed run whose files have no names for people yet: writes what is mended and proved, and
 * analyses the files anew, so that the run is about them as they are now. With --dry-run appends the diff
 * instead. Says on stderr what has no call ready, and leaves in the result what could not be mended. On
 * failure as session_fail(), else 0.
 */
int fix_session(struct session *session, struct buf *diff);

#endif
