// SPDX-License-Identifier: GPL-2.0-only
#include "scan/match.h"

#include "api/api.h"
#include "scan/word.h"

#include <string.h>

static unsigned block(const char *text, size_t end)
{
	return (unsigned)(unsigned char)text[end - 1] << 8 | (unsigned char)text[end];
}

void matcher_init(struct matcher *matcher)
{
	matcher->window = SIZE_MAX;
	for (size_t i = 0; i < gup_function_count; i++)
		if (strlen(gup_functions[i].name) < matcher->window)
			matcher->window = strlen(gup_functions[i].name);
	/* A block that is in no name: the next chance begins with its second byte. */
	memset(matcher->shift, (int)matcher->window - 1, sizeof(matcher->shift));
	for (size_t i = 0; i < gup_function_count; i++) {
		for (size_t end = 1; end < matcher->window; end++) {
			uint8_t *shift = &matcher->shift[block(gup_functions[i].name, end)];
			uint8_t distance = (uint8_t)(matcher->window - 1 - end);

			if (distance < *shift)
				*shift = distance;
		}
	}
}

/* The name that begins at begin as a whole word, or NULL. */
static const struct gup_function *name_at(const char *text, size_t length, size_t begin)
{
	size_t end = begin;

	if (begin && is_identifier_byte((unsigned char)text[begin - 1]))
		return NULL;
	while (end < length && is_identifier_byte((unsigned char)text[end]))
		end++;
	if (!is_whole_word(text, length, begin, end))
		return NULL;
	return gup_function_find(text + begin, end - begin);
}

const struct gup_function *matcher_next(const struct matcher *matcher, const char *text,
					size_t length, size_t *offset)
{
	for (size_t end = *offset + matcher->window - 1; end < length;) {
		size_t shift = matcher->shift[block(text, end)];
		const struct gup_function *found;

		if (shift) {
			end += shift;
			continue;
		}
		*offset = end + 1 - matcher->window;
		found = name_at(text, length, *offset);
		if (found)
			return found;
		end++;
	}
	*offset = length;
	return NULL;
}
