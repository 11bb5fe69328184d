// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/analyse/port.h"

#include "conversion/convert/beside.h"
#include "conversion/convert/spare.h"
#include "conversion/convert/to.h"
#include "conversion/convert/useless.h"
#include "treewide/analyse/private.h"

static void port_call_of(struct analysis *analysis, struct converter *converter, size_t i)
{
	struct call_site site;

	if (analysis_read_call(analysis, i, &site)) {
		analysis_add_unanalysed(analysis, i, "the call has no end: a parenthesis is missing, or an #if "
					"cuts it in two; mend the file, or look at the call yourself");
		return;
	}
	converter->source = site.source;
	if (!convert_call_to(converter, &site, analysis->to))
		analysis_leave_open(analysis, i);
}

/* True if nobody compiles it in that kernel: see convert_leaves_out(). */
static bool is_left_out(struct analysis *analysis, struct converter *converter, size_t i)
{
	return convert_leaves_out(converter, analysis->source->file->mentions[i].offset, analysis->to);
}

void port_mention(struct analysis *analysis, size_t i)
{
	struct converter converter = analysis_converter(analysis);

	if (!source_is_call(analysis->source, i))
		convert_mention_to(&converter, i, analysis->to);
	else if (!is_left_out(analysis, &converter, i))
		port_call_of(analysis, &converter, i);
}

void port_namesake(struct analysis *analysis, size_t i)
{
	struct converter converter = analysis_converter(analysis);

	convert_namesake_to(&converter, i, analysis->to);
}

void port_beside(struct analysis *analysis)
{
	struct converter converter = analysis_converter(analysis);

	if (!convert_beside(&converter, analysis->to, analysis->version, analysis_oracle(analysis)))
		analysis->open_question = true;
	/* With --since, calls may yet be taken back: patch/since asks then. */
	if (analysis->to->serves_older)
		return;
	convert_spare(&converter);
	convert_leave_useless(&converter);
}
