// SPDX-License-Identifier: GPL-2.0-only
/*
 * A patch is seen as a text: who wrote it, the message, the hunks without numbers. Each pair of such texts is
 * compared as any two files are; a hunk of the outcome is headed by the hunk of the patch that it lies in.
 */
#include "patch/mail/rangediff.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "outcome/edit/edit.h"
#include "patch/mail/plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_message(const char *subject, const struct buf *body, const struct path_list *trailers,
			const struct identity *from, struct buf *out)
{
	struct buf message = {0};

	buf_printf(&message, "%s\n\n", subject);
	buf_add(&message, body->data, body->length);
	if (trailers->n && body->length)
		buf_puts(&message, "\n");
	for (size_t i = 0; i < trailers->n; i++)
		buf_printf(&message, "%s\n", trailers->items[i]);
	buf_printf(out, " ## Metadata ##\nAuthor: %s <%s>\n\n ## Commit message ##\n", from->name, from->mail);
	for (const char *line = message.data; *line;) {
		size_t length = strcspn(line, "\n");

		buf_printf(out, "%s%.*s\n", length ? "    " : "", (int)length, line);
		line += length + (line[length] == '\n');
	}
	buf_free(&message);
}

static void text_before(const struct received *mail, const struct identity *from, struct buf *out)
{
	add_message(mail->subject, &mail->body, &mail->trailers, from, out);
	plain_diff(mail->diff.data ? mail->diff.data : "", out);
}

static void text_now(const struct patch *patch, const struct identity *from, struct buf *out)
{
	add_message(patch->subject, &patch->body, &patch->trailers, from, out);
	for (size_t i = 0; i < patch->changes.n; i++)
		plain_diff(patch->changes.items[i].diff.data, out);
}

/* What the line says of the lines below it, or NULL: " ## path ##" and "@@ path: function". */
static const char *heading_of(const char *line, size_t length, size_t *heading)
{
	if (length > 7 && !strncmp(line, " ## ", 4) && !strncmp(line + length - 3, " ##", 3)) {
		*heading = length - 7;
		return line + 4;
	}
	if (length > 3 && line[0] != '@' && !strncmp(line + 1, "@@ ", 3)) {
		*heading = length - 4;
		return line + 4;
	}
	if (length > 3 && !strncmp(line, "@@ ", 3)) {
		*heading = length - 3;
		return line + 3;
	}
	return NULL;
}

/* The last heading in front of that line of the text. */
static void add_heading(const char *text, unsigned long line, struct buf *out)
{
	const char *found = NULL, *name;
	size_t length, heading = 0, found_length = 0;

	for (; --line && *text; text += length + (text[length] == '\n')) {
		length = strcspn(text, "\n");
		name = heading_of(text, length, &heading);
		if (name) {
			found = name;
			found_length = heading;
		}
	}
	buf_puts(out, "    @@");
	if (found)
		buf_printf(out, " %.*s", (int)found_length, found);
	buf_puts(out, "\n");
}

static int add_difference(const struct buf *before, const struct buf *now, struct buf *out, struct err *err)
{
	const struct edit_text old = { before->data, before->length }, new = { now->data, now->length };
	struct buf diff = {0};
	const char *line;

	if (edit_diff("patch", old, new, &diff, err))
		return -1;
	line = diff.data ? strstr(diff.data, "\n@@ ") : NULL;
	for (line = line ? line + 1 : ""; *line;) {
		size_t length = strcspn(line, "\n");

		if (!strncmp(line, "@@ -", 4))
			add_heading(before->data, strtoul(line + 4, NULL, 10), out);
		else
			buf_printf(out, "%s%.*s\n", "    ", (int)length, line);
		line += length + (line[length] == '\n');
	}
	buf_free(&diff);
	return 0;
}

/* "2:  ------- ! 3:  ------- what it says" */
static void add_line(size_t before, char mark, size_t now, size_t width, const char *subject, struct buf *out)
{
	char left[24] = "-", right[24] = "-";

	if (before)
		snprintf(left, sizeof(left), "%zu", before);
	if (now)
		snprintf(right, sizeof(right), "%zu", now);
	buf_printf(out, "%*s:  ------- %c %*s:  ------- %s\n", (int)width, left, mark, (int)width, right, subject);
}

static int add_pair(const struct patch *patch, size_t number, size_t width, const struct identity *from,
		    struct buf *out, struct err *err)
{
	struct buf before = {0}, now = {0};
	bool is_same;
	int status = 0;

	text_before(patch->earlier, from, &before);
	text_now(patch, from, &now);
	is_same = before.length == now.length && !memcmp(before.data, now.data, now.length);
	add_line(patch->earlier->number, is_same ? '=' : '!', number, width, patch->subject, out);
	if (!is_same)
		status = add_difference(&before, &now, out, err);
	buf_free(&before);
	buf_free(&now);
	return status;
}

/* A walk through the patches of both versions, in git's order. */
struct walk {
	const struct previous *previous;
	size_t next;			/* earlier patch */
	bool *is_told;			/* of each of them */
	size_t width;			/* of numbers */
};

/* Earlier patches without a successor, up to the first one that has one and was not told of. */
static void add_gone(struct walk *walk, struct buf *out)
{
	for (; walk->next < walk->previous->patches.n; walk->next++) {
		const struct earlier *earlier = &walk->previous->patches.items[walk->next];

		if (earlier->is_taken && !walk->is_told[walk->next])
			return;
		if (!earlier->is_taken && earlier->mail.number)
			add_line(earlier->mail.number, '<', 0, walk->width, earlier->mail.subject, out);
	}
}

static void tell(struct walk *walk, const struct received *mail)
{
	for (size_t i = 0; i < walk->previous->patches.n; i++)
		walk->is_told[i] |= &walk->previous->patches.items[i].mail == mail;
}

int rangediff(const struct previous *previous, const struct patches *patches, const struct identity *from,
	      struct buf *out, struct err *err)
{
	size_t most = patches->n > previous->patches.n ? patches->n : previous->patches.n;
	struct walk walk = {
		.previous = previous, .width = (size_t)snprintf(NULL, 0, "%zu", most),
		.is_told = mem_calloc(previous->patches.n, sizeof(*walk.is_told)),
	};
	int status = 0;

	for (size_t i = 0; i < patches->n && !status; i++) {
		const struct patch *patch = &patches->items[i];

		add_gone(&walk, out);
		if (!patch->earlier) {
			add_line(0, '>', i + 1, walk.width, patch->subject, out);
			continue;
		}
		status = add_pair(patch, i + 1, walk.width, from, out, err);
		tell(&walk, patch->earlier);
	}
	add_gone(&walk, out);
	free(walk.is_told);
	return status;
}
