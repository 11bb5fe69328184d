// SPDX-License-Identifier: GPL-2.0-only
#include "base/buf.h"
#include "base/err.h"
#include "base/quote.h"
#include "commands/session.h"
#include "edit/edit.h"
#include "engines/second.h"
#include "prove/rewrite.h"
#include "run/name.h"

#include <stdio.h>
#include <string.h>

/* The folder that the name of a path is relative to; "/" where the path has no other name. */
static const char *root_of(const struct run *run, const char *path)
{
	if (*path != '/')
		return run->tree.root;
	return name_in(run->place, path) != path ? run->place : "/";
}

/* Adds to the diff, or writes the file. */
static int deliver(const struct session *session, const struct rewritten *file, struct buf *diff,
		   struct err *err)
{
	const char *name = name_in(session->run.place, file->path);

	name += strspn(name, "/");
	if (!session->options.in_place)
		return edit_diff(name, file->old_text, file->old_length, file->new_text.data,
				 file->new_text.length, diff, err);
	return edit_write(root_of(&session->run, file->path), name, file->old_text,
			  file->old_length, file->new_text.data, file->new_text.length, err);
}

/* A diff is applied in one folder: it cannot name files of the tree and files outside of it. */
static bool is_mixed(const struct rewrite *rewrite)
{
	size_t outside = 0;

	for (size_t i = 0; i < rewrite->n; i++)
		outside += *rewrite->items[i].path == '/';
	return outside && outside < rewrite->n;
}

static void deliver_all(struct session *session, const struct rewrite *rewrite, struct buf *diff)
{
	if (!session->options.in_place && is_mixed(rewrite)) {
		result_add_unanalysed(&session->run.result, session->run.tree.root, 0,
				      "one diff cannot name files of the kernel tree and files "
				      "outside of it; convert them one after the other, or with "
				      "--in-place");
		return;
	}
	for (size_t i = 0; i < rewrite->n; i++) {
		struct err err = {0};

		if (deliver(session, &rewrite->items[i], diff, &err))
			result_add_unanalysed(&session->run.result, rewrite->items[i].path, 0,
					      err.text);
		err_clear(&err);
	}
}

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
	struct report report;
	int status = session_open(&session, argc, argv, GOAL_CONVERT);
	struct buf diff = {0};
	struct err err = {0};

	if (status)
		return status;
	if (convert(&session, &rewrite, &err)) {
		complain(&err);
		result_add_unanalysed(&session.run.result, session.run.tree.root, 0,
				      "nothing was converted");
	} else {
		deliver_all(&session, &rewrite, &diff);
	}
	run_name_files(&session.run);
	report = session_report_on(&session, SUBJECT_EDITS);
	report.diff = &diff;
	session_report(&session, &report);
	if (session.options.format == FORMAT_TEXT)
		text_left(&report, stderr);
	buf_free(&diff);
	rewrite_free(&rewrite);
	return session_close(&session, session.run.result.left.n > 0);
}
