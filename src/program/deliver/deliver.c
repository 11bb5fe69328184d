// SPDX-License-Identifier: GPL-2.0-only
#include "program/deliver/deliver.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "outcome/edit/edit.h"
#include "program/deliver/series.h"
#include "program/deliver/verdicts.h"
#include "program/deliver/verify.h"
#include "treewide/run/name.h"

#include <stdio.h>
#include <string.h>

/* The folder that the name of a path is relative to; "/" where the path has no other name. */
static const char *root_of(const struct run *run, const char *path)
{
	if (*path != '/')
		return run->tree.root;
	return name_in(run->place, path) != path ? run->place : "/";
}

static struct edit_text old_text(const struct rewritten *file)
{
	return (struct edit_text){ file->old_text, file->old_length };
}

static struct edit_text new_text(const struct rewritten *file)
{
	return (struct edit_text){ file->new_text.data, file->new_text.length };
}

static int add_diff(const struct rewritten *file, const char *name, struct buf *diff, struct err *err)
{
	return edit_diff(name, old_text(file), new_text(file), diff, err);
}

static int write_file(const struct session *session, const struct rewritten *file, const char *name,
		      struct err *err)
{
	const char *root = root_of(&session->run, file->path);

	if (!file->old_text)
		return edit_create(root, name, file->new_text.data, file->new_text.length, err);
	return edit_write(root, name, old_text(file), new_text(file), err);
}

/* Adds to the diff, or writes the file; what was written, a page shows all the same. */
static int deliver_file(struct session *session, const struct rewritten *file, struct buf *diff,
			struct err *err)
{
	const char *name = name_in(session->run.place, file->path);

	name += strspn(name, "/");
	if (!session->options.in_place)
		return add_diff(file, name, diff, err);
	if (write_file(session, file, name, err))
		return -1;
	return options_want(&session->options, FORMAT_HTML) ?
	       add_diff(file, name, &session->written, err) : 0;
}

/* What became patches, a page shows all the same. */
static void show_changes(struct session *session, const struct rewrite *rewrite)
{
	struct err ignored = {0};

	edit_diff_hold();
	for (size_t i = 0; i < rewrite->n && options_want(&session->options, FORMAT_HTML); i++) {
		const char *name = name_in(session->run.place, rewrite->items[i].path);

		add_diff(&rewrite->items[i], name + strspn(name, "/"), &session->written, &ignored);
		err_clear(&ignored);
	}
	edit_diff_release();
}

/* A diff is applied in one folder: it cannot name files of the tree and files outside of it. */
static bool is_mixed(const struct rewrite *rewrite)
{
	size_t outside = 0;

	for (size_t i = 0; i < rewrite->n; i++)
		outside += *rewrite->items[i].path == '/';
	return outside && outside < rewrite->n;
}

#define MIXED "one diff cannot name files of the kernel tree and files outside of it; convert them one after the " \
	      "other, or "

void deliver(struct session *session, const struct rewrite *rewrite, struct buf *diff)
{
	if (!session->options.in_place && is_mixed(rewrite)) {
		session_miss(session, session->options.fix ? MIXED "without --dry-run" : MIXED "with --in-place");
		return;
	}
	if (session->options.series.folder) {
		deliver_series(session, rewrite);
		show_changes(session, rewrite);
		return;
	}
	if (session->options.verify)
		verify_rewrite(session, rewrite);
	edit_diff_hold();
	for (size_t i = 0; i < rewrite->n; i++) {
		struct err err = {0};

		if (deliver_file(session, &rewrite->items[i], diff, &err))
			result_add_unanalysed(&session->run.result, rewrite->items[i].path, 0,
					      err.text);
		err_clear(&err);
	}
	edit_diff_release();
}

void deliver_report(struct session *session, const struct buf *diff)
{
	struct report report;

	session_name_files(session);
	report = session_report_on(session, SUBJECT_EDITS);
	report.diff = diff;
	report.verified = session->options.verify ? &session->verified : NULL;
	report.changes = session->options.in_place || session->options.series.folder ? &session->written : diff;
	session_report(session, &report);
	if (session->options.format == FORMAT_TEXT) {
		text_pinned(&report, stderr);
		text_left(&report, stderr);
		put_verdicts(session, stderr);
	}
}
