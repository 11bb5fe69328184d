// SPDX-License-Identifier: GPL-2.0-only
#include "program/ways/ways.h"

int command_convert(int argc, char **argv)
{
	struct session session;

	session_begin(&session, argc, argv);
	return convert_way(&session);
}
