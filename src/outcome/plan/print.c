// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/plan/print.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "outcome/plan/private.h"
#include "outcome/plan/unfold.h"

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

/* What an argument kept of its lines comes along where it has moved. */
static void align_inner(struct draft *draft, const struct source *source, const struct call *call,
			const struct call_plan *plan)
{
	for (size_t i = 0; i < plan->n && !draft->is_broken; i++)
		if (!plan->arguments[i].text)
			draft_align_inner(draft, i, source, call->arguments[plan->arguments[i].old]);
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
	align_inner(draft, source, call, plan);
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

/* A call that is printed, with the best draft so far. */
struct printing {
	const struct source *source;
	const struct call *call;
	const struct call_plan *plan;
	struct draft_place place;
	struct draft draft;
	struct joint behind;		/* where the draft has its line end; blanks.end is 0: nowhere */
	struct unfolding unfolding;	/* of the function around it; inside.end is 0: it stays as it is */
};

/* Drafts the call at another place; false: that cannot be done. */
static bool try_place(const struct printing *printing, const struct draft_place *place, struct draft *draft)
{
	draft_open(draft, printing->source, printing->call, place);
	if (!follow(draft, printing->source, printing->call, printing->plan))
		return true;
	draft_close(draft);
	return false;
}

/* The draft is the one of that place. */
static void take(struct printing *printing, const struct draft_place *place, struct draft *draft)
{
	draft_close(&printing->draft);
	printing->draft = *draft;
	printing->place = *place;
}

static bool is_made(const struct printing *printing, const struct joint *joint)
{
	return made_between(printing->source, printing->place.made, joint->blanks.begin, joint->blanks.end);
}

/* What another line is taken for: that it keeps the call whole, or that it is better than none. */
enum aim { AIM_WHOLE, AIM_BETTER };

/* Has the line end at the joint, if that does. Better are fewer lines, or narrower ones. */
static bool end_at(struct printing *printing, const struct joint *joint, enum aim aim)
{
	struct draft_place place = printing->place;
	struct draft other;

	place.stop = joint->blanks.begin;
	if (is_made(printing, joint) || !try_place(printing, &place, &other))
		return false;
	if (aim == AIM_WHOLE ? is_torn(&other, printing->source, &place) :
	    lines_of(&other) >= lines_of(&printing->draft) &&
	    draft_width(&other) >= draft_width(&printing->draft)) {
		draft_close(&other);
		return false;
	}
	take(printing, &place, &other);
	printing->behind = *joint;
	return true;
}

/* Has the line end at the best joint behind the call that keeps it whole. */
static bool end_behind(struct printing *printing)
{
	struct joints joints = {0};
	bool is_done = false;

	joints_behind(printing->source, printing->call, &joints);
	for (size_t i = 0; i < joints.n && !is_done; i++)
		is_done = end_at(printing, &joints.items[i], AIM_WHOLE);
	free(joints.items);
	return is_done;
}

/* Has a line begin at the joint in front; false, and nothing has changed: the call cannot be printed there. */
static bool begin_at(struct printing *printing, const struct joint *joint)
{
	size_t name = printing->source->outline.tokens.items[printing->call->name].offset;
	struct draft_place place = printing->place;
	struct draft other;

	if (made_between(printing->source, place.made, joint->blanks.begin, name))
		return false;
	place.turn = joint->blanks;
	place.column = joint_column(printing->source, place.made, joint);
	if (!try_place(printing, &place, &other))
		return false;
	take(printing, &place, &other);
	return true;
}

/*
 * Has a line begin at the best joint in front that keeps the call whole, maybe with an end of that line behind it.
 * Better is one that keeps the call within the limit.
 */
static bool begin_in_front(struct printing *printing, enum aim aim)
{
	struct draft_place was = printing->place;
	struct joints joints = {0};
	struct draft first;
	bool is_done = false;

	joints_in_front(printing->source, printing->call, &joints);
	for (size_t i = 0; i < joints.n && !is_done; i++) {
		if (!begin_at(printing, &joints.items[i]))
			continue;
		is_done = aim == AIM_WHOLE ? !is_torn(&printing->draft, printing->source, &printing->place) ||
				      end_behind(printing) : draft_width(&printing->draft) <= was.limit;
		if (!is_done && try_place(printing, &was, &first))
			take(printing, &was, &first);
	}
	free(joints.items);
	return is_done;
}

static bool has_joint_behind(const struct printing *printing)
{
	struct joints joints = {0};
	bool has_some;

	joints_behind(printing->source, printing->call, &joints);
	has_some = joints.n;
	free(joints.items);
	return has_some;
}

/* Writes the function around the call in four lines, if that keeps the call whole, or nothing else could. */
static bool unfold(struct printing *printing)
{
	struct draft_place place = printing->place;
	struct unfolding unfolding;
	struct draft other;

	if (!unfolding_read(printing->source, place.made, printing->call, &unfolding))
		return false;
	place.turn = unfolding.inside;
	place.column = TAB;
	place.stop = unfolding.close.begin;
	if (!try_place(printing, &place, &other))
		return false;
	if (is_torn(&other, printing->source, &place) && has_joint_behind(printing)) {
		draft_close(&other);
		return false;
	}
	take(printing, &place, &other);
	printing->unfolding = unfolding;
	return true;
}

/* Breaks the line outside of the call, where that keeps the call in one piece, or in fewer. */
static void break_outside(struct printing *printing)
{
	struct joint joint;

	if (unfold(printing) || end_behind(printing) || begin_in_front(printing, AIM_WHOLE))
		return;
	if (joint_right_behind(printing->source, printing->call, &joint) &&
	    (!joint.is_poor || draft_width(&printing->draft) > printing->place.limit) &&
	    end_at(printing, &joint, AIM_BETTER))
		return;
	if (draft_width(&printing->draft) > printing->place.limit)
		begin_in_front(printing, AIM_BETTER);
}

/* Bytes of the source become others. */
static void add_edit(const struct printing *printing, struct edit_span replaced, const struct buf *bytes,
		     struct edit_list *edits)
{
	const struct source *source = printing->source;
	char *old = mem_strndup(source->text.data + replaced.begin, replaced.end - replaced.begin);

	edit_list_add(edits, source->path, replaced.begin, old, bytes->data ? bytes->data : "");
	free(old);
}

/* The line break in front of the call, if it gets one, has an edit of its own: the call's begins with the call. */
static void add_turn(const struct printing *printing, struct edit_list *edits)
{
	const struct draft_place *place = &printing->place;
	struct buf bytes = {0};

	if (!place->turn.end)
		return;
	buf_puts(&bytes, "\n");
	edit_indent(printing->source->text.data, place->turn.end, place->column, &bytes);
	add_edit(printing, place->turn, &bytes, edits);
	buf_free(&bytes);
}

/* A line break that stands apart from what the call becomes. */
static void add_break(const struct printing *printing, struct edit_span blanks, struct edit_list *edits)
{
	struct buf bytes = {0};

	buf_puts(&bytes, "\n");
	add_edit(printing, blanks, &bytes, edits);
	buf_free(&bytes);
}

/* What the draft changed, and the line break behind the call, if it gets one. */
static void add_changed(const struct printing *printing, struct edit_list *edits)
{
	const struct draft *draft = &printing->draft;
	struct edit_span replaced, changed = draft_changed(draft, &replaced);
	struct buf bytes = {0};

	if (!printing->behind.blanks.end) {
		buf_add(&bytes, draft->text.data + changed.begin, changed.end - changed.begin);
	} else {
		replaced.end = printing->behind.blanks.end;
		buf_add(&bytes, draft->text.data + changed.begin, draft_line_end(draft, draft->end) - changed.begin);
		buf_puts(&bytes, "\n");
		edit_indent(draft->text.data, draft->name,
			    joint_column(printing->source, printing->place.made, &printing->behind), &bytes);
	}
	align_backslashes(printing->source, &replaced, &bytes);
	add_edit(printing, replaced, &bytes, edits);
	buf_free(&bytes);
}

int call_print(const struct source *source, const struct call *call, const struct call_plan *plan,
	       struct edit_list *edits)
{
	struct printing printing = {
		.source = source, .call = call, .plan = plan,
		.place = { .limit = KERNEL_LINE, .made = edits },
	};
	int status;

	draft_open(&printing.draft, source, call, &printing.place);
	status = follow(&printing.draft, source, call, plan);
	if (!status) {
		if (is_torn(&printing.draft, source, &printing.place))
			break_outside(&printing);
		/* In the order of the text, for what is printed next. */
		if (printing.unfolding.inside.end)
			add_break(&printing, printing.unfolding.open, edits);
		add_turn(&printing, edits);
		add_changed(&printing, edits);
		if (printing.unfolding.inside.end)
			add_break(&printing, printing.unfolding.close, edits);
	}
	draft_close(&printing.draft);
	return status;
}

/* An #if in an argument that became another text is gone, and its #endif is not. */
static bool loses_directive(const struct draft *draft, const struct source *source, const struct call *call)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t n = 0;

	for (size_t i = 0; i < tokens->directives.n; i++)
		n += tokens->directives.items[i].first > call->open && tokens->directives.items[i].first < call->close;
	return draft->outline.tokens.directives.n != n;
}

char *call_print_whole(const struct source *source, const struct call *call, const struct call_plan *plan)
{
	struct draft draft;
	char *text = NULL;

	draft_open(&draft, source, call, &(struct draft_place){ .limit = SIZE_MAX });
	if (!follow(&draft, source, call, plan) && !(call->split && loses_directive(&draft, source, call)))
		text = mem_strndup(draft.text.data + draft.name, draft.end - draft.name);
	draft_close(&draft);
	return text;
}
