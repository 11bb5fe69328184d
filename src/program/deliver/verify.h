/* SPDX-License-Identifier: GPL-2.0-only */
/* --verify: the kernel's own build has a look at what was converted. */
#ifndef GUPTIDY_DELIVER_VERIFY_H
#define GUPTIDY_DELIVER_VERIFY_H

#include "patch/mail/patch.h"
#include "patch/prove/rewrite.h"
#include "program/session/session.h"

/* Looks whether there is a configuration to build with, before the work begins; 0 without --verify. -1 sets err. */
int check_verify(const struct session *session, struct err *err);

/*
 * Builds the converted files, and leaves the verdicts in session->verified. What hinders it is in the run's
 * result.
 */
void verify_rewrite(struct session *session, const struct rewrite *rewrite);

/* The same after each patch of a series, which gets its verdicts, as the cover gets all; data is the session. */
void verify_patches(struct patches *patches, struct buf *cover, void *data);

#endif
