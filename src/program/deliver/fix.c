// SPDX-License-Identifier: GPL-2.0-only
#include "program/deliver/fix.h"

#include "base/data/err.h"
#include "base/data/quote.h"
#include "patch/fix/fix.h"
#include "program/deliver/deliver.h"
#include "treewide/drive/drive.h"
#include "treewide/run/name.h"

#include <stdlib.h>

/* Edits become files that are proved, and written or part of the diff. True if there is any. */
static bool make(struct session *session, struct buf *diff)
{
	struct rewrite rewrite = {0};
	struct err err = {0};
	bool is_made;

	session->options.in_place = !session->options.dry_run;
	session->options.run.mends = true;
	if (rewrite_all(&session->run, &session->options.run, &rewrite, &err)) {
		complain(&err);
		session_miss(session, "nothing was fixed");
	} else {
		deliver(session, &rewrite, diff);
	}
	is_made = rewrite.n;
	rewrite_free(&rewrite);
	return is_made;
}

static void forget_edits(struct result *result)
{
	edit_list_free(&result->edits);
	planned_list_free(&result->planned);
	result->edits = (struct edit_list){0};
	result->planned = (struct planned_list){0};
}

/* The run becomes one on the files as they are now; what could not be written stays in failed. */
static int analyse_again(struct session *session, fix_again *again, void *data, struct result *failed,
			 struct err *err)
{
	struct run *run = &session->run;

	failed->unanalysed = run->result.unanalysed;
	run->result.unanalysed.items = NULL;
	run->result.unanalysed.n = run->result.unanalysed.capacity = 0;
	run_close(run);
	if (again(session, data, err))
		return -1;
	fix_findings(run, &session->options.choices);
	forget_edits(&run->result);
	result_take(&run->result, failed);
	result_sort(&run->result);
	return 0;
}

/* A diff that does not hold all findings says so. */
static void say_passed_over(const struct session *session, size_t n)
{
	char *root = shown_path(&session->shown, run_base(&session->run));

	if (n && session->options.format == FORMAT_TEXT)
		say("%s: %zu more finding%s: without a ready fix, or advice whose rule is not named; see them without "
		    "--fix", root, n, n == 1 ? "" : "s");
	free(root);
}

/* Writes what can be written, and looks at it anew. */
static int write_fixes(struct session *session, struct buf *diff, fix_again *again, void *data)
{
	struct result before = {0}, failed = {0};
	struct err err = {0};
	int status = 0;

	/* What could not be analysed is found again, at the lines where it stands then. */
	before.unanalysed = session->run.result.unanalysed;
	session->run.result.unanalysed = failed.unanalysed;
	if (make(session, diff))
		status = analyse_again(session, again, data, &failed, &err);
	else
		result_take(&session->run.result, &before);
	result_free(&before);
	result_free(&failed);
	return status ? session_fail(session, &err) : 0;
}

int fix_session(struct session *session, struct buf *diff, fix_again *again, void *data)
{
	size_t without = fix_findings(&session->run, &session->options.choices);

	if (!session->options.dry_run)
		return write_fixes(session, diff, again, data);
	make(session, diff);
	say_passed_over(session, without);
	return 0;
}

void fix_report(struct session *session)
{
	struct report report = session_report_on(session, SUBJECT_FINDINGS);

	session_report(session, &report);
	if (session->options.fix && session->options.format == FORMAT_TEXT) {
		fflush(stdout);
		text_left(&report, stderr);
	}
}
