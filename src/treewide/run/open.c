// SPDX-License-Identifier: GPL-2.0-only
/* Opens a run: which tree, which files, what they declare. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "base/files/stamp.h"
#include "calls/family/homes.h"
#include "calls/target/target.h"
#include "kernel/scan/exclude.h"
#include "treewide/analyse/built.h"
#include "treewide/run/brought.h"
#include "treewide/run/only.h"
#include "treewide/run/paths.h"
#include "treewide/run/run.h"
#include "treewide/run/sources.h"
#include "treewide/run/users.h"

#include <stdlib.h>

#define COMMANDS "compile_commands.json"

/* The paths that the disk has to be asked for: the others are the overlay's. */
static int scan_uncovered(struct run *run, const struct run_options *options, struct err *err)
{
	const struct state *state = options->state;
	struct scan_request request = run_scan_request(run, options);
	struct { const char **items; size_t n, capacity; } paths = {0};
	int status;

	for (size_t i = 0; i < state->n_paths; i++)
		if (!overlay_find(state->overlay, state->paths[i]))
			VEC_PUSH(&paths, state->paths[i]);
	request.paths = paths.items;
	request.n_paths = paths.n;
	status = scan_run(&request, &run->scan, err);
	free(paths.items);
	return status;
}

static int scan_state(struct run *run, const struct run_options *options, struct err *err)
{
	const struct state *state = options->state;
	struct path_list homes = {0};
	char *place = run_path(&run->tree, state->place, err);

	if (!place)
		return -1;
	run_widen_place(run, place);
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
	int status = run_read_paths(run, options, err);
	const struct scan_request request = run_scan_request(run, options);

	if (!status)
		status = scan_run(&request, &run->scan, err);
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

/* What could not be scanned was not looked at, and that is said. */
static void note_problems(struct run *run)
{
	for (size_t i = 0; i < run->scan.n_problems; i++)
		result_add_unanalysed(&run->result, run->scan.problems[i].path, 0,
				      run->scan.problems[i].reason);
}

/* Files that name none of the family, but what is asked for beside it: they are asked for as well. */
static int scan_beside(struct run *run, const struct run_options *options, struct err *err)
{
	struct scan_request request = run_scan_request(run, options);
	struct scan beside, files = {0};
	int status;

	request.names = options->beside;
	request.n_names = options->n_beside;
	status = scan_run(&request, &beside, err);
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
	if (run_read_paths(run, options, err))
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
	if (tree_open(&run->tree, options->state ? options->state->place : run_first_path(options),
		      options->kernel, err))
		return -1;
	if (options->only ? take_only(run, options, err) : find_files(run, options, err))
		return -1;
	if (options->commands && tree_set_commands(&run->tree, options->commands, err))
		return -1;
	if (options->command)
		use_command(run, options);
	else if (!options->to && !against && run->tree.version && !run->tree.is_red_hat)
		run->defines = mem_strdup("#undef RHEL_RELEASE_CODE\n");
	note_problems(run);
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
	if (options->command || options->commands || tree_has(&run->tree, COMMANDS))
		check_commands(run, options);
	return 0;
}

/* What every file of the tree includes: there the names are declared. */
static void list_public(const struct tree *tree, struct path_list *list)
{
	for (char **arch = tree->archs; tree->version && arch && *arch; arch++) {
		char *path = mem_printf("arch/%s/include", *arch);

		if (tree_has(tree, path))
			VEC_PUSH(list, path);
		else
			free(path);
	}
	if (tree->version && tree_has(tree, "include")) {
		char *path = mem_strdup("include");

		VEC_PUSH(list, path);
	}
}

static int scan_for_names(struct run *run, const struct run_options *options,
			  const struct run_names *names, struct err *err)
{
	struct path_list public = {0};
	int status = run_read_paths(run, options, err);
	struct scan_request request = run_scan_request(run, options);

	request.names = names->items;
	request.n_names = names->n_sought;
	if (!status)
		status = scan_run(&request, &run->scan, err);
	list_public(&run->tree, &public);
	request.paths = (const char *const *)public.items;
	request.n_paths = public.n;
	request.n_names = names->n;
	if (!status && public.n)
		status = scan_run(&request, &run->homes, err);
	path_list_free(&public);
	if (!status)
		err_clear(err);		/* what one path had to say is in the result */
	return status;
}

int run_open_names(struct run *run, const struct run_options *options, const struct run_names *names,
		   struct err *err)
{
	*run = (struct run){ .stamps = stamps_new() };
	if (tree_open(&run->tree, run_first_path(options), options->kernel, err) ||
	    scan_for_names(run, options, names, err))
		return -1;
	exclude(run, options);
	note_problems(run);
	return options->commands ? tree_set_commands(&run->tree, options->commands, err) : 0;
}
