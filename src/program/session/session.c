// SPDX-License-Identifier: GPL-2.0-only
#include "program/session/session.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/quote.h"
#include "calls/target/target.h"
#include "program/session/work.h"
#include "report/subject/summary.h"
#include "treewide/drive/drive.h"
#include "treewide/run/name.h"
#include "treewide/run/sourceless.h"
#include "treewide/work/sandbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Only on a terminal; the line is overwritten, and wiped at the end. */
static void show_progress(size_t done, size_t all)
{
	fprintf(stderr, done < all ? "\r%zu of %zu files" : "\r\033[K", done, all);
	fflush(stderr);
}

static void warn(const struct shown *shown, const char *path, const char *what)
{
	char *name = shown_path(shown, path);

	say("%s: warning: %s", name, what);
	free(name);
}

void warn_sourceless(const struct run *run, const struct shown *shown, enum goal goal)
{
	for (size_t i = 0; i < run->paths.n; i++)
		if (!run_has_source(run, run->paths.items[i], goal == GOAL_FIND))
			warn(shown, run->paths.items[i], goal == GOAL_FIND ? "no file there, so nothing was looked at" :
			     "no C source there, so nothing was looked at");
	/* The root is the working directory then, which nobody asked about. */
	for (size_t i = 0; run_is_nowhere(run) && i < run->paths.n; i++)
		warn(shown, run->paths.items[i], "no kernel tree is around it, and nothing in it names the family; is "
		     "it the right folder?");
}

static void begin(struct session *session)
{
	static const char *here = ".";

	if (!session->options.run.n_paths) {
		session->options.run.paths = &here;
		session->options.run.n_paths = 1;
	}
	if (output_is_terminal(STDERR_FILENO) && output_is_terminal(STDOUT_FILENO))
		session->options.run.progress = show_progress;
}

void session_begin_job(struct session *session, int argc, char **argv)
{
	*session = (struct session){ .subject = SUBJECT_FINDINGS, .graph.lock = -1 };
	options_parse(argc, argv, &session->options);
	begin(session);
}

void session_begin(struct session *session, int argc, char **argv)
{
	struct err err = {0};

	*session = (struct session){ .subject = SUBJECT_FINDINGS, .graph.lock = -1 };
	options_parse(argc, argv, &session->options);
	if (configured_read(&session->configured, &session->options, &err)) {
		complain(&err);
		exit(EXIT_TROUBLE);
	}
	begin(session);
}

static void free_all(struct session *session)
{
	path_list_free(&session->undeclared);
	run_close(&session->run);
	typed_close(&session->typed);
	shown_free(&session->shown);
	buf_free(&session->written);
	graph_close(&session->graph);
	verified_list_free(&session->verified);
	options_free(&session->options);
	configured_free(&session->configured);
}

int session_end(struct session *session)
{
	free_all(session);
	return EXIT_NOTHING;
}

int session_fail(struct session *session, struct err *err)
{
	complain(err);
	session_end(session);
	return EXIT_TROUBLE;
}

void session_opened(struct session *session, enum goal goal)
{
	naming_read(&session->shown, &session->run, &session->options.run);
	/* What stdin has is no claim about the disk. */
	if (!session->options.stdin_name)
		warn_sourceless(&session->run, &session->shown, goal);
}

void session_miss(struct session *session, const char *reason)
{
	result_add_unanalysed(&session->run.result, run_base(&session->run), 0, reason);
}

void session_name_files(struct session *session)
{
	run_name_files(&session->run);
	if (!session->shown.n)
		naming_read(&session->shown, &session->run, &session->options.run);
}

static int open_typed(struct session *session, struct err *err)
{
	struct options *options = &session->options;

	return options->stdin_name ? typed_open(&session->typed, options->stdin_name, &options->run, &session->shown,
						err) : 0;
}

int session_analyse(struct session *session, enum goal goal)
{
	struct err err = {0};

	if (work_open(session, &err) || open_typed(session, &err))
		return session_fail(session, &err);
	if (!run_open(&session->run, &session->options.run, &err) &&
	    !run_analyse(&session->run, &session->options.run, session->options.pin ? GOAL_FIND : goal,
			 &err)) {
		session_opened(session, goal);
		return 0;
	}
	return session_fail(session, &err);
}

struct report session_report_on(const struct session *session, enum subject subject)
{
	struct report report = report_on(&session->run, subject);

	report.heading.shown = &session->shown;
	report.heading.config = configured_path(&session->configured);
	report.heading.base = session->base;
	report.heading.is_series = session->judges_each;
	report.heading.against = session->against ? session->against->name : NULL;
	report.heading.against_root = session->against ? session->against->root : NULL;
	return report;
}

void session_report(struct session *session, const struct report *report)
{
	session->subject = report->subject;
	if (output_report(&session->options, report))
		session->unwritten = true;
}

int session_triage(struct session *session)
{
	struct buf notes = {0};
	const struct choices *choices = &session->options.choices;
	const struct run *run = &session->run;
	struct err err = {0};
	int status = 0;

	if (choices->write_baseline)
		status = output_refuse_link(choices->baseline, run->tree.root, run->place, &err);
	if (!status)
		status = triage_choose(&session->run.result, &run->paths, choices, &notes, &err);
	/* Notes on an error say what it is about. */
	if (status)
		complain(&err);
	fputs(notes.data ? notes.data : "", stderr);
	buf_free(&notes);
	if (!status)
		return 0;
	session_close(session, 0);
	return EXIT_TROUBLE;
}

/* What is said of the run as a whole, after all that is said of its files. */
static void print_summary(const struct session *session, const struct report *report)
{
	const struct options *options = &session->options;

	if (options->statistics)
		summary_statistics(&session->run.result, stderr);
	if (!options->quiet &&
	    (options->choices.verbose || output_is_terminal(STDERR_FILENO)))
		summary_print(report, stderr);
}

int session_close(struct session *session, int found)
{
	struct report report = session_report_on(session, session->subject);
	int status = session->run.result.unanalysed.n || session->unwritten ? EXIT_TROUBLE :
		     found || verified_has_bad(&session->verified) ? EXIT_FOUND : EXIT_NOTHING;

	fflush(stdout);
	if (session->options.choices.verbose) {
		text_files(&report, stderr);
		fprintf(stderr, "clang: shut in by %s\n", sandbox_describe());
	}
	if (session->options.format == FORMAT_TEXT)
		text_unanalysed(&report, stderr);
	print_summary(session, &report);
	if (session->closing)
		session->closing(session);
	free_all(session);
	return status;
}
