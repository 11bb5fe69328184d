// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/digest.h"

#include <stdint.h>
#include <string.h>

#define NONE UINT64_MAX		/* instead of a length: there is no text */

static void take_length(struct digest *digest, uint64_t length)
{
	sha256_update(&digest->context, sizeof(length), (const uint8_t *)&length);
}

void digest_init(struct digest *digest)
{
	sha256_init(&digest->context);
}

void digest_bytes(struct digest *digest, const void *data, size_t length)
{
	take_length(digest, length);
	if (length)
		sha256_update(&digest->context, length, data);
}

void digest_text(struct digest *digest, const char *text)
{
	if (text)
		digest_bytes(digest, text, strlen(text));
	else
		take_length(digest, NONE);
}

void digest_end(struct digest *digest, char text[DIGEST_LENGTH + 1])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t bytes[SHA256_DIGEST_SIZE];

	sha256_digest(&digest->context, sizeof(bytes), bytes);
	for (size_t i = 0; i < sizeof(bytes); i++) {
		text[2 * i] = digits[bytes[i] >> 4];
		text[2 * i + 1] = digits[bytes[i] & 0xf];
	}
	text[DIGEST_LENGTH] = '\0';
}
