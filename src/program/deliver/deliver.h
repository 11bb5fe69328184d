/* SPDX-License-Identifier: GPL-2.0-only */
/* Converted files on their way to whoever asked: a diff, or the files themselves. */
#ifndef GUPTIDY_DELIVER_DELIVER_H
#define GUPTIDY_DELIVER_DELIVER_H

#include "patch/prove/rewrite.h"
#include "program/session/session.h"

/* Adds to the diff, or writes the files with --in-place. What can't be written is in the run's result. */
void deliver(struct session *session, const struct rewrite *rewrite, struct buf *diff);

/* Reports the edits, with their diff, and on stderr what is left to a person. */
void deliver_report(struct session *session, const struct buf *diff);

#endif
