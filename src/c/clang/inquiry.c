// SPDX-License-Identifier: GPL-2.0-only
#include "c/clang/inquiry.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/clang/includer.h"
#include "c/preprocess/force.h"
#include "c/source/source.h"
#include "kernel/tree/tree.h"

#include <stdlib.h>
#include <string.h>

/*
 * Each view is a parsed unit of some 50 MB that stays, as answers refer to it. Real files need a few; one
 * with a call in each of many branches that are off could need any number.
 */
#define MAX_VIEWS 24

/* One way to look at the source: a parsed file, with a branch switched on or not. */
struct view {
	char *path;			/* the .c file that was parsed */
	size_t branch;			/* of the source's outline, or NO_TOKEN */
	struct unit *unit;		/* NULL: the parse failed */
	struct err err;			/* then why */
};

static void ask_as_oracle(void *data, const struct source *source, size_t offset,
			  struct resolved *answer)
{
	(void)source;
	inquiry_ask(data, offset, answer);
}

static enum fit count_as_oracle(void *data, const struct source *source, size_t name, size_t close)
{
	struct unit *unit = inquiry_unit(data, name);

	return unit ? unit_call_fits(unit, source->path, name, close) : FIT_UNKNOWN;
}

void inquiry_open(struct inquiry *inquiry, const struct tree *tree, struct parser *parser,
		  struct source *source)
{
	*inquiry = (struct inquiry){ .tree = tree, .parser = parser, .source = source };
	inquiry->oracle = (struct oracle){
		.ask = ask_as_oracle, .count = count_as_oracle, .data = inquiry,
	};
}

static size_t overlay_length(const struct stand_in *overlay)
{
	size_t n = 0;

	while (overlay && overlay[n].path)
		n++;
	return n;
}

/* The overlay of a view: the given one, in which the source has its branch switched on. */
static struct stand_in *overlay_of(struct inquiry *inquiry, const struct view *view)
{
	size_t n = overlay_length(inquiry->stand_ins), own = 0;
	struct stand_in *overlay = mem_calloc(n + 2, sizeof(*overlay));
	char *path = path_join(inquiry->tree->root, inquiry->source->path);

	if (n)
		memcpy(overlay, inquiry->stand_ins, n * sizeof(*overlay));
	while (own < n && strcmp(overlay[own].path, path))
		own++;
	overlay[own] = (struct stand_in){
		.path = path, .length = inquiry->source->text.length,
		.text = force_branch(&inquiry->source->outline, view->branch),
	};
	return overlay;
}

static void free_overlay(struct inquiry *inquiry, struct stand_in *overlay)
{
	size_t n = overlay_length(inquiry->stand_ins);

	for (size_t i = 0; overlay[i].path; i++) {
		/* All but the source's own entry belong to the caller. */
		if (i < n && overlay[i].text == inquiry->stand_ins[i].text)
			continue;
		free(overlay[i].path);
		free(overlay[i].text);
	}
	free(overlay);
}

static void parse_view(struct inquiry *inquiry, struct view *view)
{
	const char *arch = tree_arch_of(inquiry->tree, view->path);
	bool forced = view->branch != NO_TOKEN;
	struct stand_in *overlay = forced ? overlay_of(inquiry, view) : NULL;

	if (parser_parse(inquiry->parser, view->path, arch, forced ? overlay : inquiry->stand_ins,
			 &view->unit, &view->err))
		view->unit = NULL;
	if (forced)
		free_overlay(inquiry, overlay);
}

/* The unit of that view, parsed at its first use; NULL when it cannot be parsed. */
static struct unit *view(struct inquiry *inquiry, const char *path, size_t branch)
{
	struct view made = { .path = mem_strdup(path), .branch = branch };

	for (size_t i = 0; i < inquiry->views.n; i++) {
		const struct view *old = &inquiry->views.items[i];

		if (!strcmp(old->path, path) && old->branch == branch) {
			free(made.path);
			return old->unit;
		}
	}
	if (inquiry->views.n >= MAX_VIEWS) {
		inquiry->is_full = true;
		free(made.path);
		return NULL;
	}
	parse_view(inquiry, &made);
	VEC_PUSH(&inquiry->views, made);
	return made.unit;
}

static bool is_answer(const struct resolved *answer)
{
	return answer->kind != RESOLVED_NOTHING && answer->type != TYPE_UNKNOWN;
}

/* True if no other view is asked: what clang read there as a macro's or a type's name is one. */
static bool is_settled(const struct resolved *answer)
{
	return is_answer(answer) || answer->kind == RESOLVED_OTHER;
}

/* Asks one view; keeps a better answer than the one that is there. */
static bool try_view(struct inquiry *inquiry, const char *path, size_t branch, size_t offset,
		     struct resolved *answer)
{
	struct unit *unit = view(inquiry, path, branch);
	struct resolved got = {0};

	if (!unit)
		return false;
	unit_resolve(unit, inquiry->source->path, offset, &got);
	if (answer->kind == RESOLVED_NOTHING || is_settled(&got)) {
		resolved_free(answer);
		*answer = got;
	} else {
		resolved_free(&got);
	}
	return is_settled(answer);
}

static bool try_both_ways(struct inquiry *inquiry, const char *path, size_t offset,
			  struct resolved *answer)
{
	size_t branch = outline_branch_at(&inquiry->source->outline, offset);

	if (try_view(inquiry, path, NO_TOKEN, offset, answer))
		return true;
	return branch != NO_TOKEN && try_view(inquiry, path, branch, offset, answer);
}

static bool is_unit_of_its_own(const char *path)
{
	return ends_with(path, ".c");
}

void inquiry_ask(struct inquiry *inquiry, size_t offset, struct resolved *answer)
{
	const char *path = inquiry->source->path;

	*answer = (struct resolved){0};
	if (is_unit_of_its_own(path) && try_both_ways(inquiry, path, offset, answer))
		return;
	if (!inquiry->has_includers) {
		includers_find(inquiry->tree->root, inquiry->overlay, path,
			       &inquiry->includers);
		inquiry->has_includers = true;
	}
	for (size_t i = 0; i < inquiry->includers.n; i++)
		if (try_both_ways(inquiry, inquiry->includers.items[i], offset, answer))
			return;
	inquiry->has_missed = true;
}

bool inquiry_undeclared(struct inquiry *inquiry, size_t offset)
{
	for (size_t i = 0; i < inquiry->views.n; i++)
		if (inquiry->views.items[i].unit &&
		    unit_undeclared(inquiry->views.items[i].unit, inquiry->source->path, offset))
			return true;
	return false;
}

/* The first parse so far whose answer is good enough. */
static struct unit *unit_that(struct inquiry *inquiry, size_t offset, bool (*is_good)(const struct resolved *))
{
	for (size_t i = 0; i < inquiry->views.n; i++) {
		struct unit *unit = inquiry->views.items[i].unit;
		struct resolved answer;
		bool is_it;

		if (!unit)
			continue;
		unit_resolve(unit, inquiry->source->path, offset, &answer);
		is_it = is_good(&answer);
		resolved_free(&answer);
		if (is_it)
			return unit;
	}
	return NULL;
}

struct unit *inquiry_unit(struct inquiry *inquiry, size_t offset)
{
	struct resolved answer;

	inquiry_ask(inquiry, offset, &answer);
	resolved_free(&answer);
	return unit_that(inquiry, offset, is_answer);
}

struct unit *inquiry_unit_or_macro(struct inquiry *inquiry, size_t offset)
{
	struct unit *unit = inquiry_unit(inquiry, offset);

	return unit ? unit : unit_that(inquiry, offset, is_settled);
}

bool inquiry_is_exact(const struct inquiry *inquiry)
{
	for (size_t i = 0; i < inquiry->views.n; i++)
		if (inquiry->views.items[i].unit && unit_is_exact(inquiry->views.items[i].unit))
			return true;
	return false;
}

enum compiles inquiry_compiles(struct inquiry *inquiry, size_t offset)
{
	const char *path = inquiry->source->path;
	struct unit *unit = is_unit_of_its_own(path) ? view(inquiry, path, NO_TOKEN) : NULL;

	if (!unit || !unit_is_exact(unit) || unit_misses_header(unit))
		return COMPILES_UNKNOWN;
	return unit_skipped(unit, path, offset) ? COMPILES_NO : COMPILES_YES;
}

static bool has_view(const struct inquiry *inquiry, size_t branch)
{
	for (size_t i = 0; i < inquiry->views.n; i++)
		if (inquiry->views.items[i].branch == branch)
			return true;
	return false;
}

char *inquiry_why_not(struct inquiry *inquiry, size_t offset)
{
	if (inquiry->is_full &&
	    !has_view(inquiry, outline_branch_at(&inquiry->source->outline, offset)))
		return mem_printf("the file was compiled in %d ways already, for branches that are "
				  "off; look at this one by hand", MAX_VIEWS);
	for (size_t i = 0; i < inquiry->views.n; i++) {
		const struct view *view = &inquiry->views.items[i];

		if (view->unit)
			return unit_why_not(view->unit, inquiry->source->path, offset);
		if (view->err.text)
			return mem_strdup(view->err.text);
	}
	return mem_printf("no .c file that includes %s was found; name one of them, or pass "
			  "--kernel", inquiry->source->path);
}

bool inquiry_is_parsed(const struct inquiry *inquiry)
{
	for (size_t i = 0; i < inquiry->views.n; i++)
		if (!inquiry->views.items[i].unit)
			return false;
	return true;
}

bool inquiry_is_complete(const struct inquiry *inquiry)
{
	return inquiry_is_parsed(inquiry) && !inquiry->has_missed;
}

void inquiry_files(struct inquiry *inquiry, void (*visit)(const char *path, void *data), void *data)
{
	for (size_t i = 0; i < inquiry->views.n; i++)
		if (inquiry->views.items[i].unit)
			unit_files(inquiry->views.items[i].unit, visit, data);
}

void inquiry_close(struct inquiry *inquiry)
{
	for (size_t i = 0; i < inquiry->views.n; i++) {
		struct view *view = &inquiry->views.items[i];

		if (view->unit)
			unit_free(view->unit);
		err_clear(&view->err);
		free(view->path);
	}
	free(inquiry->views.items);
	path_list_free(&inquiry->includers);
	*inquiry = (struct inquiry){0};
}
