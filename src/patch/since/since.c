// SPDX-License-Identifier: GPL-2.0-only
#include "patch/since/since.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "c/outline/includes.h"
#include "conversion/convert/spare.h"
#include "conversion/convert/useless.h"
#include "patch/since/private.h"

#include <stdlib.h>
#include <string.h>

/* Headers in headers. */
#define MOST_DEPTH 4

/* The header itself is none of the driver's files, as often as this is run. */
static void open_files(struct serving *serving)
{
	struct run *run = serving->run;

	for (size_t i = 0; i < run->n_asked; i++) {
		struct source *source = &run->sources[i];
		struct served_file file;

		if (!strcmp(path_name(source->path), COMPAT_HEADER))
			continue;
		served_file_open(&file, source, rewrite_find(serving->rewrite, source->path),
				 &serving->compat, &serving->headers.reader);
		VEC_PUSH(&serving->files, file);
	}
}

static void close_files(struct serving *serving)
{
	for (size_t i = 0; i < serving->files.n; i++)
		served_file_close(&serving->files.items[i]);
	serving->files.n = 0;
}

/* The folder of a, or the nearest above it that holds b as well. The caller frees it. */
static char *common_folder(char *a, const char *b)
{
	while (*a && !path_is_below(b, a)) {
		char *above = path_folder(a);

		free(a);
		a = above;
	}
	return a;
}

static void find_folder(struct serving *serving)
{
	for (size_t i = 0; i < serving->files.n; i++) {
		const struct served_file *file = &serving->files.items[i];

		if (!served_file_needs_header(file))
			continue;
		if (!serving->folder)
			serving->folder = path_folder(file->path);
		serving->folder = common_folder(serving->folder, file->path);
	}
}

static void leave(struct serving *serving, const char *path, const char *reason)
{
	result_add_left(&serving->run->result, path, 0, 0, "", reason);
}

/* True if the file gets it by way of another one of the driver's, which includes it. */
static bool gets_header(const struct serving *serving, const struct served_file *file, unsigned depth)
{
	for (size_t i = 0; i < serving->files.n; i++) {
		const struct served_file *other = &serving->files.items[i];

		if (other != file && outline_includes(&file->source.outline, path_name(other->path)) &&
		    ((served_file_needs_header(other) && served_file_has_place(other)) ||
		     (depth < MOST_DEPTH && gets_header(serving, other, depth + 1))))
			return true;
	}
	return false;
}

static int include_header(struct serving *serving, const struct served_file *file, struct err *err)
{
	struct edit_list edits = {0};
	int status = 0;

	if (!served_file_include(file, serving->folder, &edits) && !gets_header(serving, file, 0))
		leave(serving, file->path, "uses what " COMPAT_HEADER " gives, and includes no header of the "
		      "kernel: include it in front of this file");
	else if (edits.n)
		status = change_file(serving, file, &edits, err);
	edit_list_free(&edits);
	return status;
}

static void leave_gap(const char *reason, void *data)
{
	struct serving *serving = data;
	char *header = path_join(serving->folder, COMPAT_HEADER);

	leave(serving, header, reason);
	free(header);
}

/* True if a makefile beside the header asks what its headers declare. */
static bool asks_headers(const struct serving *serving)
{
	static const char *const names[] = { "Kbuild", "Makefile", "GNUmakefile" };
	bool found = false;

	for (size_t i = 0; i < ARRAY_SIZE(names) && !found; i++) {
		char *folder = path_join(serving->run->tree.root, serving->folder);
		char *path = path_join(folder, names[i]);
		struct buf text = {0};
		struct err err = {0};

		found = !load_file(&text, path, &err) && strstr(text.data, COMPAT_KBUILD);
		err_clear(&err);
		buf_free(&text);
		free(path);
		free(folder);
	}
	return found;
}

/* Ladders knew of vendors' kernels, and of what a configure script found: the version alone does not. */
static void leave_asking(struct serving *serving)
{
	char *path;
	size_t i = 0;

	while (i < serving->files.n && !serving->files.items[i].asked_more)
		i++;
	if (i == serving->files.n || asks_headers(serving))
		return;
	path = path_join(serving->folder, COMPAT_KBUILD);
	leave(serving, path, "a ladder that is one call now asked for more than the kernel's version: include this "
	      "file in the driver's Kbuild, so that the headers are asked");
	free(path);
}

static void add_left(void *result, const char *path, uint32_t line, uint32_t column, const char *function,
		     const char *reason)
{
	result_add_left(result, path, line, column, function, reason);
}

/* Asks of each file, as it was read, what its converted calls leave without a use. */
static void each_useless(const struct serving *serving, void (*ask)(struct converter *converter))
{
	struct result *result = &serving->run->result;

	for (size_t i = 0; i < serving->files.n; i++) {
		struct converter converter = {
			.source = serving->files.items[i].read, .family = &serving->run->family,
			.edits = &result->edits, .planned = &result->planned,
			.left = { .add = add_left, .data = result },
		};

		ask(&converter);
	}
	result_sort(result);
}

/* Converts, until no call is converted that some of the kernels would not have. -1 sets err. */
static int convert_calls(struct serving *serving, const struct run_options *options, struct err *err)
{
	bool is_done = false;

	while (!is_done) {
		close_files(serving);
		rewrite_free(serving->rewrite);
		if (rewrite_all(serving->run, options, serving->rewrite, err))
			return -1;
		open_files(serving);
		if (exceptions_find(serving, err))
			return -1;
		is_done = !exceptions_take_back(serving);
	}
	return 0;
}

/* The same, and parameters go that no kernel needs then: that changes nothing of the calls. */
static int convert(struct serving *serving, const struct run_options *options, struct err *err)
{
	const struct planned_list *planned = &serving->run->result.planned;
	size_t n_calls, n;

	if (convert_calls(serving, options, err))
		return -1;
	n_calls = planned->n;
	each_useless(serving, convert_spare);
	n = planned->n;
	if (n > n_calls && convert_calls(serving, options, err))
		return -1;
	if (planned->n < n)
		return err_set(err, "a call would stay as it is whose function has lost a parameter for it; say "
			       "so to who wrote guptidy");
	each_useless(serving, convert_leave_useless);
	return 0;
}

static int serve(struct serving *serving, struct err *err)
{
	int status = 0;

	for (size_t i = 0; i < serving->files.n; i++)
		if (change_folded(serving, &serving->files.items[i], err))
			return -1;
	for (size_t i = 0; i < serving->files.n; i++)
		served_file_use(&serving->files.items[i], &serving->compat);
	find_folder(serving);
	if (!serving->folder)
		return 0;
	if (new_files_add(serving, err))
		return -1;
	for (size_t i = 0; i < serving->files.n && !status; i++)
		if (served_file_needs_header(&serving->files.items[i]))
			status = include_header(serving, &serving->files.items[i], err);
	compat_each_gap(&serving->compat, leave_gap, serving);
	leave_asking(serving);
	return status;
}

static void end(struct serving *serving)
{
	close_files(serving);
	free(serving->files.items);
	free(serving->exceptions.items);
	free(serving->folder);
	headers_close(&serving->headers);
	compat_end(&serving->compat);
}

int since_serve(struct run *run, const struct run_options *options, unsigned since, struct rewrite *rewrite,
		struct err *err)
{
	struct serving serving = { .run = run, .rewrite = rewrite };
	int status;

	if (run->tree.version && run_is_whole_tree(run))
		return err_set(err, "%s: --since is for drivers, and this is a kernel tree; name the driver's "
			       "folder", run->tree.root);
	*rewrite = (struct rewrite){0};
	compat_begin(&serving.compat, options->to, since);
	headers_open(&serving.headers, run->tree.root, NULL);
	status = convert(&serving, options, err);
	if (!status)
		status = serve(&serving, err);
	end(&serving);
	rewrite_sort(rewrite);
	result_sort(&run->result);
	return status;
}
