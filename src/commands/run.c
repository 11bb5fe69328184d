// SPDX-License-Identifier: GPL-2.0-only
#include "commands/ways.h"

int command_run(int argc, char **argv)
{
	struct session session;

	session_begin(&session, argc, argv);
	return way_go(&session);
}
