// SPDX-License-Identifier: GPL-2.0-only
#include "patch/fix/fix.h"

#include "conversion/convert/comment.h"
#include "conversion/convert/convert.h"
#include "outcome/plan/print.h"
#include "patch/fix/number.h"
#include "patch/fix/reword.h"

#include <stdlib.h>
#include <string.h>

/* A finding that has a call ready, and the call that it is about. */
struct fixing {
	struct run *run;
	const struct finding *finding;
	struct converter converter;
	struct call call;
};

/* What is no more than advice, or a guess, is taken only from rules that were asked for by name. */
static bool is_ready(const struct choices *choices, const struct finding *finding)
{
	return finding->fix && (triage_names(choices, finding->rule) ||
				(finding->severity != SEVERITY_ADVICE &&
				 finding->confidence != CONFIDENCE_LOW));
}

static void leave(struct fixing *fixing, const char *reason)
{
	const struct finding *finding = fixing->finding;

	result_add_left(&fixing->run->result, finding->path, finding->line, finding->column,
			finding->function, reason);
}

static void add_left(void *data, const char *path, uint32_t line, uint32_t column, const char *function,
		     const char *reason)
{
	result_add_left(data, path, line, column, function, reason);
}

/* Reads the call as the tree sees it, as the rule did. False: no mention of the family calls there. */
static bool read_call(struct fixing *fixing, struct source *source)
{
	const struct finding *finding = fixing->finding;
	size_t begin, end, i;

	if (!source_line(source, finding->line, &begin, &end))
		return false;
	begin += finding->column - 1;
	for (i = 0; i < source->file->n_mentions; i++)
		if (source->file->mentions[i].offset == begin)
			break;
	return i < source->file->n_mentions && source_is_call(source, i) &&
	       !call_read(&source->outline, source->tokens[i], &source->arena, &fixing->call);
}

/* True if the call has a plan; *is_other: to become something else. */
static bool is_planned(const struct fixing *fixing, const char *text, bool *is_other)
{
	const struct source *source = fixing->converter.source;
	const struct planned_list *planned = fixing->converter.planned;
	size_t offset = source->outline.tokens.items[fixing->call.name].offset;

	for (size_t i = 0; i < planned->n; i++) {
		if (planned->items[i].offset != offset || strcmp(planned->items[i].path, source->path))
			continue;
		*is_other = strcmp(planned->items[i].call, text);
		return true;
	}
	return false;
}

static void add_plan(struct fixing *fixing, const struct call_plan *plan)
{
	struct source *source = fixing->converter.source;
	struct call_site site = { .source = source, .call = fixing->call };
	const char *lost = why_comment_lost(&site, plan);
	bool is_other = false;

	if (is_planned(fixing, call_plan_text(source, &fixing->call, plan), &is_other)) {
		if (is_other)
			leave(fixing, "another finding changes this call: run guptidy again for this one");
	} else if (convert_is_entangled(&fixing->converter, &fixing->call)) {
		leave(fixing, CONVERT_ENTANGLED);
	} else if (lost) {
		leave(fixing, lost);
	} else if (number_is_named(source, &fixing->call, plan)) {
		leave(fixing, "a number would become the flags that mainline has for it; compare them with this "
		      "tree's FOLL_* and fix it by hand");
	} else {
		convert_plan(&fixing->converter, &fixing->call, plan);
	}
}

static void fix(struct run *run, const struct finding *finding)
{
	struct result *result = &run->result;
	struct source *source = run_source(run, finding->path);
	struct fixing fixing = { .run = run, .finding = finding };
	struct call_plan plan;

	source = source ? source_narrowed(source) : NULL;
	fixing.converter = (struct converter){
		.source = source, .family = &run->family, .edits = &result->edits,
		.planned = &result->planned, .left = { .add = add_left, .data = result },
	};
	if (!source || !read_call(&fixing, source))
		leave(&fixing, "calls by way of a macro, which the proof does not follow; fix it by hand");
	else if (fixing.call.split)
		leave(&fixing, "an #if stands between the arguments; fix each branch by hand");
	else if (!reword_call(source, &fixing.call, finding->fix, &plan))
		leave(&fixing, "what it should be is more than one call; fix it by hand");
	else
		add_plan(&fixing, &plan);
}

size_t fix_findings(struct run *run, const struct choices *choices)
{
	const struct finding_list *findings = &run->result.findings;
	size_t without = 0;

	triage_rate(&run->result, choices);
	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->items[i];

		if (!triage_chooses(choices, finding))
			continue;
		if (is_ready(choices, finding))
			fix(run, finding);
		else
			without++;
	}
	result_sort(&run->result);
	return without;
}
