// SPDX-License-Identifier: GPL-2.0-only
#include "program/ways/ways.h"

int command_check(int argc, char **argv)
{
	struct session session;

	session_begin(&session, argc, argv);
	return check_way(&session);
}
