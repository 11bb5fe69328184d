// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/migration/migration.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "conversion/migration/private.h"

#include <stdlib.h>

#define MOST_BYTES 65536u	/* rules are held against each other, and their parameters: people write no more */

/* What was read so far is text; -1 sets err. */
static int read_text(struct migration *migration, struct err *err)
{
	if (migration->text.length > MOST_BYTES)
		return err_set(err, "%s: has more than %u bytes; make it several files", migration->path,
			       MOST_BYTES);
	buf_puts(&migration->text, "");
	migration_blank(migration);
	outline_read(&migration->outline, migration->text.data, migration->text.length);
	if (migration_check_plain(migration, err) || migration_read_rules(migration, err) ||
	    migration_check(migration, err))
		return -1;
	migration_list_names(migration);
	return 0;
}

int migration_read(struct migration *migration, const char *path, struct err *err)
{
	*migration = (struct migration){ .path = mem_strdup(path) };
	return load_file(&migration->text, path, err) ? -1 : read_text(migration, err);
}

int migration_parse(struct migration *migration, const char *path, const char *text, size_t length,
		    struct err *err)
{
	*migration = (struct migration){ .path = mem_strdup(path) };
	buf_add(&migration->text, text, length);
	return read_text(migration, err);
}

void migration_free(struct migration *migration)
{
	for (size_t i = 0; i < migration->rules.n; i++) {
		free(migration->rules.items[i].conditions.items);
		free(migration->rules.items[i].parts.items);
	}
	free(migration->rules.items);
	free(migration->verbatim.items);
	free(migration->names.items);
	outline_free(&migration->outline);
	arena_free(&migration->arena);
	buf_free(&migration->text);
	free(migration->path);
	*migration = (struct migration){0};
}
