// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/drive/stats.h"

#include "calls/site/site.h"

#include <string.h>

#define LONGTERM "FOLL_LONGTERM"

/* True if the flags of mention i may hold FOLL_LONGTERM, on whatever way. */
static bool may_be_longterm(const struct run *run, struct source *source, size_t i)
{
	const struct gup_flag *flag = gup_flag_find(LONGTERM, strlen(LONGTERM));
	struct call_site site;

	return !call_site_read(source, i, &run->family, run->version, NULL, &site) &&
	       site.access.role == ROLE_FLAGS && site.access.meaning.flags >> (flag - gup_flags) & 1;
}

static bool is_longterm(const struct run *run, const struct classified *classified,
			const struct gup_function *function)
{
	const struct gup_conversion *conversion = gup_conversion_of(function);
	struct source *source = run_source(run, classified->path);

	/* The function's own name says it. */
	if (conversion && conversion->flag && !strcmp(conversion->flag, LONGTERM))
		return true;
	return source && may_be_longterm(run, source, (size_t)(classified->mention - source->file->mentions));
}

static enum stats_kind kind_of(const struct run *run, const struct classified *classified,
			       const struct gup_function *function)
{
	if (function->kind == KIND_RELEASE)
		return STATS_RELEASE;
	if (!gup_function_hands_out(function))
		return STATS_FAULT;
	if (is_longterm(run, classified, function))
		return gup_function_pins(function) ? STATS_PIN_LONGTERM : STATS_GET_LONGTERM;
	return gup_function_pins(function) ? STATS_PIN : STATS_GET;
}

void run_count(const struct run *run, struct stats *stats)
{
	struct tree_stats *tree = stats_add_tree(stats, run->tree.root, run->tree.version_text);

	for (size_t i = 0; i < run->result.mentions.n; i++) {
		const struct classified *classified = &run->result.mentions.items[i];
		const struct gup_function *function = classified->mention->symbol->function;

		if (classified->class == CLASS_CALL && function)
			stats_add_call(tree, function->name, classified->path,
				       kind_of(run, classified, function));
	}
}
