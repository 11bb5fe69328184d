// SPDX-License-Identifier: GPL-2.0-only
/* What a worker does with a migrated file: the compiler reads it as it was, and as it will be. */
#include "patch/migrate/compile.h"

#include "base/data/mem.h"
#include "base/files/path.h"
#include "patch/migrate/complaint.h"
#include "patch/migrate/narrow.h"

#include <stdlib.h>
#include <string.h>

static struct stand_in stand_in_of(const struct run *run, const struct migrated_file *file)
{
	return (struct stand_in){
		.path = path_join(run->tree.root, file->path), .text = file->new_text.data,
		.length = file->new_text.length,
	};
}

/* What the compiler gets of a file: all of a header, which is read by way of others. */
static struct stand_in narrowed(const struct run *run, const struct compiled *compiled)
{
	const struct source *source = &compiled->source;

	return (struct stand_in){
		.path = path_join(run->tree.root, source->path), .length = source->text.length,
		.text = ends_with(source->path, ".c") ? text_narrowed(source) :
			mem_strndup(source->text.data, source->text.length),
	};
}

static void stand_in_free(struct stand_in *stand_in)
{
	free(stand_in->path);
	free(stand_in->text);
}

/* Headers whose functions change are seen by all files as they will be. */
static bool is_laid_over(const struct compiling *compiling, const struct migrated_file *file)
{
	return compiling->overlay.n && ends_with(file->path, ".h");
}

void lay_over(struct compiling *compiling)
{
	const struct migrated *migrated = compiling->migrated;

	for (size_t i = 0; i < migrated->n && migrated->lays_over; i++)
		if (ends_with(migrated->files[i].path, ".h") && migrated->files[i].new_text.data)
			VEC_PUSH(&compiling->overlay, stand_in_of(compiling->migrated->run, &migrated->files[i]));
}

static void put_path(const char *path, void *data)
{
	buf_add(data, path, strlen(path) + 1);
}

/*
 * Whether the proof may be kept, as a letter, and the files that the compiler read, each with its NUL. It may not if
 * there is a complaint, which may be of something that is missing; nor that of a header of which no answer came, as a
 * file that includes it may appear.
 */
static void put_files(struct compiled *was, struct compiled *is, struct buf *out)
{
	bool is_header = ends_with(is->source.path, ".h");
	bool may_keep = inquiry_is_parsed(&was->inquiry) && inquiry_is_parsed(&is->inquiry) &&
			!is->has_complaints && (!is_header || inquiry_is_complete(&is->inquiry));

	buf_add(out, (char[]){ may_keep ? VERDICT_KEPT : VERDICT_PASSES }, 1);
	inquiry_files(&was->inquiry, put_path, out);
	inquiry_files(&is->inquiry, put_path, out);
	put_path(is->source.path, out);
}

/* A call may stay as it is, but not if what it calls is declared anew. */
static bool may_stay(const struct compiling *compiling, const struct compiled *is, size_t i)
{
	const char *name = is->file.mentions[i].symbol->name;
	const struct following *following = &compiling->migrated->following;

	for (size_t f = 0; f < following->n; f++)
		if (!following->items[f].why_not && (!strcmp(following->items[f].symbol->name, name) ||
						     !strcmp(following->items[f].parameters.successor, name)))
			return false;
	return is->source.forms[i] == FORM_CALL;
}

/*
 * Appends what is wrong with the file, ended by a NUL: why it may not be written, or an @ and the calls that must
 * stay, each in a line of its offset and why.
 */
static void put_complaints(const struct compiling *compiling, struct compiled *was, struct compiled *is,
			   const struct edit_list *edits, struct buf *out)
{
	struct complaint complaint;

	for (size_t i = 0; i < is->file.n_mentions; i++) {
		if (!new_complaint(was, is, edits, i, &complaint))
			continue;
		if (!may_stay(compiling, is, i)) {
			out->length = 0;
			buf_printf(out, "line %u: %s", complaint.line, complaint.text);
			i = is->file.n_mentions;
		} else {
			buf_printf(out, "%s%zu %s\n", out->length ? "" : "@", complaint.offset, complaint.text);
		}
		free(complaint.text);
	}
	buf_add(out, "", 1);
}

void compile_file(void *parser, size_t job, struct buf *out, void *data)
{
	struct compiling *compiling = data;
	const struct migrated *migrated = compiling->migrated;
	const struct migrated_file *file = &migrated->files[compiling->files.items[job]];
	struct stand_in *overlay = mem_calloc(compiling->overlay.n + 2, sizeof(*overlay));
	const struct tree *tree = &migrated->run->tree;
	struct stand_in old[2] = {0};
	struct compiled was, is;
	size_t n = compiling->overlay.n;

	parser_take_no_pch(parser, file->needs_own_includes);
	compiled_open(&was, tree, migrated->migration, parser, file->path, &file->old_text);
	compiled_open(&is, tree, migrated->migration, parser, file->path, &file->new_text);
	if (n)
		memcpy(overlay, compiling->overlay.items, n * sizeof(*overlay));
	if (!is_laid_over(compiling, file))
		overlay[n] = narrowed(migrated->run, &is);
	old[0] = narrowed(migrated->run, &was);
	was.inquiry.stand_ins = old;
	is.inquiry.stand_ins = overlay;
	put_complaints(compiling, &was, &is, &file->edits, out);
	put_files(&was, &is, out);
	compiled_close(&is);
	compiled_close(&was);
	stand_in_free(&old[0]);
	stand_in_free(&overlay[n]);
	free(overlay);
}

/* Of all that a proof hangs on beside the files that the compiler read. */
void digest_file(const struct compiling *compiling, size_t index, char *digits)
{
	const struct migrated_file *file = &compiling->migrated->files[index];
	const struct migration *migration = compiling->migrated->migration;
	struct digest digest;

	digest_init(&digest);
	digest_text(&digest, file->needs_own_includes ? "migration, own includes" : "migration");
	for (size_t i = 0; i < migration->n_calls; i++)
		digest_text(&digest, migration->names.items[i].name);
	for (size_t i = 0; i < compiling->overlay.n; i++) {
		digest_text(&digest, compiling->overlay.items[i].path);
		digest_bytes(&digest, compiling->overlay.items[i].text, compiling->overlay.items[i].length);
	}
	digest_bytes(&digest, file->old_text.data, file->old_text.length);
	for (size_t i = 0; i < file->edits.n; i++) {
		digest_bytes(&digest, &file->edits.items[i].offset, sizeof(file->edits.items[i].offset));
		digest_text(&digest, file->edits.items[i].old_text);
		digest_text(&digest, file->edits.items[i].new_text);
	}
	digest_end(&digest, digits);
}
