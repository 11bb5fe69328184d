// SPDX-License-Identifier: GPL-2.0-only
#include "patch/mail/plain.h"

#include "base/data/buf.h"

#include <string.h>

/* "+++ b/path" */
static void begin_file(const char *line, size_t length, int is_new, struct buf *out)
{
	size_t path = strcspn(line, "\t\n");

	path = path < length ? path : length;
	buf_printf(out, "\n ## %.*s%s ##\n", (int)path - (int)strlen("+++ b/"), line + strlen("+++ b/"),
		   is_new ? " (new)" : "");
}

/* "@@ -1,2 +3,4 @@ function" */
static void begin_hunk(const char *line, size_t length, const char *path, size_t path_length, struct buf *out)
{
	const char *end = memmem(line + 2, length - 2, "@@", 2);
	size_t heading = end ? length - (size_t)(end + 2 - line) : 0;

	buf_printf(out, "@@ %.*s%s%.*s\n", (int)path_length, path, heading ? ":" : "", (int)heading,
		   end ? end + 2 : "");
}

void plain_diff(const char *diff, struct buf *out)
{
	const char *path = "";
	size_t length, path_length = 0;
	int in_hunks = 0, is_new = 0;

	for (; *diff; diff += length + (diff[length] == '\n')) {
		length = strcspn(diff, "\n");
		if (!strncmp(diff, "diff --git ", strlen("diff --git "))) {
			in_hunks = is_new = 0;
		} else if (!in_hunks && !strncmp(diff, "new file mode ", strlen("new file mode "))) {
			is_new = 1;
		} else if (!in_hunks && !strncmp(diff, "+++ ", 4)) {
			begin_file(diff, length, is_new, out);
			path = diff + strlen("+++ b/");
			path_length = strcspn(path, "\t\n");
		} else if (!strncmp(diff, "@@ -", 4)) {
			begin_hunk(diff, length, path, path_length, out);
			in_hunks = 1;
		} else if (in_hunks) {
			buf_add(out, diff, length);
			buf_puts(out, "\n");
		}
	}
}
