// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/maintainers/mailmap.h"

#include "base/data/arena.h"
#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/open.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* One line: who goes by key, or by mail where the line names no name that goes with it. */
struct mapping {
	const char *key;		/* "mail", or "Name <mail>" */
	const char *name, *mail;	/* NULL: stays as it is */
};

struct mailmap {
	struct mapping *items;
	size_t n, capacity;
	struct arena texts;
};

/* Up to <, and up to >; false: it is not there. Moves *at behind it. */
static bool take_address(char **at, char **name, char **mail)
{
	char *open = strchr(*at, '<'), *close = open ? strchr(open, '>') : NULL;

	if (!close || close == open + 1)
		return false;
	*open = *close = '\0';
	*name = *at + strspn(*at, " \t");
	*mail = open + 1;
	*at = close + 1;
	return true;
}

static const char *name_of(struct mailmap *mailmap, const char *name)
{
	const char *text = arena_printf(&mailmap->texts, "%s <a@b>", name);

	return address_parse(text, &mailmap->texts).name;
}

/* NAME <MAIL>, <MAIL> <OLD>, NAME <MAIL> <OLD> or NAME <MAIL> OLD <OLD>; others say nothing. */
static void read_line(struct mailmap *mailmap, char *line)
{
	char *name, *mail, *old_name = NULL, *old_mail = NULL;
	struct mapping mapping = {0};

	line[strcspn(line, "#")] = '\0';
	if (!take_address(&line, &name, &mail))
		return;
	if (!take_address(&line, &old_name, &old_mail)) {
		if (!*name || line[strspn(line, " \t\r")])
			return;
		mapping = (struct mapping){ mail, name_of(mailmap, name), NULL };
	} else if (!*old_name) {
		mapping = (struct mapping){ old_mail, *name ? name_of(mailmap, name) : NULL, mail };
	} else if (*name) {
		struct address old = { name_of(mailmap, old_name), old_mail };

		mapping = (struct mapping){ address_format(old, &mailmap->texts),
					    name_of(mailmap, name), mail };
	} else {
		return;
	}
	VEC_PUSH(mailmap, mapping);
}

struct mailmap *mailmap_read(const char *root, struct err *err)
{
	struct mailmap *mailmap = mem_calloc(1, sizeof(*mailmap));
	struct buf text = {0};
	char *all, *line;

	if (!mode_below(root, ".mailmap") && errno == ENOENT)
		return mailmap;
	if (load_below(&text, root, ".mailmap", err)) {
		buf_free(&text);
		mailmap_free(mailmap);
		return NULL;
	}
	all = text.length ? arena_printf(&mailmap->texts, "%s", text.data) : NULL;
	buf_free(&text);
	while (all && (line = strsep(&all, "\n")))
		read_line(mailmap, line);
	return mailmap;
}

/* Of several lines, the last one counts: that of the name and that of the mail may be two. */
static bool look_up(const struct mailmap *mailmap, const char *key, struct address *address)
{
	bool found = false;

	for (size_t i = 0; i < mailmap->n; i++) {
		const struct mapping *mapping = &mailmap->items[i];

		if (strcmp(mapping->key, key))
			continue;
		found = true;
		if (mapping->name)
			address->name = mapping->name;
		if (mapping->mail)
			address->mail = mapping->mail;
	}
	return found;
}

struct address mailmap_address(const struct mailmap *mailmap, struct address address, struct arena *arena)
{
	const char *mail = address.mail;

	if (!look_up(mailmap, address_format(address, arena), &address))
		look_up(mailmap, mail, &address);
	return address;
}

void mailmap_free(struct mailmap *mailmap)
{
	if (!mailmap)
		return;
	arena_free(&mailmap->texts);
	free(mailmap->items);
	free(mailmap);
}
