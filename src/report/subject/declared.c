// SPDX-License-Identifier: GPL-2.0-only
#include "report/subject/declared.h"

#include "base/data/mem.h"
#include "base/files/path.h"
#include "calls/family/family.h"
#include "check/rules/rule.h"
#include "report/format/format.h"

#include <stdlib.h>
#include <string.h>

/* Findings about what stands around a call have nothing to gain from it. */
static bool is_about_arguments(const struct finding *finding)
{
	return finding->argument.line || rule_find(finding->rule)->about == ABOUT_FIT;
}

/* By its own name in the file, which is no longer that of the result if it lies outside of the tree. */
static void find_candidates(const struct report *report, const struct gup_function *function,
			    const struct finding *finding, struct candidates *candidates)
{
	char *path = report->heading.place ? path_join(report->heading.place, finding->path) :
					     mem_strdup(finding->path);

	family_candidates(report->family, function, path, candidates);
	free(path);
}

const struct declared *declared_for(const struct report *report, const struct finding *finding)
{
	const struct gup_function *function = gup_function_find(finding->callee, strlen(finding->callee));
	struct candidates candidates = {0};

	if (!function || !report->family || !is_about_arguments(finding))
		return NULL;
	find_candidates(report, function, finding, &candidates);
	for (size_t i = 0; i < candidates.n; i++)
		if (candidates.items[i]->line && !candidates.items[i]->is_macro)
			return candidates.items[i];
	return NULL;
}

char *declared_path(const struct report *report, const struct declared *declared)
{
	const struct heading *heading = &report->heading;

	/* Names without a slash in front are relative to the place, if there is one. */
	return path_join(heading->place ? heading->root : "", declared->path);
}
