// SPDX-License-Identifier: GPL-2.0-only
/* Workflow commands: lines that GitHub's runner takes out of a job's output and shows in the change. */
#include "base/data/buf.h"
#include "base/data/quote.h"
#include "base/data/utf8.h"
#include "report/format/format.h"
#include "report/format/remarks.h"

#include <string.h>

/* The runner decodes no other bytes than these: % and line ends, in properties : and , as well. */
static void add_escaped(struct buf *out, const char *text, const char *special)
{
	struct buf utf8 = {0};

	utf8_add(&utf8, text);
	for (const char *c = utf8.data; c && *c; c++) {
		size_t length = *c == '\t' ? 1 : quote_plain(c);

		if (strchr(special, *c))
			buf_printf(out, "%%%02X", (unsigned char)*c);
		else if (length)
			buf_add(out, c, length);
		else
			quote_byte(out, (unsigned char)*c);
		c += length ? length - 1 : 0;
	}
	buf_free(&utf8);
}

static void add_message(struct buf *out, const char *text)
{
	add_escaped(out, text, "%\r\n");
}

static void add_property(struct buf *out, const char *text)
{
	add_escaped(out, text, "%\r\n:,");
}

static const char *command_of(const struct finding *remark)
{
	return remark->severity == SEVERITY_ADVICE ? "notice" : severity_name(remark->severity);
}

/*
 * GitHub drops the columns of a place that has two lines: a call on several is marked on its first,
 * where its column is. The last column is inside.
 */
static void add_place(struct buf *out, const struct finding *remark)
{
	if (!remark->line)
		return;
	buf_printf(out, ",line=%u,endLine=%u", remark->line, remark->line);
	if (!remark->column)
		return;
	buf_printf(out, ",col=%u", remark->column);
	if (remark->line == remark->end_line)
		buf_printf(out, ",endColumn=%u", remark->end_column - 1);
}

/* An annotation has one place: those on the way to it are lines of its text. */
static void add_note(struct buf *out, const struct note *note)
{
	add_message(out, "\n");
	add_message(out, note->path);
	buf_printf(out, ":%u: ", note->line);
	add_message(out, note->message);
}

static void add_remark(struct buf *out, const struct finding *remark)
{
	buf_printf(out, "::%s file=", command_of(remark));
	add_property(out, remark->path);
	add_place(out, remark);
	buf_puts(out, ",title=");
	add_property(out, remark->rule);
	buf_puts(out, "::");
	add_message(out, remark->message);
	if (remark->fix) {
		add_message(out, "\nwrite: ");
		add_message(out, remark->fix);
	}
	for (size_t i = 0; i < remark->notes.n; i++)
		if (!finding_is_at(remark, &remark->notes.items[i]))
			add_note(out, &remark->notes.items[i]);
	buf_puts(out, "\n");
}

void format_github(const struct report *report, FILE *out)
{
	remarks_print(report->result, add_remark, out);
}
