// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/tree/paths.h"

#include "base/data/buf.h"
#include "base/data/mem.h"

#include <string.h>

/* Adds one component to an absolute path, taking "." and ".." out. */
static void add_component(struct buf *out, const char *name, size_t length)
{
	if (length == 0 || (length == 1 && name[0] == '.'))
		return;
	if (length == 2 && name[0] == '.' && name[1] == '.') {
		while (out->length && out->data[--out->length] != '/')
			;
		if (out->data)
			out->data[out->length] = '\0';
		return;
	}
	buf_puts(out, "/");
	buf_add(out, name, length);
}

static void add_path(struct buf *out, const char *path)
{
	while (*path) {
		size_t length = strcspn(path, "/");

		add_component(out, path, length);
		path += length;
		path += *path == '/';
	}
}

char *path_clean_join(const char *folder, const char *path)
{
	struct buf out = {0};

	if (path[0] != '/')
		add_path(&out, folder);
	add_path(&out, path);
	if (!out.length)
		buf_puts(&out, "/");
	return buf_take(&out);
}

const char *path_below(const char *path, const char *folder)
{
	size_t length = strlen(folder);

	if (strncmp(path, folder, length) != 0 || path[length] != '/')
		return NULL;
	return path + length + 1;
}
