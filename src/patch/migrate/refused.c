// SPDX-License-Identifier: GPL-2.0-only
/* What must stay as it is: one call, or a file. */
#include "base/data/mem.h"
#include "patch/migrate/compile.h"
#include "patch/migrate/file.h"

#include <stdlib.h>

bool migrated_file_refuses(const struct migrated_file *migrated, size_t offset, const char **why)
{
	for (size_t i = 0; i < migrated->refused.n; i++) {
		if (migrated->refused.items[i].offset != offset)
			continue;
		if (why)
			*why = migrated->refused.items[i].why;
		return true;
	}
	return false;
}

char *refuse_call(struct migrated_file *file, size_t offset, const char *why)
{
	struct refused_call call = { .offset = offset };

	if (migrated_file_refuses(file, offset, NULL))
		return mem_strdup(why);
	call.why = mem_strdup(why);
	VEC_PUSH(&file->refused, call);
	file->is_refusing = true;
	return NULL;
}

void migrated_file_refuse(struct migrated_file *migrated, const char *reason)
{
	char *text = mem_printf("not converted, as the result could not be proved: %s; convert it by hand",
				reason);

	result_add_unanalysed(&migrated->result, migrated->path, 0, text);
	edit_list_free(&migrated->edits);
	migrated->edits = (struct edit_list){0};
	buf_free(&migrated->old_text);
	buf_free(&migrated->new_text);
	free(text);
}
