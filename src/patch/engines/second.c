// SPDX-License-Identifier: GPL-2.0-only
#include "patch/engines/second.h"

#include "base/data/buf.h"
#include "patch/engines/compare.h"
#include "patch/engines/patch.h"

#include <stdlib.h>
#include <string.h>

static bool is_namesake(const struct run *run, const struct difference *difference)
{
	for (size_t i = 0; i < run->result.mentions.n; i++) {
		const struct classified *classified = &run->result.mentions.items[i];

		if (classified->class == CLASS_NAMESAKE &&
		    classified->mention->offset == difference->begin &&
		    !strcmp(classified->path, difference->path))
			return true;
	}
	return false;
}

static bool is_inside(const struct edit *edit, const struct difference *difference)
{
	return !strcmp(edit->path, difference->path) && edit->offset >= difference->begin &&
	       edit->offset < difference->end;
}

/* The edits that are not inside the place. */
static void drop_edits(struct edit_list *edits, const struct difference *difference)
{
	struct edit_list kept = {0};

	for (size_t i = 0; i < edits->n; i++)
		if (!is_inside(&edits->items[i], difference))
			edit_list_add(&kept, edits->items[i].path, edits->items[i].offset,
				      edits->items[i].old_text, edits->items[i].new_text);
	edit_list_free(edits);
	*edits = kept;
}

/* What the own engine left to a person, and spatch did not. */
static void drop_left(struct result *result, const struct difference *difference)
{
	size_t kept = 0;

	for (size_t i = 0; i < result->left.n; i++) {
		struct left *left = &result->left.items[i];

		if (strcmp(left->path, difference->path) || left->line != difference->line ||
		    left->column != difference->column) {
			result->left.items[kept++] = *left;
			continue;
		}
		free(left->path);
		free(left->function);
		free(left->reason);
	}
	result->left.n = kept;
}

static void leave(struct run *run, const struct difference *difference, const char *reason)
{
	result_add_left(&run->result, difference->path, difference->line, difference->column,
			difference->function, reason);
}

static void weigh(struct run *run, struct result *other, const struct difference *difference)
{
	if (difference->verdict == VERDICT_ONLY_CLANG) {
		struct buf reason = {0};

		buf_puts(&reason, "spatch leaves this as it is; the own engine writes `");
		buf_add_line(&reason, difference->clang, strlen(difference->clang));
		buf_puts(&reason, "`");
		leave(run, difference, reason.data);
		buf_free(&reason);
	} else if (difference->verdict == VERDICT_ONLY_COCCI && is_namesake(run, difference)) {
		drop_edits(&other->edits, difference);
		leave(run, difference, "spatch takes this for the family's function, but it is another "
		      "one of that name: not changed");
	} else if (difference->verdict == VERDICT_ONLY_COCCI) {
		drop_left(&run->result, difference);
	}
}

int convert_by_spatch(struct run *run, const struct run_options *options, struct err *err)
{
	struct comparison comparison;
	struct result other = {0};

	if (patch_all(run, options, &other, err)) {
		result_free(&other);
		return -1;
	}
	compare_results(run, &other, &comparison);
	for (size_t i = 0; i < comparison.n; i++)
		weigh(run, &other, &comparison.items[i]);
	edit_list_free(&run->result.edits);
	planned_list_free(&run->result.planned);
	result_take(&run->result, &other);
	run->result.is_unplanned = true;
	result_sort(&run->result);
	comparison_free(&comparison);
	return 0;
}
