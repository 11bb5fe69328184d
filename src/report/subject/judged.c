// SPDX-License-Identifier: GPL-2.0-only
#include "report/subject/judged.h"

#include "base/data/quote.h"
#include "report/format/format.h"

#include <stdlib.h>

static void print_count(FILE *out, size_t n, const char *one)
{
	fprintf(out, "%zu %s%s", n, one, n == 1 ? "" : "s");
}

static void print_judged(const struct result *result, size_t number, FILE *out)
{
	size_t findings = judged_findings(result, number), unanalysed = judged_unanalysed(result, number);

	if (result->judged.items[number - 1].trouble) {
		fputs("not judged", out);
		return;
	}
	if (findings || !unanalysed)
		print_count(out, findings, "finding");
	fputs(findings && unanalysed ? ", " : "", out);
	if (unanalysed) {
		print_count(out, unanalysed, "place");
		fputs(" not analysed", out);
	}
}

void text_judged(const struct report *report, size_t behind, size_t last, FILE *out)
{
	for (size_t number = behind + 1; number <= last; number++) {
		char *title = judged_title(report->result, number);

		fputs(report->colour ? "\033[1m" : "", out);
		put_text(out, title);
		fputs(report->colour ? ":\033[0m " : ": ", out);
		print_judged(report->result, number, out);
		fputc('\n', out);
		free(title);
	}
}
