// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/reader.h"

#include <string.h>

const char *reader_take(struct reader *reader, size_t length)
{
	const char *at = reader->at;

	if (reader->failed || (size_t)(reader->end - at) < length) {
		reader->failed = true;
		return NULL;
	}
	reader->at += length;
	return at;
}

const char *reader_take_text(struct reader *reader)
{
	size_t left = (size_t)(reader->end - reader->at);
	const char *nul = left ? memchr(reader->at, '\0', left) : NULL;

	if (!nul)
		reader->failed = true;
	return nul ? reader_take(reader, (size_t)(nul - reader->at) + 1) : NULL;
}
