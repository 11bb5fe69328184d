// SPDX-License-Identifier: GPL-2.0-only
#include "program/ways/ways.h"

int find_way(struct session *session)
{
	struct report report;
	int status = session_analyse(session, GOAL_FIND);

	if (status)
		return status;
	session_name_files(session);
	report = session_report_on(session, SUBJECT_MENTIONS);
	session_report(session, &report);
	return session_close(session, 0);
}
