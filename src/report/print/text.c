// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "report/format/report.h"
#include "report/format/shown.h"
#include "report/format/snippet.h"
#include "report/subject/api.h"
#include "report/subject/catalogue.h"
#include "report/subject/declared.h"
#include "report/subject/judged.h"
#include "report/subject/prototype.h"
#include "report/subject/reconcile.h"
#include "report/subject/routing.h"
#include "report/subject/stats.h"

#include <stdlib.h>
#include <string.h>

struct colours {
	const char *place, *error, *warning, *advice, *note, *mark, *end;
};

static const struct colours no_colours = { "", "", "", "", "", "", "" };
static const struct colours ansi_colours = {
	"\033[1m", "\033[1;31m", "\033[1;35m", "\033[1;36m", "\033[1;36m", "\033[1;32m", "\033[0m",
};

static const struct colours *colours_of(const struct report *report)
{
	return report->colour ? &ansi_colours : &no_colours;
}

/* "path:line:column: ", where an editor jumps to. */
static void put_place(const struct heading *heading, const char *path, uint32_t line, uint32_t column,
		      const struct colours *colours, FILE *out)
{
	fputs(colours->place, out);
	shown_put(heading->shown, path, out);
	fprintf(out, ":%u:%u:%s ", line, column, colours->end);
}

/* The end of a mention's line: the name of the family, and the function around it, if there is one. */
static void put_mentioned(const char *name, const char *function, const struct colours *colours, FILE *out)
{
	fprintf(out, "%s%s%s", colours->mark, name, colours->end);
	if (*function)
		fprintf(out, " in %s()", function);
	fputc('\n', out);
}

static void print_by_macro(const struct report *report, const struct colours *colours, FILE *out)
{
	for (size_t i = 0; i < report->result->by_macro.n; i++) {
		const struct by_macro *by_macro = &report->result->by_macro.items[i];

		put_place(&report->heading, by_macro->path, by_macro->line, by_macro->column, colours, out);
		fputs("call by macro: ", out);
		put_text(out, by_macro->macro);
		fputs(" calls ", out);
		put_mentioned(by_macro->callee->name, by_macro->function, colours, out);
	}
}

static void print_ledger(const struct report *report, FILE *out)
{
	const struct result *result = report->result;
	size_t total = 0;

	fputs("\nledger of ", out);
	put_name(out, report->heading.root);
	fputs(" (", out);
	put_text(out, report->heading.version);
	fputs(")\n", out);
	for (int class = 0; class < CLASS_COUNT; class++) {
		fprintf(out, "%7zu  %s\n", result->ledger[class], mention_class_name(class));
		total += result->ledger[class];
	}
	fprintf(out, "%7zu  total\n", total);
	if (result->by_macro.n)
		fprintf(out, "%7zu  calls by macro, beside the total\n", result->by_macro.n);
}

void text_find(const struct report *report, FILE *out)
{
	const struct colours *colours = colours_of(report);

	for (size_t i = 0; i < report->result->mentions.n; i++) {
		const struct classified *classified = &report->result->mentions.items[i];
		const struct mention *mention = classified->mention;

		put_place(&report->heading, classified->path, mention->line, mention->column, colours, out);
		fprintf(out, "%s: ", mention_class_name(classified->class));
		put_mentioned(mention->symbol->name, classified->function, colours, out);
	}
	print_by_macro(report, colours, out);
	print_ledger(report, out);
}

static const char *severity_colour(const struct colours *colours, enum severity severity)
{
	return severity == SEVERITY_ERROR ? colours->error :
	       severity == SEVERITY_WARNING ? colours->warning : colours->advice;
}

static struct mark_colour mark_colour(const struct colours *colours)
{
	return (struct mark_colour){ colours->mark, colours->end };
}

/* The name that stands there: the callee's, or a macro's that calls it. */
static size_t mark_length(const struct finding *finding)
{
	return *finding->callee ? strcspn(finding->text, " ") : 0;
}

/* Where in the line of an excerpt a span is that begins at its mark. */
static struct mark mark_of(const struct excerpt *excerpt, struct span span)
{
	size_t length = span.end_line != span.line ? strlen(excerpt->line) :
			span.end_column > span.column ? span.end_column - span.column : 1;

	return (struct mark){ excerpt->mark, excerpt->mark + length, true };
}

/* False if the argument at fault does not lie in the line that is shown of the call; else its mark there. */
static bool find_argument(const struct finding *finding, struct mark *mark)
{
	const struct span *argument = &finding->argument;
	size_t ahead;

	if (argument->line != finding->line || argument->column < finding->column)
		return false;
	ahead = argument->column - finding->column;
	*mark = mark_of(&finding->argument_excerpt, *argument);
	mark->end += finding->excerpt.mark + ahead - mark->begin;
	mark->begin = finding->excerpt.mark + ahead;
	return mark->begin < strlen(finding->excerpt.line);
}

/* The call's line with a mark below its name, and one below what is at fault, maybe in a line of its own. */
static void print_source(const struct finding *finding, const struct colours *colours, FILE *out)
{
	const struct excerpt *excerpt = &finding->excerpt, *argument = &finding->argument_excerpt;
	struct mark marks[2] = { { excerpt->mark, excerpt->mark + mark_length(finding), !argument->line } };
	bool beside;

	if (!excerpt->line)
		return;
	beside = argument->line && find_argument(finding, &marks[1]);
	snippet_print(excerpt->line, finding->line, marks, beside ? 2 : 1, mark_colour(colours), out);
	if (!argument->line || beside)
		return;
	marks[0] = mark_of(argument, finding->argument);
	snippet_print(argument->line, finding->argument.line, marks, 1, mark_colour(colours), out);
}

/* The mended call may stand on several lines; the author's own indentation is kept. */
static void print_fix(const struct finding *finding, const struct colours *colours, FILE *out)
{
	const char *line = finding->fix;
	const char *label = "write: ";

	while (line && *line) {
		size_t length = strcspn(line, "\r\n");

		char *one = mem_strndup(line, length);

		fprintf(out, "      | %s%s", label, colours->mark);
		put_text(out, one);
		fprintf(out, "%s\n", colours->end);
		free(one);
		line += length;
		line += strspn(line, "\r\n");
		label = "";
	}
}

static void print_note(const struct heading *heading, const struct note *note,
		       const struct colours *colours, FILE *out)
{
	struct mark mark;

	put_place(heading, note->path, note->line, note->column, colours, out);
	fprintf(out, "%snote:%s ", colours->note, colours->end);
	put_text(out, note->message);
	fputc('\n', out);
	if (!note->excerpt.line)
		return;
	mark = mark_of(&note->excerpt, note_span(note));
	if (note->end_line != note->line)
		mark.end = mark.begin + 1;
	snippet_print(note->excerpt.line, note->line, &mark, 1, mark_colour(colours), out);
}

/* What happens at the finding's own place, the finding has said. */
static void print_notes(const struct heading *heading, const struct finding *finding,
			const struct colours *colours, FILE *out)
{
	for (size_t i = 0; i < finding->notes.n; i++)
		if (!finding_is_at(finding, &finding->notes.items[i]))
			print_note(heading, &finding->notes.items[i], colours, out);
}

/* What the callee is, where that is what the call does not fit. */
static void print_declared(const struct report *report, const struct finding *finding,
			   const struct colours *colours, FILE *out)
{
	const struct declared *declared = declared_for(report, finding);
	char *path, *text;

	if (!declared)
		return;
	path = declared_path(report, declared);
	text = prototype_text(declared);
	put_place(&report->heading, path, declared->line, declared->column, colours, out);
	fprintf(out, "%snote:%s declared here: ", colours->note, colours->end);
	put_text(out, text);
	fputc('\n', out);
	free(text);
	free(path);
}

void text_check(const struct report *report, FILE *out)
{
	const struct colours *colours = colours_of(report);
	size_t patch = 0;

	for (size_t i = 0; i < report->result->findings.n; i++) {
		const struct finding *finding = &report->result->findings.items[i];
		const char *colour = severity_colour(colours, finding->severity);

		text_judged(report, patch, finding->patch, out);
		patch = finding->patch;
		put_place(&report->heading, finding->path, finding->line, finding->column, colours, out);
		fprintf(out, "%s%s:%s ", colour, severity_name(finding->severity), colours->end);
		put_text(out, finding->message);
		fprintf(out, " [%s%s%s]\n", colour, finding->rule, colours->end);
		print_source(finding, colours, out);
		print_fix(finding, colours, out);
		print_declared(report, finding, colours, out);
		print_notes(&report->heading, finding, colours, out);
	}
	text_judged(report, patch, report->result->judged.n, out);
}

static void put_unanalysed(const struct report *report, const struct unanalysed *unanalysed,
			   const char *what, FILE *out)
{
	char *reason = judged_message(report->result, unanalysed->patch, unanalysed->reason);

	shown_put(report->heading.shown, unanalysed->path, out);
	if (unanalysed->line)
		fprintf(out, ":%u", unanalysed->line);
	fprintf(out, ": %s: ", what);
	put_text(out, reason);
	fputc('\n', out);
	free(reason);
}

void text_unanalysed(const struct report *report, FILE *out)
{
	for (size_t i = 0; i < report->result->unanalysed.n; i++)
		put_unanalysed(report, &report->result->unanalysed.items[i], "not analysed", out);
}

void text_unanalysed_before(const struct report *report, FILE *out)
{
	for (size_t i = 0; i < report->result->unanalysed_before.n; i++)
		put_unanalysed(report, &report->result->unanalysed_before.items[i],
			       "note: not analysed, as before the change", out);
}

void text_files(const struct report *report, FILE *out)
{
	for (size_t i = 0; i < report->result->files.n; i++) {
		shown_put(report->heading.shown, report->result->files.items[i].path, out);
		fprintf(out, ": read as %s\n", reading_name(report->result->files.items[i].reading));
	}
}

void text_pinned(const struct report *report, FILE *out)
{
	for (size_t i = 0; i < report->result->pinned.n; i++) {
		const struct pinned *pinned = &report->result->pinned.items[i];

		shown_put(report->heading.shown, pinned->path, out);
		fprintf(out, ":%u:%u: note: %s(): ", pinned->line, pinned->column, pinned->callee);
		if (pinned->number)
			fprintf(out, "case %u of pin_user_pages.rst, ", pinned->number);
		fprintf(out, "%s\n", pinned->why);
	}
}

void text_left(const struct report *report, FILE *out)
{
	for (size_t i = 0; i < report->result->left.n; i++) {
		const struct left *left = &report->result->left.items[i];

		shown_put(report->heading.shown, left->path, out);
		if (left->line)
			fprintf(out, ":%u:%u", left->line, left->column);
		fputs(": left to you: ", out);
		put_text(out, left->reason);
		fputc('\n', out);
	}
}

static void print(const struct report *report, FILE *out)
{
	switch (report->subject) {
	case SUBJECT_MENTIONS:
		text_find(report, out);
		break;
	case SUBJECT_FINDINGS:
		text_check(report, out);
		break;
	case SUBJECT_EDITS:
		if (report->diff->length)	/* may hold NUL bytes */
			fwrite(report->diff->data, 1, report->diff->length, out);
		break;
	case SUBJECT_FAMILY:
		text_api(report, out);
		break;
	case SUBJECT_DIFFERENCES:
		text_reconcile(report, out);
		break;
	case SUBJECT_PAIRS:
		text_pairs(report, out);
		break;
	case SUBJECT_STATS:
		text_stats(report, out);
		break;
	case SUBJECT_ROUTING:
		text_routing(report, out);
		break;
	}
}

void format_text(const struct report *report, FILE *out)
{
	print(report, out);
	/* A diff has no place for it. */
	if (report->alone && report->subject != SUBJECT_EDITS)
		text_unanalysed(report, out);
}
