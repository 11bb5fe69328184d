// SPDX-License-Identifier: GPL-2.0-only
/* Opens and closes a run: which tree, which files, what they declare. */
#include "analyse/built.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/stamp.h"
#include "family/homes.h"
#include "run/brought.h"
#include "run/only.h"
#include "run/run.h"
#include "run/sources.h"
#include "run/users.h"
#include "scan/exclude.h"
#include "target/target.h"
#include "tree/place.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COMMANDS "compile_commands.json"

/* A pipe or a device would be waited for, not read. */
static bool is_readable_kind(const char *path)
{
	struct stat st;

	if (stat(path, &st))
		return false;
	return S_ISREG(st.st_mode) || (S_ISDIR(st.st_mode) && !access(path, R_OK | X_OK));
}

/*
 * A path of the user's as the tree knows it: relative to its root, absolute outside of it. The folder
 * that the tree is built in stands for the tree.
 */
static char *tree_path(const struct tree *tree, const char *path, struct err *err)
{
	char *real = realpath(path, NULL), *relative;
	size_t length = strlen(tree->root);

	if (!real) {
		err_set(err, "%s: %s; name an existing file or folder", path, strerror(errno));
		return NULL;
	}
	if (!is_readable_kind(real)) {
		err_set(err, "%s: no file, and no folder that can be read; name one of those", path);
		free(real);
		return NULL;
	}
	if (!path_is_below(real, tree->root)) {
		if (!tree_is_built_in(tree, real))
			return real;
		free(real);
		return mem_strdup("");
	}
	relative = mem_strdup(real + length + (real[length] == '/'));
	free(real);
	return relative;
}

/* One folder for all that lies outside of the tree, as names in two folders could be the same. */
static void widen_place(struct run *run, const char *path)
{
	char *own, *common;

	if (*path != '/')
		return;
	own = place_of(path);
	common = run->place ? place_common(run->place, own) : mem_strdup(own);
	free(own);
	free(run->place);
	run->place = common;
}

/* Beside names relative to the root there can be no others: which is which could not be told. */
static void forget_place_beside_tree(struct run *run)
{
	for (size_t i = 0; i < run->paths.n; i++) {
		if (*run->paths.items[i] == '/')
			continue;
		free(run->place);
		run->place = NULL;
	}
}

/* A path that cannot be read is named in the result; the others are read all the same. */
static int read_paths(struct run *run, const struct run_options *options, struct err *err)
{
	for (size_t i = 0; i < options->n_paths; i++) {
		struct err why = {0};
		char *path = tree_path(&run->tree, options->paths[i], &why);

		if (path && *path == '/' && !options->kernel)
			err_set(&why, "%s: is not in the tree %s of the first path; name one tree at a "
				"time, or pass --kernel", options->paths[i], run->tree.root);
		if (!why.text) {
			VEC_PUSH(&run->paths, path);
			widen_place(run, path);
			continue;
		}
		err_set(err, "%s", why.text);
		result_add_unanalysed(&run->result, options->paths[i], 0, why.text);
		err_clear(&why);
		free(path);
	}
	forget_place_beside_tree(run);
	return run->paths.n ? 0 : -1;
}

static bool tree_has_file(const struct tree *tree, const char *path)
{
	char *full = path_join(tree->root, path);
	bool found = !access(full, F_OK);

	free(full);
	return found;
}

bool run_is_whole_tree(const struct run *run)
{
	for (size_t i = 0; i < run->paths.n; i++)
		if (!*run->paths.items[i])
			return true;
	return false;
}

bool run_is_of_change(const struct run_options *options)
{
	return options->state && !options->state->is_asked;
}

/* The paths that the disk has to be asked for: the others are the overlay's. */
static int scan_uncovered(struct run *run, const struct run_options *options, struct err *err)
{
	const struct state *state = options->state;
	struct { const char **items; size_t n, capacity; } paths = {0};
	int status;

	for (size_t i = 0; i < state->n_paths; i++)
		if (!overlay_find(state->overlay, state->paths[i]))
			VEC_PUSH(&paths, state->paths[i]);
	status = scan_run(run->tree.root, paths.items, paths.n, options->jobs, NULL, &run->scan, err);
	free(paths.items);
	return status;
}

static int scan_state(struct run *run, const struct run_options *options, struct err *err)
{
	const struct state *state = options->state;
	struct path_list homes = {0};
	char *place = tree_path(&run->tree, state->place, err);

	if (!place)
		return -1;
	widen_place(run, place);
	free(place);
	for (size_t i = 0; state->is_asked && i < state->n_paths; i++) {
		char *path = mem_strdup(state->paths[i]);

		VEC_PUSH(&run->paths, path);
	}
	if (state->read)
		scan_copy(state->read, &run->scan);
	else if (scan_uncovered(run, options, err))
		return -1;
	scan_copy(state->homes, &run->homes);
	homes_list(&run->tree, &homes);
	scan_lay_over(&run->scan, state->overlay, state->paths, state->n_paths);
	scan_lay_over(&run->homes, state->overlay, (const char *const *)homes.items, homes.n);
	path_list_free(&homes);
	return 0;
}

static int scan_all(struct run *run, const struct run_options *options, struct err *err)
{
	int status = read_paths(run, options, err);

	if (!status)
		status = scan_run(run->tree.root, (const char *const *)run->paths.items,
				  run->paths.n, options->jobs, NULL, &run->scan, err);
	if (!status && !run_is_whole_tree(run))
		status = homes_scan(&run->tree, options->jobs, options->use_cache, &run->homes, err);
	if (!status)
		err_clear(err);		/* what one path had to say is in the result */
	return status;
}

/*
 * compile_commands.json may be broken, or ask for what is refused. That is said at once, and not only
 * when a file turns out to need the compiler.
 */
static void check_commands(struct run *run, const struct run_options *options)
{
	const char *file = options->commands ? options->commands : COMMANDS;
	bool is_used = false;

	for (size_t i = 0; i < run->n_asked; i++) {
		const char *path = run->sources[i].path;
		struct compile_command command;
		struct err err = {0};

		if (tree_compile_command(&run->tree, path, tree_arch_of(&run->tree, path), &command,
					 &err)) {
			result_add_unanalysed(&run->result, file, 0, err.text);
			err_clear(&err);
			is_used = true;
		} else {
			is_used |= command.exact;
			compile_command_free(&command);
		}
	}
	if (options->commands && !is_used && !tree_has_commands(&run->tree))
		result_add_unanalysed(&run->result, file, 0, "it names no file of this tree, nor "
				      "one that was asked for; name the file of this tree's build");
}

/* The tree is that of the first path that is there. */
static const char *first_path(const struct run_options *options)
{
	for (size_t i = 0; i < options->n_paths; i++)
		if (is_readable_kind(options->paths[i]))
			return options->paths[i];
	return options->paths[0];
}

/* kbuild's own words for the file: its paths are relative to where we stand. */
static void use_command(struct run *run, const struct run_options *options)
{
	char *folder = realpath(".", NULL), *file = realpath(options->paths[0], NULL);

	if (folder && file)
		tree_set_command(&run->tree, folder, file, options->command);
	run->defines = built_defines(options->command);
	free(folder);
	free(file);
}

static void exclude(struct run *run, const struct run_options *options)
{
	struct path_list homes = {0};

	homes_list(&run->tree, &homes);
	exclude_files(&options->exclude, (const char *const *)homes.items, homes.n, &run->scan,
		      &run->homes);
	path_list_free(&homes);
}

/* Files that name none of the family, but what is asked for beside it: they are asked for as well. */
static int scan_beside(struct run *run, const struct run_options *options, struct err *err)
{
	struct scan beside, files = {0};
	int status = scan_names(run->tree.root, (const char *const *)run->paths.items, run->paths.n,
				options->jobs, options->beside, options->n_beside, &beside, err);

	files.files = mem_calloc(beside.n_files + 1, sizeof(*files.files));
	for (size_t i = 0; !status && i < beside.n_files; i++) {
		struct scanned_file file = beside.files[i];

		if (file.language != LANGUAGE_C || scan_find(&run->scan, file.path))
			continue;
		beside.files[i].path = mem_strdup("");
		file.n_mentions = 0;
		file.mentions = NULL;
		files.files[files.n_files++] = file;
	}
	scan_merge(&run->scan, &files);
	scan_free(&files);
	scan_free(&beside);
	run->keeps_silent = true;
	return status;
}

static int find_files(struct run *run, const struct run_options *options, struct err *err)
{
	if (options->state ? scan_state(run, options, err) : scan_all(run, options, err))
		return -1;
	if (options->beside && scan_beside(run, options, err))
		return -1;
	exclude(run, options);
	users_find(run, options);
	brought_find(run, options);
	return 0;
}

/* Files that are known already. */
static int take_only(struct run *run, const struct run_options *options, struct err *err)
{
	if (read_paths(run, options, err))
		return -1;
	err_clear(err);
	only_scan(options->only, run);
	run->keeps_silent = options->beside;
	return 0;
}

int run_open(struct run *run, const struct run_options *options, struct err *err)
{
	const struct target *against = options->against;

	*run = (struct run){ .stamps = stamps_new() };
	if (tree_open(&run->tree, options->state ? options->state->place : first_path(options),
		      options->kernel, err))
		return -1;
	if (options->only ? take_only(run, options, err) : find_files(run, options, err))
		return -1;
	if (options->commands && tree_set_commands(&run->tree, options->commands, err))
		return -1;
	if (options->command)
		use_command(run, options);
	for (size_t i = 0; i < run->scan.n_problems; i++)
		result_add_unanalysed(&run->result, run->scan.problems[i].path, 0,
				      run->scan.problems[i].reason);
	run->family.is_alone = !run->tree.version;
	run->version = against ? against->version : run->tree.version;
	run->version_code = against ? against->version_code :
			    options->to ? options->to->version_code : run->tree.version_code;
	sources_open(run, options->state, options->jobs);
	if (against)
		family_hold_against(&run->family, run->tree.version, &against->family,
				    against->name, against->root);
	else if (!family_is_known(&run->family))
		family_add_mainline(&run->family);
	if (options->command || options->commands || tree_has_file(&run->tree, COMMANDS))
		check_commands(run, options);
	return 0;
}

/* What every file of the tree includes: there the names are declared. */
static void list_public(const struct tree *tree, struct path_list *list)
{
	for (char **arch = tree->archs; tree->version && arch && *arch; arch++) {
		char *path = mem_printf("arch/%s/include", *arch);

		if (tree_has_file(tree, path))
			VEC_PUSH(list, path);
		else
			free(path);
	}
	if (tree->version && tree_has_file(tree, "include")) {
		char *path = mem_strdup("include");

		VEC_PUSH(list, path);
	}
}

static int scan_for_names(struct run *run, const struct run_options *options,
			  const struct run_names *names, struct err *err)
{
	struct path_list public = {0};
	int status = read_paths(run, options, err);

	if (!status)
		status = scan_names(run->tree.root, (const char *const *)run->paths.items, run->paths.n,
				    options->jobs, names->items, names->n_sought, &run->scan, err);
	list_public(&run->tree, &public);
	if (!status && public.n)
		status = scan_names(run->tree.root, (const char *const *)public.items, public.n,
				    options->jobs, names->items, names->n, &run->homes, err);
	path_list_free(&public);
	if (!status)
		err_clear(err);		/* what one path had to say is in the result */
	return status;
}

int run_open_names(struct run *run, const struct run_options *options, const struct run_names *names,
		   struct err *err)
{
	*run = (struct run){ .stamps = stamps_new() };
	if (tree_open(&run->tree, first_path(options), options->kernel, err) ||
	    scan_for_names(run, options, names, err))
		return -1;
	exclude(run, options);
	for (size_t i = 0; i < run->scan.n_problems; i++)
		result_add_unanalysed(&run->result, run->scan.problems[i].path, 0,
				      run->scan.problems[i].reason);
	return options->commands ? tree_set_commands(&run->tree, options->commands, err) : 0;
}

/* Among the sources [low, high), which are by path. */
static struct source *source_between(const struct run *run, size_t low, size_t high, const char *path)
{
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(run->sources[middle].path, path);

		if (!order)
			return &run->sources[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

struct source *run_source(const struct run *run, const char *path)
{
	struct source *source = source_between(run, 0, run->n_asked, path);

	if (!source)
		source = source_between(run, run->n_asked, run->n_sources, path);
	for (size_t i = 0; !source && i < run->others.n; i++)
		if (!strcmp(run->others.items[i]->path, path))
			source = run->others.items[i];
	return source;
}

void run_note_looked_at(struct run *run, const char *const *paths, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *copy = mem_strdup(paths[i]);

		VEC_PUSH(&run->looked_at, copy);
	}
}

void run_close(struct run *run)
{
	asked_free(&run->paths);
	for (size_t i = 0; i < run->n_sources; i++)
		source_close(&run->sources[i]);
	for (size_t i = 0; i < run->others.n; i++) {
		source_close(run->others.items[i]);
		free(run->others.items[i]);
	}
	for (size_t i = 0; i < CALLER_ROUNDS; i++)
		scan_free(&run->callers[i]);
	for (size_t i = 0; i < run->opened.n; i++) {
		scan_free(run->opened.items[i]);
		free(run->opened.items[i]);
	}
	free(run->sources);
	free(run->others.items);
	free(run->opened.items);
	free(run->judged.items);
	path_list_free(&run->looked_at);
	stamps_free(run->stamps);
	family_free(&run->family);
	result_free(&run->result);
	free(run->place);
	free(run->defines);
	scan_free(&run->scan);
	scan_free(&run->homes);
	scan_free(&run->users);
	tree_close(&run->tree);
	*run = (struct run){0};
}
