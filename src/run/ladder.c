// SPDX-License-Identifier: GPL-2.0-only
#include "run/ladder.h"

struct ladder {
	struct source *source;
	const struct outline *outline;
	const struct family *family;
	unsigned version;
	const struct oracle *oracle;
};

/* Certainly no call that this tree compiles. */
static bool is_stale(const struct ladder *ladder, size_t i)
{
	struct call_site site;

	if (!source_is_call(ladder->source, i) ||
	    family_standing(ladder->family, ladder->source->file->mentions[i].symbol->function,
			    ladder->source->path) != STANDING_FAMILY ||
	    call_site_read(ladder->source, i, ladder->family, ladder->version, ladder->oracle, &site))
		return false;
	if (!site.declared || site.misfit < site.call.n)
		return true;
	return !call_site_fits(&site) && !call_site_may_fit(&site);
}

/* The first call in the branch itself that is stale, or the number of mentions. */
static size_t stale_in(const struct ladder *ladder, size_t branch)
{
	const struct scanned_file *file = ladder->source->file;
	size_t i = 0;

	while (i < file->n_mentions &&
	       (outline_branch_at(ladder->outline, file->mentions[i].offset) != branch ||
		!is_stale(ladder, i)))
		i++;
	return i;
}

static bool is_else(const struct ladder *ladder, const struct branch *branch)
{
	const struct token_list *tokens = &ladder->outline->tokens;

	return token_is(tokens, tokens->directives.items[branch->directive].first + 1, "else");
}

bool ladder_fails(struct source *source, size_t i, const struct family *family, unsigned version,
		  const struct oracle *oracle)
{
	struct ladder ladder = { source, &source->outline, family, version, oracle };
	size_t own = outline_branch_at(ladder.outline, source->file->mentions[i].offset);
	const struct branch *branches = ladder.outline->branches.items;
	size_t parent = own == NO_TOKEN ? NO_TOKEN : branches[own].parent, found = NO_TOKEN;
	bool is_whole = false;

	if (own == NO_TOKEN || !source->verdicts || !family_is_known(family) ||
	    (parent != NO_TOKEN && source->verdicts[parent] != VERDICT_IN))
		return false;
	for (size_t b = 0; b < ladder.outline->branches.n; b++) {
		size_t stale;

		if (branches[b].first != branches[own].first || source->verdicts[b] == VERDICT_OUT)
			continue;
		stale = stale_in(&ladder, b);
		if (source->verdicts[b] != VERDICT_FOREIGN || stale == source->file->n_mentions)
			return false;
		if (found == NO_TOKEN)
			found = stale;
		is_whole = is_else(&ladder, &branches[b]);
	}
	return is_whole && found == i;
}
