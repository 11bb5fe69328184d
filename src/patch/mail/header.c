// SPDX-License-Identifier: GPL-2.0-only
#include "patch/mail/header.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/data/utf8.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS 78
#define WORD_COLUMNS 72		/* of an encoded word, of which 75 are allowed */

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x7f || (unsigned char)*text < ' ')
			return false;
	return true;
}

/* As an encoded word has it, everywhere in a header: letters and digits alone stay. */
static bool stays(unsigned char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

/* Encoded words, each of whole characters; between two of them stands the end of a line. */
static void add_encoded(struct buf *out, const char *text)
{
	struct buf utf8 = {0};
	size_t column = 0;

	utf8_add(&utf8, text);
	for (const char *at = utf8.data ? utf8.data : ""; *at;) {
		size_t length = utf8_length(at);

		if (!column || column + 3 * length > WORD_COLUMNS) {
			buf_puts(out, column ? "?=\n =?UTF-8?q?" : "=?UTF-8?q?");
			column = strlen("=?UTF-8?q?");
		}
		for (; length; length--, at++) {
			column += stays((unsigned char)*at) ? 1 : 3;
			buf_printf(out, stays((unsigned char)*at) ? "%c" : "=%02X", (unsigned char)*at);
		}
	}
	buf_puts(out, column ? "?=" : "");
	buf_free(&utf8);
}

/* Lines end in front of a blank, which stays at the beginning of the next one. */
static void add_folded(struct buf *out, size_t column, const char *text)
{
	while (*text) {
		size_t length = 1 + strcspn(text + 1, " ");

		if (column + length > COLUMNS && *text == ' ' && text[1]) {
			buf_puts(out, "\n");
			column = 0;
		}
		buf_add(out, text, length);
		column += length;
		text += length;
	}
}

void header_text(struct buf *out, const char *name, const char *text)
{
	buf_printf(out, "%s: ", name);
	if (is_ascii(text))
		add_folded(out, strlen(name) + 2, text);
	else
		add_encoded(out, text);
	buf_puts(out, "\n");
}

/* A name in quotes is the same without, once it is encoded. */
static void add_person(struct buf *out, const char *name, size_t length)
{
	bool is_quoted = length > 1 && *name == '"' && name[length - 1] == '"';
	char *person = mem_strndup(name, length);

	if (is_ascii(person)) {
		buf_puts(out, person);
	} else {
		person[length - is_quoted] = '\0';
		add_encoded(out, person + is_quoted);
	}
	free(person);
}

static void add_address(struct buf *out, const char *address)
{
	const char *mail = strrchr(address, '<');
	size_t length = mail ? (size_t)(mail - address) : 0;

	while (length && address[length - 1] == ' ')
		length--;
	add_person(out, address, length);
	buf_puts(out, length ? " " : "");
	buf_puts(out, mail ? mail : address);
}

/* Returns how many stand there by now. */
static size_t add_addresses(struct buf *out, const char *name, const struct path_list *addresses, size_t n)
{
	for (size_t i = 0; addresses && i < addresses->n; i++) {
		if (n++)
			buf_puts(out, ",\n\t");
		else
			buf_printf(out, "%s: ", name);
		add_address(out, addresses->items[i]);
	}
	return n;
}

void header_addresses(struct buf *out, const char *name, const struct path_list *first,
		      const struct path_list *second)
{
	size_t n = add_addresses(out, name, first, 0);

	if (add_addresses(out, name, second, n))
		buf_puts(out, "\n");
}

/* Whether a name may stand there without quotes: it has no mark that a header takes for its own. */
static bool is_plain(const char *name)
{
	return !name[strcspn(name, "\"(),.:;<>@[\\]")];
}

void header_person(struct buf *out, const char *name, const char *person, const char *mail)
{
	buf_printf(out, "%s: ", name);
	if (!is_ascii(person)) {
		add_encoded(out, person);
	} else if (is_plain(person)) {
		buf_puts(out, person);
	} else {
		buf_puts(out, "\"");
		for (; *person; person++)
			buf_printf(out, strchr("\"\\", *person) ? "\\%c" : "%c", *person);
		buf_puts(out, "\"");
	}
	buf_printf(out, " <%s>\n", mail);
}
