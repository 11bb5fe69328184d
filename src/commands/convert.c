// SPDX-License-Identifier: GPL-2.0-only
#include "base/buf.h"
#include "base/err.h"
#include "base/quote.h"
#include "commands/deliver.h"
#include "commands/migration.h"
#include "convert/beside.h"
#include "drive/pin.h"
#include "engines/second.h"
#include "target/target.h"

/* The engine's edits become files that are proved; the same for either engine. */
static int convert(struct session *session, struct rewrite *rewrite, struct err *err)
{
	if (session->options.pin && run_pin(&session->run, &session->options.run, err))
		return -1;
	if (session->options.engine == ENGINE_COCCI &&
	    convert_by_spatch(&session->run, &session->options.run, err))
		return -1;
	return rewrite_all(&session->run, &session->options.run, rewrite, err);
}

/* The kernel that --to names. */
static int open_target(struct session *session, struct target *to)
{
	const struct target_options how = {
		.jobs = session->options.run.jobs, .use_cache = session->options.run.use_cache,
	};
	struct err err = {0};

	if (!session->options.to)
		return 0;
	if (session->options.engine == ENGINE_COCCI) {
		err_set(&err, "--to: there are no semantic patches for it; leave --engine=cocci out");
		return session_fail(session, &err);
	}
	if (target_open(to, session->options.to, &how, &err))
		return session_fail(session, &err);
	beside_add(to);
	session->options.run.to = to;
	session->options.run.beside = beside_names;
	session->options.run.n_beside = beside_name_count;
	return 0;
}

static int convert_session(struct session *session)
{
	int status = session_analyse(session, GOAL_CONVERT);
	struct rewrite rewrite = {0};
	struct buf diff = {0};
	struct err err = {0};

	if (status)
		return status;
	if (convert(session, &rewrite, &err)) {
		complain(&err);
		result_add_unanalysed(&session->run.result, session->run.tree.root, 0,
				      "nothing was converted");
	} else {
		deliver(session, &rewrite, &diff);
	}
	deliver_report(session, &diff);
	buf_free(&diff);
	rewrite_free(&rewrite);
	return session_close(session, session->run.result.left.n > 0);
}

int command_convert(int argc, char **argv)
{
	struct session session;
	struct target to = {0};
	int status;

	session_begin(&session, argc, argv);
	if (session.options.migration || session.options.smpl)
		return convert_by_migration(&session);
	status = open_target(&session, &to);
	if (!status)
		status = convert_session(&session);
	target_close(&to);
	return status;
}
