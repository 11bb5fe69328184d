// SPDX-License-Identifier: GPL-2.0-only
#include "patch/series/branch.h"

#include "base/data/err.h"
#include "base/data/hash.h"
#include "base/data/mem.h"
#include "base/data/quote.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static void add_data(struct buf *out, const char *data, size_t length)
{
	buf_printf(out, "data %zu\n", length);
	buf_add(out, data, length);
	buf_puts(out, "\n");
}

static void add_who(const struct identity *from, const char *role, struct buf *out)
{
	struct tm tm;
	char zone[8];

	localtime_r(&from->date, &tm);
	strftime(zone, sizeof(zone), "%z", &tm);
	buf_printf(out, "%s %s <%s> %lld %s\n", role, from->name, from->mail, (long long)from->date, zone);
}

static void begin_commit(const struct identity *author, const struct identity *committer, const char *branch,
			 const struct buf *message, struct buf *out)
{
	buf_printf(out, "commit refs/heads/%s\n", branch);
	add_who(author, "author", out);
	add_who(committer, "committer", out);
	add_data(out, message->data, message->length);
}

/* Who sits here, as `git commit --author` has it: b4 looks for a cover among the user's own commits alone. */
static void find_committer(struct identity *committer, const struct repository *repository)
{
	struct err ignored = {0};

	if (identity_find(committer, NULL, repository->git.folder, &ignored))
		err_clear(&ignored);
}

/* In quotes, where a bare name would end too early. */
static void add_path(const char *prefix, const char *path, struct buf *out)
{
	char *whole = mem_printf("%s%s", prefix, path);

	buf_puts(out, "\"");
	for (const char *at = whole; *at; at++) {
		if ((unsigned char)*at < ' ' || strchr("\"\\", *at))
			quote_byte(out, (unsigned char)*at);
		else
			buf_add(out, at, 1);
	}
	buf_puts(out, "\"");
	free(whole);
}

static void add_changes(const struct repository *repository, const struct patch *patch, struct buf *out)
{
	for (size_t i = 0; i < patch->changes.n; i++) {
		const struct change *change = &patch->changes.items[i];

		buf_printf(out, "M %06o inline ", change->mode);
		add_path(repository->prefix, change->path, out);
		buf_puts(out, "\n");
		add_data(out, change->new_text, change->new_length);
	}
}

static void add_trailers(const char *name, const struct path_list *addresses, struct buf *out)
{
	for (size_t i = 0; i < addresses->n; i++)
		buf_printf(out, "%s: %s\n", name, addresses->items[i]);
}

/* Day, words, and digits. */
char *branch_change_id(const struct letter_head *head, const char *branch)
{
	struct hash hash;
	struct tm tm;
	char day[16];

	hash_init(&hash);
	hash_text(&hash, branch);
	hash_text(&hash, head->from->mail);
	hash_bytes(&hash, &head->from->date, sizeof(head->from->date));
	localtime_r(&head->from->date, &tm);
	strftime(day, sizeof(day), "%Y%m%d", &tm);
	branch = begins_with(branch, "b4/") ? branch + strlen("b4/") : branch;
	return mem_printf("%s-%s-%012" PRIx64, day, branch, hash.a & 0xffffffffffff);
}

/* One that is not git's, and means nothing to JSON. */
static bool is_own_word(const char *word, size_t length)
{
	bool is_patch = length == strlen("PATCH") && !strncmp(word, "PATCH", length);

	return !is_patch && !memchr(word, '"', length) && !memchr(word, '\\', length);
}

/* A list of JSON: what stands beside PATCH in a subject. */
static void add_prefixes(const char *prefix, struct buf *out)
{
	const char *comma = "";

	for (prefix += strspn(prefix, " "); *prefix; prefix += strspn(prefix, " ")) {
		size_t length = strcspn(prefix, " ");

		if (is_own_word(prefix, length)) {
			buf_printf(out, "%s\"", comma);
			buf_add(out, prefix, length);
			buf_puts(out, "\"");
			comma = ", ";
		}
		prefix += length;
	}
}

/* The form is b4's own (b4 prep, strategy `commit`). */
static void cover_message(const struct letter_head *head, const struct cover *cover, struct buf *out)
{
	buf_printf(out, "%s\n\n", cover->subject);
	buf_add(out, cover->body.data, cover->body.length);
	buf_puts(out, "\n");
	if (cover->notes.length) {
		buf_add(out, cover->notes.data, cover->notes.length);
		buf_puts(out, "\n");
	}
	add_trailers("To", &cover->people.to, out);
	add_trailers("Cc", &cover->people.cc, out);
	add_trailers("Cc", &cover->people.lists, out);
	buf_puts(out, "\n--- b4-submit-tracking ---\n"
		 "# This section is used internally by b4 prep for tracking purposes.\n");
	buf_printf(out, "{\n  \"series\": {\n    \"revision\": %u,\n    \"change-id\": \"%s\",\n"
		   "    \"prefixes\": [", head->version, head->change_id);
	add_prefixes(head->prefix, out);
	buf_puts(out, "]\n  }\n}\n");
}

/* fast-import makes the branch known when all of it is there. */
int branch_write(const struct repository *repository, const char *branch, const struct letter_head *head,
		 const struct cover *cover, const struct patches *patches, struct err *err)
{
	static const char *const import[] = { "fast-import", "--quiet", "--done", NULL };
	struct git_program git = repository->git;
	struct buf commands = {0}, message = {0}, out = {0};
	struct identity found;
	const struct identity *committer;
	int status;

	find_committer(&found, repository);
	committer = found.name ? &found : head->from;
	cover_message(head, cover, &message);
	begin_commit(head->from, committer, branch, &message, &commands);
	buf_printf(&commands, "from %s\n\n", repository->head);
	for (size_t i = 0; i < patches->n; i++) {
		message.length = 0;
		patch_message(&patches->items[i], &message);
		begin_commit(head->from, committer, branch, &message, &commands);
		add_changes(repository, &patches->items[i], &commands);
		buf_puts(&commands, "\n");
	}
	buf_puts(&commands, "done\n");
	git.input = &commands;
	status = git_program_run(&git, import, &out, err);
	identity_free(&found);
	buf_free(&commands);
	buf_free(&message);
	buf_free(&out);
	return status;
}

void branch_remove(const struct repository *repository, const char *branch)
{
	char *ref = mem_printf("refs/heads/%s", branch);
	const char *const arguments[] = { "update-ref", "-d", ref, NULL };
	struct err ignored = {0};
	struct buf out = {0};

	git_program_run(&repository->git, arguments, &out, &ignored);
	err_clear(&ignored);
	buf_free(&out);
	free(ref);
}
