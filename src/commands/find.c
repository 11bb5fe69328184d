// SPDX-License-Identifier: GPL-2.0-only
#include "commands/session.h"

#include "run/name.h"

int command_find(int argc, char **argv)
{
	struct session session;
	int status = session_open(&session, argc, argv, GOAL_FIND);

	if (status)
		return status;
	run_name_files(&session.run);
	session_report(&session, (struct report){ .subject = SUBJECT_MENTIONS });
	return session_close(&session, 0);
}
