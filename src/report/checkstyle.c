// SPDX-License-Identifier: GPL-2.0-only
#include "base/buf.h"
#include "base/utf8.h"
#include "report/format.h"
#include "report/remarks.h"

#include <string.h>

/* XML 1.0 has no way to write other control characters, nor the two that are none. */
static bool is_writable(const char *c)
{
	if ((unsigned char)*c < ' ')
		return *c == '\t' || *c == '\n' || *c == '\r';
	return strncmp(c, "\xef\xbf\xbe", 3) && strncmp(c, "\xef\xbf\xbf", 3);
}

/* An attribute's value; a reader turns plain line ends there into spaces, not written ones. */
static void add_value(struct buf *out, const char *text)
{
	struct buf utf8 = {0};

	utf8_add(&utf8, text);
	for (const char *c = utf8.data; c && *c; c += utf8_length(c)) {
		if (!is_writable(c))
			buf_puts(out, "&#xFFFD;");
		else if ((unsigned char)*c < ' ' || strchr("&<>\"'", *c))
			buf_printf(out, "&#%d;", *c);
		else
			buf_add(out, c, utf8_length(c));
	}
	buf_free(&utf8);
}

static const char *severity_of(const struct finding *remark)
{
	return remark->severity == SEVERITY_ADVICE ? "info" : severity_name(remark->severity);
}

static void add_remark(struct buf *out, const struct finding *remark)
{
	buf_puts(out, "    <error");
	if (remark->line)
		buf_printf(out, " line=\"%u\"", remark->line);
	if (remark->column)
		buf_printf(out, " column=\"%u\"", remark->column);
	buf_printf(out, " severity=\"%s\" message=\"", severity_of(remark));
	add_value(out, remark->message);
	buf_printf(out, "\" source=\"guptidy.%s\"/>\n", remark->rule);
}

static void add_files(struct buf *out, const struct finding_list *remarks)
{
	const char *path = NULL;

	for (size_t i = 0; i < remarks->n; i++) {
		const struct finding *remark = &remarks->items[i];

		if (!path || strcmp(path, remark->path)) {
			buf_printf(out, "%s  <file name=\"", path ? "  </file>\n" : "");
			add_value(out, remark->path);
			buf_puts(out, "\">\n");
			path = remark->path;
		}
		add_remark(out, remark);
	}
	if (path)
		buf_puts(out, "  </file>\n");
}

void format_checkstyle(const struct report *report, FILE *out)
{
	struct remarks remarks;
	struct buf text = {0};

	remarks_of(report->result, &remarks);
	buf_puts(&text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
	add_files(&text, &remarks.list);
	buf_puts(&text, "</checkstyle>\n");
	fputs(text.data ? text.data : "", out);
	buf_free(&text);
	remarks_free(&remarks);
}
