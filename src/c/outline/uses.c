// SPDX-License-Identifier: GPL-2.0-only
#include "c/outline/uses.h"

#include "base/data/mem.h"
#include "base/data/search.h"
#include "c/outline/words.h"

#include <stdlib.h>
#include <string.h>

/* Open addressing: 1 + the number of each word; a power of two, never more than half full. */
struct table {
	uint32_t *items;		/* 0: none */
	size_t mask;
};

/* An operand further behind the parenthesis than this is none of a macro that takes a member's name. */
#define MAX_OPERANDS 48

/* The parenthesis that the operand at token i stands in, and as which of them, from 0; or NO_TOKEN. */
static size_t operands_of(const struct token_list *tokens, size_t i, size_t *place)
{
	size_t depth = 0;

	*place = 0;
	for (size_t n = 0; n < MAX_OPERANDS && i != NO_TOKEN; n++) {
		i = token_previous(tokens, i);
		if (token_is(tokens, i, ")"))
			depth++;
		else if (token_is(tokens, i, "(") && !depth--)
			return i;
		else if (token_is(tokens, i, ",") && !depth)
			++*place;
	}
	return NO_TOKEN;
}

/* struct_size(work, pages, n): the name of a member, whatever else has that name. */
static bool is_named_member(const struct token_list *tokens, size_t i)
{
	static const struct {
		const char *macro;
		size_t place;
	} rows[] = {
		{ "struct_size", 1 }, { "struct_size_t", 1 }, { "flex_array_size", 1 }, { "offsetof", 1 },
		{ "offsetofend", 1 }, { "sizeof_field", 1 }, { "FIELD_SIZEOF", 1 }, { "container_of", 2 },
		{ "container_of_const", 2 }, { "list_entry", 2 }, { "list_first_entry", 2 },
		{ "list_for_each_entry", 2 }, { "list_for_each_entry_safe", 3 }, { "rb_entry", 2 },
	};
	size_t open, place;

	if (!token_is(tokens, token_previous(tokens, i), ",") ||
	    (!token_is(tokens, token_next(tokens, i), ",") && !token_is(tokens, token_next(tokens, i), ")")))
		return false;
	open = operands_of(tokens, i, &place);
	for (size_t r = 0; open != NO_TOKEN && r < ARRAY_SIZE(rows); r++)
		if (rows[r].place == place && token_is(tokens, token_previous(tokens, open), rows[r].macro))
			return true;
	return false;
}

bool is_object_at(const struct token_list *tokens, size_t i)
{
	size_t before = token_previous(tokens, i);

	return !is_named_member(tokens, i) && !token_is(tokens, before, ".") && !token_is(tokens, before, "->") &&
	       !token_is(tokens, before, "struct") && !token_is(tokens, before, "union") &&
	       !token_is(tokens, before, "enum") && !token_is(tokens, before, "goto");
}

/* Knuth's multiplicative hash, of one word more. */
static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

/* Up to eight bytes: of four and more the first four and the last, which may be the same; else each. */
static uint64_t few_bytes(const char *bytes, size_t n)
{
	const unsigned char *byte = (const unsigned char *)bytes;
	uint32_t first, last;

	if (n < sizeof(first))
		return n ? byte[0] | (uint64_t)byte[n / 2] << 8 | (uint64_t)byte[n - 1] << 16 : 0;
	memcpy(&first, bytes, sizeof(first));
	memcpy(&last, bytes + n - sizeof(last), sizeof(last));
	return first | (uint64_t)last << 32;
}

/* Most words are one step or two. */
uint32_t text_hash(const char *text, size_t length)
{
	uint64_t hash = length;

	for (; length > sizeof(hash); length -= sizeof(hash), text += sizeof(hash))
		hash = mix(hash, few_bytes(text, sizeof(hash)));
	return (uint32_t)mix(hash, few_bytes(text, length));
}

uint32_t word_hash(const struct token_list *tokens, size_t i)
{
	return text_hash(tokens->text + tokens->items[i].offset, tokens->items[i].length);
}

/* Room for twice as many words. */
static void table_grow(struct table *table, const struct uses *uses)
{
	table->mask = table->mask * 2 + 1;
	free(table->items);
	table->items = mem_calloc(table->mask + 1, sizeof(*table->items));
	for (size_t w = 0; w < uses->words.n; w++) {
		size_t at = uses->words.items[w].hash & table->mask;

		while (table->items[at])
			at = (at + 1) & table->mask;
		table->items[at] = (uint32_t)w + 1;
	}
}

/* Asked of each identifier, of which most were there before. */
static bool is_same_text(const struct token_list *tokens, size_t a, size_t b)
{
	const struct token *x = &tokens->items[a], *y = &tokens->items[b];

	return x->length == y->length && !memcmp(tokens->text + x->offset, tokens->text + y->offset, x->length);
}

/* The number of the word of token i; of a new one it is the number of words so far. */
static uint32_t word_of(struct table *table, const struct uses *uses, const struct token_list *tokens,
			size_t i, uint32_t hash)
{
	size_t at = hash & table->mask;

	for (; table->items[at]; at = (at + 1) & table->mask) {
		const struct used_word *word = &uses->words.items[table->items[at] - 1];

		if (word->hash == hash && is_same_text(tokens, word->first, i))
			return table->items[at] - 1;
	}
	table->items[at] = (uint32_t)uses->words.n + 1;
	return (uint32_t)uses->words.n;
}

/* NAME = in the braces of an enum; a record's initialiser has none of that. */
static bool is_enumerator(const struct outline *outline, size_t i)
{
	return outline->context[i] == CONTEXT_RECORD &&
	       token_is(&outline->tokens, token_next(&outline->tokens, i), "=");
}

/* The first #define of a word is its value; without one, the first enumerator is. Most tokens are neither. */
static void note_constant(struct used_word *word, const struct outline *outline, uint32_t i)
{
	bool has_macro;

	if (outline->context[i] != CONTEXT_DIRECTIVE && outline->context[i] != CONTEXT_RECORD)
		return;
	has_macro = word->constant != NO_USE && token_defines_macro(&outline->tokens, word->constant);

	if (token_defines_macro(&outline->tokens, i) && !has_macro)
		word->constant = i;
	else if (word->constant == NO_USE && is_enumerator(outline, i))
		word->constant = i;
}

/* Finds the word of token i, and counts it: .end is the number of its uses so far. */
static void count_use(struct uses *uses, const struct outline *outline, struct table *table, uint32_t i)
{
	uint32_t hash = word_hash(&outline->tokens, i);
	uint32_t number = word_of(table, uses, &outline->tokens, i, hash);

	uses->use[i] = number;
	if (number == uses->words.n) {
		struct used_word word = { .first = i, .hash = hash, .constant = NO_USE, .function = NO_USE };

		VEC_PUSH(&uses->words, word);
		if (uses->words.n * 2 > table->mask)
			table_grow(table, uses);
	}
	uses->words.items[number].end++;
	note_constant(&uses->words.items[number], outline, i);
}

/* A place for each use, now that they are counted; .end is where the word's next one goes. */
static void make_room(struct uses *uses)
{
	uint32_t n = 0;

	for (size_t w = 0; w < uses->words.n; w++) {
		struct used_word *word = &uses->words.items[w];

		word->begin = n;
		n += word->end;
		word->end = word->begin;
	}
	uses->token = mem_array(n, sizeof(*uses->token));
	uses->word = mem_array(n, sizeof(*uses->word));
}

/* .use tells the word of each token, and from now on the use. */
static void number_uses(struct uses *uses, size_t n_tokens)
{
	for (size_t i = 0; i < n_tokens; i++) {
		uint32_t word = uses->use[i], use;

		if (word == NO_USE)
			continue;
		use = uses->words.items[word].end++;
		uses->token[use] = (uint32_t)i;
		uses->word[use] = word;
		uses->use[i] = use;
	}
}

static void note_function(struct uses *uses, const struct outline *outline, size_t f)
{
	uint32_t word = uses_number(uses, outline->functions.items[f].name_token);
	uint32_t *function = &uses->words.items[word].function;

	*function = *function == NO_USE ? (uint32_t)f : *function | SEVERAL_FUNCTIONS;
}

void uses_read(struct uses *uses, const struct outline *outline)
{
	const struct token_list *tokens = &outline->tokens;
	struct table table = { .mask = 1023 };

	table.items = mem_calloc(table.mask + 1, sizeof(*table.items));
	uses->use = mem_array(tokens->n, sizeof(*uses->use));
	for (size_t i = 0; i < tokens->n; i++) {
		if (tokens->items[i].kind == TOKEN_IDENTIFIER)
			count_use(uses, outline, &table, (uint32_t)i);
		else
			uses->use[i] = NO_USE;
	}
	free(table.items);
	VEC_FIT(&uses->words);
	make_room(uses);
	number_uses(uses, tokens->n);
	for (size_t f = 0; f < outline->functions.n; f++)
		note_function(uses, outline, f);
}

uint32_t uses_behind(const struct uses *uses, size_t use, size_t begin)
{
	const struct used_word *word = uses_word(uses, use);
	size_t after;

	if (!word)
		return use > begin ? (uint32_t)use : NO_USE;
	LOWER_BOUND(after, word->end - word->begin, uses->token[word->begin + after] <= begin);
	return word->begin + after < word->end ? uses->token[word->begin + after] : NO_USE;
}

void uses_free(struct uses *uses)
{
	free(uses->use);
	free(uses->token);
	free(uses->word);
	free(uses->words.items);
	*uses = (struct uses){0};
}

/* The parenthesis that token close closes; SIZE_MAX: there is none. */
static size_t opening(const struct token_list *tokens, size_t close)
{
	unsigned depth = 0;
	size_t i = close;

	for (; i < tokens->n; i = token_previous(tokens, i)) {
		depth += token_is(tokens, i, ")");
		if (token_is(tokens, i, "(") && !--depth)
			break;
	}
	return i;
}

/* True if a cast ends at token close: `(u32 *)`, and not the list of a call or a sizeof. */
static bool is_cast_end(const struct token_list *tokens, size_t close)
{
	size_t open = opening(tokens, close), before = token_previous(tokens, open);

	if (open >= tokens->n || token_is(tokens, before, "sizeof") ||
	    (before < tokens->n && tokens->items[before].kind == TOKEN_IDENTIFIER &&
	     !is_statement_word(tokens, before)))
		return false;
	return is_type_word(tokens, token_next(tokens, open)) || token_is(tokens, token_previous(tokens, close), "*");
}

bool is_address_taken(const struct token_list *tokens, size_t i)
{
	size_t before = token_previous(tokens, i), further;

	if (!token_is(tokens, before, "&"))
		return false;
	further = token_previous(tokens, before);
	if (token_is(tokens, further, ")"))
		return is_cast_end(tokens, further);
	return is_statement_word(tokens, further) ||
	       (further < tokens->n && tokens->items[further].kind == TOKEN_PUNCTUATION &&
		!token_is(tokens, further, "]"));
}

/* From what stands between two tokens to the parentheses around it, and a hint in front of those. */
static bool step_out(const struct token_list *tokens, size_t *previous, size_t *next)
{
	static const char *const hints[] = { "likely", "unlikely" };

	if (!token_is(tokens, *previous, "(") || !token_is(tokens, *next, ")"))
		return false;
	*previous = token_previous(tokens, *previous);
	*next = token_next(tokens, *next);
	if (token_is_any(tokens, *previous, hints, ARRAY_SIZE(hints)))
		*previous = token_previous(tokens, *previous);
	return true;
}

bool is_truth_asked(const struct token_list *tokens, size_t first, size_t last)
{
	static const char *const before[] = { "!", "&&", "||", "if", "IS_ERR_OR_NULL" };
	static const char *const behind[] = { "&&", "||", "==", "!=", "?" };
	size_t previous = token_previous(tokens, first), next = token_next(tokens, last);

	while (!token_is_any(tokens, previous, before, ARRAY_SIZE(before)) &&
	       !token_is_any(tokens, next, behind, ARRAY_SIZE(behind)))
		if (!step_out(tokens, &previous, &next))
			return false;
	return true;
}

size_t condition_end(const struct token_list *tokens, size_t first, size_t last)
{
	size_t previous = token_previous(tokens, first), next = token_next(tokens, last);

	while (!token_is(tokens, previous, "if"))
		if (!step_out(tokens, &previous, &next))
			return NO_TOKEN;
	return next;
}
