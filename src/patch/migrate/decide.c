// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/decide.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "patch/migrate/standing.h"
#include "treewide/run/paths.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Takes what the places of all files say, and counts the definitions of each function. */
static void hear_places(const struct migrated_file *files, size_t n, struct following *following,
			size_t *definitions)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t p = 0; p < files[i].places.n; p++) {
			const struct follow_place *place = &files[i].places.items[p];
			struct followed *followed = following_of(following, place->symbol);

			definitions[followed - following->items] += place->is_definition;
			if (place->why_not && !place->is_alone)
				following_refuse(followed, mem_printf("%s:%u: %s", files[i].path, place->line,
								      place->why_not));
		}
	}
}

static bool is_new_name(const struct followed *followed)
{
	return !followed->why_not && strcmp(followed->symbol->name, followed->parameters.successor);
}

/* The name is taken: who would get it does not follow. */
static void refuse_taken(struct following *following, const struct scanned_file *file,
			 const struct mention *mention)
{
	const char *name = mention->symbol->name;

	for (size_t f = 0; f < following->n; f++)
		if (is_new_name(&following->items[f]) &&
		    !strcmp(following->items[f].parameters.successor, name))
			following_pass_over(&following->items[f], mem_printf("%s:%u has a %s()", file->path,
									  mention->line, name));
}

/* Notes who has a new name already, in one file. */
static void hear_file(const struct run *run, const struct scanned_file *file, struct following *following)
{
	struct source source;
	struct err err = {0};

	if (file->language != LANGUAGE_C || is_program_path(file->path))
		return;
	if (source_open(&source, run->tree.root, file, &err)) {
		err_clear(&err);
		return;
	}
	for (size_t i = 0; i < file->n_mentions; i++)
		if (source.forms[i] == FORM_DECLARATION || source.forms[i] == FORM_DEFINITION ||
		    source.forms[i] == FORM_MACRO_DEFINITION)
			refuse_taken(following, file, &file->mentions[i]);
	source_close(&source);
}

/* Looks for the new names of functions that nothing else keeps from following. */
static void hear_newcomers(const struct run *run, const struct run_options *options, struct following *following)
{
	struct symbol *names = mem_calloc(following->n + 1, sizeof(*names));
	struct scan_request request = run_scan_request(run, options);
	struct scan scan = {0};
	struct err err = {0};
	size_t n = 0;

	for (size_t f = 0; f < following->n; f++)
		if (is_new_name(&following->items[f]))
			names[n++].name = following->items[f].parameters.successor;
	request.names = names;
	request.n_names = n;
	if (n && scan_run(&request, &scan, &err))
		for (size_t f = 0; f < following->n; f++)
			if (is_new_name(&following->items[f]))
				following_refuse(&following->items[f], mem_strdup(err.text));
	for (size_t i = 0; i < scan.n_files; i++)
		hear_file(run, &scan.files[i], following);
	err_clear(&err);
	scan_free(&scan);
	free(names);
}

/* A folder outside of the tree: all of a driver. */
static bool is_driver(const struct run *run, const struct run_options *options)
{
	bool is_outside = !run->tree.version || (run->scan.n_files && *run->scan.files[0].path == '/');
	struct stat status;

	return is_outside && options->n_paths == 1 && !stat(options->paths[0], &status) && S_ISDIR(status.st_mode);
}

void following_decide(const struct run *run, const struct run_options *options, const struct migrated_file *files,
		      size_t n, struct following *following)
{
	size_t *definitions = mem_calloc(following->n + 1, sizeof(*definitions));
	bool is_whole = run_is_whole_tree(run) || is_driver(run, options);

	hear_places(files, n, following, definitions);
	for (size_t f = 0; f < following->n; f++) {
		if (!definitions[f])
			following_pass_over(&following->items[f], mem_strdup("its definition is not in PATH"));
		if (!is_whole)
			following_refuse(&following->items[f],
					 mem_strdup("only a part of the tree was asked for"));
	}
	hear_newcomers(run, options, following);
	following->is_decided = true;
	free(definitions);
}

bool following_concerns(const struct following *following, const struct migrated_file *file)
{
	for (size_t p = 0; p < file->places.n; p++) {
		const struct followed *followed = following_of(following, file->places.items[p].symbol);

		if (!followed->why_not || followed->is_news)
			return true;
	}
	return false;
}
