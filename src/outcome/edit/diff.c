// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/quote.h"
#include "outcome/edit/edit.h"

#include <git2.h>
#include <string.h>

/* As git does it: what is not ASCII, too. */
static bool is_quoted(unsigned char byte)
{
	return byte < 0x20 || byte >= 0x7f || byte == '"' || byte == '\\';
}

static bool needs_quotes(const char *path)
{
	for (; *path; path++)
		if (is_quoted((unsigned char)*path))
			return true;
	return false;
}

void edit_put_name(struct buf *out, const char *side, const char *path)
{
	if (!needs_quotes(path)) {
		buf_printf(out, "%s%s", side, path);
		return;
	}
	buf_printf(out, "\"%s", side);
	for (; *path; path++) {
		if (is_quoted((unsigned char)*path))
			quote_byte(out, (unsigned char)*path);
		else
			buf_add(out, path, 1);
	}
	buf_puts(out, "\"");
}

/* "--- a/path". As git does it, a tab tells patch where a path with blanks ends. */
static void add_side(struct buf *out, const char *mark, const char *side, const char *path)
{
	buf_puts(out, mark);
	edit_put_name(out, side, path);
	buf_puts(out, strchr(path, ' ') ? "\t\n" : "\n");
}

static int git_failed(const char *path, struct err *err)
{
	const git_error *error = git_error_last();

	return err_set(err, "%s: no diff can be made: %s; use --in-place instead", path,
		       error && error->message ? error->message : "libgit2 gave no reason");
}

/* libgit2 gives "\ No newline at end of file" as a line of its own kind, complete as it is. */
static void add_line(struct buf *out, const git_diff_line *line)
{
	if (line->origin == GIT_DIFF_LINE_CONTEXT || line->origin == GIT_DIFF_LINE_ADDITION ||
	    line->origin == GIT_DIFF_LINE_DELETION)
		buf_add(out, &line->origin, 1);
	buf_add(out, line->content, line->content_len);
}

/* libgit2 cuts a long function line where git does, but leaves blanks that git drops. */
static void add_hunk_header(struct buf *out, const git_diff_hunk *hunk)
{
	size_t length = hunk->header_len;

	while (length && memchr(" \t\n\v\f\r", hunk->header[length - 1], 6))
		length--;
	buf_add(out, hunk->header, length);
	buf_puts(out, "\n");
}

static int add_hunk(struct buf *out, git_patch *patch, size_t index)
{
	const git_diff_hunk *hunk;
	const git_diff_line *line;
	size_t lines;

	if (git_patch_get_hunk(&hunk, &lines, patch, index))
		return -1;
	add_hunk_header(out, hunk);
	for (size_t i = 0; i < lines; i++) {
		if (git_patch_get_line_in_hunk(&line, patch, index, i))
			return -1;
		add_line(out, line);
	}
	return 0;
}

static int add_patch(struct buf *out, git_patch *patch, const char *path, bool is_new, struct err *err)
{
	size_t hunks = git_patch_num_hunks(patch), start = out->length;

	if (!hunks)
		return err_set(err,
			       "%s: no diff can be made, the file is too large for libgit2; "
			       "use --in-place instead",
			       path);
	if (is_new)
		buf_puts(out, "--- /dev/null\n");
	else
		add_side(out, "--- ", "a/", path);
	add_side(out, "+++ ", "b/", path);
	for (size_t i = 0; i < hunks; i++) {
		if (add_hunk(out, patch, i)) {
			out->length = start;
			out->data[start] = '\0';
			return git_failed(path, err);
		}
	}
	return 0;
}

static int diff(const char *path, struct edit_text old, struct edit_text new, struct buf *out,
		struct err *err)
{
	git_diff_options options;
	git_patch *patch = NULL;
	int status;

	if (git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION))
		return git_failed(path, err);
	/* Kernel sources hold Latin-1 and form feeds; a NUL must not turn a diff into two words. */
	options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
	options.context_lines = 3;
	options.max_size = -1;
	if (git_patch_from_buffers(&patch, old.bytes ? old.bytes : "", old.length, path,
				   new.bytes ? new.bytes : "", new.length, path, &options))
		return git_failed(path, err);
	status = add_patch(out, patch, path, !old.bytes, err);
	git_patch_free(patch);
	return status;
}

bool edit_texts_are_same(struct edit_text a, struct edit_text b)
{
	return a.length == b.length && (!a.length || !memcmp(a.bytes, b.bytes, a.length));
}

int edit_diff(const char *path, struct edit_text old, struct edit_text new, struct buf *out,
	      struct err *err)
{
	int status;

	if (edit_texts_are_same(old, new))
		return 0;
	if (git_libgit2_init() < 0)
		return git_failed(path, err);
	status = diff(path, old, new, out, err);
	git_libgit2_shutdown();
	return status;
}

/* A failure here is one of each diff as well, which says so. */
void edit_diff_hold(void)
{
	git_libgit2_init();
}

void edit_diff_release(void)
{
	git_libgit2_shutdown();
}
