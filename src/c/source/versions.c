// SPDX-License-Identifier: GPL-2.0-only
#include "c/source/versions.h"

#include "base/data/mem.h"
#include "c/preprocess/evaluate.h"
#include "kernel/api/api.h"

#include <stdlib.h>

/* Of each branch of a source; NULL: nobody has asked yet. */
struct branch_versions {
	version_set *may;
};

version_set versions_between(unsigned first, unsigned last)
{
	version_set set = 0, bit = 1;

	for (unsigned v = KERNEL_OLDEST; v <= KERNEL_NEWEST; v = kernel_next(v), bit <<= 1)
		if (v >= first && v <= last)
			set |= bit;
	return set;
}

/* The first and the last level of each version: a condition between them may be either. */
static void read_versions(const struct source *source, version_set *may)
{
	static const unsigned levels[] = { 0, 255 };
	struct viewer viewer = { .is_outside = source_is_outside(source) };
	size_t n = source->outline.branches.n;
	unsigned char *verdicts = mem_calloc(n, sizeof(*verdicts));
	version_set bit = 1;

	for (unsigned v = KERNEL_OLDEST; v <= KERNEL_NEWEST; v = kernel_next(v), bit <<= 1) {
		for (size_t l = 0; l < ARRAY_SIZE(levels); l++) {
			viewer.code = version_code(v / 1000, v % 1000, levels[l]);
			conditions_judge(&source->outline, source->path, &viewer, verdicts);
			for (size_t b = 0; b < n; b++)
				if (verdicts[b] != VERDICT_OUT)
					may[b] |= bit;
		}
	}
	free(verdicts);
}

version_set source_versions(struct source *source, size_t offset)
{
	static const struct slot_kind kind = { .size = sizeof(struct branch_versions) };
	struct branch_versions *versions;
	size_t branch;

	if (source->whole)
		source = source->whole;
	branch = outline_branch_at(&source->outline, offset);
	if (branch == NO_TOKEN)
		return versions_between(KERNEL_OLDEST, KERNEL_NEWEST);
	versions = source_slot(source, &kind);
	if (!versions->may) {
		versions->may = arena_alloc(&source->arena, source->outline.branches.n * sizeof(*versions->may));
		read_versions(source, versions->may);
	}
	return versions->may[branch];
}
