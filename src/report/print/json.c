// SPDX-License-Identifier: GPL-2.0-only
#include "report/print/json.h"

#include "base/data/utf8.h"
#include "outcome/result/form.h"
#include "report/format/report.h"
#include "report/subject/api.h"
#include "report/subject/catalogue.h"
#include "report/subject/reconcile.h"
#include "report/subject/routing.h"
#include "report/subject/stats.h"
#include "report/subject/verified.h"

static json_t *against(const struct heading *heading)
{
	return json_pack("{s:o, s:o}", "version", json_text(heading->against), "root",
			 heading->against_root ? json_text(heading->against_root) : json_null());
}

json_t *json_result(const struct report *report)
{
	const struct result *result = report->result;
	const struct heading *heading = &report->heading;
	enum subject subject = report->subject;
	json_t *document = json_pack("{s:i, s:{s:s, s:s}, s:{s:o, s:o}}",
		"schema", FORM_SCHEMA, "tool", "name", "guptidy", "version", GUPTIDY_VERSION,
		"tree", "root", json_text(heading->root), "version", json_text(heading->version));

	if (heading->place)
		json_object_set_new(document, "place", json_text(heading->place));
	if (heading->base)
		json_object_set_new(document, "base", json_text(heading->base));
	if (heading->against)
		json_object_set_new(document, "against", against(heading));
	if (subject == SUBJECT_MENTIONS) {
		json_object_set_new(document, "mentions", form_mentions(result));
		json_object_set_new(document, "macro_calls", form_macro_calls(result));
	}
	if (subject == SUBJECT_FINDINGS) {
		json_object_set_new(document, "findings", form_findings(&result->findings));
		json_object_set_new(document, "suppressed", form_findings(&result->suppressed));
		json_object_set_new(document, "files", form_files(result));
		if (heading->is_series)
			json_object_set_new(document, "patches", form_patches(result));
	}
	if (subject == SUBJECT_EDITS) {
		json_object_set_new(document, "edits", form_edits(&result->edits));
		json_object_set_new(document, "pinned", form_pinned(result));
		json_object_set_new(document, "left", form_left(result));
		if (report->verified)
			json_object_set_new(document, "verified", json_verified(report->verified));
	}
	json_object_set_new(document, "ledger", form_ledger(result));
	json_object_set_new(document, "calls_by_macro",
			    json_integer((json_int_t)result->by_macro.n));
	json_object_set_new(document, "unanalysed", form_unanalysed(result->unanalysed.items,
							       result->unanalysed.n));
	if (heading->base)
		json_object_set_new(document, "unanalysed_before",
				    form_unanalysed(result->unanalysed_before.items,
					       result->unanalysed_before.n));
	return document;
}

static void print_result(const struct report *report, FILE *out)
{
	json_t *document = json_result(report);

	json_dumpf(document, out, JSON_INDENT(1) | JSON_ENSURE_ASCII);
	fputc('\n', out);
	json_decref(document);
}

void format_json(const struct report *report, FILE *out)
{
	if (report->subject == SUBJECT_FAMILY)
		json_api(report, out);
	else if (report->subject == SUBJECT_DIFFERENCES)
		json_reconcile(report, out);
	else if (report->subject == SUBJECT_STATS)
		json_stats(report, out);
	else if (report->subject == SUBJECT_ROUTING)
		json_routing(report, out);
	else if (report->subject == SUBJECT_PAIRS)
		json_pairs(report, out);
	else
		print_result(report, out);
}
