// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/analyse/ladder.h"

#include "base/data/search.h"

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

/* The first mention at the byte or behind it. */
static size_t mention_from(const struct scanned_file *file, size_t offset)
{
	size_t i;

	LOWER_BOUND(i, file->n_mentions, file->mentions[i].offset < offset);
	return i;
}

/* The first call in the branch itself that is stale, or the number of mentions. */
static size_t stale_in(const struct ladder *ladder, size_t branch)
{
	const struct scanned_file *file = ladder->source->file;
	const struct branch *rung = &ladder->outline->branches.items[branch];
	size_t i = mention_from(file, rung->begin);

	for (; i < file->n_mentions && file->mentions[i].offset < rung->end; i++)
		if (outline_branch_at(ladder->outline, file->mentions[i].offset) == branch &&
		    is_stale(ladder, i))
			return i;
	return file->n_mentions;
}

static bool is_else(const struct ladder *ladder, const struct branch *branch)
{
	const struct token_list *tokens = &ladder->outline->tokens;

	return token_is(tokens, tokens->directives.items[branch->directive].first + 1, "else");
}

/* True if no rung in front of this one may be the tree's: cheap to say, and mostly no. */
static bool is_first(const struct ladder *ladder, size_t own)
{
	const struct branch *branches = ladder->outline->branches.items;

	for (size_t b = own; b-- > 0 && branches[b].directive >= branches[own].first;)
		if (branches[b].first == branches[own].first &&
		    ladder->source->verdicts[b] != VERDICT_OUT)
			return false;
	return true;
}

/* True if each rung from this one on that may be the tree's holds a stale call; the last of them is an #else. */
static bool rest_fails(const struct ladder *ladder, size_t own)
{
	const struct outline *outline = ladder->outline;
	const struct branch *branches = outline->branches.items;
	size_t rung = own, last = own;

	for (size_t b = own + 1; b < outline->branches.n; b++) {
		/* One inside of the rung, or behind the ladder. */
		if (branches[b].first != branches[own].first) {
			if (branches[b].begin >= branches[rung].end)
				break;
			continue;
		}
		rung = b;
		if (ladder->source->verdicts[b] == VERDICT_OUT)
			continue;
		if (ladder->source->verdicts[b] != VERDICT_FOREIGN ||
		    stale_in(ladder, b) == ladder->source->file->n_mentions)
			return false;
		last = b;
	}
	return is_else(ladder, &branches[last]);
}

bool ladder_fails(struct source *source, size_t i, const struct family *family, unsigned version,
		  const struct oracle *oracle)
{
	struct ladder ladder = { source, &source->outline, family, version, oracle };
	size_t own = outline_branch_at(ladder.outline, source->file->mentions[i].offset), parent;

	if (own == NO_TOKEN || !source->verdicts || source->verdicts[own] != VERDICT_FOREIGN ||
	    !family_is_known(family))
		return false;
	parent = ladder.outline->branches.items[own].parent;
	return (parent == NO_TOKEN || source->verdicts[parent] == VERDICT_IN) &&
	       is_first(&ladder, own) && stale_in(&ladder, own) == i && rest_fails(&ladder, own);
}
