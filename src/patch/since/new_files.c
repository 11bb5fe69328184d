// SPDX-License-Identifier: GPL-2.0-only
/* gup_compat.h and gup_compat.mk. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "base/files/replace.h"
#include "outcome/edit/edit.h"
#include "patch/since/private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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
	if (check_old(full, &st, err) || load_file(&file->own_text, full, err))
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

int new_files_add(struct serving *serving, struct err *err)
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

