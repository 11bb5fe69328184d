// SPDX-License-Identifier: GPL-2.0-only
#include "patch/series/parts.h"

#include "base/data/mem.h"
#include "base/files/open.h"
#include "patch/mail/diff.h"
#include "treewide/run/name.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Which patch a file belongs to. */
struct part {
	size_t file;
	size_t leader;			/* of its group; SIZE_MAX: it goes with its area */
	char *area;
};

static int by_patch(const void *a, const void *b)
{
	const struct part *left = a, *right = b;
	int order;

	if (left->leader != right->leader)
		return left->leader < right->leader ? -1 : 1;
	order = left->leader == SIZE_MAX ? strcmp(left->area, right->area) : 0;
	if (order)
		return order;
	return left->file < right->file ? -1 : left->file > right->file;
}

static bool same_patch(const struct part *left, const struct part *right)
{
	return left->leader == right->leader && (left->leader != SIZE_MAX || !strcmp(left->area, right->area));
}

static unsigned mode_of(const struct run *run, const char *path)
{
	mode_t mode = mode_below(*path == '/' ? "/" : run->tree.root, path);

	return mode & S_IXUSR ? 0100755 : 0100644;
}

static int add_change(const struct series_input *input, size_t file, struct patch *patch, struct err *err)
{
	const struct rewritten *rewritten = &input->rewrite->items[file];
	const char *name = name_in(input->run->place, rewritten->path);
	struct change change = {
		.path = mem_strdup(name + strspn(name, "/")), .file = file,
		.mode = mode_of(input->run, rewritten->path),
		.old_text = rewritten->old_text, .old_length = rewritten->old_length,
		.new_text = rewritten->new_text.data ? rewritten->new_text.data : "",
		.new_length = rewritten->new_text.length,
	};
	int status = change_diff(&change, err);

	VEC_PUSH(&patch->changes, change);
	return status;
}

/* Parts [0, n) are one patch. */
static int add_patch(const struct series_input *input, const struct bonds *bonds, const struct part *parts,
		     size_t n, struct patches *patches, struct err *err)
{
	struct patch patch = { .area = mem_strdup(parts->area) };
	int status = 0;

	if (parts->leader != SIZE_MAX)
		patch.together = bonds->why[parts->leader];
	for (size_t i = 0; i < n && !status; i++) {
		patch.bridges |= parts[i].file == bonds->bridge;
		status = add_change(input, parts[i].file, &patch, err);
	}
	VEC_PUSH(patches, patch);
	return status;
}

static int rank_of(const struct patch *patch)
{
	if (patch->bridges)
		return 0;
	for (size_t i = 0; i < patch->changes.n; i++)
		if (!patch->changes.items[i].old_text)
			return 1;
	return patch->together ? 2 : 3;
}

static int in_order(const void *a, const void *b)
{
	const struct patch *left = a, *right = b;
	int first = rank_of(left), second = rank_of(right);

	return first != second ? first - second :
	       strcmp(left->changes.items[0].path, right->changes.items[0].path);
}

static int make(const struct series_input *input, const struct areas *areas, const struct bonds *bonds,
		struct part *parts, struct patches *patches, struct err *err)
{
	size_t n = input->rewrite->n;

	for (size_t i = 0; i < n; i++) {
		parts[i].file = i;
		parts[i].leader = bonds_hold(bonds, i) ? bonds->leader[i] : SIZE_MAX;
		parts[i].area = areas_name(areas, input->rewrite->items[i].path, err);
		if (!parts[i].area)
			return -1;
	}
	qsort(parts, n, sizeof(*parts), by_patch);
	for (size_t first = 0, last; first < n; first = last) {
		for (last = first + 1; last < n && same_patch(&parts[first], &parts[last]);)
			last++;
		if (add_patch(input, bonds, parts + first, last - first, patches, err))
			return -1;
	}
	qsort(patches->items, patches->n, sizeof(*patches->items), in_order);
	return 0;
}

int parts_make(const struct series_input *input, const struct areas *areas, const struct bonds *bonds,
	       struct patches *patches, struct err *err)
{
	struct part *parts = mem_calloc(input->rewrite->n + 1, sizeof(*parts));
	int status = make(input, areas, bonds, parts, patches, err);

	for (size_t i = 0; i < input->rewrite->n; i++)
		free(parts[i].area);
	free(parts);
	return status;
}
