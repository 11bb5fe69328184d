// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/run/kept.h"

#include "base/data/mem.h"
#include "base/files/keep.h"

#include <stdlib.h>

char *kept_file(const struct run *run, const struct run_options *options, const struct rule_set *rules,
		const char *stem)
{
	char *name, *path;

	if (!options->use_cache || options->state || !run_is_whole_tree(run))
		return NULL;
	name = mem_printf("%s%s%s", stem, options->against ? "-against" : "", rules ? "-some" : "");
	path = keep_file(run->tree.root, name);
	free(name);
	return path;
}
