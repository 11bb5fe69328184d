// SPDX-License-Identifier: GPL-2.0-only
#include "c/source/traits.h"

unsigned char trait_of(struct source *source, const struct trait *trait, size_t i)
{
	unsigned char **answers, *answer;	/* 1 + the answer, at the word's first token; 0: nobody has asked */

	if (source->outline.tokens.items[i].kind != TOKEN_IDENTIFIER)
		return 0;
	answers = source_slot(source, &trait->kind);
	if (!*answers)
		*answers = arena_alloc(&source->arena, source->outline.tokens.n);
	answer = &(*answers)[source_uses(source)->first[i]];
	if (!*answer)
		*answer = (unsigned char)(trait->of_word(source, i) + 1);
	return *answer - 1;
}
