// SPDX-License-Identifier: GPL-2.0-only
#include "commands/session.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/quote.h"

#include <stdio.h>
#include <unistd.h>

/* Only on a terminal; the line is overwritten, and wiped at the end. */
static void show_progress(size_t done, size_t all)
{
	fprintf(stderr, done < all ? "\r%zu of %zu files" : "\r\033[K", done, all);
	fflush(stderr);
}

int session_open(struct session *session, int argc, char **argv, enum goal goal)
{
	static const char *here = ".";
	struct err err = {0};

	session->unwritten = false;
	options_parse(argc, argv, &session->options);
	if (!session->options.run.n_paths) {
		session->options.run.paths = &here;
		session->options.run.n_paths = 1;
	}
	if (output_is_terminal(STDERR_FILENO) && output_is_terminal(STDOUT_FILENO))
		session->options.run.progress = show_progress;
	if (!run_open(&session->run, &session->options.run, &err) &&
	    !run_analyse(&session->run, &session->options.run, goal, &err))
		return 0;
	complain(&err);
	run_close(&session->run);
	options_free(&session->options);
	return EXIT_TROUBLE;
}

void session_report(struct session *session, struct report report)
{
	report.run = &session->run;
	if (output_report(&session->options, &report))
		session->unwritten = true;
}

int session_triage(struct session *session)
{
	struct buf notes = {0};
	struct err err = {0};
	int status = triage_choose(&session->run, &session->options.choices, &notes, &err);

	fputs(notes.data ? notes.data : "", stderr);
	buf_free(&notes);
	if (!status)
		return 0;
	complain(&err);
	session_close(session, 0);
	return EXIT_TROUBLE;
}

int session_close(struct session *session, int found)
{
	int status = session->run.result.unanalysed.n || session->unwritten ? EXIT_TROUBLE :
		     found ? EXIT_FOUND : EXIT_NOTHING;

	if (session->options.format == FORMAT_TEXT) {
		fflush(stdout);
		text_unanalysed(&session->run, stderr);
	}
	run_close(&session->run);
	options_free(&session->options);
	return status;
}
