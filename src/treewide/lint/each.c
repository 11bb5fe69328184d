// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/lint/each.h"

#include "base/data/mem.h"
#include "base/data/quote.h"
#include "treewide/lint/private.h"

#include <stdlib.h>

static int open_diff(struct each *each, const struct lint_options *options, struct err *err)
{
	struct buf text = {0};
	int status = lint_read_diff(options, &text, err);
	const struct diff_text diff = { lint_diff_name(options), text.data, text.length };

	each->is_diff = true;
	if (!status)
		status = patches_open(&each->patches, &diff, err);
	each->n = each->patches.patches.n;
	buf_free(&text);
	return status;
}

static void warn_of_merges(const char *first, size_t n)
{
	if (n == 1)
		say("%.12s: warning: a merge, which is no patch, was not judged; for what it brings in: "
		    "--base %.12s^..%.12s", first, first, first);
	else
		say("%.12s: warning: this merge and %zu more, which are no patches, were not judged; for what one "
		    "brings in: --base MERGE^..MERGE", first, n - 1);
}

/* A merge is no patch: what its parents bring in are commits of their own. */
static void drop_merges(struct commit_list *commits)
{
	struct commit first = {0};
	size_t kept = 0, n = commits->n;

	for (size_t i = 0; i < n; i++) {
		struct commit *commit = &commits->items[i];

		if (commit->n_parents < 2) {
			commits->items[kept++] = *commit;
		} else if (!first.id) {
			first = *commit;
		} else {
			commit_free(commit);
		}
	}
	commits->n = kept;
	if (first.id)
		warn_of_merges(first.id, n - kept);
	commit_free(&first);
}

int each_open(struct each *each, const struct lint_options *options, struct err *err)
{
	*each = (struct each){ .options = *options };
	if (options->diff)
		return open_diff(each, options, err);
	if (commits_read(&each->commits, options->tree, options->base, err))
		return -1;
	drop_merges(&each->commits);
	each->n = each->commits.n;
	return 0;
}

static int lint_mail(struct each *each, struct lint *lint, struct err *err)
{
	size_t number = each->next;
	int status;

	*lint = (struct lint){0};
	if (each->failed)
		return err_set(err, "%s: patch %zu was not judged, as patch %zu in front of it was not",
			       each->patches.name, number, each->failed);
	each->options.patches = &each->patches;
	status = lint_run(lint, &each->options, err);
	if (status)
		each->failed = number;
	return status;
}

/* The tree was written for the first commit that was linted; what others have else lies over it. */
static void keep_bare(struct each *each, const struct commit *commit, struct lint *lint)
{
	if (!lint->bare.path)
		return;
	each->bare = lint->bare;
	lint->bare = (struct scratch){0};
	each->bare_has = mem_strdup(commit->id);
	each->options.bare = each->bare.path;
	each->options.bare_has = each->bare_has;
}

static int lint_commit(struct each *each, const struct commit *commit, struct lint *lint, struct err *err)
{
	char *range = mem_printf("%s^..%s", commit->id, commit->id);
	int status;

	*lint = (struct lint){0};
	each->options.base = range;
	if (commit->n_parents)
		status = lint_run(lint, &each->options, err);
	else
		status = err_set(err, "%.12s: there is no commit in front of it here; fetch more of the history, or "
				 "use guptidy check, which looks at all of a tree", commit->id);
	each->options.base = NULL;
	if (!status)
		keep_bare(each, commit, lint);
	free(range);
	return status;
}

int each_lint(struct each *each, struct lint *lint, struct judged *judged, struct err *err)
{
	size_t i = each->next++;

	*judged = (struct judged){0};
	if (each->is_diff) {
		judged->subject = mem_strdup(each->patches.patches.items[i].subject);
		return lint_mail(each, lint, err);
	}
	judged->commit = mem_strdup(each->commits.items[i].id);
	judged->subject = mem_strdup(each->commits.items[i].subject);
	return lint_commit(each, &each->commits.items[i], lint, err);
}

int each_lint_nothing(struct each *each, struct lint *lint, struct err *err)
{
	struct patches nothing = { .name = "nothing" };
	struct lint_options options = each->options;
	int status;

	options.patches = &nothing;
	status = lint_run(lint, &options, err);
	patches_close(&nothing);
	return status;
}

void each_close(struct each *each)
{
	scratch_close(&each->bare);
	free(each->bare_has);
	commit_list_free(&each->commits);
	patches_close(&each->patches);
}
