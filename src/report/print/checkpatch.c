// SPDX-License-Identifier: GPL-2.0-only
/* One line a finding, as checkpatch.pl --terse prints it; b4 and patchwork's robots read such lines. */
#include "base/data/buf.h"
#include "base/data/quote.h"
#include "base/data/utf8.h"
#include "report/format/format.h"
#include "report/format/remarks.h"

/* Readers take lines, of UTF-8: a control character must not begin a new one. */
static void add_text(struct buf *out, const char *text)
{
	struct buf utf8 = {0};

	utf8_add(&utf8, text);
	quote_text(out, utf8.data ? utf8.data : "");
	buf_free(&utf8);
}

static const char *level_of(const struct finding *remark)
{
	switch (remark->severity) {
	case SEVERITY_ERROR:
		return "ERROR";
	case SEVERITY_WARNING:
		return "WARNING";
	default:
		return "CHECK";
	}
}

static void add_remark(struct buf *out, const struct finding *remark)
{
	quote_name(out, remark->path);
	if (remark->line)
		buf_printf(out, ":%u", remark->line);
	buf_printf(out, ": %s: ", level_of(remark));
	add_text(out, remark->message);
	buf_printf(out, " [%s]\n", remark->rule);
}

void format_checkpatch(const struct report *report, FILE *out)
{
	remarks_print(report->result, add_remark, out);
}
