// SPDX-License-Identifier: GPL-2.0-only
#include "check/triage/triage.h"

#include "base/data/mem.h"
#include "base/data/search.h"
#include "check/triage/allow.h"
#include "check/triage/baseline.h"

#include <stdlib.h>
#include <string.h>

/* The first finding, of those by path, that is not in a file in front of that one. */
static size_t first_in(const struct finding_list *findings, const char *path)
{
	size_t i;

	LOWER_BOUND(i, findings->n, strcmp(findings->items[i].path, path) < 0);
	return i;
}

/* Marks the source's findings that its comments allow. */
static void mark_allowed(struct finding_list *findings, const struct source *source,
			 struct allow_list *list)
{
	for (size_t i = first_in(findings, source->path);
	     i < findings->n && !strcmp(findings->items[i].path, source->path); i++) {
		const char *reason = allow_reason(list, source, &findings->items[i]);

		if (reason)
			findings->items[i].allowed = mem_strdup(reason);
	}
}

/* Moves the findings that are marked to result.suppressed. */
static void suppress(struct result *result)
{
	size_t kept = 0;

	for (size_t i = 0; i < result->findings.n; i++) {
		if (result->findings.items[i].allowed)
			VEC_PUSH(&result->suppressed, result->findings.items[i]);
		else
			result->findings.items[kept++] = result->findings.items[i];
	}
	result->findings.n = kept;
}

void triage_comments(struct result *result, const struct source *const *sources, size_t n,
		     bool family_is_known)
{
	struct finding_list about_comments = {0};

	for (size_t i = 0; i < n; i++) {
		const struct source *source = sources[i];
		struct allow_list list = {0};

		if (!allow_is_in(source))
			continue;
		allow_read(source, &list, &about_comments);
		mark_allowed(&result->findings, source, &list);
		/* Whatever was not analysed may be what the comment is about. */
		if (result_is_whole(result, source->path) && family_is_known)
			allow_report_unused(&list, source, &about_comments);
		allow_list_free(&list);
	}
	suppress(result);
	for (size_t i = 0; i < about_comments.n; i++)
		VEC_PUSH(&result->findings, about_comments.items[i]);
	free(about_comments.items);
	finding_list_sort(&result->findings);
}

static void keep_chosen(struct finding_list *findings, const struct choices *choices)
{
	size_t kept = 0;

	for (size_t i = 0; i < findings->n; i++) {
		if (triage_chooses(choices, &findings->items[i]))
			findings->items[kept++] = findings->items[i];
		else
			finding_free(&findings->items[i]);
	}
	findings->n = kept;
}

static void rate(struct finding_list *findings, const struct rating *rating)
{
	for (size_t i = 0; i < findings->n; i++)
		if (!strcmp(findings->items[i].rule, rating->rule->name))
			findings->items[i].severity = rating->severity;
}

void triage_rate(struct result *result, const struct choices *choices)
{
	for (size_t i = 0; i < choices->ratings.n; i++) {
		rate(&result->findings, &choices->ratings.items[i]);
		rate(&result->suppressed, &choices->ratings.items[i]);
	}
}

int triage_choose(struct result *result, const struct asked *asked, const struct choices *choices,
		  struct buf *notes, struct err *err)
{
	int status = 0;

	triage_rate(result, choices);
	if (choices->baseline)
		status = baseline_heed(result, asked, choices, notes, err);
	keep_chosen(&result->findings, choices);
	keep_chosen(&result->suppressed, choices);
	return status;
}
