// SPDX-License-Identifier: GPL-2.0-only
#include "run/name.h"

#include "base/path.h"

#include <string.h>

const char *name_in(const char *folder, const char *path)
{
	size_t length = folder ? strlen(folder) : 0;

	return length && *path == '/' && path_is_below(path, folder) && path[length] ?
	       path + length + 1 : path;
}

/* Gives the path its name in place: whoever borrowed the path sees it. */
static void cut(char *path, const char *folder)
{
	const char *name = name_in(folder, path);

	if (name != path)
		memmove(path, name, strlen(name) + 1);
}

void result_name_files(struct result *result, const char *folder)
{
	if (!folder)
		return;
	for (size_t i = 0; i < result->findings.n; i++)
		cut(result->findings.items[i].path, folder);
	for (size_t i = 0; i < result->by_macro.n; i++)
		cut(result->by_macro.items[i].path, folder);
	for (size_t i = 0; i < result->suppressed.n; i++)
		cut(result->suppressed.items[i].path, folder);
	for (size_t i = 0; i < result->edits.n; i++)
		cut(result->edits.items[i].path, folder);
	for (size_t i = 0; i < result->left.n; i++)
		cut(result->left.items[i].path, folder);
	for (size_t i = 0; i < result->unanalysed.n; i++)
		cut(result->unanalysed.items[i].path, folder);
	for (size_t i = 0; i < result->unanalysed_before.n; i++)
		cut(result->unanalysed_before.items[i].path, folder);
	for (size_t i = 0; i < result->files.n; i++)
		cut(result->files.items[i].path, folder);
}

void run_name_files(struct run *run)
{
	if (!run->place)
		return;
	/* Sources and mentions borrow their paths from here. */
	for (size_t i = 0; i < run->scan.n_files; i++)
		cut(run->scan.files[i].path, run->place);
	result_name_files(&run->result, run->place);
}
