// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/scan/match_names.h"

#include "base/data/mem.h"
#include "kernel/scan/word.h"

#include <stdlib.h>

#define N_LETTERS 26

/* --- the letters behind underscores --- */

/* An inner pair has a byte of its name on both sides. */
static bool is_inner_pair(const char *name, size_t at)
{
	return at && name[at] == '_' && name[at + 1] && name[at + 2];
}

static bool has_any_pair(const char *name)
{
	for (size_t at = 0; name[at]; at++)
		if (is_inner_pair(name, at))
			return true;
	return false;
}

/* The letters behind its inner underscores, a bit each. */
static uint32_t letters_of(const char *name)
{
	uint32_t letters = 0;

	for (size_t at = 0; name[at]; at++)
		if (is_inner_pair(name, at) && name[at + 1] >= 'a' && name[at + 1] <= 'z')
			letters |= 1u << (name[at + 1] - 'a');
	return letters;
}

/* The letter that most of the names have which have none of the others; -1: there is no such name. */
static int best_letter(const uint32_t *letters, size_t n, uint32_t others)
{
	size_t gains[N_LETTERS] = {0};
	int best = 0;

	for (size_t i = 0; i < n; i++)
		for (uint32_t left = letters[i] & others ? 0 : letters[i]; left; left &= left - 1)
			gains[__builtin_ctz(left)]++;
	for (int letter = 1; letter < N_LETTERS; letter++)
		if (gains[letter] > gains[best])
			best = letter;
	return gains[best] ? best : -1;
}

/* Each letter is the one that covers most of what is left. Returns a bit for each. */
static uint32_t choose_letters(struct matcher *matcher, const uint32_t *letters, size_t n)
{
	uint32_t chosen = 0;

	for (size_t i = 0; i < MATCHER_LETTERS; i++) {
		int best = best_letter(letters, n, chosen);

		matcher->letters[i] = best >= 0 ? (char)('a' + best) : i ? matcher->letters[i - 1] : '_';
		chosen |= best >= 0 ? 1u << best : 0;
	}
	return chosen;
}

static void choose_way(struct matcher *matcher, size_t n)
{
	uint32_t *letters = mem_calloc(n ? n : 1, sizeof(*letters)), chosen;

	for (size_t i = 0; i < n; i++)
		letters[i] = letters_of(matcher->symbols[i].name);
	chosen = choose_letters(matcher, letters, n);
	for (size_t i = 0; i < n; i++) {
		if (!has_any_pair(matcher->symbols[i].name))
			matcher->way = MATCHER_BY_WORDS;
		else if (!(letters[i] & chosen) && matcher->way == MATCHER_BY_LETTERS)
			matcher->way = MATCHER_BY_UNDERSCORES;
	}
	free(letters);
}

/* --- the names --- */

static void set_bit(uint8_t *bits, const char *bytes)
{
	uint32_t hash = matcher_hash(bytes);

	bits[hash / 8] |= (uint8_t)(1u << hash % 8);
}

static bool is_searched(const struct matcher *matcher, const char *name, size_t at)
{
	return is_inner_pair(name, at) &&
	       (matcher->way == MATCHER_BY_UNDERSCORES || memchr(matcher->letters, name[at + 1], MATCHER_LETTERS));
}

/*
 * One pair finds a name, and each further one would also find others. The first is what names share that belong
 * together: of many names it makes the fewest bits.
 */
static void add_pair(struct matcher *matcher, const char *name)
{
	for (size_t at = 0; name[at]; at++)
		if (is_searched(matcher, name, at)) {
			set_bit(matcher->around, name + at - 1);
			return;
		}
}

static void add_end(struct matcher *matcher, const char *name)
{
	size_t length = strlen(name);

	if (length < MATCHER_SHORTEST)
		matcher->has_short = true;
	else
		set_bit(matcher->ends, name + length - MATCHER_SHORTEST);
}

static bool is_symbol(const struct symbol *symbol, const char *name, size_t length)
{
	return !strncmp(symbol->name, name, length) && !symbol->name[length];
}

/* Where in the table the name is, or would be: at its hash, or behind it. */
static uint32_t *slot_of(const struct matcher *matcher, const char *name, size_t length)
{
	uint32_t hash = 0;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)name[i]) * 16777619u;
	for (size_t at = hash ^ hash >> 16;; at++) {
		uint32_t *slot = &matcher->slots[at & matcher->mask];

		if (!*slot || is_symbol(&matcher->symbols[*slot - 1], name, length))
			return slot;
	}
}

const struct symbol *matcher_find(const struct matcher *matcher, const char *name, size_t length)
{
	uint32_t slot = *slot_of(matcher, name, length);

	return slot ? &matcher->symbols[slot - 1] : NULL;
}

static void add_name(struct matcher *matcher, size_t i)
{
	const char *name = matcher->symbols[i].name;
	uint32_t *slot = slot_of(matcher, name, strlen(name));

	add_pair(matcher, name);
	add_end(matcher, name);
	if (!*slot)
		*slot = (uint32_t)(i + 1);
}

struct matcher *matcher_new(const struct symbol *symbols, size_t n)
{
	struct matcher *matcher = mem_calloc(1, sizeof(*matcher));

	matcher->symbols = symbols;
	matcher->mask = 63;
	while (matcher->mask < n * 2)
		matcher->mask = matcher->mask * 2 + 1;
	matcher->slots = mem_calloc(matcher->mask + 1, sizeof(*matcher->slots));
	choose_way(matcher, n);
	for (unsigned c = 0; c <= UINT8_MAX; c++)
		matcher->is_word[c] = is_identifier_byte((unsigned char)c);
	for (size_t i = 0; i < n; i++)
		add_name(matcher, i);
	return matcher;
}

void matcher_free(struct matcher *matcher)
{
	if (matcher)
		free(matcher->slots);
	free(matcher);
}

enum matcher_way matcher_way(const struct matcher *matcher)
{
	return matcher->way;
}
