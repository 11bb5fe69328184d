// SPDX-License-Identifier: GPL-2.0-only
#include "base/err.h"
#include "base/quote.h"
#include "commands/each.h"
#include "commands/session.h"
#include "lint/lint.h"

#include <stdio.h>

/* The options with those of .guptidy, as it was before the change. */
static int configure(struct lint_options *how, struct config *config, struct err *err)
{
	struct session *session = how->data;

	(void)err;
	session->configured.config = *config;
	*config = (struct config){0};
	configured_apply(&session->configured, &session->options);
	session->options.choices.of_change = true;
	how->run = session->options.run;
	return 0;
}

static struct lint_options lint_options_of(struct session *session)
{
	const struct options *options = &session->options;

	return (struct lint_options){
		.run = options->run, .tree = options->paths.n ? options->paths.items[0] : ".",
		.base = options->base, .staged = options->staged, .diff = options->diff,
		.allow_empty = options->allow_empty,
		.configure = options->no_config ? NULL : configure, .data = session,
	};
}

static int begin(struct session *session, int argc, char **argv)
{
	struct options *options = &session->options;
	struct err err = {0};

	*session = (struct session){ .subject = SUBJECT_FINDINGS };
	options_parse(argc, argv, options);
	options->choices.of_change = true;
	if (options->paths.n <= 1)
		return 0;
	err_set(&err, "%s: one tree at a time; for single files use guptidy check", options->paths.items[1]);
	return session_fail(session, &err);
}

/* The new state is the session's run: what is left in its result is what the change brings in. */
static int open_session(struct session *session, struct lint *lint, struct lint_options *how)
{
	struct err err = {0};

	if (lint_run(lint, how, &err)) {
		lint_close(lint);
		return session_fail(session, &err);
	}
	session->run = lint->run;
	lint->run = (struct run){0};
	session->base = lint->change.base;
	/* What lies on the disk of it, for a while, nobody is to open. */
	if (lint->bare.path)
		shown_add(&session->shown, "", "");
	session_name_files(session);
	return 0;
}

static int lint_all(struct session *session, struct lint_options *how)
{
	struct report report;
	struct lint lint;
	int status = open_session(session, &lint, how);

	if (status)
		return status;
	status = session_triage(session);
	if (!status) {
		report = session_report_on(session, SUBJECT_FINDINGS);
		session_report(session, &report);
		if (session->options.format == FORMAT_TEXT) {
			fflush(stdout);
			text_unanalysed_before(&report, stderr);
		}
		status = session_close(session, triage_fails(&session->run.result, &session->options.choices));
	}
	lint_close(&lint);
	return status;
}

int command_lint(int argc, char **argv)
{
	struct session session;
	struct lint_options how;
	int status = begin(&session, argc, argv);

	if (status)
		return status;
	how = lint_options_of(&session);
	return session.options.each ? lint_each(&session, &how) : lint_all(&session, &how);
}
