// SPDX-License-Identifier: GPL-2.0-only
#include "patch/series/series.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "outcome/edit/edit.h"
#include "patch/mail/folder.h"
#include "patch/mail/previous.h"
#include "patch/series/areas.h"
#include "patch/series/bonds.h"
#include "patch/series/branch.h"
#include "patch/series/bridge.h"
#include "patch/series/message.h"
#include "patch/series/parts.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A series on its way from converted files to mails. */
struct making {
	const struct series_options *options;
	const struct series_input *input;
	struct identity from;
	struct letter_head head;
	struct repository repository;
	bool has_repository;
	const char *base;		/* the commit that it is based on, or NULL */
	struct areas *areas;
	struct touched touched;
	struct bridges bridges;
	struct bonds bonds;
	struct patch whole;		/* all changes at once, borrowed: what the cover sums up */
	struct patches patches;
	struct cover cover;
	struct previous previous;
	struct new_files files;
	char *change_id;		/* of all versions, or NULL */
	struct buf *notes;
};

/* The folder that files are named from. */
static const char *root_of(const struct series_input *input)
{
	return input->run->place ? input->run->place : input->run->tree.root;
}

/* --- before the work --- */

static int check_branch(const struct series_options *options, const char *path, struct err *err)
{
	struct repository repository;
	int status;

	if (!options->branch)
		return 0;
	if (repository_open_around(&repository, path, err))
		return -1;
	status = repository_check_branch(&repository, options->branch, err);
	repository_close(&repository);
	return status;
}

static char *place_of(const char *file)
{
	char *folder = path_folder(file);

	if (*folder || *file == '/')
		return folder;
	free(folder);
	return mem_strdup(".");
}

/* A path that leads nowhere is complained of by whoever reads it. */
static char *folder_around(const char *path)
{
	struct stat st;

	if (stat(path, &st))
		return mem_strdup(".");
	return S_ISDIR(st.st_mode) ? mem_strdup(path) : place_of(path);
}

int series_check(const struct series_options *options, const char *path, struct err *err)
{
	char *folder = folder_around(path);
	struct identity from;
	int status = folder_check(options->folder, err);

	if (!status)
		status = identity_find(&from, options->signer, folder, err);
	if (!status)
		identity_free(&from);
	if (!status)
		status = check_branch(options, folder, err);
	free(folder);
	return status;
}

/* --- the work --- */

/* Without a repository, or where the disk has another text than its head, nothing is said of a base. */
static int find_base(struct making *making, struct err *err)
{
	struct err why = {0};

	if (!making->has_repository)
		making->has_repository = !repository_open_around(&making->repository, root_of(making->input), &why);
	if (making->has_repository && !repository_is_base(&making->repository, &making->patches, &why))
		making->base = making->repository.head;
	if (!making->base && making->options->branch) {
		*err = why;
		return -1;
	}
	err_clear(&why);
	return 0;
}

/*
 * Patches are of texts as git keeps them. What bridges are put into stays as it is: their places are those of the
 * disk's text.
 */
static int take_line_ends(struct making *making, struct err *err)
{
	struct err none = {0};

	if (making->options->bridges)
		return 0;
	making->has_repository = !repository_open_around(&making->repository, root_of(making->input), &none);
	err_clear(&none);
	return making->has_repository ? repository_take_line_ends(&making->repository, &making->patches, err) : 0;
}

static int write_patch(struct making *making, struct patch *patch, struct err *err)
{
	if (making->options->signer)
		VEC_PUSH(&patch->trailers, mem_printf("Signed-off-by: %s", making->options->signer));
	if (patch->unbridges)
		message_unbridge(making->areas, &making->bridges, patch);
	else
		message_write(making->input, &making->touched, making->areas, patch);
	return areas_address(making->areas, patch, err);
}

/* The own texts of this version are marked before people's take their place. */
static void mark(struct making *making)
{
	for (size_t i = 0; i < making->patches.n; i++) {
		struct patch *patch = &making->patches.items[i];

		patch->mark = previous_mark(patch->subject, &patch->body);
	}
	making->cover.mark = previous_mark(making->cover.subject, &making->cover.body);
}

static int keep_previous(struct making *making, struct err *err)
{
	if (previous_open(&making->previous, making->options->previous, making->from.name, err))
		return -1;
	for (size_t i = 0; i < making->patches.n; i++)
		previous_renew(&making->previous, &making->patches.items[i], making->notes);
	previous_tell_gone(&making->previous, making->notes);
	previous_renew_cover(&making->previous, &making->cover.subject, &making->cover.body, making->notes);
	return 0;
}

/* As it is without bridges, which the last patch removes. */
static void take_whole(struct making *making)
{
	for (size_t i = 0; i < making->patches.n; i++)
		for (size_t c = 0; c < making->patches.items[i].changes.n; c++)
			VEC_PUSH(&making->whole.changes, making->patches.items[i].changes.items[c]);
}

static int make_patches(struct making *making, struct err *err)
{
	const struct series_input *input = making->input;

	making->areas = areas_open(root_of(input), err);
	if (!making->areas)
		return -1;
	touched_find(input, &making->touched);
	if (making->options->bridges)
		bridges_find(input, &making->touched, &making->bridges, making->notes);
	bonds_find(input, &making->touched, &making->bridges.names, &making->bonds);
	if (parts_make(input, making->areas, &making->bonds, &making->patches, err) || take_line_ends(making, err))
		return -1;
	take_whole(making);
	if (bridges_build(&making->bridges, &making->patches, err))
		return -1;
	areas_learn(making->areas, root_of(input), &making->patches);
	for (size_t i = 0; i < making->patches.n; i++)
		if (write_patch(making, &making->patches.items[i], err))
			return -1;
	cover_write(input, &making->touched, making->areas, &making->patches, &making->cover);
	mark(making);
	if (making->options->previous && keep_previous(making, err))
		return -1;
	return find_base(making, err);
}

static struct buf *add_file(struct making *making, char *name)
{
	struct new_file file = { .name = name };

	VEC_PUSH(&making->files, file);
	return &making->files.items[making->files.n - 1].text;
}

static int make_cover(struct making *making, struct buf *marks, struct err *err)
{
	const struct cover_tail tail = {
		.from = &making->from, .patches = &making->patches, .notes = &making->cover.notes,
		.whole = &making->whole, .base = making->base,
		.previous = making->options->previous ? &making->previous : NULL,
	};
	char *file = letter_file(&making->head, "cover letter", 0);
	struct buf text = {0};
	int status;

	buf_printf(marks, "%s %s\n", making->cover.mark, file);
	buf_add(&text, making->cover.body.data, making->cover.body.length);
	buf_puts(&text, "\n");
	status = cover_tail(&tail, &text, err);
	letter_cover(&making->head, making->cover.subject, text.data, &making->cover.people,
		     add_file(making, file));
	buf_free(&text);
	return status;
}

static int make_letters(struct making *making, struct err *err)
{
	struct buf marks = {0};
	int status = make_cover(making, &marks, err);

	for (size_t i = 0; i < making->patches.n; i++) {
		const struct patch *patch = &making->patches.items[i];
		char *file = letter_file(&making->head, patch->subject, i + 1);

		buf_printf(&marks, "%s %s\n", patch->mark, file);
		letter_patch(&making->head, patch, i + 1, add_file(making, file));
	}
	*add_file(making, mem_strdup(PREVIOUS_MARKS)) = marks;
	if (making->change_id)
		buf_printf(add_file(making, mem_strdup(PREVIOUS_CHANGE)), "%s\n", making->change_id);
	return status;
}

static void name_files(const struct making *making, struct buf *written)
{
	for (size_t i = 0; i < making->files.n; i++)
		if (!strchr(making->files.items[i].name, '/'))
			buf_printf(written, "%s/%s\n", making->options->folder, making->files.items[i].name);
}

static void head_letters(struct making *making)
{
	const struct previous *previous = &making->previous;
	const char *branch = making->options->branch;

	making->head = (struct letter_head){
		.from = &making->from, .version = previous->version + 1, .n = making->patches.n,
		.prefix = previous->prefix ? previous->prefix : "PATCH",
	};
	if (previous->change_id)
		making->change_id = mem_strdup(previous->change_id);
	else if (branch)
		making->change_id = branch_change_id(&making->head, branch);
	making->head.change_id = making->change_id;
}

static int make(struct making *making, struct buf *written, struct err *err)
{
	const struct series_options *options = making->options;

	if (identity_find(&making->from, options->signer, root_of(making->input), err) ||
	    make_patches(making, err))
		return -1;
	if (making->input->look)
		making->input->look(&making->patches, &making->cover.notes, making->input->data);
	head_letters(making);
	if (make_letters(making, err))
		return -1;
	if (options->branch && branch_write(&making->repository, options->branch, &making->head, &making->cover,
					    &making->patches, err))
		return -1;
	if (folder_write(options->folder, &making->files, err)) {
		if (options->branch)
			branch_remove(&making->repository, options->branch);
		return -1;
	}
	name_files(making, written);
	return 0;
}

static void making_free(struct making *making)
{
	new_files_free(&making->files);
	cover_free(&making->cover);
	previous_close(&making->previous);
	patches_free(&making->patches);
	free(making->whole.changes.items);
	bonds_free(&making->bonds);
	bridges_free(&making->bridges);
	touched_free(&making->touched);
	areas_close(making->areas);
	if (making->has_repository)
		repository_close(&making->repository);
	identity_free(&making->from);
	free(making->change_id);
}

int series_write(const struct series_options *options, const struct series_input *input,
		 struct buf *written, struct buf *notes, struct err *err)
{
	struct making making = { .options = options, .input = input, .notes = notes };
	int status = 0;

	if (!input->rewrite->n) {
		buf_printf(notes, "%s: not made, as nothing is converted\n", options->folder);
		return 0;
	}
	edit_diff_hold();
	status = make(&making, written, err);
	edit_diff_release();
	making_free(&making);
	return status;
}
