// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/against/beside.h"

#include "base/data/mem.h"
#include "c/outline/includes.h"
#include "calls/family/served.h"
#include "calls/site/port.h"
#include "check/rules/rule.h"
#include "conversion/convert/beside.h"
#include "conversion/convert/convert.h"
#include "conversion/convert/mmap_lock.h"
#include "kernel/api/neighbours.h"
#include "outcome/plan/print.h"

#include <string.h>

static const char *const mmap_functions[] = {
#define MMAP_LOCK(before, since) #since,
#include "kernel/api/mmap_locks.def"
};

struct judging {
	struct run *run;
	const struct target *target;
	struct source *source;
};

void against_names(const struct target *target, struct against_names *names)
{
	*names = (struct against_names){0};
	for (size_t i = 0; i < beside_name_count; i++)
		VEC_PUSH(names, beside_names[i]);
	for (size_t i = 0; !target->has_mmap_functions && i < ARRAY_SIZE(mmap_functions); i++) {
		struct symbol symbol = { mmap_functions[i], NULL };

		VEC_PUSH(names, symbol);
	}
}

static void add(const struct judging *judging, const struct call *call, char *message, const char *fix)
{
	struct finding *finding = finding_add_at(&judging->run->result.findings, judging->source, call,
						 &rule_stale_call, CONFIDENCE_HIGH, message);

	finding->fix = fix ? mem_strdup(fix) : NULL;
}

static void leave_open(const struct judging *judging, size_t token, const char *reason)
{
	result_add_unanalysed(&judging->run->result, judging->source->path,
			      source_token_line(judging->source, token), reason);
}

static bool is_left_out(const struct judging *judging, size_t token)
{
	const struct source *source = judging->source;
	enum branch_verdict verdict = source_verdict(source, source->outline.tokens.items[token].offset);

	return verdict == VERDICT_OUT || verdict == VERDICT_FOREIGN;
}

/* True if a file that was asked for defines the name: for kernels that lack it. */
static bool is_given(const struct judging *judging, const char *name)
{
	for (size_t i = 0; i < judging->run->n_asked; i++)
		if (convert_is_own(&judging->run->sources[i], name))
			return true;
	return false;
}

/* --- neighbours --- */

/* What becomes of a call, whatever version it was written for. */
struct fate {
	const char *text;		/* the one call that it is in all cases */
	const char *why;		/* a person has to say, in all cases */
	bool is_open;			/* in some case it stays, or they differ */
};

static void read_fate(const struct judging *judging, const struct call_site *site, struct fate *fate)
{
	const struct kernel kernel = { &judging->target->family, judging->target->version };
	struct written_list list;

	*fate = (struct fate){0};
	written_for(site, &list);
	for (size_t i = 0; i < list.n; i++) {
		const char *text = NULL;
		struct ported ported;

		port_plan(site, &list.items[i], kernel, &ported);
		if (!ported.reason && !ported.is_same)
			text = call_plan_text(site->source, &site->call, &ported.plan);
		if (i)
			fate->is_open |= !fate->why != !ported.reason || !fate->text != !text ||
					 (text && strcmp(fate->text, text));
		fate->text = text;
		fate->why = ported.reason;
	}
}

static void judge_neighbour(const struct judging *judging, const struct gup_neighbour *neighbour, size_t i)
{
	struct source *source = judging->source;
	const char *name = neighbour->function.name, *kernel = judging->target->name;
	struct call_site site = {
		.source = source, .function = &neighbour->function, .family = &judging->run->family,
		.version = judging->run->tree.version,
	};
	struct fate fate;

	if (call_read(&source->outline, i, &source->arena, &site.call) || site.call.split)
		return;
	if (!gup_signature_at(&neighbour->function, judging->target->version)) {
		add(judging, &site.call, mem_printf("in %s %s() %s", kernel, name, neighbour->advice), NULL);
		return;
	}
	if (!gup_neighbour_has_roles(neighbour))
		return;
	read_fate(judging, &site, &fate);
	if (fate.is_open)
		leave_open(judging, i, "nothing tells which version's function this calls; pass --kernel TREE");
	else if (fate.why)
		add(judging, &site.call, mem_printf("in %s %s", kernel, fate.why), NULL);
	else if (fate.text)
		add(judging, &site.call, mem_printf("this is no call of %s's %s()", kernel, name),
		    fate.text);
}

/* --- the mmap lock --- */

static void judge_lock(const struct judging *judging, size_t i)
{
	struct source *source = judging->source;
	struct call_plan plan;
	struct mmap_use use;
	const char *text = NULL;

	mmap_use_read(source, i, &use);
	if (use.owner == MMAP_OF_UNKNOWN)
		leave_open(judging, i, "whether this mmap_sem is that of an mm, which is mmap_lock since v5.8, the "
			   "text does not tell; look at it yourself");
	if (use.owner != MMAP_OF_MM)
		return;
	if (use.wrapper) {
		call_plan_keep(&plan, &use.call, &source->arena);
		plan.callee = use.wrapper;
		call_plan_replace(&plan, 0, use.mm);
		text = call_plan_text(source, &use.call, &plan);
	}
	add(judging, use.wrapper ? &use.call : &(struct call){ .name = i, .open = i, .close = i },
	    mem_printf("%s has no mmap_sem: it is mmap_lock since v5.8, and has functions of its own, as "
		       "mmap_read_lock(mm)", judging->target->name), text);
}

/* `mmap_read_lock(mm)`, for a kernel that has not got it. */
static void judge_function(const struct judging *judging, size_t i)
{
	const struct token *token = &judging->source->outline.tokens.items[i];
	const char *before = token->kind == TOKEN_IDENTIFIER ?
		mmap_lock_before(judging->source->text.data + token->offset, token->length) : NULL;
	const char *name;
	struct call call;

	if (!before || !beside_is_called(judging->source, i) ||
	    outline_includes(&judging->source->outline, COMPAT_HEADER) ||
	    call_read(&judging->source->outline, i, &judging->source->arena, &call))
		return;
	name = arena_printf(&judging->source->arena, "%.*s", (int)token->length,
			    judging->source->text.data + token->offset);
	if (!is_given(judging, name))
		add(judging, &call, mem_printf("%s has no %s(): up to v5.7 it is %s(&mm->mmap_sem)",
					       judging->target->name, name, before), NULL);
}

/* --- all of it --- */

static void judge(const struct judging *judging)
{
	const struct source *source = judging->source;

	for (size_t i = 0; i < source->outline.tokens.n; i++) {
		const struct gup_neighbour *neighbour = beside_neighbour(source, i);
		bool is_lock = !judging->target->has_mmap_sem && beside_is_lock(source, i);

		if ((neighbour || is_lock || !judging->target->has_mmap_functions) && is_left_out(judging, i))
			continue;
		if (neighbour && !is_given(judging, neighbour->function.name))
			judge_neighbour(judging, neighbour, i);
		else if (is_lock)
			judge_lock(judging, i);
		else if (!judging->target->has_mmap_functions)
			judge_function(judging, i);
	}
}

void against_judge_beside(struct run *run, struct target *target)
{
	struct judging judging = { .run = run, .target = target };

	beside_add(target);
	for (size_t i = 0; i < run->n_asked; i++) {
		judging.source = &run->sources[i];
		if (!family_is_home(judging.source->path) && !served_is_header(judging.source))
			judge(&judging);
	}
	result_sort(&run->result);
}
