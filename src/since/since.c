// SPDX-License-Identifier: GPL-2.0-only
#include "since/since.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/replace.h"
#include "edit/edit.h"
#include "since/file.h"
#include "since/fold.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct serving {
	struct run *run;
	struct compat compat;
	struct rewrite *rewrite;
	struct { struct served_file *items; size_t n, capacity; } files;
	char *folder;			/* the one that holds all files which need the header */
};

static struct rewritten *rewritten_of(const struct rewrite *rewrite, const char *path)
{
	for (size_t i = 0; i < rewrite->n; i++)
		if (!strcmp(rewrite->items[i].path, path))
			return &rewrite->items[i];
	return NULL;
}

/* The header itself is none of the driver's files, as often as this is run. */
static void open_files(struct serving *serving)
{
	struct run *run = serving->run;

	for (size_t i = 0; i < run->n_asked; i++) {
		struct source *source = &run->sources[i];
		struct served_file file;

		if (!strcmp(path_name(source->path), COMPAT_HEADER))
			continue;
		served_file_open(&file, source, rewritten_of(serving->rewrite, source->path),
				 serving->compat.to->version_code);
		VEC_PUSH(&serving->files, file);
	}
}

static void leave_other_form(void *data, const struct served_file *file, const struct mention *mention)
{
	struct serving *serving = data;
	const char *kernel = serving->compat.to->name;
	char *reason = mem_printf("calls %s() in another form than %s's: so " COMPAT_HEADER " leaves it as "
				  "each kernel has it, and the driver's other calls of it fit %s alone; make "
				  "this the one call, and convert again", mention->symbol->name, kernel, kernel);

	result_add_left(&serving->run->result, file->path, mention->line, mention->column, "", reason);
	free(reason);
}

/* A macro would break what does not call the function as the target has it. */
static void use_files(struct serving *serving)
{
	for (size_t i = 0; i < serving->files.n; i++)
		served_file_except(&serving->files.items[i], &serving->compat, leave_other_form, serving);
	for (size_t i = 0; i < serving->files.n; i++)
		served_file_use(&serving->files.items[i], &serving->compat);
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

		if (!file->needs_header)
			continue;
		if (!serving->folder)
			serving->folder = path_folder(file->path);
		serving->folder = common_folder(serving->folder, file->path);
	}
}

/* --- what changes --- */

static void leave(struct serving *serving, const char *path, const char *reason)
{
	result_add_left(&serving->run->result, path, 0, 0, "", reason);
}

/* Of all edits of that path one list, of the text as it was read. */
static void replace_edits(struct serving *serving, const struct served_file *file,
			  const struct edit_list *further)
{
	struct edit_list *edits = &serving->run->result.edits, own = {0}, all = {0};
	size_t kept = 0;

	for (size_t i = 0; i < edits->n; i++)
		if (!strcmp(edits->items[i].path, file->path))
			VEC_PUSH(&own, edits->items[i]);
		else
			edits->items[kept++] = edits->items[i];
	edits->n = kept;
	edit_compose(&own, further, file->read->text.data, file->source.text.data, &all);
	for (size_t i = 0; i < all.n; i++)
		VEC_PUSH(edits, all.items[i]);
	free(all.items);
	edit_list_free(&own);
}

static int change_file(struct serving *serving, const struct served_file *file,
		       const struct edit_list *further, struct err *err)
{
	struct rewritten *converted = rewritten_of(serving->rewrite, file->path), fresh = {
		.path = file->path, .old_text = file->read->text.data,
		.old_length = file->read->text.length, .old_source = file->read,
	};
	struct buf text = {0};

	if (edit_apply(further->items, further->n, file->source.text.data, file->source.text.length,
		       &text, err))
		return -1;
	replace_edits(serving, file, further);
	if (converted) {
		buf_free(&converted->new_text);
		converted->new_text = text;
	} else {
		fresh.new_text = text;
		VEC_PUSH(serving->rewrite, fresh);
	}
	return 0;
}

/* --- ladders --- */

/* The line, as the file was read, of a byte of the text as it is now. */
static uint32_t line_read(const struct serving *serving, const struct served_file *file, size_t offset)
{
	const struct edit_list *edits = &serving->run->result.edits;
	struct edit_list own = {0};
	uint32_t line, column;

	for (size_t i = 0; i < edits->n; i++)
		if (!strcmp(edits->items[i].path, file->path))
			VEC_PUSH(&own, edits->items[i]);
	source_position(file->read, edit_origin(&own, offset), &line, &column);
	free(own.items);
	return line;
}

/* What of it was left to a person is done with it. */
static void settle(struct serving *serving, const struct served_file *file, const struct edit *edit)
{
	result_drop_left(&serving->run->result, file->path, line_read(serving, file, edit->offset),
			 line_read(serving, file, edit->offset + strlen(edit->old_text)));
}

static int fold_file(struct serving *serving, struct served_file *file, struct err *err)
{
	struct edit_list edits = {0};
	int status = 0;

	fold_ladders(&file->source, serving->compat.to, &edits);
	for (size_t i = 0; i < edits.n; i++)
		settle(serving, file, &edits.items[i]);
	if (edits.n) {
		status = change_file(serving, file, &edits, err);
		served_file_close(file);
		served_file_open(file, file->read, rewritten_of(serving->rewrite, file->path),
				 serving->compat.to->version_code);
	}
	edit_list_free(&edits);
	return status;
}

static int fold_all(struct serving *serving, struct err *err)
{
	for (size_t i = 0; i < serving->files.n; i++)
		if (fold_file(serving, &serving->files.items[i], err))
			return -1;
	return 0;
}

static int include_header(struct serving *serving, const struct served_file *file, struct err *err)
{
	struct edit_list edits = {0};
	int status = 0;

	if (!served_file_include(file, serving->folder, &edits))
		leave(serving, file->path, "uses what " COMPAT_HEADER " gives, and includes no header of the "
		      "kernel: include it in front of this file");
	else if (edits.n)
		status = change_file(serving, file, &edits, err);
	edit_list_free(&edits);
	return status;
}

/* --- what is new --- */

/* A link is none of ours, wherever it leads: what is behind it is not this driver's to write. */
static int check_old(const char *full, const struct stat *st, struct err *err)
{
	if (!S_ISREG(st->st_mode))
		return err_set(err, "%s: is there and is no regular file; move it out of the way", full);
	if (replace_is_refused(AT_FDCWD, full, st->st_mode))
		return err_set(err, "%s: is read-only; make it writable (chmod u+w)", full);
	return 0;
}

static int read_old(const char *full, struct rewritten *file, struct err *err)
{
	struct stat st;

	if (lstat(full, &st))
		return errno == ENOENT ? 0 : err_set(err, "%s: %s", full, strerror(errno));
	if (check_old(full, &st, err) || buf_read_file(&file->own_text, full, err))
		return -1;
	if (!compat_wrote(file->own_text.data))
		return err_set(err, "%s: is there and was not written by guptidy; move it out of the way",
			       full);
	file->old_text = file->own_text.data;
	file->old_length = file->own_text.length;
	return 0;
}

/* Takes the text. */
static int add_file(struct serving *serving, const char *name, struct buf *text, struct err *err)
{
	struct rewritten file = { .own_path = path_join(serving->folder, name), .new_text = *text };
	char *full = path_join(serving->run->tree.root, file.own_path);
	int status = read_old(full, &file, err);
	bool same = !status && file.old_text && file.old_length == text->length &&
		    !memcmp(file.old_text, text->data, text->length);

	file.path = file.own_path;
	if (!status && !same) {
		edit_list_add(&serving->run->result.edits, file.path, 0,
			      file.old_text ? file.old_text : "", file.new_text.data);
		VEC_PUSH(serving->rewrite, file);
	} else {
		rewritten_free(&file);
	}
	free(full);
	return status;
}

static int add_files(struct serving *serving, struct err *err)
{
	struct buf header = {0}, kbuild = {0};

	compat_write_header(&serving->compat, &header);
	compat_write_kbuild(&serving->compat, &kbuild);
	if (add_file(serving, COMPAT_HEADER, &header, err)) {
		buf_free(&kbuild);
		return -1;
	}
	return kbuild.length ? add_file(serving, COMPAT_KBUILD, &kbuild, err) : 0;
}

/* --- all of it --- */

static void leave_gap(const char *reason, void *data)
{
	struct serving *serving = data;
	char *header = path_join(serving->folder, COMPAT_HEADER);

	leave(serving, header, reason);
	free(header);
}

static int serve(struct serving *serving, struct err *err)
{
	int status = 0;

	open_files(serving);
	if (fold_all(serving, err))
		return -1;
	use_files(serving);
	find_folder(serving);
	if (!serving->folder)
		return 0;
	if (add_files(serving, err))
		return -1;
	for (size_t i = 0; i < serving->files.n && !status; i++)
		if (serving->files.items[i].needs_header)
			status = include_header(serving, &serving->files.items[i], err);
	compat_each_gap(&serving->compat, leave_gap, serving);
	return status;
}

int since_serve(struct run *run, const struct target *to, unsigned since, struct rewrite *rewrite,
		struct err *err)
{
	struct serving serving = { .run = run, .rewrite = rewrite };
	int status;

	if (run->tree.version && run_is_whole_tree(run))
		return err_set(err, "%s: --since is for drivers, and this is a kernel tree; name the driver's "
			       "folder", run->tree.root);
	compat_begin(&serving.compat, to, since);
	status = serve(&serving, err);
	for (size_t i = 0; i < serving.files.n; i++)
		served_file_close(&serving.files.items[i]);
	free(serving.files.items);
	free(serving.folder);
	compat_end(&serving.compat);
	rewrite_sort(rewrite);
	result_sort(&run->result);
	return status;
}
