// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/word_table.h"

#include "c/outline/uses.h"
#include "c/outline/words.h"

#include <assert.h>

/* Of two rows of one word the first counts: it comes first. */
static void add_whole(struct word_table *table, size_t row)
{
	uint32_t at = text_hash(table->words[row], strlen(table->words[row])) % WORD_TABLE_SLOTS;

	while (table->slots[at])
		at = (at + 1) % WORD_TABLE_SLOTS;
	table->slots[at] = (uint16_t)(row + 1);
}

static void read_table(struct word_table *table)
{
	assert(table->n <= WORD_TABLE_SLOTS / 2);
	for (size_t row = 0; row < table->n; row++) {
		const char *word = table->words[row];

		if (word[strlen(word) - 1] != '*') {
			add_whole(table, row);
			continue;
		}
		assert(table->n_families < WORD_TABLE_FAMILIES);
		table->families[table->n_families++] = (uint16_t)row;
	}
}

static void read_once(struct word_table *table)
{
	if (table->is_read)
		return;
	pthread_mutex_lock(&table->lock);
	if (!table->is_read)
		read_table(table);
	table->is_read = true;
	pthread_mutex_unlock(&table->lock);
}

static size_t whole_row(const struct word_table *table, const struct token_list *tokens, size_t i)
{
	uint32_t at = word_hash(tokens, i) % WORD_TABLE_SLOTS;

	for (; table->slots[at]; at = (at + 1) % WORD_TABLE_SLOTS)
		if (token_is(tokens, i, table->words[table->slots[at] - 1]))
			return table->slots[at] - 1u;
	return NO_ROW;
}

size_t word_table_row(struct word_table *table, const struct token_list *tokens, size_t i)
{
	char begin = tokens->text[tokens->items[i].offset];
	size_t row;

	if (tokens->items[i].kind != TOKEN_IDENTIFIER)
		return NO_ROW;
	read_once(table);
	row = whole_row(table, tokens, i);
	for (size_t f = 0; f < table->n_families && table->families[f] < row; f++) {
		const char *family = table->words[table->families[f]];

		if (*family == begin && word_fits(tokens, i, family))
			return table->families[f];
	}
	return row;
}
