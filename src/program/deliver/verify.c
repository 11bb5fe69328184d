// SPDX-License-Identifier: GPL-2.0-only
#include "program/deliver/verify.h"

#include "base/data/arena.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "patch/verify/expect.h"
#include "patch/verify/verify.h"
#include "program/deliver/verdicts.h"
#include "treewide/run/name.h"
#include "treewide/work/scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct file_list {
	struct verify_file *items;
	size_t n, capacity;
};

int check_verify(const struct session *session, struct err *err)
{
	const struct options *options = &session->options;
	struct tree tree;
	char *folder;
	int status;

	if (!options->verify || options->verify_all)
		return 0;
	if (tree_open(&tree, options->run.paths[0], options->run.kernel, err))
		return -1;
	folder = verify_configured(&tree, options->run.commands, options->run.kernel);
	status = folder ? 0 : err_set(err, "%s: has no .config to build with; configure it, name the "
				      "compile_commands.json of its build with --compile-commands, or use "
				      "--verify=all", tree.root);
	free(folder);
	tree_close(&tree);
	return status;
}

/* Overwritten by the next one. */
static void show(const char *what)
{
	fprintf(stderr, "\r\033[K%s", what);
	fflush(stderr);
}

/* The edits of the path in the result, which is sorted; how many. */
static size_t edits_of(const struct result *result, const char *path, const struct edit **first)
{
	size_t begin = 0, end;

	while (begin < result->edits.n && strcmp(result->edits.items[begin].path, path))
		begin++;
	for (end = begin; end < result->edits.n && !strcmp(result->edits.items[end].path, path); end++)
		;
	*first = result->edits.items + begin;
	return end - begin;
}

/* A file that becomes that text. */
static void add_file(struct file_list *files, const struct session *session, const char *path,
		     const char *text, size_t length)
{
	const struct edit *edits;
	size_t n = edits_of(&session->run.result, path, &edits);
	struct verify_file file = {
		.path = path, .text = text ? text : "", .length = length,
		.must_be_same = edits_keep_code(edits, n, session->run.tree.version),
	};

	VEC_PUSH(files, file);
}

/* Where sources and objects lie: in the work folder, where they serve again, or in one that is gone in the end. */
static char *work_folder(const struct options *options, const char *temporary)
{
	char *work = options->work ? realpath(options->work, NULL) : NULL;
	char *folder = work ? path_join(work, "verify") : mem_strdup(temporary);

	free(work);
	return folder;
}

/* The C files that name what is converted, and were not: a header may break them. */
static void find_beside(const struct session *session, const struct verify_step *steps, size_t n,
			struct path_list *beside)
{
	const struct scan *scan = &session->run.scan;

	for (size_t i = 0; i < scan->n_files; i++) {
		const char *path = scan->files[i].path;
		bool is_converted = !ends_with(path, ".c");

		for (size_t s = 0; s < n; s++)
			for (size_t k = 0; k < steps[s].n && !is_converted; k++)
				is_converted = !strcmp(steps[s].files[k].path, path);
		if (!is_converted)
			VEC_PUSH(beside, mem_strdup(path));
	}
}

/* While it works, signals wait. */
static int run(struct session *session, const struct verify_step *steps, size_t n, struct err *err)
{
	const struct options *options = &session->options;
	char *configured = verify_configured(&session->run.tree, options->run.commands, options->run.kernel);
	struct path_list beside = {0};
	struct scratch scratch;
	struct verify_options how = {
		.tree = &session->run.tree, .place = session->run.place, .configured = configured,
		.jobs = options->run.jobs,
		.all = options->verify_all, .progress = options->run.progress ? show : NULL,
	};
	int status = scratch_open(&scratch, err);

	find_beside(session, steps, n, &beside);
	how.beside = (const char *const *)beside.items;
	how.n_beside = beside.n;
	if (!status) {
		char *folder = work_folder(options, scratch.path);

		how.work = folder;
		status = verify_run(&how, steps, n, &session->verified, err);
		scratch_close(&scratch);
		free(folder);
	}
	if (how.progress)
		show("");
	path_list_free(&beside);
	free(configured);
	return status;
}

/* A run that verified nothing is no verification. */
static void judge(struct session *session)
{
	size_t built = 0;

	for (size_t i = 0; i < session->verified.n; i++)
		built += session->verified.items[i].verdict != VERIFIED_UNBUILT;
	if (session->verified.n && !built)
		session_miss(session, "--verify: no configuration here can build a converted file");
}

/* What hinders it does not hinder the conversion. */
static int verify(struct session *session, const struct verify_step *steps, size_t n)
{
	struct err err = {0};
	int status = run(session, steps, n, &err);

	if (status)
		session_miss(session, err.text);
	err_clear(&err);
	judge(session);
	verified_name_files(&session->verified, session->run.place);
	return status;
}

void verify_rewrite(struct session *session, const struct rewrite *rewrite)
{
	struct file_list files = {0};

	for (size_t i = 0; i < rewrite->n; i++)
		add_file(&files, session, rewrite->items[i].path, rewrite->items[i].new_text.data,
			 rewrite->items[i].new_text.length);
	if (files.n)
		verify(session, &(struct verify_step){ .files = files.items, .n = files.n }, 1);
	free(files.items);
}

/* The path of a change as the run has it: of a driver beside the tree, absolute. In the arena. */
static const char *run_path(const struct session *session, const char *path, struct arena *arena)
{
	const char *place = session->run.place;

	return place ? arena_printf(arena, "%s/%s", place, path) : path;
}

void verify_patches(struct patches *patches, struct buf *cover, void *data)
{
	struct arena arena = {0};
	struct verify_step *steps = mem_calloc(patches->n + 1, sizeof(*steps));
	struct file_list files = {0};
	struct session *session = data;
	size_t first = 0;

	for (size_t i = 0; i < patches->n; i++)
		for (size_t k = 0; k < patches->items[i].changes.n; k++) {
			const struct change *change = &patches->items[i].changes.items[k];

			add_file(&files, session, run_path(session, change->path, &arena), change->new_text,
				 change->new_length);
		}
	for (size_t i = 0; i < patches->n; first += steps[i++].n)
		steps[i] = (struct verify_step){
			.name = patches->items[i].subject, .files = files.items + first,
			.n = patches->items[i].changes.n,
		};
	if (files.n && !verify(session, steps, patches->n))
		verdicts_tell(session, patches, cover);
	free(files.items);
	free(steps);
	arena_free(&arena);
}
