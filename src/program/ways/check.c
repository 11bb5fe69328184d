// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/buf.h"
#include "base/data/err.h"
#include "program/deliver/deliver.h"
#include "program/deliver/fix.h"
#include "program/ways/ways.h"
#include "treewide/against/against.h"
#include "treewide/drive/drive.h"

#include <stdio.h>

/* What the other kernel makes of it becomes the session's run; comments are heeded already. */
static int analyse_against(struct session *session, struct against *against)
{
	struct err err = {0};

	if (against_run(against, &session->options.run, session->options.against, &err))
		return session_fail(session, &err);
	session->run = against->run;
	against->run = (struct run){0};
	session->against = &against->target;
	session_opened(session, GOAL_CHECK);
	return 0;
}

static int analyse(struct session *session, struct against *against)
{
	int status;

	if (session->options.against)
		return analyse_against(session, against);
	status = session_analyse(session, GOAL_CHECK);
	if (!status)
		run_heed_comments(&session->run);
	return status;
}

static int analyse_again(struct session *session, void *data, struct err *err)
{
	struct run *run = &session->run;

	(void)data;
	if (run_open(run, &session->options.run, err) || run_analyse(run, &session->options.run, GOAL_CHECK, err))
		return -1;
	run_heed_comments(run);
	return 0;
}

static int check(struct session *session, struct against *against, struct buf *diff)
{
	int status = analyse(session, against);

	if (!status && session->options.fix)
		status = fix_session(session, diff, analyse_again, NULL);
	if (status)
		return status;
	session_name_files(session);
	status = session_triage(session);
	if (status)
		return status;
	if (session->options.dry_run)
		deliver_report(session, diff);
	else
		fix_report(session);
	return session_close(session, triage_fails(&session->run.result,
						   &session->options.choices));
}

int check_way(struct session *session)
{
	struct against against = {0};
	struct buf diff = {0};
	int status = check(session, &against, &diff);

	against_close(&against);
	buf_free(&diff);
	return status;
}
