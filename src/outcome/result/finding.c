// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/finding.h"

#include "c/source/source.h"

#include <stdlib.h>
#include <string.h>

static int by_place(const void *a, const void *b)
{
	const struct finding *left = a, *right = b;
	int order = (left->patch > right->patch) - (left->patch < right->patch);

	if (!order)
		order = strcmp(left->path, right->path);
	if (order)
		return order;
	if (left->line != right->line)
		return left->line < right->line ? -1 : 1;
	if (left->column != right->column)
		return left->column < right->column ? -1 : 1;
	order = strcmp(left->rule, right->rule);
	return order ? order : strcmp(left->message, right->message);
}

void finding_list_sort(struct finding_list *findings)
{
	if (findings->n)
		qsort(findings->items, findings->n, sizeof(*findings->items), by_place);
}

struct span finding_span(const struct finding *finding)
{
	return (struct span){
		.line = finding->line, .column = finding->column,
		.end_line = finding->end_line, .end_column = finding->end_column,
	};
}

bool finding_is_at(const struct finding *finding, const struct note *note)
{
	return note->line == finding->line && note->column == finding->column &&
	       !strcmp(note->path, finding->path);
}

void finding_read_excerpts(struct finding *finding, const struct source *source)
{
	excerpt_free(&finding->argument_excerpt);
	excerpt_read(&finding->excerpt, source, finding_span(finding));
	if (finding->argument.line)
		excerpt_read(&finding->argument_excerpt, source, finding->argument);
	for (size_t i = 0; i < finding->notes.n; i++) {
		struct note *note = &finding->notes.items[i];

		if (!strcmp(note->path, finding->path))
			excerpt_read(&note->excerpt, source, note_span(note));
	}
}

void finding_free(struct finding *finding)
{
	free(finding->path);
	free(finding->text);
	free(finding->function);
	free(finding->callee);
	free(finding->message);
	free(finding->fix);
	free(finding->allowed);
	excerpt_free(&finding->excerpt);
	excerpt_free(&finding->argument_excerpt);
	note_list_free(&finding->notes);
}

void finding_list_free(struct finding_list *findings)
{
	for (size_t i = 0; i < findings->n; i++)
		finding_free(&findings->items[i]);
	free(findings->items);
	*findings = (struct finding_list){0};
}

const char *severity_name(enum severity severity)
{
	static const char *const names[] = {
		[SEVERITY_ADVICE] = "advice",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};

	return names[severity];
}

const char *confidence_name(enum confidence confidence)
{
	static const char *const names[] = {
		[CONFIDENCE_LOW] = "low",
		[CONFIDENCE_MEDIUM] = "medium",
		[CONFIDENCE_HIGH] = "high",
	};

	return names[confidence];
}
