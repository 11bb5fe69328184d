// SPDX-License-Identifier: GPL-2.0-only
#include "patch/mail/letter.h"

#include "base/data/mem.h"
#include "patch/mail/diffstat.h"
#include "patch/mail/header.h"
#include "version.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_LINE 998	/* that mail servers pass on */
#define ENCODED_COLUMNS 76
#define LONGEST_NAME 57		/* of a file, without its ending: as git format-patch has it */

/* Which way the text can travel and arrive as it was. */
enum transfer {
	TRANSFER_PLAIN,
	TRANSFER_8BIT,
	TRANSFER_QUOTED,		/* quoted-printable: carriage returns, NUL, long lines */
};

static enum transfer transfer_of(const struct buf *text)
{
	enum transfer transfer = TRANSFER_PLAIN;
	size_t line = 0;

	for (size_t i = 0; i < text->length; i++) {
		unsigned char byte = (unsigned char)text->data[i];

		line = byte == '\n' ? 0 : line + 1;
		if (line > LONGEST_LINE || byte == '\r' || !byte)
			return TRANSFER_QUOTED;
		if (byte >= 0x80)
			transfer = TRANSFER_8BIT;
	}
	return transfer;
}

static bool stays(const struct buf *text, size_t i)
{
	unsigned char byte = (unsigned char)text->data[i];
	bool ends = i + 1 == text->length || text->data[i + 1] == '\n';

	return byte == '\t' || byte == ' ' ? !ends : byte > ' ' && byte < 0x7f && byte != '=';
}

static void add_quoted(const struct buf *text, struct buf *out)
{
	size_t column = 0;

	for (size_t i = 0; i < text->length; i++) {
		size_t width = stays(text, i) ? 1 : 3;

		if (text->data[i] == '\n') {
			buf_puts(out, "\n");
			column = 0;
			continue;
		}
		if (column + width >= ENCODED_COLUMNS) {
			buf_puts(out, "=\n");
			column = 0;
		}
		buf_printf(out, width == 1 ? "%c" : "=%02X", (unsigned char)text->data[i]);
		column += width;
	}
}

static void add_date(const struct identity *from, struct buf *out)
{
	char text[64];
	struct tm tm;

	localtime_r(&from->date, &tm);
	strftime(text, sizeof(text), "%a, %-d %b %Y %H:%M:%S %z", &tm);
	buf_printf(out, "Date: %s\n", text);
}

static int digits_of(size_t n)
{
	return snprintf(NULL, 0, "%zu", n);
}

static void add_subject(const struct letter_head *head, const char *subject, size_t number, struct buf *out)
{
	struct buf line = {0};

	buf_printf(&line, "[%s", head->prefix);
	if (head->version > 1)
		buf_printf(&line, " v%u", head->version);
	/* Also of one alone: it has a cover letter. */
	buf_printf(&line, " %0*zu/%zu", digits_of(head->n), number, head->n);
	buf_printf(&line, "] %s", subject);
	header_text(out, "Subject", line.data);
	buf_free(&line);
}

/* The id of no commit: the patches need no repository. */
static void add_letter(const struct letter_head *head, const char *subject, size_t number,
		       const struct people *people, const struct buf *text, struct buf *out)
{
	enum transfer transfer = transfer_of(text);

	buf_puts(out, "From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001\n");
	header_person(out, "From", head->from->name, head->from->mail);
	add_date(head->from, out);
	add_subject(head, subject, number, out);
	header_addresses(out, "To", &people->to, NULL);
	header_addresses(out, "Cc", &people->cc, &people->lists);
	if (transfer != TRANSFER_PLAIN)
		buf_printf(out, "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
			   "Content-Transfer-Encoding: %s\n",
			   transfer == TRANSFER_8BIT ? "8bit" : "quoted-printable");
	buf_puts(out, "\n");
	if (transfer == TRANSFER_QUOTED)
		add_quoted(text, out);
	else
		buf_add(out, text->data, text->length);
}

static void add_signature(struct buf *text)
{
	buf_puts(text, "-- \nguptidy " GUPTIDY_VERSION "\n\n");
}

void letter_patch(const struct letter_head *head, const struct patch *patch, size_t number, struct buf *out)
{
	struct buf text = {0};

	patch_text(patch, &text);
	buf_puts(&text, "---\n");
	if (patch->notes.length) {
		buf_add(&text, patch->notes.data, patch->notes.length);
		buf_puts(&text, "\n");
	}
	diffstat(patch, &text);
	buf_puts(&text, "\n");
	for (size_t i = 0; i < patch->changes.n; i++)
		buf_add(&text, patch->changes.items[i].diff.data, patch->changes.items[i].diff.length);
	add_signature(&text);
	add_letter(head, patch->subject, number, &patch->people, &text, out);
	buf_free(&text);
}

void letter_cover(const struct letter_head *head, const char *subject, const char *text,
		  const struct people *people, struct buf *out)
{
	struct buf whole = {0};

	buf_puts(&whole, text);
	add_signature(&whole);
	add_letter(head, subject, 0, people, &whole, out);
	buf_free(&whole);
}

static bool is_name_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
	       byte == '.' || byte == '_';
}

/* What stands between words becomes one -, dots in a row one dot; none of them begins or ends the name. */
static void add_name(const char *subject, struct buf *name)
{
	size_t begin = name->length;
	bool is_apart = false;

	for (; *subject; subject++) {
		if (!is_name_byte(*subject)) {
			is_apart = true;
			continue;
		}
		if (is_apart && name->length > begin)
			buf_puts(name, "-");
		is_apart = false;
		buf_add(name, subject, 1);
		if (*subject == '.')
			subject += strspn(subject, ".") - 1;
	}
	while (name->length > begin && strchr("-.", name->data[name->length - 1]))
		name->data[--name->length] = '\0';
}

char *letter_file(const struct letter_head *head, const char *subject, size_t number)
{
	struct buf name = {0};

	if (head->version > 1)
		buf_printf(&name, "v%u-", head->version);
	buf_printf(&name, "%04zu-", number);
	add_name(subject, &name);
	if (name.length > LONGEST_NAME)
		name.data[name.length = LONGEST_NAME] = '\0';
	buf_puts(&name, ".patch");
	return buf_take(&name);
}
