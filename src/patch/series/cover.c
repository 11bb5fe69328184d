// SPDX-License-Identifier: GPL-2.0-only
#include "patch/series/cover.h"

#include "base/data/mem.h"
#include "base/data/quote.h"
#include "patch/mail/diffstat.h"
#include "patch/mail/prose.h"
#include "patch/mail/rangediff.h"
#include "patch/series/message.h"
#include "treewide/run/name.h"

#include <stdlib.h>
#include <string.h>

#define MOST_LEFT 200		/* lines; beyond that only how many there are */

static void tell_ledger(const struct series_input *input, struct buf *out)
{
	const struct result *result = &input->run->result;
	size_t total = 0;

	buf_printf(out, "\nAll mentions in %s, by what they are:\n\n",
		   input->run->tree.version ? input->run->tree.version_text : "the tree");
	for (size_t i = 0; i < CLASS_COUNT; i++) {
		if (result->ledger[i])
			buf_printf(out, "  %6zu %s\n", result->ledger[i], mention_class_name(i));
		total += result->ledger[i];
	}
	buf_printf(out, "  %6zu in all\n", total);
}

static void add_place(const char *path, unsigned line, struct buf *out)
{
	buf_puts(out, "  ");
	quote_name(out, path);
	if (line)
		buf_printf(out, ":%u", line);
	buf_puts(out, "\n");
}

/* A place, and below it the reason. */
static void tell_place(const struct series_input *input, const char *path, unsigned line, const char *reason,
		       struct buf *out)
{
	struct buf text = {0}, filled = {0};

	add_place(name_in(input->run->place, path), line, out);
	quote_text(&text, reason);
	prose_paragraph(&filled, "    ", text.data ? text.data : "");
	buf_puts(out, filled.data);
	buf_free(&filled);
	buf_free(&text);
}

static void tell_rest(size_t n, struct buf *out)
{
	if (n > MOST_LEFT)
		buf_printf(out, "  and %zu more, which the command names\n", n - MOST_LEFT);
}

static void tell_left(const struct series_input *input, struct buf *out)
{
	const struct result *result = &input->run->result;

	if (!result->left.n && !result->unanalysed.n) {
		prose_paragraph(out, "", "Nothing is left to be done by hand.");
		return;
	}
	if (result->left.n)
		buf_puts(out, "\nLeft to be done by hand:\n\n");
	for (size_t i = 0; i < result->left.n && i < MOST_LEFT; i++)
		tell_place(input, result->left.items[i].path, result->left.items[i].line,
			   result->left.items[i].reason, out);
	tell_rest(result->left.n, out);
	if (result->unanalysed.n)
		buf_puts(out, "\nNot looked at, or not converted:\n\n");
	for (size_t i = 0; i < result->unanalysed.n && i < MOST_LEFT; i++)
		tell_place(input, result->unanalysed.items[i].path, result->unanalysed.items[i].line,
			   result->unanalysed.items[i].reason, out);
	tell_rest(result->unanalysed.n, out);
}

static void tell_order(const struct areas *areas, const struct patches *patches, struct buf *out)
{
	bool is_held = false;

	for (size_t i = 0; i < patches->n; i++)
		is_held |= patches->items[i].together != NULL;
	if (!areas_are_known(areas))
		prose_paragraph(out, "", "The tree has no MAINTAINERS, so nobody is named here.");
	if (is_held)
		prose_paragraph(out, "", "Files that must change together are in one patch; its message says what "
				"holds them. No other patch needs one that comes later.");
	else if (patches->n > 1)
		prose_paragraph(out, "", "There is a patch for each maintained area; none of them needs another one.");
}

void cover_write(const struct series_input *input, const struct touched *touched, const struct areas *areas,
		 const struct patches *patches, struct cover *cover)
{
	cover->subject = message_cover_subject(input, touched, patches);
	message_cover(input, touched, patches, &cover->body);
	tell_order(areas, patches, &cover->body);
	tell_ledger(input, &cover->body);
	tell_left(input, &cover->body);
	for (size_t i = 0; i < patches->n; i++) {
		const struct people *people = &patches->items[i].people;

		for (size_t k = 0; k < people->lists.n; k++)
			people_add(&cover->people, &cover->people.lists, people->lists.items[k]);
	}
}

int cover_tail(const struct cover_tail *tail, struct buf *out, struct err *err)
{
	const struct patches *patches = tail->patches;

	buf_printf(out, "%s (%zu):\n", tail->from->name, patches->n);
	for (size_t i = 0; i < patches->n; i++)
		buf_printf(out, "  %s\n", patches->items[i].subject);
	buf_puts(out, "\n");
	diffstat(tail->whole, out);
	if (tail->notes->length) {
		buf_puts(out, "\n");
		buf_add(out, tail->notes->data, tail->notes->length);
	}
	if (tail->base)
		buf_printf(out, "\nbase-commit: %s\n", tail->base);
	if (tail->previous) {
		buf_printf(out, "\nRange-diff against v%u:\n", tail->previous->version);
		if (rangediff(tail->previous, patches, tail->from, out, err))
			return -1;
	}
	buf_puts(out, "\n");
	return 0;
}

void cover_free(struct cover *cover)
{
	free(cover->subject);
	free(cover->mark);
	buf_free(&cover->body);
	buf_free(&cover->notes);
	people_free(&cover->people);
}
