// SPDX-License-Identifier: GPL-2.0-only
/* MAINTAINERS, .mailmap, and a patch that is asked about. */
#include "base/data/err.h"
#include "fuzz.h"
#include "kernel/maintainers/recipients.h"

#include <string.h>

static void ask(const struct maintainers *maintainers, const struct fuzz_text *patch)
{
	struct recipient_list recipients = {0};
	struct area_list areas = {0};
	struct err err = {0};
	int status = maintainers_of(maintainers, "mm/gup.c", patch->data, patch->length, &areas, &err);

	if (!status)
		status = maintainers_of_patch(maintainers, patch->data, patch->length, &areas, NULL, &err);
	FUZZ_CHECK(!status == !err.text);
	recipients_of(maintainers, &areas, &recipients);
	for (size_t i = 0; i < recipients.n; i++)
		FUZZ_CHECK(*recipients.items[i].mail && strstr(recipients.items[i].text, recipients.items[i].mail));
	recipient_list_free(&recipients);
	area_list_free(&areas);
	err_clear(&err);
}

void fuzz_one(const char *text, size_t length)
{
	const char *at = text, *end = text + length;
	struct fuzz_text file = fuzz_take(&at, end), mailmap = fuzz_take(&at, end);
	struct fuzz_text patch = fuzz_take(&at, end);
	struct maintainers maintainers;
	struct err err = {0};

	fuzz_file("MAINTAINERS", file.data, file.length);
	fuzz_file(".mailmap", mailmap.data, mailmap.length);
	if (!maintainers_open(&maintainers, fuzz_folder(), &err)) {
		ask(&maintainers, &patch);
		maintainers_close(&maintainers);
	}
	err_clear(&err);
	fuzz_text_free(&patch);
	fuzz_text_free(&mailmap);
	fuzz_text_free(&file);
}
