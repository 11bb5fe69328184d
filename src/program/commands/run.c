// SPDX-License-Identifier: GPL-2.0-only
#include "program/jobs/matrix.h"
#include "program/ways/ways.h"

int command_run(int argc, char **argv)
{
	struct session session;

	session_begin(&session, argc, argv);
	return session.options.matrix ? matrix_way(&session) : way_go(&session);
}
