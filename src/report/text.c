// SPDX-License-Identifier: GPL-2.0-only
#include "report/report.h"

#include "base/buf.h"
#include "report/api.h"
#include "report/reconcile.h"

#include <string.h>

struct colours {
	const char *place, *error, *warning, *advice, *mark, *end;
};

static const struct colours no_colours = { "", "", "", "", "", "" };
static const struct colours ansi_colours = {
	"\033[1m", "\033[1;31m", "\033[1;35m", "\033[1;36m", "\033[1;32m", "\033[0m",
};

/* What leads from where the reader stands to the tree's own paths. */
static const char *prefix(const struct run *run, const char *path)
{
	return run->prefix && *path != '/' ? run->prefix : "";
}

void text_find(const struct run *run, FILE *out)
{
	const struct result *result = &run->result;
	size_t total = 0;

	for (size_t i = 0; i < result->mentions.n; i++) {
		const struct classified *classified = &result->mentions.items[i];

		fprintf(out, "%s:%u:%u: %s: %s", classified->path, classified->mention->line,
			classified->mention->column, mention_class_name(classified->class),
			classified->mention->name->name);
		if (*classified->function)
			fprintf(out, " in %s()", classified->function);
		fputc('\n', out);
	}
	fprintf(out, "\nledger of %s (%s)\n", run->tree.root, run->tree.version_text);
	for (int class = 0; class < CLASS_COUNT; class++) {
		fprintf(out, "%7zu  %s\n", result->ledger[class], mention_class_name(class));
		total += result->ledger[class];
	}
	fprintf(out, "%7zu  total\n", total);
}

static const char *severity_colour(const struct colours *colours, enum severity severity)
{
	return severity == SEVERITY_ERROR ? colours->error :
	       severity == SEVERITY_WARNING ? colours->warning : colours->advice;
}

/* Longer lines are shown around the call only. */
#define SHOWN 160

/* The line of the source and a mark under the callee; tabs stay tabs, so that the mark stays under it. */
static void print_source_line(const struct source *source, const struct finding *finding,
			      const struct colours *colours, FILE *out)
{
	const char *text = source->text.data;
	size_t begin, end, call;

	if (!source_line(source, finding->line, &begin, &end))
		return;
	call = begin + finding->column - 1;
	if (call - begin > SHOWN)
		begin = call - SHOWN / 2;
	if (end - call > SHOWN)
		end = call + SHOWN;
	fprintf(out, "%5u | ", finding->line);
	for (size_t i = begin; i < end; i++)
		fputc(text[i] ? text[i] : ' ', out);
	fputs("\n      | ", out);
	for (size_t i = begin; i < call; i++)
		fputc(text[i] == '\t' ? '\t' : ' ', out);
	fprintf(out, "%s^", colours->mark);
	for (size_t c = 1; c < strlen(finding->callee); c++)
		fputc('~', out);
	fprintf(out, "%s\n", colours->end);
}

/* The mended call may stand on several lines; the author's own indentation is kept. */
static void print_fix(const struct finding *finding, const struct colours *colours, FILE *out)
{
	const char *line = finding->fix;
	const char *label = "write: ";

	while (line && *line) {
		size_t length = strcspn(line, "\r\n");

		fprintf(out, "      | %s%s%.*s%s\n", label, colours->mark, (int)length, line,
			colours->end);
		line += length;
		line += strspn(line, "\r\n");
		label = "";
	}
}

void text_check(const struct run *run, bool colour, FILE *out)
{
	const struct colours *colours = colour ? &ansi_colours : &no_colours;

	for (size_t i = 0; i < run->result.findings.n; i++) {
		const struct finding *finding = &run->result.findings.items[i];
		const struct source *source = run_source(run, finding->path);

		fprintf(out, "%s%s%s:%u:%u:%s %s%s:%s %s [%s]\n", colours->place,
			prefix(run, finding->path), finding->path, finding->line,
			finding->column, colours->end,
			severity_colour(colours, finding->severity),
			severity_name(finding->severity), colours->end, finding->message,
			finding->rule->name);
		if (source)
			print_source_line(source, finding, colours, out);
		print_fix(finding, colours, out);
	}
}

void text_unanalysed(const struct run *run, FILE *out)
{
	for (size_t i = 0; i < run->result.unanalysed.n; i++) {
		const struct unanalysed *unanalysed = &run->result.unanalysed.items[i];

		if (unanalysed->line)
			fprintf(out, "%s%s:%u: not analysed: %s\n", prefix(run, unanalysed->path),
				unanalysed->path, unanalysed->line, unanalysed->reason);
		else
			fprintf(out, "%s%s: not analysed: %s\n", prefix(run, unanalysed->path),
				unanalysed->path, unanalysed->reason);
	}
}

void text_unanalysed_before(const struct run *run, FILE *out)
{
	for (size_t i = 0; i < run->result.unanalysed_before.n; i++) {
		const struct unanalysed *unanalysed = &run->result.unanalysed_before.items[i];

		fprintf(out, "%s:%u: note: not analysed, as before the change: %s\n",
			unanalysed->path, unanalysed->line, unanalysed->reason);
	}
}

void text_files(const struct run *run, FILE *out)
{
	for (size_t i = 0; i < run->result.files.n; i++)
		fprintf(out, "%s: read as %s\n", run->result.files.items[i].path,
			reading_name(run->result.files.items[i].reading));
}

void text_left(const struct run *run, FILE *out)
{
	for (size_t i = 0; i < run->result.left.n; i++) {
		const struct left *left = &run->result.left.items[i];

		fprintf(out, "%s:%u:%u: left to you: %s\n", left->path, left->line, left->column,
			left->reason);
	}
}

static void print(const struct report *report, FILE *out)
{
	switch (report->subject) {
	case SUBJECT_MENTIONS:
		text_find(report->run, out);
		break;
	case SUBJECT_FINDINGS:
		text_check(report->run, report->colour, out);
		break;
	case SUBJECT_EDITS:
		if (report->diff->length)	/* may hold NUL bytes */
			fwrite(report->diff->data, 1, report->diff->length, out);
		break;
	case SUBJECT_FAMILY:
		text_api(&report->run->tree, &report->run->family, report->siblings, out);
		break;
	case SUBJECT_DIFFERENCES:
		text_reconcile(report->comparison, report->other, out);
		break;
	}
}

void format_text(const struct report *report, FILE *out)
{
	print(report, out);
	/* A diff has no place for it. */
	if (report->alone && report->subject != SUBJECT_EDITS)
		text_unanalysed(report->run, out);
}
