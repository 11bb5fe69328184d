// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "base/data/quote.h"
#include "program/commands/each.h"
#include "program/deliver/deliver.h"
#include "program/deliver/fix.h"
#include "program/session/session.h"
#include "treewide/lint/lint.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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

/* git takes a revision where the tree stands here. */
static int check_tree(const struct options *options, struct err *err)
{
	const char *const *trees = options->paths.items;

	if (options->paths.n > 1)
		return err_set(err, "%s: one tree at a time; for single files use guptidy check", trees[1]);
	if (options->paths.n && access(trees[0], F_OK) && errno == ENOENT)
		return err_set(err, "%s: %s; name the tree here, and a revision with --base", trees[0],
			       strerror(errno));
	return 0;
}

static int begin(struct session *session, int argc, char **argv)
{
	struct options *options = &session->options;
	struct err err = {0};

	*session = (struct session){ .subject = SUBJECT_FINDINGS };
	options_parse(argc, argv, options);
	options->choices.of_change = true;
	return check_tree(options, &err) ? session_fail(session, &err) : 0;
}

struct linted {
	struct lint lint;
	struct lint_options *how;
	struct buf diff;		/* of what --fix would write */
};

/* The new state is the session's run: what is left in its result is what the change brings in. */
static int run_lint(struct session *session, void *data, struct err *err)
{
	struct linted *linted = data;
	struct lint *lint = &linted->lint;

	lint_close(lint);
	if (lint_run(lint, linted->how, err))
		return -1;
	session->run = lint->run;
	lint->run = (struct run){0};
	session->base = lint->change.base;
	/* What lies on the disk of it, for a while, nobody is to open. */
	if (lint->bare.path && !session->shown.n)
		shown_add(&session->shown, "", "");
	if (!session->shown.n)
		naming_read(&session->shown, &session->run, &session->options.run);
	return 0;
}

/* What is proved is proved in the state that was read. */
static int fix(struct session *session, struct linted *linted)
{
	const struct state state = { .name = "new", .overlay = &linted->lint.change.new_state };
	int status;

	session->options.run.state = &state;
	status = fix_session(session, &linted->diff, run_lint, linted);
	session->options.run.state = NULL;
	return status;
}

static int open_session(struct session *session, struct linted *linted)
{
	struct err err = {0};

	if (run_lint(session, linted, &err))
		return session_fail(session, &err);
	if (session->options.fix && fix(session, linted))
		return EXIT_TROUBLE;
	session_name_files(session);
	return 0;
}

static void report_change(struct session *session, const struct linted *linted)
{
	struct report report;

	if (session->options.dry_run)
		deliver_report(session, &linted->diff);
	else
		fix_report(session);
	if (session->options.format != FORMAT_TEXT)
		return;
	fflush(stdout);
	report = session_report_on(session, SUBJECT_FINDINGS);
	text_unanalysed_before(&report, stderr);
}

static int lint_all(struct session *session, struct lint_options *how)
{
	struct linted linted = { .how = how };
	int status = open_session(session, &linted);

	if (!status)
		status = session_triage(session);
	if (!status) {
		report_change(session, &linted);
		status = session_close(session, triage_fails(&session->run.result, &session->options.choices));
	}
	lint_close(&linted.lint);
	buf_free(&linted.diff);
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
