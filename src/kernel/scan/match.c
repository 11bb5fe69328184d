// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/scan/match.h"

#include "kernel/scan/match_names.h"
#include "kernel/scan/word.h"

#include <endian.h>

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
#define MASK (8 * WORD)			/* bytes whose marks are bits of one number */

/* Made part of its caller, whose constants it then has. */
#define INSIDE static inline __attribute__((always_inline))

/* The marks in a turn: bytes at which a name may be are 0xff, all others 0. */
struct turn {
	block marks[BLOCKS];
};

/* --- at a mark --- */

/* Does the word end as a name does? Of most words this is all that is asked. */
static bool may_end(const struct matcher *matcher, const char *text, size_t begin, size_t end)
{
	return end - begin < MATCHER_SHORTEST ? matcher->has_short :
						matcher_bit(matcher->ends, text + end - MATCHER_SHORTEST);
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
	symbol = may_end(matcher, text, begin, end) ?
		 matcher_find(matcher, text + begin, end - begin) : NULL;
	if (!symbol || !is_whole_word(text, length, begin, end))
		return NULL;
	*offset = begin;
	return symbol;
}

/* May the pair be one of a name? Most are none. */
static bool may_be_pair(const struct matcher *matcher, const char *text, size_t length, size_t at,
			size_t offset)
{
	return at > offset && length - at >= 3 && matcher_bit(matcher->around, text + at - 1);
}

/* May the word whose last byte is that be a name? Most are none. */
static bool may_be_last(const struct matcher *matcher, const char *text, size_t at, size_t offset)
{
	return at >= offset &&
	       (matcher->has_short || (at >= offset + MATCHER_SHORTEST - 1 &&
				       matcher_bit(matcher->ends, text + at + 1 - MATCHER_SHORTEST)));
}

/* The name that the mark at a byte of the text belongs to, as name_around() has it. */
static inline const struct symbol *name_at(const struct matcher *matcher, const char *text, size_t length,
					   size_t at, size_t *offset)
{
	bool may = matcher->way == MATCHER_BY_WORDS ? may_be_last(matcher, text, at, *offset) :
						      may_be_pair(matcher, text, length, at, *offset);

	return may ? name_around(matcher, text, length, at, offset) : NULL;
}

/* --- from mark to mark --- */

/* Blocks come and go by pointers: by value they would need the wide registers everywhere. */

/* Bytes of words become 0xff, all others 0: as is_identifier_byte() has it. */
INSIDE void mark_words(block *bytes)
{
	block letters = (block)((*bytes | 0x20) - 'a' < 26), digits = (block)(*bytes - '0' < 10);

	*bytes = letters | digits | (block)(*bytes == '_');
}

/* Keeps of the underscores in first, and what stands behind each in second, those that begin a pair. */
INSIDE void mark_pairs(const struct matcher *matcher, bool by_letters, block *first, const block *second)
{
	*first = (block)(*first == '_');
	if (by_letters)
		*first &= (block)(*second == matcher->letters[0]) | (block)(*second == matcher->letters[1]) |
			  (block)(*second == matcher->letters[2]);
}

/* Marks in a block what begins a pair, or is the last byte of a word. */
INSIDE void mark(const struct matcher *matcher, const char *bytes, enum matcher_way way, block *marks)
{
	block first, second;

	memcpy(&first, bytes, BLOCK);
	memcpy(&second, bytes + 1, BLOCK);
	if (way == MATCHER_BY_WORDS) {
		mark_words(&first);
		mark_words(&second);
		first &= ~second;
	} else {
		mark_pairs(matcher, way == MATCHER_BY_LETTERS, &first, &second);
	}
	*marks = first;
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
 * Goes on from at, a turn after the other, to one that holds a mark, and fills it in. Where only the end is
 * left, that is where it stops.
 */
INSIDE size_t find(const struct matcher *matcher, const char *text, size_t length, size_t at,
		   enum matcher_way way, struct turn *turn)
{
	for (; length - at > TURN; at += TURN) {
		block any = {0};

		for (size_t i = 0; i < BLOCKS; i++) {
			mark(matcher, text + at + i * BLOCK, way, &turn->marks[i]);
			any |= turn->marks[i];
		}
		if (is_any(&any))
			break;
	}
	return at;
}

static WIDE size_t find_letters(const struct matcher *matcher, const char *text, size_t length, size_t at,
				struct turn *turn)
{
	return find(matcher, text, length, at, MATCHER_BY_LETTERS, turn);
}

static WIDE size_t find_underscores(const struct matcher *matcher, const char *text, size_t length,
				    size_t at, struct turn *turn)
{
	return find(matcher, text, length, at, MATCHER_BY_UNDERSCORES, turn);
}

static WIDE size_t find_words(const struct matcher *matcher, const char *text, size_t length, size_t at,
			      struct turn *turn)
{
	return find(matcher, text, length, at, MATCHER_BY_WORDS, turn);
}

static size_t find_turn(const struct matcher *matcher, const char *text, size_t length, size_t at,
			struct turn *turn)
{
	if (matcher->way == MATCHER_BY_LETTERS)
		return find_letters(matcher, text, length, at, turn);
	if (matcher->way == MATCHER_BY_UNDERSCORES)
		return find_underscores(matcher, text, length, at, turn);
	return find_words(matcher, text, length, at, turn);
}

/* A bit for each of the marks that begin there: one loop over many is quicker than many short ones. */
static uint64_t bits_of(const char *marks)
{
	uint64_t bits = 0, bytes;

	for (size_t i = 0; i < MASK / WORD; i++) {
		memcpy(&bytes, marks + i * WORD, WORD);
		/* Moves the lowest bit of each byte into the top byte, one beside the other. */
		bytes = (le64toh(bytes) & 0x0101010101010101) * 0x0102040810204080 >> 56;
		bits |= bytes << 8 * i;
	}
	return bits;
}

/* The first name that one of the marks of a turn belongs to. */
static const struct symbol *name_in_turn(const struct matcher *matcher, const char *text,
					       size_t length, size_t at, const struct turn *turn,
					       size_t *offset)
{
	for (size_t i = 0; i < TURN; i += MASK) {
		for (uint64_t left = bits_of((const char *)turn->marks + i); left; left &= left - 1) {
			const struct symbol *found = name_at(matcher, text, length,
							     at + i + (size_t)__builtin_ctzll(left), offset);

			if (found)
				return found;
		}
	}
	return NULL;
}

/* Is there a mark, near the end of the text? */
static bool is_mark(const struct matcher *matcher, const char *text, size_t length, size_t at)
{
	if (matcher->way != MATCHER_BY_WORDS)
		return text[at] == '_';
	return matcher->is_word[(unsigned char)text[at]] &&
	       (at + 1 == length || !matcher->is_word[(unsigned char)text[at + 1]]);
}

const struct symbol *matcher_next(const struct matcher *matcher, const char *text, size_t length,
				  size_t *offset)
{
	const struct symbol *found = NULL;
	size_t at = *offset;
	struct turn turn;

	for (;; at += TURN) {
		at = find_turn(matcher, text, length, at, &turn);
		if (length - at <= TURN)
			break;
		found = name_in_turn(matcher, text, length, at, &turn, offset);
		if (found)
			return found;
	}
	for (; !found && at < length; at++)
		if (is_mark(matcher, text, length, at))
			found = name_at(matcher, text, length, at, offset);
	if (!found)
		*offset = length;
	return found;
}
