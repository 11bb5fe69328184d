// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/hash.h"

#include <string.h>

void hash_init(struct hash *hash)
{
	hash->a = 0xcbf29ce484222325u;
	hash->b = 0x84222325cbf29ce4u;
}

void hash_bytes(struct hash *hash, const void *data, size_t length)
{
	const unsigned char *byte = data;

	for (size_t i = 0; i < length; i++) {
		hash->a = (hash->a ^ byte[i]) * 0x100000001b3u;
		hash->b = (hash->b ^ byte[i] ^ 0x5a) * 0x100000001b3u;
	}
}

void hash_text(struct hash *hash, const char *text)
{
	hash_bytes(hash, text ? text : "\1", text ? strlen(text) + 1 : 2);
}
