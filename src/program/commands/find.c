// SPDX-License-Identifier: GPL-2.0-only
#include "program/ways/ways.h"

int command_find(int argc, char **argv)
{
	struct session session;

	session_begin(&session, argc, argv);
	return find_way(&session);
}
