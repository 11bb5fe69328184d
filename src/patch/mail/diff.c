// SPDX-License-Identifier: GPL-2.0-only
#include "patch/mail/diff.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "outcome/edit/edit.h"

#include <git2.h>
#include <string.h>

#define ID_DIGITS 12

/* What git would call a text; "000..." for that of a file that is not there. */
static void add_id(struct buf *out, const char *text, size_t length)
{
	char digits[GIT_OID_HEXSZ + 1];
	git_oid id = {0};

	if (text)
		git_odb_hash(&id, text, length, GIT_OBJECT_BLOB);
	git_oid_tostr(digits, sizeof(digits), &id);
	buf_printf(out, "%.*s", ID_DIGITS, digits);
}

/* A name of "--- a/path" or "+++ b/path" in the text, seen from the other side, a or b. */
static void add_name(struct buf *out, const char *line, char side)
{
	size_t length = strcspn(line, "\t\n");

	buf_puts(out, *line == '"' ? " \"" : " ");
	line += *line == '"';
	length -= line[-1] == '"';
	buf_printf(out, "%c%.*s", side, (int)length - 1, line + 1);
}

static void add_head(const struct change *change, const char *name, struct buf *out)
{
	buf_puts(out, "diff --git");
	add_name(out, name, 'a');
	add_name(out, name, 'b');
	buf_puts(out, "\n");
	if (!change->old_text)
		buf_printf(out, "new file mode %06o\n", change->mode);
	buf_puts(out, "index ");
	add_id(out, change->old_text, change->old_length);
	buf_puts(out, "..");
	add_id(out, change->new_text, change->new_length);
	if (change->old_text)
		buf_printf(out, " %06o", change->mode);
	buf_puts(out, "\n");
}

static void count_lines(struct change *change, const char *hunks)
{
	for (const char *line = hunks; line && *line; line = strchr(line, '\n')) {
		line += *line == '\n';
		change->added += *line == '+';
		change->removed += *line == '-';
	}
}

int change_diff(struct change *change, struct err *err)
{
	const struct edit_text old = { change->old_text, change->old_length };
	const struct edit_text new = { change->new_text, change->new_length };
	struct buf diff = {0};
	const char *name, *hunks;

	if (edit_diff(change->path, old, new, &diff, err))
		return -1;
	if (!diff.length)
		return err_set(err, "%s: an edit changes nothing; please report it", change->path);
	name = strstr(diff.data, "\n+++ ") + strlen("\n+++ ");
	hunks = strchr(name, '\n');
	add_head(change, name, &change->diff);
	buf_add(&change->diff, diff.data, diff.length);
	count_lines(change, hunks);
	buf_free(&diff);
	return 0;
}
