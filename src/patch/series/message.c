// SPDX-License-Identifier: GPL-2.0-only
#include "patch/series/message.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "conversion/migration/migration.h"
#include "outcome/edit/edit.h"
#include "patch/mail/prose.h"
#include "patch/series/bonds.h"
#include "patch/series/deeds.h"
#include "version.h"

#include <stdlib.h>
#include <string.h>

#define SUBJECT_COLUMNS 74	/* with its prefix */
#define MOST_RULES 24		/* lines of a migration that a message shows */

/* --- the migration, as its author wrote it --- */

/* A line of a comment that is for who reads the file: ##, or a license. */
static bool is_about_file(const char *line)
{
	return line[1] == '#' || begins_with(line + 1 + strspn(line + 1, " "), "SPDX-");
}

/* "v6.4: a class ..." of a migration is "Since v6.4, a class ..." of a patch. */
static void tell_why(const char *why, struct buf *out)
{
	size_t length;
	char *since;

	why += strspn(why, " ");
	length = *why == 'v' ? 1 + strspn(why + 1, "0123456789.") : 0;
	if (length < 2 || why[length] != ':') {
		prose_paragraph(out, "", why);
		return;
	}
	since = mem_printf("Since %.*s,%s", (int)length, why, why + length + 1);
	prose_paragraph(out, "", since);
	free(since);
}

/* The comment that a migration begins with says why, as a paragraph; returns what stands behind it. */
static const char *tell_comment(const char *text, struct buf *out)
{
	struct buf comment = {0};

	for (text += strspn(text, " \t\n"); *text == '#'; text += strspn(text, " \t")) {
		size_t length = strcspn(text, "\n");

		if (!is_about_file(text)) {
			buf_add(&comment, text + 1, length - 1);
			buf_puts(&comment, " ");
		}
		text += length + (text[length] == '\n');
	}
	if (comment.length)
		tell_why(comment.data, out);
	buf_free(&comment);
	return text + strspn(text, "\n");
}

static size_t count_lines(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

/* Its text, once more; what cannot be read by now is not shown. */
static char *read_migration(const struct series_input *input)
{
	struct buf text = {0};
	struct err ignored = {0};

	if (input->migration)
		load_file(&text, input->migration->path, &ignored);
	err_clear(&ignored);
	return buf_take(&text);
}

/* --- what a message is made of --- */

static void tell_pins(const struct series_input *input, const struct patch *patch, struct buf *out)
{
	const struct pinned_list *pinned = &input->run->result.pinned;
	struct buf lines = {0};

	for (size_t i = 0; i < pinned->n; i++)
		for (size_t c = 0; c < patch->changes.n; c++)
			if (!strcmp(pinned->items[i].path,
				    input->rewrite->items[patch->changes.items[c].file].path))
				buf_printf(&lines, "  %s(): %s\n", pinned->items[i].function,
					   pinned->items[i].why);
	if (lines.length)
		buf_printf(out, "\nThe cases of that text:\n\n%s", lines.data);
	buf_free(&lines);
}

static void tell_new(const struct patch *patch, struct buf *out)
{
	struct buf text = {0};

	for (size_t i = 0; i < patch->changes.n; i++) {
		if (patch->changes.items[i].old_text)
			continue;
		buf_puts(&text, text.length ? ", " : "New is: ");
		edit_put_name(&text, "", patch->changes.items[i].path);
	}
	if (text.length)
		prose_paragraph(out, "", text.data);
	buf_free(&text);
}

static void tell_command(const struct series_input *input, const char *rules, struct buf *out)
{
	prose_paragraph(out, "", input->run->place ?
			"Made by guptidy " GUPTIDY_VERSION ", in the folder of these files:" :
			"Made by guptidy " GUPTIDY_VERSION ", in the root of the tree:");
	prose_verbatim(out, input->command);
	if (*rules && count_lines(rules) <= MOST_RULES) {
		prose_paragraph(out, "", "with these rules:");
		prose_verbatim(out, rules);
	}
}

void message_write(const struct series_input *input, const struct touched *touched, const struct areas *areas,
		   struct patch *patch)
{
	char *prefix = areas_prefix(areas, patch), *migration = read_migration(input);
	const char *rules = tell_comment(migration, &patch->body);
	struct buf subject = {0};
	struct deeds deeds;

	deeds_count(input, touched, patch, 1, &deeds);
	buf_puts(&subject, prefix);
	deeds_subject(input, &deeds, SUBJECT_COLUMNS - strlen(prefix), &subject);
	deeds_tell(input, &deeds, "This patch", &patch->body);
	tell_new(patch, &patch->body);
	tell_pins(input, patch, &patch->body);
	if (patch->together || patch->bridges)
		prose_paragraph(&patch->body, "", patch->together ? patch->together : BRIDGES_WHY);
	tell_command(input, rules, &patch->body);
	patch->subject = buf_take(&subject);
	deeds_free(&deeds);
	free(migration);
	free(prefix);
}

char *message_cover_subject(const struct series_input *input, const struct touched *touched,
			    const struct patches *patches)
{
	struct buf subject = {0};
	struct deeds deeds;

	if (patches->n == 1)
		return mem_strdup(patches->items[0].subject);
	deeds_count(input, touched, patches->items, patches->n, &deeds);
	buf_puts(&subject, "treewide: ");
	deeds_subject(input, &deeds, SUBJECT_COLUMNS - strlen("treewide: "), &subject);
	deeds_free(&deeds);
	return buf_take(&subject);
}

void message_cover(const struct series_input *input, const struct touched *touched,
		   const struct patches *patches, struct buf *out)
{
	char *migration = read_migration(input);
	const char *rules = tell_comment(migration, out);
	struct deeds deeds;

	deeds_count(input, touched, patches->items, patches->n, &deeds);
	deeds_tell(input, &deeds, "The series", out);
	deeds_free(&deeds);
	tell_command(input, rules, out);
	free(migration);
}
