/* SPDX-License-Identifier: GPL-2.0-only */
/* What commands do with --migration, after the options have been parsed. */
#ifndef GUPTIDY_COMMANDS_MIGRATION_H
#define GUPTIDY_COMMANDS_MIGRATION_H

#include "commands/session.h"

/* convert --migration FILE, with --smpl or without; returns the exit status, and has closed the session. */
int convert_by_migration(struct session *session);

#endif
