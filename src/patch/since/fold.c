// SPDX-License-Identifier: GPL-2.0-only
#include "patch/since/fold.h"

#include "base/data/mem.h"
#include "patch/since/say.h"

#include <stdlib.h>
#include <string.h>

/* In the place of the ladder the lines of one branch. */
static void replace(const struct source *source, const struct ladder *ladder, const struct branch *kept,
		    struct edit_list *edits)
{
	const char *text = source->text.data;
	size_t begin = ladder_begin(source, ladder);
	size_t lines = edit_line_end(text, source->text.length, kept->begin) + 1;
	char *old = mem_strndup(text + begin, ladder_end(source, ladder) - begin);
	char *new = mem_strndup(text + lines, edit_line_start(text, kept->end) - lines);

	edit_list_add(edits, source->path, begin, old, new);
	free(old);
	free(new);
}

/* True if the ladder is gone. */
static bool fold(const struct folding *folding, size_t first, struct edit_list *edits)
{
	struct ladder ladder;
	struct said said;
	size_t kept;
	bool is_one;

	ladder_read(folding, first, &ladder);
	if (!ladder.n)
		return false;
	said = ladder_say(folding, &ladder, &kept);
	is_one = said.calls && !said.is_unknown && kept != NO_TOKEN;
	if (is_one)
		replace(folding->source, &ladder, &folding->source->outline.branches.items[kept], edits);
	buf_free(&said.words);
	return is_one;
}

static bool hangs_on_more(const struct folding *folding, size_t first)
{
	const struct branch *branches = folding->source->outline.branches.items;

	for (size_t b = first; b < folding->source->outline.branches.n; b++)
		if (branches[b].first == branches[first].first && folding->eras->hangs_on_more[b])
			return true;
	return false;
}

bool fold_ladders(struct source *source, const struct eras *eras, const struct compat *compat,
		  struct edit_list *edits)
{
	const struct folding folding = { source, eras, compat, compat->to };
	const struct branch *branches = source->outline.branches.items;
	bool asked_more = false;
	size_t behind = 0;

	for (size_t b = 0; eras->may && b < source->outline.branches.n; b++) {
		if (branches[b].directive != branches[b].first || branches[b].begin < behind ||
		    !fold(&folding, b, edits))
			continue;
		behind = edits->items[edits->n - 1].offset + strlen(edits->items[edits->n - 1].old_text);
		asked_more |= hangs_on_more(&folding, b);
	}
	return asked_more;
}
