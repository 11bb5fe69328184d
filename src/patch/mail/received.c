// SPDX-License-Identifier: GPL-2.0-only
#include "patch/mail/received.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "kernel/change/encoded.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define DIGITS "0123456789"
#define MOST_DIGITS 6		/* of a version, and of a number */

static int digit_of(char byte)
{
	return byte >= '0' && byte <= '9' ? byte - '0' : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 :
	       byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* Appends the byte that =XX stands for; false: it is none. */
static bool add_decoded(struct buf *out, const char *text)
{
	int high = digit_of(text[1]), low = high < 0 ? -1 : digit_of(text[2]);
	char byte = (char)(16 * high + low);

	if (low < 0)
		return false;
	buf_add(out, &byte, 1);
	return true;
}

static void decode_body(const char *text, size_t length, struct buf *out)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '=' && text[i + 1] == '\n')
			i++;
		else if (text[i] == '=' && add_decoded(out, text + i))
			i += 2;
		else
			buf_add(out, text + i, 1);
	}
}

/* Control characters that were encoded become blanks: written again as they are, they would end a field. */
static void blank_controls(struct buf *text)
{
	for (size_t i = 0; i < text->length; i++)
		if ((unsigned char)text->data[i] < ' ' || text->data[i] == 0x7f)
			text->data[i] = ' ';
}

/* A field of the header in one line, or NULL; the caller frees it. */
static char *field_of(const char *header, const char *name)
{
	size_t length = strlen(name);
	struct buf line = {0}, decoded = {0};

	while (*header && (strncasecmp(header, name, length) || header[length] != ':')) {
		header += strcspn(header, "\n");
		header += *header == '\n';
	}
	if (!*header)
		return NULL;
	for (header += length + 1; *header && (*header != '\n' || strchr(" \t", header[1])); header++)
		if (*header != '\n' && header[0])
			buf_add(&line, *header == '\t' ? " " : header, 1);
	encoded_decode(line.data ? line.data + strspn(line.data, " ") : "", &decoded);
	blank_controls(&decoded);
	buf_free(&line);
	return buf_take(&decoded);
}

/* Addresses are parted by commas, but for those in quotes. */
static void split_addresses(char *field, struct path_list *list)
{
	bool is_quoted = false;
	char *begin = field;

	for (char *at = field; field; at++) {
		is_quoted ^= *at == '"';
		if (*at && (*at != ',' || is_quoted))
			continue;
		begin += strspn(begin, " ");
		if (at > begin)
			VEC_PUSH(list, mem_strndup(begin, (size_t)(at - begin)));
		if (!*at)
			break;
		begin = at + 1;
	}
	free(field);
}

/* "v2": the 2; 0 for another word. */
static unsigned version_of(const char *word, size_t length)
{
	bool is_version = length > 1 && length <= MOST_DIGITS + 1 && *word == 'v' &&
			  strspn(word + 1, DIGITS) >= length - 1;

	return is_version ? (unsigned)strtoul(word + 1, NULL, 10) : 0;
}

/* "3/7" */
static bool is_number(const char *word, size_t length)
{
	size_t first = strspn(word, DIGITS), second = strspn(word + first + (word[first] == '/'), DIGITS);

	return first && first <= MOST_DIGITS && second && word[first] == '/' && first + 1 + second == length;
}

/* What stands in the brackets; false: it is of no patch. */
static bool read_prefix(struct received *received, const char *at, const char *end)
{
	struct buf prefix = {0};
	bool is_patch = false;

	for (at += strspn(at, " "); at < end; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ]");

		is_patch |= length == strlen("PATCH") && !strncmp(at, "PATCH", length);
		if (version_of(at, length)) {
			received->version = version_of(at, length);
		} else if (is_number(at, length)) {
			received->number = (size_t)strtoul(at, NULL, 10);
		} else {
			buf_puts(&prefix, prefix.length ? " " : "");
			buf_add(&prefix, at, length);
		}
		at += length;
	}
	received->prefix = buf_take(&prefix);
	return is_patch;
}

/* "[PATCH v2 3/7] what it says", "[RFC PATCH net-next] what it says" */
static int read_subject(struct received *received, const char *subject)
{
	const char *end = *subject == '[' ? strchr(subject, ']') : NULL;

	received->version = 1;
	received->number = 1;
	if (!end || !read_prefix(received, subject + 1, end))
		return -1;
	received->subject = mem_strdup(end + 1 + strspn(end + 1, " "));
	return 0;
}

/* "Some-tag: value" */
static bool is_trailer(const char *line, size_t length)
{
	size_t name = strspn(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");

	return name && name < length && line[name] == ':' && name + 1 < length && line[name + 1] == ' ';
}

/* The last paragraph, if all of its lines are trailers; else the end. */
static size_t trailers_begin(const char *text, size_t length)
{
	size_t begin = length, at;

	for (at = length; at && !(text[at - 1] == '\n' && at > 1 && text[at - 2] == '\n');)
		at--;
	begin = at;
	while (at < length) {
		size_t line = strcspn(text + at, "\n");

		if (!is_trailer(text + at, line))
			return length;
		at += line + 1;
	}
	return begin;
}

static void read_message(struct received *received, const char *text, size_t length)
{
	size_t at, body;

	while (length && text[length - 1] == '\n')
		length--;
	length += text[length] == '\n';
	at = trailers_begin(text, length);
	for (body = at; body > 1 && text[body - 2] == '\n';)
		body--;
	buf_add(&received->body, text, body);
	while (at < length) {
		size_t line = strcspn(text + at, "\n");

		VEC_PUSH(&received->trailers, mem_strndup(text + at, line));
		at += line + 1;
	}
}

static void read_paths(struct received *received)
{
	const char *at = received->diff.data;

	while (at && (at = strstr(at, "\n+++ b/"))) {
		at += strlen("\n+++ b/");
		VEC_PUSH(&received->paths, mem_strndup(at, strcspn(at, "\t\n")));
	}
}

/* What stands below the header: the message up to ---, then the diff up to the signature. */
static void read_text(struct received *received, const struct buf *text)
{
	const char *data = text->data ? text->data : "", *diff = strstr(data, "\ndiff --git ");
	const char *cut = strstr(data, "\n---\n"), *end = strstr(data, "\n-- \n");
	size_t length;

	if (!received->number)
		cut = end;
	length = cut ? (size_t)(cut + 1 - data) : strlen(data);
	if (!strncmp(data, "---\n", 4))
		length = 0;
	read_message(received, data, length);
	if (!diff || !received->number)
		return;
	while (end && strstr(end + 1, "\n-- \n"))
		end = strstr(end + 1, "\n-- \n");
	buf_add(&received->diff, diff + 1, (end && end > diff ? (size_t)(end - diff) : strlen(diff + 1)));
	read_paths(received);
}

static int read_mail(struct received *received, const struct buf *mail)
{
	const char *data = mail->data ? mail->data : "", *end = strstr(data, "\n\n");
	char *header, *subject, *encoding;
	struct buf text = {0};
	int status = -1;

	if (!end)
		return -1;
	header = mem_strndup(data, (size_t)(end - data) + 1);
	subject = field_of(header, "Subject");
	encoding = field_of(header, "Content-Transfer-Encoding");
	if (encoding && !strcasecmp(encoding, "quoted-printable"))
		decode_body(end + 2, mail->length - (size_t)(end + 2 - data), &text);
	else
		buf_add(&text, end + 2, mail->length - (size_t)(end + 2 - data));
	if (subject && (!encoding || strcasecmp(encoding, "base64")) && !read_subject(received, subject)) {
		split_addresses(field_of(header, "To"), &received->to);
		split_addresses(field_of(header, "Cc"), &received->cc);
		read_text(received, &text);
		status = 0;
	}
	buf_free(&text);
	free(encoding);
	free(subject);
	free(header);
	return status;
}

int received_read(struct received *received, const char *path, struct err *err)
{
	struct buf mail = {0};
	int status;

	*received = (struct received){ .file = mem_strdup(path_name(path)) };
	status = load_file(&mail, path, err);
	if (!status && read_mail(received, &mail))
		status = err_set(err, "%s: is no patch as git format-patch writes it; take it out of the folder", path);
	buf_free(&mail);
	if (status)
		received_free(received);
	return status;
}

void received_free(struct received *received)
{
	free(received->file);
	free(received->subject);
	free(received->prefix);
	buf_free(&received->body);
	path_list_free(&received->trailers);
	path_list_free(&received->to);
	path_list_free(&received->cc);
	buf_free(&received->diff);
	path_list_free(&received->paths);
	*received = (struct received){0};
}
