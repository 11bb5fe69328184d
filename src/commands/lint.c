// SPDX-License-Identifier: GPL-2.0-only
#include "base/err.h"
#include "base/quote.h"
#include "commands/session.h"
#include "lint/lint.h"

#include <stdio.h>

/* The new state is the session's run: what is left in its result is what the change brings in. */
static int open_session(struct session *session, struct lint *lint, int argc, char **argv)
{
	struct options *options = &session->options;
	struct err err = {0};

	*session = (struct session){ .subject = SUBJECT_FINDINGS };
	options_parse(argc, argv, options);
	if (options->paths.n > 1) {
		err_set(&err, "%s: one tree at a time; for single files use guptidy check",
			options->paths.items[1]);
		complain(&err);
	} else {
		struct lint_options how = {
			.run = options->run, .tree = options->paths.n ? options->paths.items[0] : ".",
			.base = options->base, .staged = options->staged, .diff = options->diff,
			.allow_empty = options->allow_empty,
		};

		options->choices.of_change = true;
		if (!lint_run(lint, &how, &err)) {
			session->run = lint->run;
			lint->run = (struct run){0};
			session->base = lint->change.base;
			session_name_files(session);
			return 0;
		}
		complain(&err);
		lint_close(lint);
	}
	options_free(options);
	return EXIT_TROUBLE;
}

int command_lint(int argc, char **argv)
{
	struct session session;
	struct report report;
	struct lint lint = {0};
	int status = open_session(&session, &lint, argc, argv);

	if (status)
		return status;
	status = session_triage(&session);
	if (!status) {
		report = session_report_on(&session, SUBJECT_FINDINGS);
		session_report(&session, &report);
		if (session.options.format == FORMAT_TEXT) {
			fflush(stdout);
			text_unanalysed_before(&report, stderr);
		}
		status = session_close(&session, triage_fails(&session.run.result,
							      &session.options.choices));
	}
	lint_close(&lint);
	return status;
}
