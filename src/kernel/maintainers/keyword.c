// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/mem.h"
#include "kernel/maintainers/private.h"

/* 1 if a K: line of the area is in the words, 0 if not; -1 sets err. */
static int has_keyword(const struct area *area, const struct words *words, struct budget *budget,
		       struct err *err)
{
	int found = 0;

	for (size_t i = 0; !found && i < area->lines.n; i++) {
		const struct area_line *line = &area->lines.items[i];

		if (line->letter == 'K')
			found = pattern_finds(line, words->in_diff ? line->pattern->in_diff :
					      line->pattern->code, words->text, words->length, budget, err);
	}
	return found;
}

int keywords_mark(const struct maintainers *maintainers, const struct words *words,
		  struct budget *budget, bool *marks, struct err *err)
{
	for (size_t i = 0; i < maintainers->areas.n; i++) {
		int found = marks[i] ? 1 : has_keyword(&maintainers->areas.items[i], words, budget, err);

		if (found < 0)
			return -1;
		marks[i] = found;
	}
	return 0;
}

static bool is_listed(const struct area_list *areas, size_t from, const struct area *area)
{
	for (size_t i = from; i < areas->n; i++)
		if (areas->items[i].area == area)
			return true;
	return false;
}

void keywords_add(const struct maintainers *maintainers, const bool *marks, size_t from,
		  struct area_list *areas)
{
	for (size_t i = 0; i < maintainers->areas.n; i++) {
		struct area_match match = { .area = &maintainers->areas.items[i], .by = 'K' };

		if (marks[i] && !is_listed(areas, from, match.area))
			VEC_PUSH(areas, match);
	}
}
