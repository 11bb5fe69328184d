// SPDX-License-Identifier: GPL-2.0-only
/* What a conversion changes, from its diff. */
#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/utf8.h"
#include "kernel/change/decoded.h"
#include "kernel/change/mail.h"
#include "kernel/change/patch.h"
#include "report/format/format.h"
#include "report/html/data.h"

#include <stdlib.h>
#include <string.h>

static json_t *line_of(const struct patch_line *line)
{
	struct buf text = {0};
	json_t *string;

	buf_add(&text, &line->kind, 1);
	buf_add(&text, line->text, line->length);
	string = html_line(text.data, text.length);
	buf_free(&text);
	return string;
}

static json_t *hunk_of(const struct hunk *hunk)
{
	json_t *lines = json_array();

	for (size_t i = 0; i < hunk->lines.n; i++)
		json_array_append_new(lines, line_of(&hunk->lines.items[i]));
	return json_pack("{s:i, s:i, s:o}", "old", (int)hunk->old_start, "new", (int)hunk->new_start,
			 "lines", lines);
}

/* A diff names files without the slash in front of an absolute path. */
static json_t *path_of(const struct report *report, const char *name)
{
	for (size_t i = 0; i < report->result->edits.n; i++) {
		const char *path = report->result->edits.items[i].path;

		if (!strcmp(path + strspn(path, "/"), name))
			return json_text(path);
	}
	return json_text(name);
}

static json_t *file_of(const struct report *report, const struct file_patch *patch)
{
	json_t *hunks = json_array();

	for (size_t i = 0; i < patch->hunks.n; i++)
		json_array_append_new(hunks, hunk_of(&patch->hunks.items[i]));
	return json_pack("{s:o, s:o}", "file", path_of(report, patch_bare_name(patch->new_name)), "hunks",
			 hunks);
}

json_t *html_changes(const struct report *report)
{
	const struct buf *diff = report->changes;
	struct patch_list patches = {0};
	struct decoded decoded = {0};
	json_t *changes = json_array();
	struct err err = {0};

	if (diff && diff->length)
		mail_decode(diff->data, diff->length, &decoded);
	/* It is our own: one that cannot be read is one that was not made. */
	if (decoded.lines.n && !patch_parse(&decoded, "diff", &patches, &err))
		for (size_t i = 0; i < patches.n; i++)
			json_array_append_new(changes, file_of(report, &patches.items[i]));
	patch_list_free(&patches);
	decoded_free(&decoded);
	err_clear(&err);
	return changes;
}
