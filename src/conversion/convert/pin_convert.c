// SPDX-License-Identifier: GPL-2.0-only
/* The edits of a group. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "conversion/convert/pin_private.h"
#include "outcome/plan/call_plan.h"

#include <stdlib.h>
#include <string.h>

/* --- what becomes a pin --- */

const struct call_site *pin_site(struct pin_group *group, const struct pin_call *acquire)
{
	struct call_site *site = arena_alloc(&group->arena, sizeof(*site));
	uint32_t offset = acquire->source->outline.tokens.items[acquire->token].offset;

	for (size_t i = 0; i < acquire->source->file->n_mentions; i++)
		if (acquire->source->file->mentions[i].offset == offset)
			return call_site_read(acquire->source, i, group->world->family,
					      group->world->version, NULL, site) ? NULL : site;
	return NULL;
}

static bool same_parameters(const struct declared *a, const struct declared *b)
{
	for (size_t i = 0; i < a->prototype.n && i < b->prototype.n; i++)
		if (a->roles[i] != b->roles[i])
			return false;
	return a->prototype.n == b->prototype.n;
}

const char *pin_sibling(struct pin_group *group, const struct call_site *site)
{
	const char *name = arena_printf(&group->arena, "pin_%s", site->function->name + strlen("get_"));
	const struct gup_function *function = gup_function_find(name, strlen(name));
	struct candidates candidates;

	if (strncmp(site->function->name, "get_", strlen("get_")) || !function)
		return NULL;
	family_candidates(group->world->family, function, site->source->path, &candidates);
	return candidates.n && site->declared && same_parameters(site->declared, candidates.items[0]) ?
	       name : NULL;
}

/* The flags without FOLL_GET, which a pin is not to be asked for; NULL: somebody else brings it. */
static const char *without_get(struct pin_group *group, const struct call_site *site)
{
	const struct token_list *tokens = &site->source->outline.tokens;
	const struct expr *flags = site->access.expr;
	const char *text = "";

	for (size_t i = flags->first; i < flags->last; i++) {
		if (token_is(tokens, i, "|") || token_is(tokens, i, "FOLL_GET"))
			continue;
		if (tokens->items[i].kind != TOKEN_IDENTIFIER)
			return NULL;
		text = arena_printf(&group->arena, "%s%s%s", text, *text ? " | " : "",
				    pin_word(group, site->source, i));
	}
	return *text ? text : "0";
}

/* What may be asked of the flags; "": they may stay as they are. */
static const char *new_flags(struct pin_group *group, const struct call_site *site)
{
	const struct token_list *tokens = &site->source->outline.tokens;

	for (size_t i = site->access.expr->first; i < site->access.expr->last; i++)
		if (token_is(tokens, i, "FOLL_GET"))
			return without_get(group, site);
	return "";
}

static void stop_at(struct pin_group *group, const struct pin_call *call, const char *why)
{
	pin_stop(group, call->source, call->token, why, pin_word(group, call->source, call->token));
}

/* The names mean the kernel's functions, the old one and the new one; false stops the group. */
static bool check_names(struct pin_group *group, const struct pin_call *call, const char *name)
{
	const struct outline *outline = &call->source->outline;

	if (local_find(call->source, call->token).found) {
		stop_at(group, call, "`%s` is a variable or parameter here");
		return false;
	}
	for (size_t i = 0; i < outline->functions.n && !group->stop.why; i++)
		if (token_is(&outline->tokens, outline->functions.items[i].name_token, name))
			pin_stop(group, call->source, call->token, "this file has a function %s() of its own", name);
	if (local_is_visible(call->source, call->token, name))
		pin_stop(group, call->source, call->token, "it becomes %s(), which is the name of a variable or "
			 "parameter here", name);
	return !group->stop.why;
}

static void convert_acquire(struct pin_group *group, struct converter *converter,
			    const struct pin_call *acquire)
{
	const struct call_site *site = pin_site(group, acquire);
	const char *name = site ? pin_sibling(group, site) : NULL, *flags;
	struct call_plan plan;

	if (!site || site->call.split || site->is_cut || !call_site_fits(site) ||
	    site->access.role != ROLE_FLAGS) {
		stop_at(group, acquire, "the call of %s() is not as this tree declares it");
		return;
	}
	flags = new_flags(group, site);
	if (!name || !flags) {
		stop_at(group, acquire, name ? "what else the flags of %s() hold beside FOLL_GET nobody can tell" :
					       "this tree has no pin's sibling of %s() with its parameters");
		return;
	}
	if (!check_names(group, acquire, name))
		return;
	converter->source = acquire->source;
	call_plan_keep(&plan, &site->call, &group->arena);
	plan.callee = name;
	if (*flags)
		call_plan_replace(&plan, site->access.index, flags);
	convert_plan(converter, &site->call, &plan);
}

/* --- what drops it --- */

static void convert_release(struct pin_group *group, struct converter *converter,
			    const struct pin_call *release)
{
	const struct outline *outline = &release->source->outline;
	struct call_plan plan;
	const char *name;
	struct call call;

	if (call_read(outline, release->token, &group->arena, &call) || call.split) {
		stop_at(group, release, "the call of %s() cannot be read");
		return;
	}
	name = token_is(&outline->tokens, release->token, "put_page") ? "unpin_user_page" : "unpin_user_pages";
	if (!check_names(group, release, name))
		return;
	converter->source = release->source;
	call_plan_keep(&plan, &call, &group->arena);
	plan.callee = name;
	convert_plan(converter, &call, &plan);
}

/* What cannot be printed is no edit, and then there is to be none at all. */
static void note_left(void *data, const char *path, uint32_t line, uint32_t column, const char *function,
		      const char *reason)
{
	struct pin_group *group = data;

	(void)path;
	(void)line;
	(void)column;
	(void)function;
	pin_stop(group, group->acquires.items[0].source, group->acquires.items[0].token, "%s", reason);
}

bool pin_group_convert(struct pin_group *group, struct edit_list *edits, struct planned_list *planned)
{
	struct converter converter = {
		.family = group->world->family, .edits = edits, .planned = planned,
		.left = { note_left, group },
	};
	struct pin_loops loops = {0};

	pin_loops_read(group, &loops);
	for (size_t i = 0; i < group->acquires.n && !group->stop.why; i++)
		convert_acquire(group, &converter, &group->acquires.items[i]);
	for (size_t i = 0; i < group->releases.n && !group->stop.why; i++) {
		const struct pin_loop *loop = pin_loop_of(&loops, &group->releases.items[i]);

		if (loop)
			pin_loop_convert(group, &converter, loop);
		else
			convert_release(group, &converter, &group->releases.items[i]);
	}
	free(loops.items);
	return !group->stop.why;
}
