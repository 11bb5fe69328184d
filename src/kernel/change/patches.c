// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/change/patches.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "kernel/change/change.h"
#include "kernel/change/mail.h"

#include <stdlib.h>
#include <string.h>

static bool is_blank(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!strchr(" \t\r\n", text[i]) || !text[i])
			return false;
	return true;
}

static void add_patch(struct patches *patches, const char *subject, size_t first, size_t end)
{
	struct patch patch = { .subject = subject, .first = first, .n = end - first };

	if (patch.n)
		VEC_PUSH(&patches->patches, patch);
}

/* Cover letters and what people answered have no diff, and are no patches. */
static void find_patches(struct patches *patches)
{
	const struct decoded *decoded = &patches->decoded;
	size_t first = 0;

	if (!decoded->mails.n)
		add_patch(patches, "", 0, patches->list.n);
	for (size_t i = 0; i < decoded->mails.n; i++) {
		size_t end = first;

		while (end < patches->list.n && patches->list.items[end].begin < decoded->mails.items[i].end)
			end++;
		add_patch(patches, decoded->mails.items[i].subject, first, end);
		first = end;
	}
}

int patches_open(struct patches *patches, const struct diff_text *diff, struct err *err)
{
	*patches = (struct patches){ .name = diff->name };
	mail_decode(diff->text, diff->length, &patches->decoded);
	if (patch_parse(&patches->decoded, diff->name, &patches->list, err))
		return -1;
	if (!patches->list.n && !is_blank(diff->text, diff->length))
		return err_set(err, "%s: holds no diff; give what git diff, diff -u or git "
			       "format-patch print", diff->name);
	find_patches(patches);
	return 0;
}

static char *copy_of(const struct patched *patched)
{
	return patched->text ? mem_strndup(patched->text, patched->length) : NULL;
}

/* Of what is read no more. */
static char *take_text(struct patched *patched)
{
	char *text = patched->text;

	patched->text = NULL;
	return text;
}

/* What the patch that was taken last has left becomes what stands there before the next one. */
static void settle(struct patches *patches)
{
	const struct patched_list *fresh = &patches->patching.files.fresh;
	struct overlay *before = &patches->before;
	size_t n = before->n;

	for (size_t i = 0; i < fresh->n; i++) {
		struct patched *patched = fresh->items[i];

		if (patched->lies_over)
			overlay_put(before, n, patched->path, copy_of(patched), patched->length);
	}
	overlay_sort(before);
}

/* The old state is what the patches in front of it left, the new one what it leaves itself. */
static void find_states(struct patches *patches, struct change *change)
{
	const struct patched_set *files = &patches->patching.files;
	bool is_last = patches->next == patches->patches.n;

	overlay_borrow(&change->old_state, &patches->before);
	overlay_borrow(&change->new_state, &patches->before);
	for (size_t i = 0; i < files->fresh.n; i++) {
		struct patched *patched = files->fresh.items[i];
		bool is_there = patched->text;

		if (!patches->patching.wants(patched->path) || patched_is_as_before(files, patched))
			continue;
		patched->lies_over = true;
		change_touch(change, patched->path, patched_was_there(patched), is_there);
		overlay_put(&change->new_state, patches->before.n, patched->path,
			    is_last ? take_text(patched) : copy_of(patched), patched->length);
	}
	change_sort(change);
}

static int begin(struct patches *patches, const char *folder, bool (*wants)(const char *path),
		 struct change *change, struct err *err)
{
	if (!patches->top)
		patches->top = realpath(folder, NULL);
	if (!patches->top)
		return err_set(err, "%s: cannot be read; name the tree that the diff is for", folder);
	*change = (struct change){ .top = mem_strdup(patches->top), .base = mem_strdup(patches->name) };
	patches->patching.change = change;
	patches->patching.wants = wants;
	patches->patching.name = patches->name;
	patches->patching.files.top = patches->top;
	return 0;
}

int patches_take(struct patches *patches, const char *folder, bool (*wants)(const char *path),
		 struct change *change, struct err *err)
{
	const struct patch *patch;

	*change = (struct change){0};
	if (begin(patches, folder, wants, change, err))
		return -1;
	if (patches->next == patches->patches.n)
		return 0;
	settle(patches);
	patch = &patches->patches.items[patches->next++];
	if (patching_apply(&patches->patching, &patches->list.items[patch->first], patch->n, err)) {
		patches->next = patches->patches.n;
		return -1;
	}
	find_states(patches, change);
	return 0;
}

void patches_close(struct patches *patches)
{
	patched_free(&patches->patching.files);
	overlay_free(&patches->before);
	free(patches->top);
	free(patches->patches.items);
	patch_list_free(&patches->list);
	decoded_free(&patches->decoded);
	*patches = (struct patches){0};
}

int change_from_diff(struct change *change, const char *folder, bool (*wants)(const char *path),
		     const struct diff_text *diff, struct err *err)
{
	struct patches patches;
	int status;

	*change = (struct change){0};
	status = patches_open(&patches, diff, err);
	/* All of them are one. */
	if (patches.patches.n) {
		patches.patches.items[0].n = patches.list.n;
		patches.patches.n = 1;
	}
	if (!status)
		status = patches_take(&patches, folder, wants, change, err);
	patches_close(&patches);
	return status;
}
