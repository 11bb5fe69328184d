/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A table of words, such as those of a .def file, and which of its rows a token fits. Some tables have
 * hundreds of rows, and are asked about every call: so a row is found by the hash of its word.
 */
#ifndef GUPTIDY_OUTLINE_WORD_TABLE_H
#define GUPTIDY_OUTLINE_WORD_TABLE_H

#include "c/outline/token.h"

#include <pthread.h>

#define WORD_TABLE_SLOTS 2048		/* twice as many as there may be rows */
#define WORD_TABLE_FAMILIES 256
#define NO_ROW SIZE_MAX

/* One static object each: WORD_TABLE(words), words being a static array. It is read at the first question. */
struct word_table {
	const char *const *words;	/* see word_fits(): the first that fits counts */
	size_t n;
	pthread_mutex_t lock;
	_Atomic(bool) is_read;
	uint16_t slots[WORD_TABLE_SLOTS];	/* 1 + row of a whole word, at its hash or behind it; or 0 */
	uint16_t families[WORD_TABLE_FAMILIES];	/* rows of words that end in *, in order */
	size_t n_families;
};

#define WORD_TABLE(words) { words, sizeof(words) / sizeof((words)[0]), .lock = PTHREAD_MUTEX_INITIALIZER }

/* The row that token i fits; NO_ROW: none. Many threads may ask. */
size_t word_table_row(struct word_table *table, const struct token_list *tokens, size_t i);

#endif
