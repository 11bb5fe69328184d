// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/quote.h"
#include "calls/target/target.h"
#include "calls/target/word.h"
#include "conversion/convert/beside.h"
#include "patch/engines/second.h"
#include "patch/since/since.h"
#include "program/deliver/deliver.h"
#include "program/deliver/series.h"
#include "program/deliver/verify.h"
#include "program/ways/migration.h"
#include "program/ways/ways.h"
#include "treewide/drive/pin.h"

/* The engine's edits become files that are proved; the same for either engine. */
static int convert(struct session *session, unsigned since, struct rewrite *rewrite, struct err *err)
{
	if (session->options.pin && run_pin(&session->run, &session->options.run, err))
		return -1;
	if (session->options.engine == ENGINE_COCCI &&
	    convert_by_spatch(&session->run, &session->options.run, err))
		return -1;
	return since ? since_serve(&session->run, &session->options.run, since, rewrite, err) :
	       rewrite_all(&session->run, &session->options.run, rewrite, err);
}

static int convert_session(struct session *session, unsigned since)
{
	int status = session_analyse(session, GOAL_CONVERT);
	struct rewrite rewrite = {0};
	struct buf diff = {0};
	struct err err = {0};

	if (status)
		return status;
	if (convert(session, since, &rewrite, &err)) {
		complain(&err);
		session_miss(session, "nothing was converted");
	} else {
		deliver(session, &rewrite, &diff);
	}
	deliver_report(session, &diff);
	buf_free(&diff);
	rewrite_free(&rewrite);
	return session_close(session, session->run.result.left.n > 0);
}

int convert_way(struct session *session)
{
	struct target to = {0};
	struct err err = {0};
	unsigned since = 0;
	int status;

	if (check_series_place(session, &err) || check_verify(session, &err))
		return session_fail(session, &err);
	if (session->options.migration)
		return convert_by_migration(session);
	status = open_kernels(session, &to, &since);
	if (!status)
		status = convert_session(session, since);
	target_close(&to);
	return status;
}
