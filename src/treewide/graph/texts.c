// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/graph/texts.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/reader.h"
#include "base/files/fd.h"
#include "base/files/load.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void texts_add(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text) + 1);
}

void texts_add_marked(struct buf *buf, char mark, const char *text)
{
	buf_add(buf, &mark, 1);
	texts_add(buf, text);
}

static bool take(const struct buf *content, const char *form, struct path_list *texts)
{
	struct reader reader = { content->data, content->data + content->length, false };
	const char *first = reader_take_text(&reader);

	if (!first || strcmp(first, form))
		return false;
	while (reader.at < reader.end) {
		const char *text = reader_take_text(&reader);
		char *copy;

		if (!text)
			return false;
		copy = mem_strdup(text);
		VEC_PUSH(texts, copy);
	}
	return true;
}

int texts_read(const char *path, const char *form, struct path_list *texts, struct err *err)
{
	struct buf content = {0};
	int status = load_file(&content, path, err);

	if (!status && !take(&content, form, texts)) {
		path_list_free(texts);
		status = err_set(err, "%s: is none of guptidy's, or not whole; remove the work folder", path);
	}
	buf_free(&content);
	return status;
}

/* base/files/replace.h would take the files of another machine's processes for leftovers of dead ones. */
#define NEW ".new-"

static int write_new(const char *new, int fd, const char *path, const struct buf *content)
{
	int status = fd < 0 ? -1 : fd_close(fd, fd_write(fd, content->data, content->length));

	if (!status)
		status = rename(new, path);
	return status;
}

int work_write(const char *path, const struct buf *content, struct err *err)
{
	char *folder = path_folder(path), *new = mem_printf("%s/" NEW "XXXXXX", folder);
	int fd = mkstemp(new), status = write_new(new, fd, path, content);

	if (status)
		err_set(err, "%s: cannot be written: %s; a work folder needs room, and must be your own",
			path, strerror(errno));
	if (status && fd >= 0)
		unlink(new);
	free(new);
	free(folder);
	return status;
}

int work_write_news(const char *path, const struct buf *content, struct err *err)
{
	struct buf old = {0};
	struct err unread = {0};
	bool same = !load_file(&old, path, &unread) && old.length == content->length &&
		    (!old.length || !memcmp(old.data, content->data, old.length));

	err_clear(&unread);
	buf_free(&old);
	return same ? 0 : work_write(path, content, err);
}

int work_clock(const char *folder, struct timespec *now, struct err *err)
{
	char *new = mem_printf("%s/" NEW "XXXXXX", folder);
	int fd = mkstemp(new), status;
	struct stat st;

	status = fd < 0 ? -1 : fstat(fd, &st);
	if (status)
		err_set(err, "%s: cannot be written to: %s", folder, strerror(errno));
	else
		*now = st.st_mtim;
	if (fd >= 0) {
		unlink(new);
		close(fd);
	}
	free(new);
	return status;
}

int work_set_age(const char *path, const struct timespec *age, struct err *err)
{
	const struct timespec times[] = { *age, *age };

	if (!utimensat(AT_FDCWD, path, times, 0))
		return 0;
	return err_set(err, "%s: its time cannot be set: %s", path, strerror(errno));
}

void work_sweep(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (begins_with(entry->d_name, NEW))
			unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		closedir(dir);
}
