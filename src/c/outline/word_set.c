// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/word_set.h"

#include "base/data/mem.h"
#include "c/outline/uses.h"

#include <string.h>

void word_set_add_text(struct word_set *set, const char *text)
{
	word_set_add(set, text_hash(text, strlen(text)));
}

void word_set_join(struct word_set *set, const struct word_set *other)
{
	for (size_t i = 0; i < ARRAY_SIZE(set->bits); i++)
		set->bits[i] |= other->bits[i];
}
