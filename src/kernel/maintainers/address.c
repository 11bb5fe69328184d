// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/maintainers/address.h"

#include "base/data/arena.h"
#include "base/data/buf.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define BLANKS " \t\r\n"

struct piece {
	const char *at;
	size_t length;
};

static struct piece trim(struct piece piece)
{
	while (piece.length && strchr(BLANKS, *piece.at))
		piece = (struct piece){ piece.at + 1, piece.length - 1 };
	while (piece.length && strchr(BLANKS, piece.at[piece.length - 1]))
		piece.length--;
	return piece;
}

static bool needs_quotes(struct piece name)
{
	for (size_t i = 0; i < name.length; i++) {
		unsigned char c = (unsigned char)name.at[i];

		if (c >= 0x80 || (!isalnum(c) && !strchr("_ -", c)))
			return true;
	}
	return false;
}

/* In a mail's header a carriage return would begin another one, to some. */
static const char *without_controls(struct piece piece, struct arena *arena)
{
	struct buf kept = {0};
	const char *text;

	for (size_t i = 0; i < piece.length; i++)
		if ((unsigned char)piece.at[i] >= ' ' && piece.at[i] != 0x7f)
			buf_add(&kept, piece.at + i, 1);
	text = arena_printf(arena, "%s", kept.length ? kept.data : "");
	buf_free(&kept);
	return text;
}

/* The name in quotes, if it needs them, whether it had some or not. */
static const char *quote(struct piece name, struct arena *arena)
{
	struct buf quoted = {0};
	const char *text;

	name = trim(name);
	if (name.length && *name.at == '"')
		name = (struct piece){ name.at + 1, name.length - 1 };
	if (name.length && name.at[name.length - 1] == '"')
		name.length--;
	if (!needs_quotes(name))
		return arena_printf(arena, "%.*s", (int)name.length, name.at);
	for (size_t i = 0; i < name.length; i++) {
		if (name.at[i] == '"' && (!i || name.at[i - 1] != '\\'))
			buf_puts(&quoted, "\\");
		buf_add(&quoted, name.at + i, 1);
	}
	text = arena_printf(arena, "\"%s\"", quoted.data);
	buf_free(&quoted);
	return text;
}

/* The text between the first < and the last >, if a mail is there; else an empty one. */
static struct piece bracketed(const char *text)
{
	const char *open = strchr(text, '<'), *close = open ? strrchr(open, '>') : NULL;
	const char *at = open ? strchr(open, '@') : NULL;

	if (!close || !at || at == open + 1 || at > close)
		return (struct piece){ "", 0 };
	return (struct piece){ open + 1, (size_t)(close - open - 1) };
}

struct address address_parse(const char *line, struct arena *arena)
{
	const char *text = without_controls((struct piece){ line, strlen(line) }, arena);
	struct piece name = { "", 0 }, mail = bracketed(text);
	const char *at = strrchr(text, '@');

	if (mail.length)
		name = (struct piece){ text, (size_t)(mail.at - 1 - text) };
	else if (at && at > text)
		mail = (struct piece){ text, (size_t)(at - text) + strcspn(at, BLANKS) };
	mail = trim(mail);
	return (struct address){
		.name = quote(name, arena),
		.mail = arena_printf(arena, "%.*s", (int)mail.length, mail.at),
	};
}

const char *address_format(struct address address, struct arena *arena)
{
	if (!*address.name)
		return address.mail;
	return arena_printf(arena, "%s <%s>", address.name, address.mail);
}
