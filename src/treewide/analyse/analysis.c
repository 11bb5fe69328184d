// SPDX-License-Identifier: GPL-2.0-only
/* What those who look at a mention do with what they find. */
#include "treewide/analyse/private.h"

#include <string.h>

void analysis_add_unanalysed(struct analysis *analysis, size_t i, const char *reason)
{
	result_add_unanalysed(analysis->result, analysis->source->path,
			      analysis->source->file->mentions[i].line, reason);
}

void analysis_leave_open(struct analysis *analysis, size_t i)
{
	analysis->open_question = true;
	if (analysis->no_compiler)
		analysis_add_unanalysed(analysis, i, analysis->no_compiler);
}

static void add_left(void *data, const char *path, uint32_t line, uint32_t column,
		     const char *function, const char *reason)
{
	result_add_left(data, path, line, column, function, reason);
}

struct converter analysis_converter(struct analysis *analysis)
{
	return (struct converter){
		.source = analysis->source, .family = analysis->family,
		.edits = &analysis->result->edits, .planned = &analysis->result->planned,
		.left = { .add = add_left, .data = analysis->result },
	};
}

const struct oracle *analysis_oracle(const struct analysis *analysis)
{
	return analysis->inquiry ? &analysis->inquiry->oracle : NULL;
}

int analysis_read_call(struct analysis *analysis, size_t i, struct call_site *site)
{
	struct source *source = source_narrowed(analysis->source);
	const struct mention *mention = &source->file->mentions[i];
	size_t end;

	if (call_site_read(source, i, analysis->family, analysis->version, analysis_oracle(analysis), site))
		return -1;
	end = source->outline.tokens.items[site->call.close].offset;
	site->is_cut = memcmp(source->text.data + mention->offset,
			      analysis->source->text.data + mention->offset, end - mention->offset);
	site->is_foreign = source_verdict(analysis->source, mention->offset) == VERDICT_FOREIGN;
	return 0;
}
