// SPDX-License-Identifier: GPL-2.0-only
#include "c/source/traits.h"

unsigned char trait_of(struct source *source, const struct trait *trait, size_t i)
{
	const struct uses *uses = source_uses(source);
	unsigned char **answers, *answer;	/* 1 + the answer, for each word; 0: nobody has asked */
	uint32_t word = uses_number(uses, i);

	if (word == NO_USE)
		return 0;
	answers = source_slot(source, &trait->kind);
	if (!*answers)
		*answers = arena_alloc(&source->arena, uses->words.n);
	answer = &(*answers)[word];
	if (!*answer)
		*answer = (unsigned char)(trait->of_word(source, i) + 1);
	return *answer - 1;
}
