// SPDX-License-Identifier: GPL-2.0-only
#include "program/commands/each.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "program/session/naming.h"
#include "program/session/session.h"
#include "treewide/lint/each.h"
#include "treewide/run/name.h"

#include <stdio.h>

/* What all patches come to. */
struct judging {
	struct session *session;	/* its run is that of the last patch */
	struct each each;
	struct result result;
	bool fails, has_trouble;
};

/* Of the run that is open, only what is said in a heading is still asked for. */
static void keep_run(struct judging *judging, struct lint *lint)
{
	struct session *session = judging->session;

	run_close(&session->run);
	session->run = lint->run;
	lint->run = (struct run){0};
	/* What lies on the disk of it, for a while, nobody is to open. */
	if (judging->each.bare.path && !session->shown.n)
		shown_add(&session->shown, "", "");
	if (!session->shown.n)
		naming_read(&session->shown, &session->run, &session->options.run);
}

static int judge(struct judging *judging, struct lint *lint, struct err *err)
{
	const struct choices *choices = &judging->session->options.choices;
	struct buf notes = {0};
	int status;

	run_name_files(&lint->run);
	status = triage_choose(&lint->run.result, &lint->run.paths, choices, &notes, err);
	fputs(notes.data ? notes.data : "", stderr);
	buf_free(&notes);
	judging->fails |= !status && triage_fails(&lint->run.result, choices);
	return status;
}

static void judge_next(struct judging *judging)
{
	struct judged judged;
	struct lint lint;
	struct err err = {0};
	int status = each_lint(&judging->each, &lint, &judged, &err);

	if (!status)
		status = judge(judging, &lint, &err);
	if (status) {
		judged.trouble = mem_strdup(err.text);
		judging->has_trouble = true;
		complain(&err);
		judged_add(&judging->result, &judged, &(struct result){0});
	} else {
		judged_add(&judging->result, &judged, &lint.run.result);
		keep_run(judging, &lint);
	}
	lint_close(&lint);
}

/* No patch could be judged, or there is none: the report still says of which tree. */
static int open_tree(struct judging *judging, struct err *err)
{
	struct lint lint;
	int status = each_lint_nothing(&judging->each, &lint, err);

	if (!status)
		keep_run(judging, &lint);
	lint_close(&lint);
	return status;
}

static int report_all(struct judging *judging)
{
	struct session *session = judging->session;
	struct err err = {0};
	struct report report;

	if (!session->run.tree.root && open_tree(judging, &err)) {
		result_free(&judging->result);
		return session_fail(session, &err);
	}
	result_free(&session->run.result);
	session->run.result = judging->result;
	session->judges_each = true;
	session->unwritten = judging->has_trouble;
	report = session_report_on(session, SUBJECT_FINDINGS);
	report.texts = (struct source_texts){0};
	session_report(session, &report);
	if (session->options.format == FORMAT_TEXT) {
		fflush(stdout);
		text_unanalysed_before(&report, stderr);
	}
	return session_close(session, judging->fails);
}

int lint_each(struct session *session, const struct lint_options *how)
{
	struct judging judging = { .session = session };
	struct err err = {0};
	int status;

	if (each_open(&judging.each, how, &err)) {
		status = session_fail(session, &err);
	} else {
		if (!judging.each.n)
			say("%s: warning: no patch there, so nothing was looked at",
			    how->diff ? how->diff : how->base);
		while (judging.each.next < judging.each.n)
			judge_next(&judging);
		status = report_all(&judging);
	}
	each_close(&judging.each);
	return status;
}
