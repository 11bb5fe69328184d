// SPDX-License-Identifier: GPL-2.0-only
#include "commands/session.h"
#include "run/name.h"

int command_find(int argc, char **argv)
{
	struct session session;
	struct report report;
	int status = session_open(&session, argc, argv, GOAL_FIND);

	if (status)
		return status;
	run_name_files(&session.run);
	report = session_report_on(&session, SUBJECT_MENTIONS);
	session_report(&session, &report);
	return session_close(&session, 0);
}
