// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/change/transfer.h"

#include "base/data/mem.h"
#include "kernel/change/decoded.h"

#include <string.h>

bool region_next_line(struct region *region, struct region *line)
{
	const char *newline;

	if (region->at == region->end)
		return false;
	newline = memchr(region->at, '\n', (size_t)(region->end - region->at));
	*line = *region;
	line->end = newline ? newline + 1 : region->end;
	region->at = line->end;
	region->line++;
	return true;
}

bool region_begins(const struct region *line, const char *word)
{
	size_t length = strlen(word);

	return (size_t)(line->end - line->at) >= length && !memcmp(line->at, word, length);
}

static void put(struct decoder *decoder, char c)
{
	struct decoded_line line = {
		.at = decoder->decoded->text.length, .number = decoder->line,
	};

	if (!decoder->inside)
		VEC_PUSH(&decoder->decoded->lines, line);
	buf_add(&decoder->decoded->text, &c, 1);
	decoder->inside = c != '\n';
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c & ~0x20);
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* How many bytes behind an = end the line: the line goes on in the next one. */
static size_t soft_break(const char *at, const char *end)
{
	const char *start = at;

	while (at < end && (*at == ' ' || *at == '\t' || *at == '\r'))
		at++;
	return at < end && *at == '\n' ? (size_t)(at - start) + 1 : 0;
}

static void decode_quoted_printable(struct decoder *decoder, struct region body)
{
	while (body.at < body.end) {
		const char *at = body.at;
		size_t skipped;

		decoder->line = body.line;
		if (*at == '=' && (skipped = soft_break(at + 1, body.end))) {
			body.at += 1 + skipped;
			body.line++;
			continue;
		}
		if (*at == '=' && body.end - at > 2 && hex_digit(at[1]) >= 0 && hex_digit(at[2]) >= 0) {
			put(decoder, (char)(hex_digit(at[1]) << 4 | hex_digit(at[2])));
			body.at += 3;
			continue;
		}
		body.line += *at == '\n';
		put(decoder, *at);
		body.at++;
	}
}

static int base64_digit(char c)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *found = c ? strchr(digits, c) : NULL;

	return found ? (int)(found - digits) : -1;
}

/* Each line by itself, and on behind a padding =, as git does it: nothing hides behind an end that is none. */
static void decode_base64(struct decoder *decoder, struct region body)
{
	unsigned bits = 0, n = 0;

	for (; body.at < body.end; body.at++) {
		int digit = base64_digit(*body.at);

		decoder->line = body.line;
		if (*body.at == '\n') {
			body.line++;
			n = 0;
		}
		if (digit < 0)
			continue;
		bits = bits << 6 | (unsigned)digit;
		n += 6;
		if (n < 8)
			continue;
		n -= 8;
		put(decoder, (char)(bits >> n & 0xff));
	}
}

static void decode_plain(struct decoder *decoder, struct region body)
{
	for (; body.at < body.end; body.at++) {
		decoder->line = body.line;
		body.line += *body.at == '\n';
		put(decoder, *body.at);
	}
}

static void undo(struct decoder *decoder, const struct transfer *transfer, struct region body)
{
	switch (transfer->encoding) {
	case QUOTED_PRINTABLE:
		decode_quoted_printable(decoder, body);
		break;
	case BASE64:
		decode_base64(decoder, body);
		break;
	case PLAIN:
		decode_plain(decoder, body);
		break;
	}
}

void transfer_end(struct decoder *decoder)
{
	if (decoder->inside)
		decoder->decoded->lines.items[decoder->decoded->lines.n - 1].is_unended = true;
}

void transfer_end_line(struct decoder *decoder)
{
	if (decoder->inside)
		put(decoder, '\n');
}

/* A line that ends with a blank goes on in the next one; a blank in front is the mail program's. As git does. */
static void put_flowed(struct decoder *decoder, struct region line, bool drops_blank)
{
	const char *end = line.end - (line.end[-1] == '\n');

	end -= end > line.at && end[-1] == '\r';
	if (end - line.at == 3 && region_begins(&line, "-- ")) {
		decode_plain(decoder, line);
		return;
	}
	line.at += line.at < end && *line.at == ' ';
	if (line.at < end && end[-1] == ' ')
		line.end = end - drops_blank;
	decode_plain(decoder, line);
}

/* All that was decoded; of nothing, there is no address to count from. */
static struct region whole(const struct decoded *decoded)
{
	const char *text = decoded->text.data ? decoded->text.data : "";

	return (struct region){ text, text + decoded->text.length, 0 };
}

void transfer_decode(struct decoder *decoder, const struct transfer *transfer, struct region body)
{
	struct decoded filled = {0};
	struct decoder inner = { .decoded = &filled };
	struct region rest, line;

	if (!transfer->is_flowed) {
		undo(decoder, transfer, body);
		return;
	}
	undo(&inner, transfer, body);
	rest = whole(&filled);
	for (size_t i = 0; region_next_line(&rest, &line); i++) {
		line.line = filled.lines.items[i].number;
		put_flowed(decoder, line, transfer->drops_blank);
	}
	decoded_free(&filled);
}

bool transfer_may_be_diff(const struct transfer *transfer, struct region body)
{
	static const char *const words[] = { "diff -", "Index: ", "--- ", "@@ -" };
	struct decoded decoded = {0};
	struct decoder decoder = { .decoded = &decoded };
	struct region rest, line;
	bool yes = false;

	transfer_decode(&decoder, transfer, body);
	rest = whole(&decoded);
	while (!yes && region_next_line(&rest, &line))
		for (size_t i = 0; i < ARRAY_SIZE(words); i++)
			yes |= region_begins(&line, words[i]);
	decoded_free(&decoded);
	return yes;
}
