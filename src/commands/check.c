// SPDX-License-Identifier: GPL-2.0-only
#include "commands/session.h"
#include "drive/drive.h"
#include "run/name.h"

#include <stdio.h>

int command_check(int argc, char **argv)
{
	struct session session;
	struct report report;
	int status = session_open(&session, argc, argv, GOAL_CHECK);

	if (status)
		return status;
	run_name_files(&session.run);
	run_heed_comments(&session.run);
	status = session_triage(&session);
	if (status)
		return status;
	report = session_report_on(&session, SUBJECT_FINDINGS);
	session_report(&session, &report);
	return session_close(&session, triage_fails(&session.run.result,
						    &session.options.choices));
}
