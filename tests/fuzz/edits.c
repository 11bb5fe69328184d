// SPDX-License-Identifier: GPL-2.0-only
/* The diff of two texts, printed and read again, makes the one of the other. */
#include "base/data/buf.h"
#include "base/data/err.h"
#include "fuzz.h"
#include "kernel/change/decoded.h"
#include "kernel/change/mail.h"
#include "kernel/change/patch.h"
#include "outcome/edit/edit.h"

#include <stdlib.h>
#include <string.h>

static void check(const struct file_patch *patch, unsigned how, const struct fuzz_text *from,
		  const struct fuzz_text *to)
{
	const struct hunk *hunk;
	struct buf out = {0};

	buf_reserve(&out, 0);
	FUZZ_CHECK(patch_apply(patch, how, from->data, from->length, &out, &hunk) == APPLY_DONE);
	FUZZ_CHECK(out.length == to->length && !memcmp(out.data, to->data, to->length));
	buf_free(&out);
}

static void read_back(const struct buf *diff, const struct fuzz_text *old,
		      const struct fuzz_text *new)
{
	struct patch_list list = {0};
	struct decoded decoded;
	struct err err = {0};

	mail_decode(diff->data, diff->length, &decoded);
	FUZZ_CHECK(!patch_parse(&decoded, "fuzz.patch", &list, &err) && list.n == 1);
	check(&list.items[0], APPLY_EXACTLY, old, new);
	check(&list.items[0], 0, old, new);
	check(&list.items[0], APPLY_EXACTLY | APPLY_BACKWARD, new, old);
	patch_list_free(&list);
	decoded_free(&decoded);
}

void fuzz_one(const char *text, size_t length)
{
	const char *at = text;
	struct fuzz_text old = fuzz_take(&at, text + length);
	struct fuzz_text new = fuzz_take(&at, text + length);
	struct buf diff = {0};
	struct err err = {0};
	bool same = old.length == new.length && !memcmp(old.data, new.data, old.length);

	FUZZ_CHECK(!edit_diff("a.c", (struct edit_text){ old.data, old.length },
			      (struct edit_text){ new.data, new.length }, &diff, &err));
	FUZZ_CHECK(same == !diff.length);
	if (!same)
		read_back(&diff, &old, &new);
	buf_free(&diff);
	fuzz_text_free(&old);
	fuzz_text_free(&new);
}
