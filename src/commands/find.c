// SPDX-License-Identifier: GPL-2.0-only
#include "commands/session.h"

int command_find(int argc, char **argv)
{
	struct session session;
	int status = session_open(&session, argc, argv, TAKES_RUN,
				  "Lists every mention of the get_user_pages family, each in one "
				  "class, and the ledger: its sum is what grep -w counts.", GOAL_FIND);

	if (status)
		return status;
	if (session.options.format == FORMAT_JSON)
		json_report(&session.run, GOAL_FIND, stdout);
	else
		text_find(&session.run, stdout);
	return session_close(&session, 0);
}
