// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "base/data/mem.h"
#include "calls/summary/across.h"
#include "outcome/result/asked.h"
#include "treewide/drive/pin_private.h"
#include "treewide/run/name.h"

#include <stdlib.h>
#include <string.h>

static bool is_done(const struct pinning *pinning, const struct source *source, size_t token)
{
	for (size_t i = 0; i < pinning->done.n; i++)
		if (pinning->done.items[i].source == source && pinning->done.items[i].token == token)
			return true;
	return false;
}

static void note_done(struct pinning *pinning, struct source *source, size_t token)
{
	struct pin_call call = { source, token };

	if (!is_done(pinning, source, token))
		VEC_PUSH(&pinning->done, call);
}

static bool is_asked(const struct run *run, const struct source *source)
{
	return scan_find(&run->scan, source->path) || asked_holds(&run->paths, source->path);
}

/* --- what is left --- */

/* "drivers/a.c:12: ", where that is another place than the call's own. */
static char *place_of(const struct run *run, const struct pin_group *group, const struct source *source,
		      size_t token)
{
	const struct source *there = group->stop.source;
	uint32_t line, column;

	if (there == source && group->stop.token == token)
		return mem_strdup("");
	source_position(there, there->outline.tokens.items[group->stop.token].offset, &line, &column);
	return there == source ? mem_printf("line %u: ", line) :
				 mem_printf("%s:%u: ", name_in(run->place, there->path), line);
}

static void leave(struct pinning *pinning, const struct pin_group *group, struct source *source, size_t token)
{
	uint32_t line, column;
	char *place = place_of(pinning->run, group, source, token), *reason;

	source_position(source, source->outline.tokens.items[token].offset, &line, &column);
	reason = mem_printf("not pinned: %s%s", place, group->stop.why);
	result_add_left(&pinning->run->result, source->path, line, column,
			source_function_name(source, token), reason);
	free(place);
	free(reason);
}

/* --- what is done --- */

static void note_pinned(struct pinning *pinning, struct pin_group *group, const struct pin_call *call)
{
	const struct token *name = &call->source->outline.tokens.items[call->token];
	struct pinned pinned = {
		.path = (char *)call->source->path, .number = pin_case_number(group->pin_case),
		.why = pin_case_summary(group->pin_case),
		.function = (char *)source_function_name(call->source, call->token),
		.callee = arena_printf(&group->arena, "pin_%.*s", (int)(name->length - strlen("get_")),
				       call->source->text.data + name->offset + strlen("get_")),
	};

	source_position(call->source, name->offset, &pinned.line, &pinned.column);
	pinned_list_add(&pinning->run->result.pinned, &pinned);
}

static void take_edits(struct pinning *pinning, const struct edit_list *edits,
		       const struct planned_list *planned)
{
	struct result *result = &pinning->run->result;

	for (size_t i = 0; i < edits->n; i++)
		edit_list_add(&result->edits, edits->items[i].path, edits->items[i].offset,
			      edits->items[i].old_text, edits->items[i].new_text);
	for (size_t i = 1; i < edits->n; i++)
		if (strcmp(edits->items[i].path, edits->items[i - 1].path))
			result_add_tie(result, edits->items[i].path, edits->items[i - 1].path);
	for (size_t i = 0; i < planned->n; i++)
		planned_list_add(&result->planned, planned->items[i].path, planned->items[i].offset,
				 planned->items[i].call);
}

/* Nobody asked for edits elsewhere; and half of a group is worse than none of it. */
static void stop_outside(struct pinning *pinning, struct pin_group *group, const struct pin_calls *calls,
			 const char *why)
{
	for (size_t i = 0; i < calls->n && !group->stop.why; i++) {
		if (is_asked(pinning->run, calls->items[i].source))
			continue;
		group->stop.source = calls->items[i].source;
		group->stop.token = calls->items[i].token;
		group->stop.why = why;
	}
}

/* The edits of a group, if all of them can be made and leave nothing wrong. */
static bool convert_group(struct pinning *pinning, struct pin_group *group)
{
	struct edit_list edits = {0};
	struct planned_list planned = {0};
	char *wrong = NULL;

	stop_outside(pinning, group, &group->releases, "releases its pages, and is not in PATH");
	stop_outside(pinning, group, &group->acquires, "takes pages of the same place, and is not in PATH");
	if (!group->stop.why && pin_group_convert(group, &edits, &planned)) {
		edit_list_sort(&edits);
		wrong = pin_check(pinning, group, &edits);
	}
	if (wrong) {
		group->stop.source = group->acquires.items[0].source;
		group->stop.token = group->acquires.items[0].token;
		group->stop.why = arena_printf(&group->arena, "a pin would not be right: %s", wrong);
	}
	if (!group->stop.why)
		take_edits(pinning, &edits, &planned);
	free(wrong);
	edit_list_free(&edits);
	planned_list_free(&planned);
	return !group->stop.why;
}

static void pin_group_of(struct pinning *pinning, struct source *source, size_t token)
{
	struct pin_group group;

	pin_group_read(&pinning->world, source, token, &group);
	if (convert_group(pinning, &group)) {
		for (size_t i = 0; i < group.acquires.n; i++) {
			note_pinned(pinning, &group, &group.acquires.items[i]);
			note_done(pinning, group.acquires.items[i].source, group.acquires.items[i].token);
		}
	} else {
		leave(pinning, &group, source, token);
		note_done(pinning, source, token);
	}
	pin_group_free(&group);
}

/* NULL where the pages would go: the call only faults them in. */
static bool takes_none(const struct call_site *site)
{
	int pages = declared_role(site->declared, ROLE_PAGES);

	return pages >= 0 && (size_t)pages < site->call.n &&
	       expr_is_null(&site->source->outline, site->call.arguments[pages]);
}

/* Mention i takes references to pages; or nobody can tell, and then that is said. */
static bool takes_references(struct source *source, size_t i, const struct run *run)
{
	struct acquire acquire;
	struct call_site site;

	if (acquire_at(source, source->tokens[i], &acquire))
		return acquire.kind == HOLD_KIND_REFERENCE;
	return call_site_read(source, i, &run->family, run->tree.version, NULL, &site) ||
	       !site.declared || !takes_none(&site);
}

/* What mm/ does with its own functions is its own affair. */
static bool is_user(const struct run *run, const struct source *source, size_t i)
{
	const struct mention *mention = &source->file->mentions[i];
	const struct gup_function *function = mention->symbol->function;

	return source_is_call(source, i) && !run_leaves_out(run, source, mention->offset) &&
	       !strncmp(function->name, "get_user_page", strlen("get_user_page")) &&
	       !family_is_home(source->path) &&
	       family_standing(&run->family, function, source->path) == STANDING_FAMILY;
}

static void pin_source(struct pinning *pinning, struct source *source)
{
	for (size_t i = 0; i < source->file->n_mentions; i++)
		if (is_user(pinning->run, source, i) && !is_done(pinning, source, source->tokens[i]) &&
		    takes_references(source, i, pinning->run))
			pin_group_of(pinning, source, source->tokens[i]);
}

/* Where a macro of the driver's own calls it, there is no call to be changed. */
static void leave_macros(struct run *run)
{
	for (size_t i = 0; i < run->result.by_macro.n; i++) {
		const struct by_macro *call = &run->result.by_macro.items[i];
		char *reason;

		if (strncmp(call->callee->name, "get_user_page", strlen("get_user_page")))
			continue;
		reason = mem_printf("not pinned: the macro %s() calls %s()", call->macro, call->callee->name);
		result_add_left(&run->result, call->path, call->line, call->column, call->function, reason);
		free(reason);
	}
}

/* A tree from before v5.6, or none at all. */
static int refuse_without_pins(const struct run *run, struct err *err)
{
	static const char name[] = "pin_user_pages";
	struct candidates candidates;

	family_candidates(&run->family, gup_function_find(name, strlen(name)), "", &candidates);
	if (candidates.n && !candidates.items[0]->is_mainline)
		return 0;
	return err_set(err, "%s: no pin_user_pages() is declared there: kernels have it since v5.6; name one "
		       "that does with --kernel TREE", run->tree.root);
}

/* What the files say of each other's functions leads to helpers, too. */
static void list_sources(struct pinning *pinning)
{
	for (size_t i = 0; i < pinning->files.n; i++)
		VEC_PUSH(&pinning->world.sources, pinning->files.items[i]);
	for (size_t i = 0; i < pinning->files.helpers.n; i++) {
		struct source *helper = files_helper(&pinning->files, i);

		VEC_PUSH(&pinning->world.sources, helper);
	}
}

/* Helpers are closed when the files are forgotten; one that is edited is the run's from now on. */
static void keep_open(struct pinning *pinning)
{
	struct run *run = pinning->run;
	struct scan *scan = mem_calloc(1, sizeof(*scan));

	for (size_t i = 0; i < run->result.edits.n; i++)
		if (!run_source(run, run->result.edits.items[i].path) &&
		    !scan_find_other(scan, run->result.edits.items[i].path))
			scan_add_other(scan, run->result.edits.items[i].path);
	files_open(run, pinning->options, scan);
	VEC_PUSH(&run->opened, scan);
}

int run_pin(struct run *run, const struct run_options *options, struct err *err)
{
	struct pinning pinning = {
		.run = run, .options = options,
		.world = {
			.family = &run->family, .version = run->tree.version,
			.sources_of = pin_sources_of, .namers_of = pin_namers_of, .data = &pinning,
		},
	};

	if (refuse_without_pins(run, err))
		return -1;
	files_know(run, options, &pinning.files);
	list_sources(&pinning);
	for (size_t i = 0; i < pinning.files.n; i++)
		if (is_asked(run, pinning.files.items[i]))
			pin_source(&pinning, pinning.files.items[i]);
	leave_macros(run);
	keep_open(&pinning);
	files_forget(&pinning.files);
	path_list_free(&pinning.tree);
	scan_free(&pinning.namers);
	free(pinning.stems.items);
	arena_free(&pinning.arena);
	free(pinning.world.sources.items);
	free(pinning.done.items);
	result_sort(&run->result);
	return 0;
}
