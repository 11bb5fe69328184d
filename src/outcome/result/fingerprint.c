// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/fingerprint.h"

#include "base/data/hash.h"
#include "base/data/mem.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/* A finding by what it says, and its place in the list. */
struct saying {
	struct hash hash;
	size_t index;
};

static struct saying saying_of(const struct finding *finding, size_t index)
{
	struct saying saying = { .index = index };

	hash_init(&saying.hash);
	hash_text(&saying.hash, finding->rule);
	hash_text(&saying.hash, finding->path);
	hash_text(&saying.hash, finding->function);
	hash_text(&saying.hash, finding->callee);
	hash_text(&saying.hash, finding->text);
	return saying;
}

static bool is_same(const struct saying *left, const struct saying *right)
{
	return left->hash.a == right->hash.a && left->hash.b == right->hash.b;
}

/* Equal ones come together, in the order of the file. */
static int by_saying(const void *a, const void *b)
{
	const struct saying *left = a, *right = b;

	if (left->hash.a != right->hash.a)
		return left->hash.a < right->hash.a ? -1 : 1;
	if (left->hash.b != right->hash.b)
		return left->hash.b < right->hash.b ? -1 : 1;
	return left->index < right->index ? -1 : left->index > right->index;
}

static struct fingerprint print_of(struct hash hash, size_t ordinal)
{
	struct fingerprint print;
	char digits[24];

	snprintf(digits, sizeof(digits), "%zu", ordinal);
	hash_text(&hash, digits);
	snprintf(print.text, sizeof(print.text), "%016" PRIx64 "%016" PRIx64, hash.a, hash.b);
	return print;
}

struct fingerprint *fingerprints_of(const struct finding_list *findings)
{
	struct fingerprint *prints = mem_calloc(findings->n + 1, sizeof(*prints));
	struct saying *sayings = mem_calloc(findings->n + 1, sizeof(*sayings));
	size_t ordinal = 0;

	for (size_t i = 0; i < findings->n; i++)
		sayings[i] = saying_of(&findings->items[i], i);
	qsort(sayings, findings->n, sizeof(*sayings), by_saying);
	for (size_t i = 0; i < findings->n; i++) {
		ordinal = i && is_same(&sayings[i], &sayings[i - 1]) ? ordinal + 1 : 0;
		prints[sayings[i].index] = print_of(sayings[i].hash, ordinal);
	}
	free(sayings);
	return prints;
}
