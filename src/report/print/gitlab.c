// SPDX-License-Identifier: GPL-2.0-only
/* A Code Quality report: what GitLab compares between the two sides of a merge request. */
#include "base/data/utf8.h"
#include "outcome/result/fingerprint.h"
#include "report/format/format.h"
#include "report/format/remarks.h"

#include <stdlib.h>

static const char *severity_of(const struct finding *remark)
{
	return remark->severity == SEVERITY_ERROR ? "major" :
	       remark->severity == SEVERITY_WARNING ? "minor" : "info";
}

static json_t *issue(const struct finding *remark, const struct fingerprint *fingerprint)
{
	return json_pack("{s:o, s:s, s:s, s:s, s:{s:o, s:{s:i}}}",
		"description", json_text(remark->message), "check_name", remark->rule,
		"fingerprint", fingerprint->text, "severity", severity_of(remark),
		"location", "path", json_text(remark->path),
		"lines", "begin", (int)(remark->line ? remark->line : 1));
}

void format_gitlab(const struct report *report, FILE *out)
{
	struct fingerprint *fingerprints;
	json_t *array = json_array();
	struct remarks remarks;

	remarks_of(report->result, &remarks);
	fingerprints = fingerprints_of(&remarks.list);
	for (size_t i = 0; i < remarks.list.n; i++)
		json_array_append_new(array, issue(&remarks.list.items[i], &fingerprints[i]));
	json_dumpf(array, out, JSON_INDENT(1) | JSON_ENSURE_ASCII);
	fputc('\n', out);
	json_decref(array);
	free(fingerprints);
	remarks_free(&remarks);
}
