// SPDX-License-Identifier: GPL-2.0-only
/* What spatch made of a file: the first part is the file, the second what became of it. */
#include "base/data/buf.h"
#include "base/data/err.h"
#include "fuzz.h"
#include "patch/engines/change.h"

static void leave(void *data, const char *path, uint32_t line, uint32_t column,
		  const char *function, const char *reason)
{
	(void)data, (void)path, (void)column, (void)function;
	FUZZ_CHECK(line && reason);
}

void fuzz_one(const char *text, size_t length)
{
	const char *at = text;
	struct fuzz_text old = fuzz_take(&at, text + length);
	struct fuzz_text new = fuzz_take(&at, text + length);
	struct family family = {0};
	struct edit_list edits = {0};
	struct scanned_file file;
	struct source source;
	struct converter converter = {
		.source = &source, .family = &family, .edits = &edits, .left.add = leave,
	};
	struct err err = {0};
	struct buf out = {0};

	scan_text("drivers/fuzz.c", old.data, old.length, &file);
	source_from_text(&source, &file, old.data, old.length);
	family_add_mainline(&family);
	if (!change_read(&converter, new.data, new.length, &err)) {
		edit_list_sort(&edits);
		FUZZ_CHECK(!edit_apply(edits.items, edits.n, old.data, old.length, &out, &err));
	}
	err_clear(&err);
	buf_free(&out);
	edit_list_free(&edits);
	family_free(&family);
	source_close(&source);
	scanned_file_free(&file);
	fuzz_text_free(&old);
	fuzz_text_free(&new);
}
