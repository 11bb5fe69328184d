// SPDX-License-Identifier: GPL-2.0-only
#include "patch/series/repository.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "patch/mail/diff.h"

#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHA1_DIGITS (2 * SHA1_DIGEST_SIZE)
#define SHA256_DIGITS (2 * SHA256_DIGEST_SIZE)

#define MOST_ASKED 200		/* paths, about: a command line ends somewhere */

/* One line that git prints; the caller frees it. NULL sets err. */
static char *ask_line(const struct repository *repository, const char *const *arguments, struct err *err)
{
	struct buf text = {0};

	if (git_program_run(&repository->git, arguments, &text, err)) {
		buf_free(&text);
		return NULL;
	}
	if (text.data)
		text.data[strcspn(text.data, "\n")] = '\0';
	return buf_take(&text);
}

int repository_open_around(struct repository *repository, const char *folder, struct err *err)
{
	static const char *const head[] = { "rev-parse", "--verify", "HEAD^{commit}", NULL };
	static const char *const prefix[] = { "rev-parse", "--show-prefix", NULL };
	struct err why = {0};

	*repository = (struct repository){0};
	if (git_program_open(&repository->git, folder, err))
		return -1;
	repository->head = ask_line(repository, head, &why);
	if (repository->head)
		repository->prefix = ask_line(repository, prefix, &why);
	if (!repository->prefix)
		err_set(err, "%s: its repository has no commit that patches could be based on: %s", folder,
			why.text ? why.text : "git gave no reason");
	err_clear(&why);
	if (repository->prefix)
		return 0;
	repository_close(repository);
	return -1;
}

static void put_digits(const uint8_t *bytes, size_t n, char *digits)
{
	for (size_t i = 0; i < n; i++)
		sprintf(digits + 2 * i, "%02x", bytes[i]);
}

/* What git would call the text, in a repository whose ids have so many digits. */
static void blob_id(const char *text, size_t length, size_t n_digits, char digits[SHA256_DIGITS + 1])
{
	uint8_t bytes[SHA256_DIGEST_SIZE];
	struct sha256_ctx sha256;
	struct sha1_ctx sha1;
	char head[32];
	size_t n = (size_t)snprintf(head, sizeof(head), "blob %zu", length) + 1;

	if (n_digits == SHA256_DIGITS) {
		sha256_init(&sha256);
		sha256_update(&sha256, n, (const uint8_t *)head);
		sha256_update(&sha256, length, (const uint8_t *)text);
		sha256_digest(&sha256, sizeof(bytes), bytes);
		put_digits(bytes, SHA256_DIGEST_SIZE, digits);
		return;
	}
	sha1_init(&sha1);
	sha1_update(&sha1, n, (const uint8_t *)head);
	sha1_update(&sha1, length, (const uint8_t *)text);
	sha1_digest(&sha1, SHA1_DIGEST_SIZE, bytes);
	put_digits(bytes, SHA1_DIGEST_SIZE, digits);
}

/* "100644 blob ID\tPATH" of a list whose lines end in NUL; or NULL. */
static const char *entry_of(const struct buf *list, const char *path)
{
	for (size_t at = 0; at < list->length; at += strlen(list->data + at) + 1) {
		const char *tab = strchr(list->data + at, '\t');

		if (tab && !strcmp(tab + 1, path))
			return list->data + at;
	}
	return NULL;
}

static bool is_entry_of(const char *entry, const char *text, size_t length)
{
	const char *id = entry ? strstr(entry, " blob ") : NULL;
	char digits[SHA256_DIGITS + 1];
	size_t n;

	if (!id)
		return false;
	id += strlen(" blob ");
	n = strcspn(id, "\t");
	blob_id(text, length, n, digits);
	return (n == SHA1_DIGITS || n == SHA256_DIGITS) && !strncmp(id, digits, n);
}

static bool has_text(const struct buf *list, const struct change *change)
{
	const char *entry = entry_of(list, change->path);

	return change->old_text ? is_entry_of(entry, change->old_text, change->old_length) : !entry;
}

/* The changes that one call of git is asked about. */
struct asked_changes {
	struct change **items;
	size_t n, capacity;
};

/* Appends the head's entries for their paths. */
static int list_entries(const struct repository *repository, const struct asked_changes *changes,
			struct buf *list, struct err *err)
{
	struct { const char **items; size_t n, capacity; } arguments = {0};
	int status;

	VEC_PUSH(&arguments, "--literal-pathspecs");
	VEC_PUSH(&arguments, "ls-tree");
	VEC_PUSH(&arguments, "-z");
	VEC_PUSH(&arguments, "HEAD");
	VEC_PUSH(&arguments, "--");
	for (size_t i = 0; i < changes->n; i++)
		VEC_PUSH(&arguments, changes->items[i]->path);
	VEC_PUSH(&arguments, NULL);
	status = git_program_run(&repository->git, arguments.items, list, err);
	free(arguments.items);
	return status;
}

/* Calls visit with each change that begins with what the disk has, and the list that has its entry, until it fails. */
static int visit_changes(const struct repository *repository, const struct patches *patches,
			 int (*visit)(const struct buf *list, struct change *change, struct err *err),
			 struct err *err)
{
	struct asked_changes asked = {0};
	int status = 0;

	for (size_t i = 0; i < patches->n && !status; i++) {
		struct buf list = {0};

		for (size_t c = 0; c < patches->items[i].changes.n; c++)
			if (!patches->items[i].changes.items[c].is_second)
				VEC_PUSH(&asked, &patches->items[i].changes.items[c]);
		if (!asked.n || (asked.n < MOST_ASKED && i + 1 < patches->n))
			continue;
		status = list_entries(repository, &asked, &list, err);
		for (size_t c = 0; c < asked.n && !status; c++)
			status = visit(&list, asked.items[c], err);
		buf_free(&list);
		asked.n = 0;
	}
	free(asked.items);
	return status;
}

static int check_change(const struct buf *list, struct change *change, struct err *err)
{
	return has_text(list, change) ? 0 : err_set(err, "%s: is not as in the commit that is checked out; commit or "
						    "stash what was changed there", change->path);
}

int repository_is_base(const struct repository *repository, const struct patches *patches, struct err *err)
{
	return visit_changes(repository, patches, check_change, err);
}

static void add_stored(const char *text, size_t length, struct buf *stored)
{
	buf_puts(stored, "");
	for (size_t at = 0, end; at < length; at = end) {
		const char *line_end = memmem(text + at, length - at, "\r\n", 2);

		end = line_end ? (size_t)(line_end - text) : length;
		buf_add(stored, text + at, end - at);
		end += line_end != NULL;
	}
}

static int take_line_ends(const struct buf *list, struct change *change, struct err *err)
{
	struct buf *old = &change->stored[0], *new = &change->stored[1];

	if (!change->old_text || has_text(list, change))
		return 0;
	add_stored(change->old_text, change->old_length, old);
	if (!is_entry_of(entry_of(list, change->path), old->data, old->length)) {
		buf_free(old);
		return 0;
	}
	add_stored(change->new_text, change->new_length, new);
	change->old_text = old->data;
	change->old_length = old->length;
	change->new_text = new->data;
	change->new_length = new->length;
	buf_free(&change->diff);
	change->added = change->removed = 0;
	return change_diff(change, err);
}

int repository_take_line_ends(const struct repository *repository, struct patches *patches, struct err *err)
{
	return visit_changes(repository, patches, take_line_ends, err);
}

int repository_check_branch(const struct repository *repository, const char *branch, struct err *err)
{
	char *ref = mem_printf("refs/heads/%s", branch);
	const char *const is_name[] = { "check-ref-format", ref, NULL };
	const char *const is_there[] = { "rev-parse", "--quiet", "--verify", ref, NULL };
	struct err ignored = {0};
	struct buf out = {0};
	int status = 0;

	if (git_program_run(&repository->git, is_name, &out, &ignored) || *branch == '-')
		status = err_set(err, "--branch %s: git allows no such name", branch);
	else if (!git_program_run(&repository->git, is_there, &out, &ignored))
		status = err_set(err, "--branch %s: there is such a branch already, which is not touched; name a "
				 "new one", branch);
	err_clear(&ignored);
	buf_free(&out);
	free(ref);
	return status;
}

void repository_close(struct repository *repository)
{
	git_program_free(&repository->git);
	free(repository->head);
	free(repository->prefix);
	*repository = (struct repository){0};
}
