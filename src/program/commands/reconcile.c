// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "patch/engines/compare.h"
#include "patch/engines/patch.h"
#include "program/deliver/differences.h"
#include "program/ways/migration.h"
#include "treewide/run/name.h"

int command_reconcile(int argc, char **argv)
{
	struct comparison comparison = {0};
	struct result other = {0};
	struct session session;
	struct err err = {0};
	int status;

	session_begin(&session, argc, argv);
	if (session.options.migration)
		return reconcile_by_migration(&session);
	status = session_analyse(&session, GOAL_CONVERT);
	if (status)
		return status;
	if (patch_all(&session.run, &session.options.run, &other, &err)) {
		deliver_no_differences(&session, &err);
	} else {
		session_name_files(&session);
		result_name_files(&other, session.run.place);
		compare_results(&session.run, &other, &comparison);
		deliver_differences(&session, &comparison, &other);
	}
	status = session_close(&session, comparison.n > 0);
	comparison_free(&comparison);
	result_free(&other);
	return status;
}
