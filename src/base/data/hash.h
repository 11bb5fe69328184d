/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * FNV-1a, twice with different seeds: names of findings, which baselines hold. No defence against an
 * attacker: that is base/data/digest.h.
 */
#ifndef GUPTIDY_DATA_HASH_H
#define GUPTIDY_DATA_HASH_H

#include <stddef.h>
#include <stdint.h>

struct hash {
	uint64_t a, b;
};

/* Starts. */
void hash_init(struct hash *hash);

/* Takes bytes in. */
void hash_bytes(struct hash *hash, const void *data, size_t length);

/* Takes a string and its end in; NULL differs from "". */
void hash_text(struct hash *hash, const char *text);

#endif
