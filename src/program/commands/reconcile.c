// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "base/data/quote.h"
#include "patch/engines/compare.h"
#include "patch/engines/patch.h"
#include "program/deliver/migration.h"
#include "program/session/session.h"
#include "treewide/run/name.h"

#include <stdio.h>

void take_failures(struct result *result, const struct result *other)
{
	for (size_t i = 0; i < other->unanalysed.n; i++)
		if (!other->unanalysed.items[i].line)
			result_add_unanalysed(result, other->unanalysed.items[i].path, 0,
					      other->unanalysed.items[i].reason);
	result_sort(result);
}

int command_reconcile(int argc, char **argv)
{
	struct comparison comparison = {0};
	struct result other = {0};
	struct session session;
	struct report report;
	struct err err = {0};
	int status;

	session_begin(&session, argc, argv);
	if (session.options.migration)
		return reconcile_by_migration(&session);
	status = session_analyse(&session, GOAL_CONVERT);
	if (status)
		return status;
	if (patch_all(&session.run, &session.options.run, &other, &err)) {
		complain(&err);
		result_add_unanalysed(&session.run.result, session.run.tree.root, 0,
				      "nothing was compared");
	} else {
		session_name_files(&session);
		result_name_files(&other, session.run.place);
		compare_results(&session.run, &other, &comparison);
		report = session_report_on(&session, SUBJECT_DIFFERENCES);
		report.comparison = &comparison;
		report.other = &other;
		session_report(&session, &report);
		take_failures(&session.run.result, &other);
	}
	status = session_close(&session, comparison.n > 0);
	comparison_free(&comparison);
	result_free(&other);
	return status;
}
