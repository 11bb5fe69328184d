// SPDX-License-Identifier: GPL-2.0-only
/* A list for Emacs' org mode, in the form that Coccinelle gives it and its coccinelle.el reads. */
#include "base/data/buf.h"
#include "base/data/utf8.h"
#include "report/format/format.h"
#include "report/format/remarks.h"
#include "report/format/uri.h"

#include <string.h>

/* What would end the link is written as the kernel's semantic patches write it. */
static void add_label(struct buf *out, const char *text)
{
	struct buf utf8 = {0};

	utf8_add(&utf8, text);
	for (const char *c = utf8.data; c && *c; c++) {
		if (*c == '[')
			buf_puts(out, "@(");
		else if (*c == ']')
			buf_puts(out, ")");
		else
			buf_add(out, (unsigned char)*c < ' ' || *c == 0x7f ? " " : c, 1);
	}
	buf_free(&utf8);
}

/* Lines count from 1 there, columns from 0; the face covers the callee's name. */
static void add_remark(struct buf *out, const struct finding *remark)
{
	unsigned begin = remark->column ? remark->column - 1 : 0;

	buf_puts(out, "* TODO [[view:");
	uri_add_path(out, remark->path);
	buf_printf(out, "::face=ovl-face1::linb=%u::colb=%u::cole=%zu][%s: ",
		   remark->line ? remark->line : 1, begin, begin + strlen(remark->callee),
		   severity_name(remark->severity));
	add_label(out, remark->message);
	buf_printf(out, " (%s)]]\n", remark->rule);
}

void format_org(const struct report *report, FILE *out)
{
	remarks_print(report->result, add_remark, out);
}
