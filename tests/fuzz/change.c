// SPDX-License-Identifier: GPL-2.0-only
/* A diff against a tree: the first part is the tree's one file, drivers/a.c, the second is the diff. */
#include "base/data/buf.h"
#include "base/data/err.h"
#include "fuzz.h"
#include "kernel/change/change.h"
#include "kernel/change/decoded.h"
#include "kernel/change/mail.h"
#include "kernel/change/patch.h"
#include "kernel/change/patches.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool wants(const char *path)
{
	return strlen(path) > 2 && !strcmp(path + strlen(path) - 2, ".c");
}

/* Exactly forward and exactly back again is the text as it was. */
static void check_back(const struct file_patch *patch, const struct fuzz_text *text)
{
	struct buf there = {0}, back = {0};
	const struct hunk *hunk;

	buf_reserve(&there, 0);
	buf_reserve(&back, 0);
	if (patch_apply(patch, APPLY_EXACTLY, text->data, text->length, &there, &hunk) ==
	    APPLY_DONE &&
	    patch_apply(patch, APPLY_EXACTLY | APPLY_BACKWARD, there.data, there.length, &back,
			&hunk) == APPLY_DONE)
		FUZZ_CHECK(back.length == text->length &&
			   !memcmp(back.data, text->data, text->length));
	buf_free(&there);
	buf_free(&back);
	buf_reserve(&there, 0);
	patch_apply(patch, 0, text->data, text->length, &there, &hunk);
	buf_free(&there);
}

static void apply_alone(const struct fuzz_text *text, const struct fuzz_text *diff)
{
	struct patch_list list = {0};
	struct decoded decoded;
	struct err err = {0};

	mail_decode(diff->data, diff->length, &decoded);
	if (!patch_parse(&decoded, "fuzz.patch", &list, &err))
		for (size_t i = 0; i < list.n; i++)
			check_back(&list.items[i], text);
	patch_list_free(&list);
	decoded_free(&decoded);
	err_clear(&err);
}

/* No path leaves the tree, and all are in their order. */
static void check_change(const struct change *change)
{
	for (size_t i = 0; i < change->touched.n; i++) {
		const char *path = change->touched.items[i].path;

		FUZZ_CHECK(*path && *path != '/' && strncmp(path, "../", 3) && !strstr(path, "/../"));
		FUZZ_CHECK(wants(path));
		FUZZ_CHECK(!i || strcmp(change->touched.items[i - 1].path, path) < 0);
	}
}

static void check_same(const struct overlay_file *a, const struct overlay_file *b)
{
	FUZZ_CHECK(!a->text == !b->text);
	FUZZ_CHECK(!a->text || (a->length == b->length && !memcmp(a->text, b->text, a->length)));
}

/* Of each patch the old state is what the one in front of it left. */
static void check_goes_on(const struct overlay *left, const struct change *change)
{
	FUZZ_CHECK(left->n == change->old_state.n);
	for (size_t i = 0; i < left->n; i++) {
		FUZZ_CHECK(!strcmp(left->items[i].path, change->old_state.items[i].path));
		check_same(&left->items[i], &change->old_state.items[i]);
	}
}

/* One by one, patches come to what they come to all at once; a state between two of them may be none. */
static void take_each(const struct fuzz_text *diff, const struct change *all)
{
	struct patches patches;
	struct change change = {0}, last = {0};
	struct err err = {0};
	int refused = patches_open(&patches, &(struct diff_text){ "fuzz.patch", diff->data, diff->length }, &err);

	for (size_t n = patches.patches.n; n && !refused; n--) {
		refused = patches_take(&patches, fuzz_folder(), wants, &change, &err);
		if (!refused) {
			check_change(&change);
			check_goes_on(&last.new_state, &change);
		}
		change_free(&last);
		last = change;
	}
	for (size_t i = 0; !refused && i < all->new_state.n; i++) {
		const struct overlay_file *file = overlay_find(&last.new_state, all->new_state.items[i].path);

		FUZZ_CHECK(file);
		check_same(file, &all->new_state.items[i]);
	}
	change_free(&last);
	patches_close(&patches);
	err_clear(&err);
}

static void apply_to_tree(const struct fuzz_text *diff)
{
	struct change change;
	struct err err = {0};
	bool refused = change_from_diff(&change, fuzz_folder(), wants,
					&(struct diff_text){ "fuzz.patch", diff->data, diff->length }, &err);

	FUZZ_CHECK(refused == (err.text != NULL));
	if (!refused) {
		check_change(&change);
		take_each(diff, &change);
	}
	change_free(&change);
	err_clear(&err);
}

void fuzz_one(const char *text, size_t length)
{
	const char *at = text;
	struct fuzz_text file = fuzz_take(&at, text + length);
	struct fuzz_text diff = fuzz_take(&at, text + length);
	char *folder = NULL;

	if (asprintf(&folder, "%s/drivers", fuzz_folder()) > 0)
		mkdir(folder, 0700);
	fuzz_file("drivers/a.c", file.data, file.length);
	apply_alone(&file, &diff);
	apply_to_tree(&diff);
	free(folder);
	fuzz_text_free(&file);
	fuzz_text_free(&diff);
}
