// SPDX-License-Identifier: GPL-2.0-only
/* Mails, and the diffs in them. */
#include "base/data/err.h"
#include "fuzz.h"
#include "kernel/change/decoded.h"
#include "kernel/change/mail.h"
#include "kernel/change/patch.h"

#include <string.h>

/* Each decoded line knows where it begins, and comes from a line that the file has. */
static void check_lines(const struct decoded *decoded, const char *text, size_t length)
{
	size_t lines = 1;

	for (size_t i = 0; i < length; i++)
		lines += text[i] == '\n';
	for (size_t i = 0; i < decoded->lines.n; i++) {
		const struct decoded_line *line = &decoded->lines.items[i];

		FUZZ_CHECK(line->at <= decoded->text.length);
		FUZZ_CHECK(!i || line->at > line[-1].at);
		FUZZ_CHECK(line->number && line->number <= lines);
	}
	for (size_t i = 0; i < decoded->mails.n; i++) {
		FUZZ_CHECK(decoded->mails.items[i].begin <= decoded->mails.items[i].end);
		FUZZ_CHECK(decoded->mails.items[i].end <= decoded->lines.n);
	}
}

static void check_hunk(const struct hunk *hunk)
{
	size_t old = 0, new = 0;

	for (size_t i = 0; i < hunk->lines.n; i++) {
		old += hunk->lines.items[i].kind != '+';
		new += hunk->lines.items[i].kind != '-';
		FUZZ_CHECK(!memchr(hunk->lines.items[i].text, '\n', hunk->lines.items[i].length));
	}
	FUZZ_CHECK(old == hunk->old_count && new == hunk->new_count);
}

/* A patch that was taken has a name, and hunks that hold what they say. */
static void check_patch(const struct file_patch *patch)
{
	FUZZ_CHECK(patch->line && patch->begin < patch->end);
	for (size_t h = 0; h < patch->hunks.n; h++)
		check_hunk(&patch->hunks.items[h]);
}

void fuzz_one(const char *text, size_t length)
{
	struct patch_list list = {0};
	struct decoded decoded;
	struct err err = {0};
	bool refused;

	mail_decode(text, length, &decoded);
	check_lines(&decoded, text, length);
	refused = patch_parse(&decoded, "fuzz.patch", &list, &err);
	FUZZ_CHECK(refused == (err.text != NULL));
	FUZZ_CHECK(!refused || !strncmp(err.text, "fuzz.patch:", strlen("fuzz.patch:")));
	for (size_t i = 0; i < list.n && !refused; i++)
		check_patch(&list.items[i]);
	patch_list_free(&list);
	decoded_free(&decoded);
	err_clear(&err);
}
