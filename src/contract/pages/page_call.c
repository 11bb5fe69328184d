// SPDX-License-Identifier: GPL-2.0-only
#include "contract/pages/page_call.h"

#include "c/outline/word_table.h"
#include "c/outline/words.h"
#include "calls/family/family.h"
#include "contract/hold/release.h"

static const char *const names[] = {
#define PAGE_CALL(name, effect) #name,
#include "contract/pages/page_calls.def"
};

static const enum page_effect effects[] = {
#define PAGE_CALL(name, effect) PAGE_EFFECT_##effect,
#include "contract/pages/page_calls.def"
};

enum page_effect page_effect_of(const struct token_list *tokens, size_t i)
{
	static struct word_table table = WORD_TABLE(names);
	size_t row = word_table_row(&table, tokens, i);

	return row == NO_ROW ? PAGE_EFFECT_UNKNOWN : effects[row];
}

bool page_call_is_unknown(const struct token_list *tokens, size_t i)
{
	return token_is_called(tokens, i) && !is_capitals(tokens, i) &&
	       !gup_function_find(tokens->text + tokens->items[i].offset, tokens->items[i].length) &&
	       !release_at(tokens, i) && page_effect_of(tokens, i) == PAGE_EFFECT_UNKNOWN;
}
