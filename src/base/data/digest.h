/* SPDX-License-Identifier: GPL-2.0-only */
/* SHA-256: names and checksums of what is kept, which nobody can make another text for. */
#ifndef GUPTIDY_DATA_DIGEST_H
#define GUPTIDY_DATA_DIGEST_H

#include <nettle/sha2.h>
#include <stddef.h>

#define DIGEST_LENGTH (2 * SHA256_DIGEST_SIZE)	/* hexadecimal digits, without the NUL */

struct digest {
	struct sha256_ctx context;
};

/* Starts. */
void digest_init(struct digest *digest);

/* Takes bytes in, and how many they are: "ab", "c" is another row than "a", "bc". */
void digest_bytes(struct digest *digest, const void *data, size_t length);

/* The same with a string; NULL differs from "". */
void digest_text(struct digest *digest, const char *text);

/* Ends it: the digits, with a NUL. */
void digest_end(struct digest *digest, char text[DIGEST_LENGTH + 1]);

#endif
