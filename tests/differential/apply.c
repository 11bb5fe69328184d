// SPDX-License-Identifier: GPL-2.0-only
/* differential FOLDER DIFF: applies the diff as `guptidy lint --diff` does, and writes the new state into FOLDER. */
#include "base/data/buf.h"
#include "base/files/load.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "kernel/change/change.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static bool wants_all(const char *path)
{
	(void)path;
	return true;
}

static int write_state(const char *folder, const struct overlay *state)
{
	for (size_t i = 0; i < state->n; i++) {
		const struct overlay_file *file = &state->items[i];
		char *path = mem_printf("%s/%s", folder, file->path);
		FILE *out = NULL;

		if (!file->text)
			unlink(path);
		else
			out = fopen(path, "w");
		free(path);
		if (file->text && (!out || fwrite(file->text, 1, file->length, out) != file->length ||
				   fclose(out)))
			return 1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct change change = {0};
	struct buf text = {0};
	struct err err = {0};
	int status = 2;

	if (argc != 3 || load_file(&text, argv[2], &err) ||
	    change_from_diff(&change, argv[1], wants_all,
			     &(struct diff_text){ argv[2], text.data ? text.data : "", text.length }, &err))
		fprintf(stderr, "%s\n", err.text ? err.text : "differential FOLDER DIFF");
	else if (change.problems.n)
		fprintf(stderr, "%s: %s\n", change.problems.items[0].path, change.problems.items[0].reason);
	else
		status = write_state(argv[1], &change.new_state);
	change_free(&change);
	buf_free(&text);
	err_clear(&err);
	return status;
}
