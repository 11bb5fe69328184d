/* SPDX-License-Identifier: GPL-2.0-only */
/* --work and --launcher: the session's graph. */
#ifndef GUPTIDY_COMMANDS_WORK_H
#define GUPTIDY_COMMANDS_WORK_H

#include "commands/session.h"

/*
 * Opens the work folder that the options name, or the one that `guptidy run` has by itself, for the one run of the
 * session. Without one, or if it is open already, nothing. -1 sets err.
 */
int work_open(struct session *session, struct err *err);

#endif
