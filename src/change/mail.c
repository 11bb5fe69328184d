// SPDX-License-Identifier: GPL-2.0-only
#include "change/mail.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define DEEPEST 8	/* multipart in multipart */

enum encoding { PLAIN, QUOTED_PRINTABLE, BASE64 };

/* Lines [at, end) of a text, and the number of the first. */
struct region {
	const char *at, *end;
	unsigned line;
};

struct header {
	enum encoding encoding;
	char *boundary;			/* of a multipart body, or NULL */
	bool is_mail;			/* it says from whom it is, or about what */
	bool is_patch;			/* as struct mail has it */
	bool is_ended;			/* by an empty line */
	bool is_foreign;		/* HTML, an image, ... */
};

struct decoder {
	struct decoded *decoded;
	unsigned line;
	bool inside;			/* of a line */
};

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

static struct mail *last_mail(struct decoder *decoder)
{
	return &decoder->decoded->mails.items[decoder->decoded->mails.n - 1];
}

/* What was decoded ends here. */
static void note_end(struct decoder *decoder)
{
	if (decoder->inside)
		decoder->decoded->lines.items[decoder->decoded->lines.n - 1].is_unended = true;
}

/* The next line with its newline; false at the end. */
static bool next_line(struct region *region, struct region *line)
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

static bool line_begins(const struct region *line, const char *word)
{
	size_t length = strlen(word);

	return (size_t)(line->end - line->at) >= length && !memcmp(line->at, word, length);
}

static bool is_blank(const struct region *line)
{
	const char *at = line->at;

	while (at < line->end && (*at == '\r' || *at == '\n'))
		at++;
	return at == line->end;
}

/* "Name: value" */
static bool is_header_line(const struct region *line)
{
	const char *at = line->at;

	while (at < line->end && (isalnum((unsigned char)*at) || *at == '-' || *at == '_'))
		at++;
	return at > line->at && at < line->end && *at == ':';
}

/* The value of boundary= in a Content-Type, or NULL; the caller frees it. */
static char *boundary_of(const char *type)
{
	const char *at = strcasestr(type, "boundary=");
	size_t length;
	bool quoted;

	if (!at)
		return NULL;
	at += strlen("boundary=");
	quoted = *at == '"';
	at += quoted;
	length = strcspn(at, quoted ? "\"" : " \t\r\n;");
	return length ? mem_strndup(at, length) : NULL;
}

/* "[PATCH v2 3/5] what it does"; the number 0 is a cover letter's. */
static bool says_patch(const char *subject)
{
	size_t length = strcspn(subject, "]");
	const char *slash = memrchr(subject, '/', length), *number = slash;

	if (*subject != '[' || !memmem(subject, length, "PATCH", strlen("PATCH")))
		return false;
	while (number > subject && isdigit((unsigned char)number[-1]))
		number--;
	return number == slash || strtoul(number, NULL, 10);
}

static void read_field(struct header *header, const char *field)
{
	const char *value = strchr(field, ':') + 1;

	value += strspn(value, " \t\r\n");
	if (!strncasecmp(field, "subject:", 8) || !strncasecmp(field, "from:", 5))
		header->is_mail = true;
	if (!strncasecmp(field, "subject:", 8))
		header->is_patch = says_patch(value);
	if (!strncasecmp(field, "content-transfer-encoding:", 26))
		header->encoding = !strncasecmp(value, "quoted-printable", 16) ? QUOTED_PRINTABLE :
				   !strncasecmp(value, "base64", 6) ? BASE64 : PLAIN;
	if (strncasecmp(field, "content-type:", 13))
		return;
	if (!strncasecmp(value, "multipart/", 10)) {
		free(header->boundary);
		header->boundary = boundary_of(value);
	}
	header->is_foreign = !strncasecmp(value, "text/html", 9) ||
			     !strncasecmp(value, "image/", 6) ||
			     !strncasecmp(value, "application/pgp", 15) ||
			     !strncasecmp(value, "application/pkcs7", 17);
}

/* Reads header lines up to the blank one; a field may go on over lines that begin with blanks. */
static void read_header(struct region *region, struct header *header)
{
	struct buf field = {0};
	struct region line;

	while (next_line(region, &line)) {
		if (line.at < line.end && (*line.at == ' ' || *line.at == '\t')) {
			buf_add(&field, line.at, (size_t)(line.end - line.at));
			continue;
		}
		if (field.length && strchr(field.data, ':'))
			read_field(header, field.data);
		buf_free(&field);
		header->is_ended = is_blank(&line);
		if (header->is_ended)
			return;
		buf_add(&field, line.at, (size_t)(line.end - line.at));
	}
	if (field.length && strchr(field.data, ':'))
		read_field(header, field.data);
	buf_free(&field);
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

static void decode_base64(struct decoder *decoder, struct region body)
{
	unsigned bits = 0, n = 0;

	for (; body.at < body.end && *body.at != '='; body.at++) {
		int digit = base64_digit(*body.at);

		body.line += *body.at == '\n';
		if (digit < 0)
			continue;
		bits = bits << 6 | (unsigned)digit;
		n += 6;
		if (n < 8)
			continue;
		n -= 8;
		decoder->line = body.line;
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

static void decode_part(struct decoder *decoder, struct region part, const struct header *header,
			unsigned depth);

/* A part with its own header; .at is NULL when there is none. */
static void decode_one(struct decoder *decoder, struct region part, unsigned depth)
{
	struct header header = {0};

	if (!part.at)
		return;
	read_header(&part, &header);
	decode_part(decoder, part, &header, depth + 1);
	free(header.boundary);
}

/* The parts between the lines `--boundary`. */
static void decode_parts(struct decoder *decoder, struct region body, const char *boundary,
			 unsigned depth)
{
	char *mark = mem_printf("--%s", boundary);
	struct region line, part = { NULL, NULL, 0 };

	while (next_line(&body, &line)) {
		if (!line_begins(&line, mark))
			continue;
		part.end = line.at;
		decode_one(decoder, part, depth);
		part = body;
		/* What follows the last part is for readers without MIME. */
		if (line.end - line.at > (ptrdiff_t)strlen(mark) + 1 &&
		    !memcmp(line.at + strlen(mark), "--", 2))
			part.at = NULL;
	}
	part.end = body.end;
	decode_one(decoder, part, depth);
	if (part.at && !depth)
		last_mail(decoder)->lacks_end = true;
	free(mark);
}

static void decode_part(struct decoder *decoder, struct region part, const struct header *header,
			unsigned depth)
{
	if (header->is_foreign || depth > DEEPEST)
		return;
	if (header->boundary)
		decode_parts(decoder, part, header->boundary, depth);
	else if (header->encoding == QUOTED_PRINTABLE)
		decode_quoted_printable(decoder, part);
	else if (header->encoding == BASE64)
		decode_base64(decoder, part);
	else
		decode_plain(decoder, part);
	note_end(decoder);
	/* The next text begins on a line of its own. */
	if (decoder->inside)
		put(decoder, '\n');
}

/*
 * A line "From ..." in front of header lines: where an mbox begins its next mail. The file may be cut off
 * there, or in the line behind.
 */
static bool begins_mail(const struct region *line, struct region rest)
{
	struct region next;

	return line_begins(line, "From ") &&
	       (!next_line(&rest, &next) || is_header_line(&next) || next.end[-1] != '\n');
}

static void decode_mail(struct decoder *decoder, struct region mail)
{
	struct decoded *decoded = decoder->decoded;
	struct mail added = { .line = mail.line, .begin = decoded->lines.n };
	struct header header = {0};
	struct region rest = mail, line;

	if (next_line(&rest, &line) && line_begins(&line, "From "))
		mail = rest;
	rest = mail;
	read_header(&rest, &header);
	added.is_patch = header.is_patch;
	added.lacks_body = !header.is_ended;
	VEC_PUSH(&decoded->mails, added);
	decode_part(decoder, rest, &header, 0);
	last_mail(decoder)->end = decoded->lines.n;
	free(header.boundary);
}

/* True if nothing but header lines stand in front of the first blank line. */
static bool is_header(struct region region)
{
	struct region line;

	while (next_line(&region, &line) && !is_blank(&line))
		if (*line.at != ' ' && *line.at != '\t' && !is_header_line(&line))
			return false;
	return true;
}

/*
 * One mail without an mbox around it: it begins with header lines, and they say so. A patch may have
 * lines like them right above its diff.
 */
static bool is_mail(struct region region)
{
	struct header header = {0};
	struct region rest = region, line;
	bool yes;

	if (!next_line(&rest, &line) || !is_header_line(&line) || !is_header(region))
		return false;
	read_header(&region, &header);
	yes = header.is_mail;
	free(header.boundary);
	return yes;
}

void mail_decode(const char *text, size_t length, struct decoded *decoded)
{
	struct region rest = { text, text + length, 1 }, mail = rest, line;
	struct decoder decoder = { .decoded = decoded };
	bool in_mbox = false;

	*decoded = (struct decoded){0};
	while (next_line(&rest, &line)) {
		if (!begins_mail(&line, rest) || (!in_mbox && line.at != text))
			continue;
		mail.end = line.at;
		if (in_mbox)
			decode_mail(&decoder, mail);
		in_mbox = true;
		mail = line;
	}
	mail.end = text + length;
	if (in_mbox || is_mail(mail))
		decode_mail(&decoder, mail);
	else
		decode_plain(&decoder, mail);
	note_end(&decoder);
}

void decoded_free(struct decoded *decoded)
{
	buf_free(&decoded->text);
	free(decoded->lines.items);
	free(decoded->mails.items);
	*decoded = (struct decoded){0};
}
