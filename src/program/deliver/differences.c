// SPDX-License-Identifier: GPL-2.0-only
#include "program/deliver/differences.h"

#include "base/data/err.h"
#include "base/data/quote.h"

static void take_failures(struct result *result, const struct result *other)
{
	for (size_t i = 0; i < other->unanalysed.n; i++)
		if (!other->unanalysed.items[i].line)
			result_add_unanalysed(result, other->unanalysed.items[i].path, 0,
					      other->unanalysed.items[i].reason);
	result_sort(result);
}

void deliver_differences(struct session *session, const struct comparison *comparison, const struct result *other)
{
	struct report report = session_report_on(session, SUBJECT_DIFFERENCES);

	report.comparison = comparison;
	report.other = other;
	session_report(session, &report);
	take_failures(&session->run.result, other);
}

void deliver_no_differences(struct session *session, struct err *err)
{
	complain(err);
	session_miss(session, "nothing was compared");
}
