// SPDX-License-Identifier: GPL-2.0-only
#include "program/deliver/verdicts.h"

#include "base/data/mem.h"
#include "patch/mail/prose.h"
#include "report/subject/verified.h"

#include <string.h>

void put_verdicts(const struct session *session, FILE *out)
{
	struct buf text = {0};

	text_verified(&session->verified, &session->shown, session->options.choices.verbose, "verify: ", &text);
	fputs(text.data ? text.data : "", out);
	buf_free(&text);
}

/* One that the patch changes, or that it breaks. */
static bool is_of_patch(const struct verified *verified, const struct patch *patch, size_t number)
{
	if (verified->number == number)
		return true;
	for (size_t i = 0; i < patch->changes.n; i++)
		if (!strcmp(patch->changes.items[i].path, verified->path))
			return true;
	return false;
}

/* Lines become lines of a mail. */
static void add_lines(const struct verified_list *list, struct buf *notes)
{
	struct buf text = {0};
	char *rest, *line;

	text_verified(list, NULL, false, "", &text);
	if (!text.length)
		return;
	prose_paragraph(notes, "", "What the kernel's build made of these files, before and after:");
	buf_puts(notes, "\n");
	for (rest = text.data; (line = strsep(&rest, "\n")) && *line;) {
		struct buf filled = {0};

		prose_paragraph(&filled, "  ", line);
		buf_add(notes, filled.data, filled.length);
		buf_free(&filled);
	}
	buf_free(&text);
}

static void tell_patch(const struct verified_list *all, struct patch *patch, size_t number)
{
	struct verified_list own = {0};

	for (size_t i = 0; i < all->n; i++)
		if (is_of_patch(&all->items[i], patch, number))
			verified_list_add(&own, &all->items[i]);
	add_lines(&own, &patch->notes);
	verified_list_free(&own);
}

void verdicts_tell(const struct session *session, struct patches *patches, struct buf *cover)
{
	add_lines(&session->verified, cover);
	for (size_t i = 0; i < patches->n; i++)
		tell_patch(&session->verified, &patches->items[i], i + 1);
}
