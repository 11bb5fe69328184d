// SPDX-License-Identifier: GPL-2.0-only
#include "report/subject/summary.h"

#include "base/data/quote.h"
#include "check/rules/rule.h"

#include <string.h>

static void print_count(FILE *out, const char *before, size_t n, const char *one, const char *many)
{
	fprintf(out, "%s%zu %s", before, n, n == 1 ? one : many);
}

static size_t count_read_as_text(const struct result *result)
{
	size_t n = 0;

	for (size_t i = 0; i < result->files.n; i++)
		n += result->files.items[i].reading == READ_AS_TEXT;
	return n;
}

/* Edits are sorted by path. */
static size_t count_converted(const struct edit_list *edits)
{
	size_t n = 0;

	for (size_t i = 0; i < edits->n; i++)
		if (!i || strcmp(edits->items[i - 1].path, edits->items[i].path))
			n++;
	return n;
}

static void print_patches(const struct result *result, FILE *out)
{
	size_t bad = 0, unjudged = 0;

	for (size_t i = 0; i < result->judged.n; i++) {
		bad += judged_findings(result, i + 1) > 0;
		unjudged += result->judged.items[i].trouble != NULL;
	}
	print_count(out, ": ", result->judged.n, "patch", "patches");
	fprintf(out, ", %zu with findings", bad);
	if (unjudged)
		fprintf(out, ", %zu not judged", unjudged);
}

static void print_found(const struct result *result, enum subject subject, FILE *out)
{
	if (subject == SUBJECT_FINDINGS)
		print_count(out, "; ", result->findings.n, "finding", "findings");
	else if (subject == SUBJECT_MENTIONS)
		print_count(out, "; ", result->mentions.n, "mention", "mentions");
	if (subject != SUBJECT_EDITS)
		return;
	print_count(out, "; ", count_converted(&result->edits), "file", "files");
	print_count(out, " converted, ", result->left.n, "place", "places");
	fputs(" left to you", out);
}

static void print_files(const struct report *report, FILE *out)
{
	const struct result *result = report->result;
	size_t as_text = count_read_as_text(result);

	print_count(out, ": ", report->n_files, "file names the family",
		    "files name the family");
	fprintf(out, ", %zu read as text, %zu by clang", as_text, result->files.n - as_text);
}

void summary_print(const struct report *report, FILE *out)
{
	const struct result *result = report->result;

	put_text(out, report->heading.is_kernel ? report->heading.version : "no kernel tree");
	if (report->heading.against) {
		fputs(", against ", out);
		put_text(out, report->heading.against);
	}
	if (report->heading.is_series)
		print_patches(result, out);
	else
		print_files(report, out);
	print_found(result, report->subject, out);
	if (result->unanalysed.n)
		fprintf(out, "; %zu not analysed", result->unanalysed.n);
	if (report->heading.config) {
		fputs("; as chosen by ", out);
		put_name(out, report->heading.config);
	}
	fputc('\n', out);
}

void summary_statistics(const struct result *result, FILE *out)
{
	for (const struct rule *const *rule = rules; *rule; rule++) {
		size_t n = 0;

		for (size_t i = 0; i < result->findings.n; i++)
			n += !strcmp(result->findings.items[i].rule, (*rule)->name);
		if (n)
			fprintf(out, "%7zu  %s\n", n, (*rule)->name);
	}
	fprintf(out, "%7zu  total\n", result->findings.n);
}
