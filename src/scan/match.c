// SPDX-License-Identifier: GPL-2.0-only
#include "scan/match.h"

#include "scan/word.h"

#include <endian.h>
#include <string.h>

/* GCC's and clang's portable vectors: what the machine does not have, the compiler makes of what it has. */
typedef unsigned char block __attribute__((vector_size(32)));

/* Where whole blocks are looked at: once more for the machines that have registers of that size. */
#ifdef __x86_64__
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

#define BLOCK sizeof(block)
#define BLOCKS 4			/* looked at in one turn: one question for all of them */
#define TURN (BLOCKS * BLOCK)
#define WORD sizeof(uint64_t)

/* Made part of its caller, whose constants it then has. */
#define INSIDE static inline __attribute__((always_inline))

/* The pairs in a turn: bytes that begin one are 0xff, all others 0. */
struct turn {
	block pairs[BLOCKS];
};

/* An inner pair has a byte of its name on both sides. */
static bool is_inner_pair(const char *name, size_t at)
{
	return at && name[at] == '_' && name[at + 1] && name[at + 2];
}

static bool has_pair(const char *name, char letter)
{
	for (size_t at = 0; name[at]; at++)
		if (is_inner_pair(name, at) && name[at + 1] == letter)
			return true;
	return false;
}

static bool has_any_pair(const char *name)
{
	for (size_t at = 0; name[at]; at++)
		if (is_inner_pair(name, at))
			return true;
	return false;
}

/* True if the first n letters are enough for this name. */
static bool is_covered(const struct matcher *matcher, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (has_pair(name, matcher->letters[i]))
			return true;
	return false;
}

/* How many names the letter adds to those that the first n cover. */
static size_t gain_of(const struct matcher *matcher, size_t n, char letter)
{
	size_t gain = 0;

	for (size_t i = 0; i < matcher->n; i++)
		gain += !is_covered(matcher, n, matcher->symbols[i].name) &&
			has_pair(matcher->symbols[i].name, letter);
	return gain;
}

static enum matcher_way way_of(const struct matcher *matcher)
{
	enum matcher_way way = MATCHER_BY_LETTERS;

	for (size_t i = 0; i < matcher->n; i++) {
		if (!has_any_pair(matcher->symbols[i].name))
			return MATCHER_BY_WORDS;
		if (!is_covered(matcher, MATCHER_LETTERS, matcher->symbols[i].name))
			way = MATCHER_BY_UNDERSCORES;
	}
	return way;
}

/* Each letter is the one that covers most of what is left. */
static void choose_letters(struct matcher *matcher)
{
	for (size_t n = 0; n < MATCHER_LETTERS; n++) {
		size_t best = 0;

		matcher->letters[n] = n ? matcher->letters[n - 1] : '_';
		for (char letter = 'a'; letter <= 'z'; letter++) {
			size_t gain = gain_of(matcher, n, letter);

			if (gain > best) {
				best = gain;
				matcher->letters[n] = letter;
			}
		}
	}
}

/* The place in the table of the four bytes around a pair that begins at the second one. */
static uint32_t hash_around(const char *bytes)
{
	uint32_t four;

	memcpy(&four, bytes, sizeof(four));
	return four * 2654435761u >> 16;	/* Knuth's multiplicative hash */
}

static void add_pairs(struct matcher *matcher, const char *name)
{
	for (size_t at = 0; name[at]; at++) {
		uint32_t hash;

		if (!is_inner_pair(name, at))
			continue;
		hash = hash_around(name + at - 1);
		matcher->around[hash / 8] |= (uint8_t)(1u << hash % 8);
	}
}

static void add_begin(struct matcher *matcher, const char *name)
{
	uint32_t hash;

	if (strlen(name) < MATCHER_SHORTEST) {
		matcher->has_short = true;
		return;
	}
	hash = hash_around(name);
	matcher->begins[hash / 8] |= (uint8_t)(1u << hash % 8);
}

static bool is_symbol(const struct symbol *symbol, const char *name, size_t length)
{
	return strlen(symbol->name) == length && !memcmp(symbol->name, name, length);
}

/* Where in the table the name is, or would be: at its hash, or behind it. */
static uint16_t *slot_of(struct matcher *matcher, const char *name, size_t length)
{
	uint32_t hash = 0;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)name[i]) * 16777619u;
	for (;; hash++) {
		uint16_t *slot = &matcher->slots[hash % MATCHER_SLOTS];

		if (!*slot || is_symbol(&matcher->symbols[*slot - 1], name, length))
			return slot;
	}
}

void matcher_init(struct matcher *matcher, const struct symbol *list, size_t n)
{
	memset(matcher, 0, sizeof(*matcher));
	matcher->symbols = list;
	matcher->n = n < MATCHER_SLOTS / 2 ? n : MATCHER_SLOTS / 2;
	choose_letters(matcher);
	matcher->way = way_of(matcher);
	for (unsigned c = 0; c <= UINT8_MAX; c++)
		matcher->is_word[c] = is_identifier_byte((unsigned char)c);
	for (size_t i = 0; i < matcher->n; i++) {
		uint16_t *slot = slot_of(matcher, list[i].name, strlen(list[i].name));

		if (matcher->way != MATCHER_BY_WORDS)
			add_pairs(matcher, list[i].name);
		add_begin(matcher, list[i].name);
		if (!*slot)
			*slot = (uint16_t)(i + 1);
	}
}

static const struct symbol *find_symbol(const struct matcher *matcher, const char *name, size_t length)
{
	uint16_t slot = *slot_of((struct matcher *)matcher, name, length);

	return slot ? &matcher->symbols[slot - 1] : NULL;
}

/* Does the word at begin start as a name does? Of most words this is all that is asked. */
static bool may_begin(const struct matcher *matcher, const char *text, size_t begin, size_t end)
{
	uint32_t hash;

	if (end - begin < MATCHER_SHORTEST)
		return matcher->has_short;
	hash = hash_around(text + begin);
	return matcher->begins[hash / 8] & 1u << hash % 8;
}

/* The name around the byte at as a whole word, from *offset on, or NULL; *offset becomes its first byte. */
static const struct symbol *name_around(const struct matcher *matcher, const char *text,
					size_t length, size_t at, size_t *offset)
{
	size_t begin = at, end = at;
	const struct symbol *symbol;

	while (begin > *offset && matcher->is_word[(unsigned char)text[begin - 1]])
		begin--;
	while (end < length && matcher->is_word[(unsigned char)text[end]])
		end++;
	symbol = may_begin(matcher, text, begin, end) ?
		 find_symbol(matcher, text + begin, end - begin) : NULL;
	if (!symbol || !is_whole_word(text, length, begin, end))
		return NULL;
	*offset = begin;
	return symbol;
}

/* The same for a pair at a byte of the text, where most pairs are no name's. */
static const struct symbol *name_of_pair(const struct matcher *matcher, const char *text,
					 size_t length, size_t at, size_t *offset)
{
	uint32_t hash;

	if (at <= *offset || length - at < 3)
		return NULL;
	hash = hash_around(text + at - 1);
	if (!(matcher->around[hash / 8] & 1u << hash % 8))
		return NULL;
	return name_around(matcher, text, length, at, offset);
}

/* Sets each byte of the block that begins a pair to 0xff, all others to 0. */
INSIDE void mark_pairs(const struct matcher *matcher, const char *bytes, bool by_letters, block *pairs)
{
	block first, second;

	memcpy(&first, bytes, BLOCK);
	*pairs = (block)(first == '_');
	if (!by_letters)
		return;
	memcpy(&second, bytes + 1, BLOCK);
	*pairs &= (block)(second == matcher->letters[0]) | (block)(second == matcher->letters[1]) |
		  (block)(second == matcher->letters[2]);
}

static inline bool is_any(const block *bytes)
{
	uint64_t words[BLOCK / WORD], any = 0;

	memcpy(words, bytes, BLOCK);
	for (size_t i = 0; i < BLOCK / WORD; i++)
		any |= words[i];
	return any;
}

/*
 * Goes on from at, a turn after the other, to one that holds a pair, and marks the pairs in it. Where only
 * the end is left, that is where it stops.
 */
INSIDE size_t find(const struct matcher *matcher, const char *text, size_t length, size_t at,
		   bool by_letters, struct turn *turn)
{
	for (; length - at > TURN; at += TURN) {
		block any = {0};

		for (size_t i = 0; i < BLOCKS; i++) {
			mark_pairs(matcher, text + at + i * BLOCK, by_letters, &turn->pairs[i]);
			any |= turn->pairs[i];
		}
		if (is_any(&any))
			break;
	}
	return at;
}

static WIDE size_t find_turn(const struct matcher *matcher, const char *text, size_t length, size_t at,
			     struct turn *turn)
{
	return find(matcher, text, length, at, true, turn);
}

static WIDE size_t find_underscores(const struct matcher *matcher, const char *text, size_t length,
				    size_t at, struct turn *turn)
{
	return find(matcher, text, length, at, false, turn);
}

/* The first name that one of the pairs of a turn belongs to. */
static const struct symbol *name_in_turn(const struct matcher *matcher, const char *text,
					       size_t length, size_t at, const struct turn *turn,
					       size_t *offset)
{
	for (size_t i = 0; i < TURN; i += WORD) {
		uint64_t left;

		memcpy(&left, (const char *)turn->pairs + i, WORD);
		for (left = le64toh(left); left;) {
			size_t bit = (size_t)__builtin_ctzll(left);
			const struct symbol *found =
				name_of_pair(matcher, text, length, at + i + bit / 8, offset);

			if (found)
				return found;
			left &= ~((uint64_t)0xff << bit);
		}
	}
	return NULL;
}

static const struct symbol *next_by_word(const struct matcher *matcher, const char *text,
					 size_t length, size_t *offset)
{
	size_t at = *offset;

	while (at < length) {
		size_t begin = at;
		const struct symbol *found;

		if (!matcher->is_word[(unsigned char)text[at++]])
			continue;
		while (at < length && matcher->is_word[(unsigned char)text[at]])
			at++;
		found = may_begin(matcher, text, begin, at) ?
			find_symbol(matcher, text + begin, at - begin) : NULL;
		if (found && is_whole_word(text, length, begin, at)) {
			*offset = begin;
			return found;
		}
	}
	*offset = length;
	return NULL;
}

const struct symbol *matcher_next(const struct matcher *matcher, const char *text, size_t length,
				  size_t *offset)
{
	const struct symbol *found = NULL;
	size_t at = *offset;
	struct turn turn;

	if (matcher->way == MATCHER_BY_WORDS)
		return next_by_word(matcher, text, length, offset);
	for (;; at += TURN) {
		at = matcher->way == MATCHER_BY_LETTERS ?
			find_turn(matcher, text, length, at, &turn) :
			find_underscores(matcher, text, length, at, &turn);
		if (length - at <= TURN)
			break;
		found = name_in_turn(matcher, text, length, at, &turn, offset);
		if (found)
			return found;
	}
	for (; !found && at < length; at++)
		if (text[at] == '_')
			found = name_of_pair(matcher, text, length, at, offset);
	if (!found)
		*offset = length;
	return found;
}
