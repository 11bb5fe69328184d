// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/path.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/search.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

char *path_join(const char *root, const char *path)
{
	if (*path == '/' || !*root)
		return mem_strdup(path);
	return *path ? mem_printf("%s/%s", root, path) : mem_strdup(root);
}

char *path_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	return mem_strndup(path, slash ? (size_t)(slash - path) : 0);
}

/* "../" for each folder that the rest of a path, "/a/b", goes down. */
static char *ways_up(const char *rest)
{
	struct buf up = {0};

	for (; *rest; rest++)
		if (*rest == '/' && rest[1])
			buf_puts(&up, "../");
	if (up.length)
		up.data[--up.length] = 0;
	return buf_take(&up);
}

char *path_from(const char *from, const char *to)
{
	size_t length = strlen(from);

	if (path_is_below(to, from))
		return mem_strdup(to + length + (to[length] == '/'));
	if (strcmp(to, "/") && path_is_below(from, to))
		return ways_up(from + strlen(to));
	return mem_strdup(to);
}

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

bool path_is_below(const char *path, const char *folder)
{
	size_t length = strlen(folder);

	if (!length)
		return *path != '/';
	if (!strcmp(folder, "/"))
		length = 0;
	return !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

const char *path_rest(const char *path, const char *folder)
{
	size_t length = strlen(folder);

	if (!path_is_below(path, folder))
		return NULL;
	return path + length + (length && path[length] == '/');
}

int path_refuse(const char *path, struct err *err)
{
	return err_set(err, "%s: %s; name %s", path, strerror(errno),
		       errno == EACCES ? "one that you may read" : "an existing file or folder");
}

/* True if one of the folders is just the first bytes of the path. */
static bool has_folder(const char *const *folders, size_t n, const char *path, size_t length)
{
	size_t i;

	LOWER_BOUND(i, n, strncmp(folders[i], path, length) < 0);
	return i < n && !strncmp(folders[i], path, length) && !folders[i][length];
}

bool path_is_below_any(const char *path, const char *const *folders, size_t n)
{
	const char *slash = path;

	if (has_folder(folders, n, "", 0) || has_folder(folders, n, path, strlen(path)))
		return true;
	while ((slash = strchr(slash, '/'))) {
		if (has_folder(folders, n, path, (size_t)(slash - path)))
			return true;
		slash++;
	}
	return false;
}

bool begins_with(const char *text, const char *beginning)
{
	return !strncmp(text, beginning, strlen(beginning));
}

bool ends_with(const char *text, const char *ending)
{
	size_t length = strlen(text), tail = strlen(ending);

	return length >= tail && !strcmp(text + length - tail, ending);
}

bool path_list_has(const struct path_list *paths, const char *text)
{
	for (size_t i = 0; i < paths->n; i++)
		if (!strcmp(paths->items[i], text))
			return true;
	return false;
}

void path_list_free(struct path_list *paths)
{
	for (size_t i = 0; i < paths->n; i++)
		free(paths->items[i]);
	free(paths->items);
	*paths = (struct path_list){0};
}

bool path_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool path_is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool path_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}
