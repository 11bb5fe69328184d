// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/change/mail.h"

#include "base/data/mem.h"
#include "kernel/change/decoded.h"
#include "kernel/change/encoded.h"
#include "kernel/change/transfer.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define DEEPEST 4	/* parts in parts; git mailinfo takes no more */

struct header {
	struct transfer transfer;
	char *boundary;			/* between the parts of the body, or NULL */
	char *subject;			/* as struct mail has it, or NULL */
	bool is_mail;			/* it says from whom it is, or about what */
	bool is_patch;			/* as struct mail has it */
	bool is_ended;			/* by an empty line, or by one that is no header's */
	bool has_stray;			/* by the latter: git reads it only in a mail without parts */
	bool is_foreign;		/* HTML, an image, ... */
};

static void free_header(struct header *header)
{
	free(header->boundary);
	free(header->subject);
}

static struct mail *last_mail(struct decoder *decoder)
{
	return &decoder->decoded->mails.items[decoder->decoded->mails.n - 1];
}

/* "Name: value", or the line that an mbox has in front of a mail, as far as git is strict. */
static bool is_header_line(const struct region *line)
{
	const char *at = line->at;

	if (region_begins(line, "From ") || region_begins(line, ">From "))
		return true;
	while (at < line->end && *at > ' ' && *at <= '~' && *at != ':')
		at++;
	return at < line->end && *at == ':';
}

/* The value of NAME= in a field, or NULL; the caller frees it. */
static char *value_of(const char *field, const char *name)
{
	const char *at = strcasestr(field, name);
	bool quoted;

	if (!at)
		return NULL;
	at += strlen(name);
	quoted = *at == '"';
	at += quoted;
	return mem_strndup(at, strcspn(at, quoted ? "\"" : " \t;"));
}

static bool has_value(const char *field, const char *name, const char *value)
{
	char *found = value_of(field, name);
	bool yes = found && !strcasecmp(found, value);

	free(found);
	return yes;
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

static void read_type(struct header *header, const char *type)
{
	free(header->boundary);
	header->boundary = value_of(type, "boundary=");
	header->transfer.is_flowed = has_value(type, "format=", "flowed");
	header->transfer.drops_blank = has_value(type, "delsp=", "yes");
	header->is_foreign = !strncasecmp(type, "text/html", 9) ||
			     !strncasecmp(type, "image/", 6) ||
			     !strncasecmp(type, "application/pgp", 15) ||
			     !strncasecmp(type, "application/pkcs7", 17);
}

/* What `git am` takes for the first line of the message: "[PATCH v2 3/5] Re: " is for the list. */
static void read_subject(struct header *header, const char *value)
{
	struct buf subject = {0};
	const char *at;

	header->is_patch = says_patch(value);
	encoded_decode(value, &subject);
	buf_reserve(&subject, 0);
	for (at = subject.data; *at == '[' && strchr(at, ']'); at += strspn(at, " "))
		at = strchr(at, ']') + 1;
	free(header->subject);
	header->subject = mem_strdup(at);
	buf_free(&subject);
}

/* "Name: value" without its newline. */
static void read_field(struct header *header, const char *field)
{
	const char *value = strchr(field, ':') + 1;

	value += strspn(value, " \t");
	if (!strncasecmp(field, "subject:", 8))
		read_subject(header, value);
	if (!strncasecmp(field, "content-transfer-encoding:", 26))
		header->transfer.encoding = strcasestr(value, "base64") ? BASE64 :
					    strcasestr(value, "quoted-printable") ? QUOTED_PRINTABLE :
					    PLAIN;
	else if (!strncasecmp(field, "content-type:", 13))
		read_type(header, value);
	else if (strncasecmp(field, "subject:", 8) && strncasecmp(field, "from:", 5))
		return;
	header->is_mail = true;
}

/* A line of a field, without the blanks at its end; one that goes on begins with one blank. */
static void add_line(struct buf *field, struct region line)
{
	if (field->length) {
		buf_puts(field, " ");
		line.at++;
	}
	while (line.end > line.at && isspace((unsigned char)line.end[-1]))
		line.end--;
	buf_add(field, line.at, (size_t)(line.end - line.at));
}

static bool goes_on(const struct region *rest)
{
	return rest->at < rest->end && (*rest->at == ' ' || *rest->at == '\t');
}

static bool is_blank(const struct region *line)
{
	const char *at = line->at;

	while (at < line->end && isspace((unsigned char)*at))
		at++;
	return at == line->end;
}

/* Reads header lines up to one that is none, which is left if it is not empty. */
static void read_header(struct region *rest, struct header *header)
{
	struct region next = *rest, line;

	while (region_next_line(&next, &line) && !is_blank(&line) && is_header_line(&line)) {
		struct buf field = {0};

		add_line(&field, line);
		while (goes_on(&next) && region_next_line(&next, &line))
			add_line(&field, line);
		if (strchr(field.data, ':'))
			read_field(header, field.data);
		buf_free(&field);
		*rest = next;
	}
	if (rest->at == rest->end)
		return;
	header->has_stray = !is_blank(&line);
	header->is_ended = line.end[-1] == '\n';
	if (!header->has_stray)
		*rest = next;
}

static void decode_text(struct decoder *decoder, struct region text, const struct header *header)
{
	if (header->is_foreign && !transfer_may_be_diff(&header->transfer, text))
		return;
	transfer_decode(decoder, &header->transfer, text);
	transfer_end(decoder);
	transfer_end_line(decoder);
}

static void decode_parts(struct decoder *decoder, struct region *rest, const struct header *header,
			 unsigned depth);

/* Behind a boundary: false if this is a part of parts, which is decoded then. */
static bool begin_part(struct decoder *decoder, struct region *rest, struct header *part, unsigned depth)
{
	struct region line;

	free_header(part);
	/* git forgets the encoding of the part before, but not that it was flowed. */
	part->transfer.encoding = PLAIN;
	*part = (struct header){ .transfer = part->transfer };
	read_header(rest, part);
	if (part->has_stray)
		region_next_line(rest, &line);
	if (part->boundary)
		decode_parts(decoder, rest, part, depth + 1);
	return !part->boundary;
}

/*
 * The parts between the lines `--boundary`, up to the last such line. What follows that is for readers
 * without MIME, and what stands in front of the first one: but git reads the latter, in a part.
 */
static void decode_parts(struct decoder *decoder, struct region *rest, const struct header *header,
			 unsigned depth)
{
	char *mark = mem_printf("--%s", header->boundary);
	struct header part = { .transfer = header->transfer };
	struct region line, text = *rest;
	bool is_read = depth > 0;

	last_mail(decoder)->is_too_deep |= depth >= DEEPEST;
	while (depth < DEEPEST && region_next_line(rest, &line)) {
		if (!region_begins(&line, mark))
			continue;
		text.end = line.at;
		if (is_read)
			decode_text(decoder, text, &part);
		line.at += strlen(mark);
		if (region_begins(&line, "--"))
			goto out;
		is_read = begin_part(decoder, rest, &part, depth);
		text = *rest;
	}
	text.end = rest->end;
	if (is_read)
		decode_text(decoder, text, &part);
	last_mail(decoder)->lacks_end = true;
out:
	free_header(&part);
	free(mark);
}

/* The number behind blanks, up to the end of the line; 0 without one. */
static long number_at(const struct region *line, const char *at)
{
	char text[sizeof("  123456")] = "";
	size_t left = (size_t)(line->end - at);

	memcpy(text, at, left < sizeof(text) - 1 ? left : sizeof(text) - 1);
	return strtol(text, NULL, 10);
}

/* "hh:mm:ss yyyy", with anything in front of it that has no colon behind, as git looks for it. */
static bool has_date(const struct region *line)
{
	const char *colon = line->end - 2;

	do {
		if (colon - line->at <= (ptrdiff_t)strlen("From 12:34"))
			return false;
	} while (*--colon != ':');
	return isdigit((unsigned char)colon[-4]) && isdigit((unsigned char)colon[-2]) &&
	       isdigit((unsigned char)colon[-1]) && isdigit((unsigned char)colon[1]) &&
	       isdigit((unsigned char)colon[2]) && number_at(line, colon + 3) > 90;
}

/* A line "From ... DATE": where an mbox begins its next mail. The file may be cut off in it. */
static bool begins_mail(const struct region *line)
{
	return region_begins(line, "From ") && (line->end[-1] != '\n' || has_date(line));
}

static void decode_mail(struct decoder *decoder, struct region mail)
{
	struct decoded *decoded = decoder->decoded;
	struct mail added = { .line = mail.line, .begin = decoded->lines.n };
	struct header header = {0};
	struct region line;

	read_header(&mail, &header);
	added.is_patch = header.is_patch;
	added.subject = mem_strdup(header.subject ? header.subject : "");
	added.lacks_body = !header.is_ended;
	VEC_PUSH(&decoded->mails, added);
	if (header.boundary) {
		if (header.has_stray)
			region_next_line(&mail, &line);
		decode_parts(decoder, &mail, &header, 0);
	} else {
		decode_text(decoder, mail, &header);
	}
	last_mail(decoder)->end = decoded->lines.n;
	free_header(&header);
}

/* One mail without an mbox around it: it begins with header lines, and they say so. */
static bool is_mail(struct region region)
{
	struct header header = {0};

	read_header(&region, &header);
	free_header(&header);
	return header.is_mail;
}

/* Without the empty lines and blanks in front. */
static struct region skip_blanks(struct region region)
{
	for (; region.at < region.end && isspace((unsigned char)*region.at); region.at++)
		region.line += *region.at == '\n';
	return region;
}

void mail_decode(const char *text, size_t length, struct decoded *decoded)
{
	struct region all = { text, text + length, 1 }, mail = skip_blanks(all), rest = mail, line;
	struct decoder decoder = { .decoded = decoded };
	bool in_mbox = false;

	*decoded = (struct decoded){0};
	while (region_next_line(&rest, &line)) {
		if (!begins_mail(&line) || (!in_mbox && line.at != mail.at))
			continue;
		mail.end = line.at;
		if (in_mbox)
			decode_mail(&decoder, mail);
		in_mbox = true;
		mail = line;
	}
	mail.end = all.end;
	if (in_mbox || is_mail(mail))
		decode_mail(&decoder, mail);
	else
		transfer_decode(&decoder, &(struct transfer){0}, all);
	transfer_end(&decoder);
}
