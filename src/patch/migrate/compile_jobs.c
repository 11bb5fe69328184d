// SPDX-License-Identifier: GPL-2.0-only
/* What jobs of the graph are told of migrated files, and what comes back. */
#include "base/data/mem.h"
#include "base/files/path.h"
#include "patch/migrate/compile.h"
#include "patch/migrate/job.h"
#include "treewide/graph/answers.h"
#include "treewide/graph/graph.h"

#include <stdlib.h>
#include <string.h>

/* --- what a job is told --- */

static void add_file(const struct migrated_file *file, bool is_asked, struct planned_group *planned)
{
	struct planned_file added = {
		.path = mem_strdup(file->path), .is_asked = is_asked,
		.needs_own_includes = file->needs_own_includes,
	};
	static const struct made_from nothing;
	struct result result = {0};
	struct buf edits = {0};

	for (size_t i = 0; i < file->edits.n; i++)
		edit_list_add(&result.edits, file->path, file->edits.items[i].offset, file->edits.items[i].old_text,
			      file->edits.items[i].new_text);
	form_write(&result, &nothing, &edits);
	added.edits = buf_take(&edits);
	VEC_PUSH(&planned->files, added);
	result_free(&result);
}

static bool is_member(const struct group *group, size_t index)
{
	for (size_t i = 0; i < group->files.n; i++)
		if (group->files.items[i].index == index)
			return true;
	return false;
}

static void plan(const struct group *group, struct planned_group *planned, void *data)
{
	const struct compiling *compiling = data;
	const struct migrated *migrated = compiling->migrated;

	planned->lays_over = migrated->lays_over;
	for (size_t i = 0; i < migrated->following.n; i++)
		if (!migrated->following.items[i].why_not)
			VEC_PUSH(&planned->anew, mem_strdup(migrated->following.items[i].symbol->name));
	for (size_t i = 0; i < migrated->n; i++) {
		const struct migrated_file *file = &migrated->files[i];
		bool is_asked = is_member(group, i);

		if (is_asked || (migrated->lays_over && file->new_text.data && ends_with(file->path, ".h")))
			add_file(file, is_asked, planned);
	}
}

/* --- what it says --- */

/* A call that must stay has its place in the file as it is. */
static void place_call(const char *text, size_t offset, uint32_t *line, uint32_t *column)
{
	*line = 1;
	*column = 1;
	for (size_t i = 0; i < offset; i++) {
		bool ends = text[i] == '\n';

		*line += ends;
		*column = ends ? 1 : *column + 1;
	}
}

static size_t offset_of(const struct buf *text, uint32_t line, uint32_t column)
{
	size_t at = 0;

	while (--line && at < text->length)
		at += strcspn(text->data + at, "\n") + 1;
	return at + column - 1;
}

void verdict_write(const struct migrated_file *file, const char *reason, struct result *result)
{
	uint32_t line, column;

	if (reason)
		result_add_unanalysed(result, file->path, 0, reason);
	for (size_t i = 0; i < file->refused.n && !reason; i++) {
		place_call(file->old_text.data, file->refused.items[i].offset, &line, &column);
		result_add_left(result, file->path, line, column, "", file->refused.items[i].why);
	}
}

static void read_verdict(const struct result *result, struct migrated_file *file, char **reason)
{
	if (result->unanalysed.n)
		*reason = mem_strdup(result->unanalysed.items[0].reason);
	for (size_t i = 0; i < result->left.n && !*reason; i++) {
		const struct left *left = &result->left.items[i];

		if (left->line && left->column)
			*reason = refuse_call(file, offset_of(&file->old_text, left->line, left->column),
					      left->reason);
	}
}

static bool take_told(size_t index, const struct told *told, struct stamps *stamps, void *data)
{
	struct compiling *compiling = data;
	struct migrated_file *file = &compiling->migrated->files[index];
	const struct scanned_file no_mentions = { .path = (char *)file->path };
	struct made_from files = {0};
	struct result result = {0};
	char digits[DIGEST_LENGTH + 1];
	bool holds;

	digest_file(compiling, index, digits);
	holds = told_find(told, digits, &no_mentions, stamps, &result, &files);
	if (holds)
		read_verdict(&result, file, &compiling->reasons[index]);
	result_free(&result);
	made_from_free(&files);
	return holds;
}

/* --- a round --- */

/* What no job answered for is lost; who gathers asks by himself. */
static void keep_open(struct compiling *compiling, const bool *is_open)
{
	enum graph_part part = compiling->migrated->options->graph->part;
	size_t n = 0;

	for (size_t i = 0; i < compiling->files.n; i++) {
		size_t index = compiling->files.items[i];

		if (is_open[i] && part == GRAPH_GATHER)
			compiling->files.items[n++] = index;
		else if (is_open[i] && part == GRAPH_ALL)
			compiling->reasons[index] = mem_strdup("its job came to nothing; run again, what is done "
							       "stays done");
	}
	compiling->files.n = n;
}

static struct grouped *list_files(const struct compiling *compiling)
{
	struct grouped *files = mem_calloc(compiling->files.n + 1, sizeof(*files));

	for (size_t i = 0; i < compiling->files.n; i++) {
		size_t index = compiling->files.items[i];

		files[i] = (struct grouped){ compiling->migrated->files[index].path, index };
	}
	return files;
}

int compile_by_jobs(struct compiling *compiling, struct err *err)
{
	struct migrated *migrated = compiling->migrated;
	bool by_jobs = graph_proves(migrated->options, compiling->files.n);
	struct grouped *files = list_files(compiling);
	bool *is_open = mem_calloc(compiling->files.n + 1, sizeof(*is_open));
	const struct proof_round round = {
		.run = migrated->run, .options = migrated->options, .rounds = &migrated->rounds,
		.files = files, .n = by_jobs ? compiling->files.n : 0, .plan = plan, .take = take_told,
		.data = compiling,
	};
	int status = by_jobs || !round.rounds->n ? graph_prove(&round, is_open, err) : 0;

	if (by_jobs)
		keep_open(compiling, is_open);
	else if (migrated->options->graph->part == GRAPH_INDEX)
		compiling->files.n = 0;		/* who gathers proves them */
	free(is_open);
	free(files);
	return status;
}
