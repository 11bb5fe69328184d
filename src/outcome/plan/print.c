// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/plan/print.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "outcome/plan/private.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The text of an argument of the plan; in the plan's arena. */
static const char *text_of(const struct source *source, const struct call *call,
			   const struct call_plan *plan, size_t i)
{
	const struct outline *outline = &source->outline;
	const struct expr *argument;
	size_t begin;

	if (plan->arguments[i].text)
		return plan->arguments[i].text;
	argument = call->arguments[plan->arguments[i].old];
	begin = expr_begin(outline, argument);
	return arena_printf(plan->arena, "%.*s", (int)(expr_end(outline, argument) - begin),
			    source->text.data + begin);
}

const char *call_plan_text(const struct source *source, const struct call *call,
			   const struct call_plan *plan)
{
	const struct token *name = &source->outline.tokens.items[call->name];
	const char *text = plan->callee ? arena_printf(plan->arena, "%s(", plan->callee) :
		arena_printf(plan->arena, "%.*s(", (int)name->length, source->text.data + name->offset);

	for (size_t i = 0; i < plan->n; i++)
		text = arena_printf(plan->arena, "%s%s%s", text, i ? ", " : "",
				    text_of(source, call, plan, i));
	return arena_printf(plan->arena, "%s)", text);
}

static bool stays(const struct call_plan *plan, const bool *staying, size_t old)
{
	for (size_t i = 0; i < plan->n; i++)
		if (staying[i] && plan->arguments[i].old == old)
			return true;
	return false;
}

/* Drops and inserts, so that argument i of the plan is argument i of the draft. */
static void change_number(struct draft *draft, const struct source *source, const struct call *call,
			  const struct call_plan *plan, bool *staying)
{
	call_plan_mark_staying(plan, staying);
	for (size_t old = plan->n_old; old-- > 0;)
		if (!stays(plan, staying, old))
			draft_drop(draft, old);
	for (size_t i = 0; i < plan->n; i++)
		if (!staying[i])
			draft_insert(draft, i, text_of(source, call, plan, i));
}

/* True if the draft has to be told about argument i: its text is another one, or it came from elsewhere. */
static bool is_replaced(const struct call_plan *plan, const bool *staying, bool keeps_places, size_t i)
{
	const struct planned_argument *argument = &plan->arguments[i];

	return keeps_places ? argument->text || argument->old != i : argument->text && staying[i];
}

/* What gets shorter makes room first: no line breaks for an argument that is about to go elsewhere. */
static void replace(struct draft *draft, const struct source *source, const struct call *call,
		    const struct call_plan *plan, const bool *staying, bool keeps_places)
{
	for (int grows = 0; grows < 2; grows++) {
		for (size_t i = 0; i < plan->n && !draft->is_broken; i++) {
			const struct expr *now = draft->call.arguments[i];
			const char *text = text_of(source, call, plan, i);
			size_t length = expr_end(&draft->outline, now) - expr_begin(&draft->outline, now);

			if (is_replaced(plan, staying, keeps_places, i) && (strlen(text) > length) == grows)
				draft_replace(draft, i, text);
		}
	}
}

/* Follows the plan; -1: what came out is no such call. */
static int follow(struct draft *draft, const struct source *source, const struct call *call,
		  const struct call_plan *plan)
{
	bool *staying = mem_calloc(plan->n + 1, sizeof(*staying));
	bool keeps_places = call_plan_keeps_places(plan);

	if (plan->callee)
		draft_rename(draft, plan->callee);
	if (!keeps_places)
		change_number(draft, source, call, plan, staying);
	replace(draft, source, call, plan, staying, keeps_places);
	draft_fold(draft);
	draft_keep_columns(draft);
	free(staying);
	return draft->is_broken ? -1 : 0;
}

static size_t lines_of(const struct draft *draft)
{
	size_t n = 0;

	for (size_t i = draft->name; i < draft->end; i++)
		n += draft->text.data[i] == '\n';
	return n;
}

/* True if the draft has a line too long, or more lines than the call had. */
static bool is_torn(const struct draft *draft, const struct source *source, const struct draft_place *place)
{
	size_t width = draft_width(draft), n = 0;

	for (size_t i = draft->old.begin; i < draft->old.end; i++)
		n += source->text.data[i] == '\n';
	return lines_of(draft) > n || (width > place->limit && width > draft->width);
}

/* Has the line of the call end behind the operator that follows it. False: that is of no use. */
static bool break_behind(struct draft *draft, const struct source *source, const struct call *call,
			 const struct call_plan *plan, struct draft_place *place, struct tail *tail)
{
	struct draft other;

	if (!is_torn(draft, source, place) || !tail_find(source, call, tail))
		return false;
	place->stop = tail->blanks.begin;
	draft_open(&other, source, call, place);
	if (follow(&other, source, call, plan) ||
	    (lines_of(&other) >= lines_of(draft) && draft_width(&other) >= draft_width(draft))) {
		draft_close(&other);
		return false;
	}
	draft_close(draft);
	*draft = other;
	return true;
}

/* Appends what the draft changed, and the line break behind the call, if it gets one. */
static void add_changed(const struct draft *draft, const struct tail *tail, size_t column,
			struct edit_span *replaced, struct buf *bytes)
{
	struct edit_span changed = draft_changed(draft, replaced);
	size_t behind = draft_line_end(draft, draft->end);

	if (!column) {
		buf_add(bytes, draft->text.data + changed.begin, changed.end - changed.begin);
		return;
	}
	replaced->end = tail->blanks.end;
	buf_add(bytes, draft->text.data + changed.begin, behind - changed.begin);
	buf_puts(bytes, "\n");
	edit_indent(draft->text.data, draft->name, column, bytes);
}

int call_print(const struct source *source, const struct call *call, const struct call_plan *plan,
	       const struct edit_list *made, struct edit_span *replaced, struct buf *bytes)
{
	struct draft_place place = { .limit = KERNEL_LINE, .made = made };
	struct draft draft;
	struct tail tail;
	int status;

	draft_open(&draft, source, call, &place);
	status = follow(&draft, source, call, plan);
	if (!status) {
		size_t column = break_behind(&draft, source, call, plan, &place, &tail) ?
			tail_column(source, made, call, &tail) : 0;

		add_changed(&draft, &tail, column, replaced, bytes);
		align_backslashes(source, replaced, bytes);
	}
	draft_close(&draft);
	return status;
}

char *call_print_whole(const struct source *source, const struct call *call, const struct call_plan *plan)
{
	struct draft draft;
	char *text = NULL;

	draft_open(&draft, source, call, &(struct draft_place){ .limit = SIZE_MAX });
	if (!follow(&draft, source, call, plan))
		text = mem_strndup(draft.text.data + draft.name, draft.end - draft.name);
	draft_close(&draft);
	return text;
}
