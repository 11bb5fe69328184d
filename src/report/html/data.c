// SPDX-License-Identifier: GPL-2.0-only
#include "report/html/data.h"

#include "base/data/utf8.h"
#include "outcome/result/form.h"
#include "report/format/format.h"
#include "report/print/json.h"

#include <stdlib.h>
#include <string.h>

static const char *subject_name(enum subject subject)
{
	return subject == SUBJECT_FINDINGS ? "findings" : subject == SUBJECT_EDITS ? "edits" : "mentions";
}

/* Marks those that the conversion meant. */
static void add_planned(json_t *mentions, const struct result *result)
{
	for (size_t i = 0; i < result->mentions.n; i++) {
		const struct classified *classified = &result->mentions.items[i];
		const struct planned_call *calls;
		size_t n = planned_list_of(&result->planned, classified->path, &calls);

		for (size_t c = 0; c < n; c++)
			if (calls[c].offset == classified->mention->offset)
				json_object_set_new(json_array_get(mentions, i), "planned", json_true());
	}
}

/* The page has no other place for it. */
static void name_patches(json_t *findings, const struct result *result)
{
	for (size_t i = 0; i < result->findings.n; i++) {
		const struct finding *finding = &result->findings.items[i];
		char *message = judged_message(result, finding->patch, finding->message);

		json_object_set_new(json_array_get(findings, i), "message", json_text(message));
		free(message);
	}
}

json_t *html_data(const struct report *report)
{
	const struct result *result = report->result;
	json_t *data = json_result(report);

	json_object_set_new(data, "subject", json_string(subject_name(report->subject)));
	json_object_set_new(data, "is_kernel", json_boolean(report->heading.is_kernel));
	if (report->subject != SUBJECT_MENTIONS)
		json_object_set_new(data, "mentions", form_mentions(result));
	if (report->heading.is_series)
		name_patches(json_object_get(data, "findings"), result);
	json_object_set_new(data, "areas", html_areas(report));
	json_object_set_new(data, "source", html_source(report));
	if (report->subject == SUBJECT_EDITS) {
		add_planned(json_object_get(data, "mentions"), result);
		json_object_set_new(data, "changes", html_changes(report));
	}
	return data;
}
