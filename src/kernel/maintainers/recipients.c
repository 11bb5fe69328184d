// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/maintainers/recipients.h"

#include "base/data/mem.h"
#include "kernel/maintainers/address.h"
#include "kernel/maintainers/mailmap.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Linus gets patches by way of those who maintain what they touch: the script leaves him out as well. */
#define CHIEF "Linus Torvalds <torvalds@linux-foundation.org>"

/* The one of the first n of that name, else of that mail; letters may be large or small. */
static struct recipient *find_person(const struct recipient_list *list, size_t n, struct address who)
{
	for (size_t i = 0; *who.name && i < n; i++)
		if (!strcasecmp(list->items[i].name, who.name))
			return &list->items[i];
	for (size_t i = 0; i < n; i++)
		if (!strcasecmp(list->items[i].mail, who.mail))
			return &list->items[i];
	return NULL;
}

static void add(struct recipient_list *list, enum recipient_role role, struct address who,
		const struct area *area)
{
	struct recipient recipient = { .role = role, .name = who.name, .mail = who.mail, .area = area };

	if (*who.mail && !find_person(list, list->n, who))
		VEC_PUSH(list, recipient);
}

/* Where the next comma stands that parts addresses, or the end: not in quotes, brackets or remarks. */
static const char *comma_in(const char *text)
{
	const char *closer = NULL;

	for (; *text; text++) {
		if (closer && *text == *closer)
			closer = NULL;
		else if (!closer && *text == ',')
			break;
		else if (!closer)
			closer = *text == '"' ? "\"" : *text == '<' ? ">" : *text == '(' ? ")" : NULL;
	}
	return text;
}

/* True if each piece between commas has a mail of its own: "Lee, Chun-Yi <mail>" is one person. */
static bool is_list(const char *text)
{
	for (;;) {
		const char *comma = comma_in(text), *at = strchr(text, '@');

		if (!at || at > comma)
			return false;
		if (!*comma)
			return true;
		text = comma + 1;
	}
}

static void add_people(struct recipient_list *list, enum recipient_role role, const char *value,
		       const struct area *area)
{
	if (!is_list(value)) {
		add(list, role, address_parse(value, &list->texts), area);
		return;
	}
	for (;;) {
		const char *comma = comma_in(value);
		const char *one = arena_printf(&list->texts, "%.*s", (int)(comma - value), value);

		add(list, role, address_parse(one, &list->texts), area);
		if (!*comma)
			return;
		value = comma + 1;
	}
}

/* "list@host (moderated for non-subscribers)" */
static void add_list(struct recipient_list *list, const char *value, const struct area *area)
{
	struct address address;

	if (strstr(value, "subscribers-only"))
		return;
	address = address_parse(value, &list->texts);
	address.name = "";
	add(list, RECIPIENT_LIST, address, area);
}

static void add_people_of(struct recipient_list *list, const struct area *area)
{
	for (size_t i = 0; i < area->lines.n; i++) {
		const struct area_line *line = &area->lines.items[i];

		if (line->letter == 'M')
			add_people(list, RECIPIENT_MAINTAINER, line->value, area);
		else if (line->letter == 'R')
			add_people(list, RECIPIENT_REVIEWER, line->value, area);
	}
}

static void add_lists_of(struct recipient_list *list, const struct area *area)
{
	for (size_t i = 0; i < area->lines.n; i++)
		if (area->lines.items[i].letter == 'L')
			add_list(list, area->lines.items[i].value, area);
}

/* Names the recipient as .mailmap does; false if it is one of the first n by now. */
static bool settle(const struct maintainers *maintainers, struct recipient_list *list, size_t n,
		   struct recipient *recipient)
{
	struct address who = { recipient->name, recipient->mail };

	who = mailmap_address(maintainers->mailmap, who, &list->texts);
	if (find_person(list, n, who))
		return false;
	recipient->name = who.name;
	recipient->mail = who.mail;
	recipient->text = address_format(who, &list->texts);
	return strcmp(recipient->text, CHIEF);
}

void recipients_of(const struct maintainers *maintainers, const struct area_list *areas,
		   struct recipient_list *recipients)
{
	size_t n = 0;

	for (size_t i = 0; i < areas->n; i++)
		add_people_of(recipients, areas->items[i].area);
	for (size_t i = 0; i < areas->n; i++)
		add_lists_of(recipients, areas->items[i].area);
	for (size_t i = 0; i < recipients->n; i++) {
		struct recipient recipient = recipients->items[i];

		if (settle(maintainers, recipients, n, &recipient))
			recipients->items[n++] = recipient;
	}
	recipients->n = n;
}

const char *recipient_role_name(enum recipient_role role)
{
	static const char *const names[] = {
		[RECIPIENT_MAINTAINER] = "maintainer", [RECIPIENT_REVIEWER] = "reviewer",
		[RECIPIENT_LIST] = "list",
	};

	return names[role];
}

void recipient_list_free(struct recipient_list *recipients)
{
	arena_free(&recipients->texts);
	free(recipients->items);
	*recipients = (struct recipient_list){0};
}
