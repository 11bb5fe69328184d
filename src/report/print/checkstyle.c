// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/buf.h"
#include "report/format/format.h"
#include "report/format/remarks.h"
#include "report/format/xml.h"

#include <string.h>

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
	xml_add(out, remark->message);
	buf_printf(out, "\" source=\"guptidy.%s\"/>\n", remark->rule);
}

static void add_files(struct buf *out, const struct finding_list *remarks)
{
	const char *path = NULL;

	for (size_t i = 0; i < remarks->n; i++) {
		const struct finding *remark = &remarks->items[i];

		if (!path || strcmp(path, remark->path)) {
			buf_printf(out, "%s  <file name=\"", path ? "  </file>\n" : "");
			xml_add(out, remark->path);
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
