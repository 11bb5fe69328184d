// SPDX-License-Identifier: GPL-2.0-only
#include "base/buf.h"
#include "base/err.h"
#include "base/quote.h"
#include "commands/deliver.h"
#include "commands/migration.h"
#include "engines/second.h"

/* The engine's edits become files that are proved; the same for either engine. */
static int convert(struct session *session, struct rewrite *rewrite, struct err *err)
{
	if (session->options.engine == ENGINE_COCCI &&
	    convert_by_spatch(&session->run, &session->options.run, err))
		return -1;
	return rewrite_all(&session->run, &session->options.run, rewrite, err);
}

int command_convert(int argc, char **argv)
{
	struct rewrite rewrite = {0};
	struct session session;
	struct buf diff = {0};
	struct err err = {0};
	int status;

	session_begin(&session, argc, argv);
	if (session.options.migration || session.options.smpl)
		return convert_by_migration(&session);
	status = session_analyse(&session, GOAL_CONVERT);
	if (status)
		return status;
	if (convert(&session, &rewrite, &err)) {
		complain(&err);
		result_add_unanalysed(&session.run.result, session.run.tree.root, 0,
				      "nothing was converted");
	} else {
		deliver(&session, &rewrite, &diff);
	}
	deliver_report(&session, &diff);
	buf_free(&diff);
	rewrite_free(&rewrite);
	return session_close(&session, session.run.result.left.n > 0);
}
