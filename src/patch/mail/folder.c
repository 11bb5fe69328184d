// SPDX-License-Identifier: GPL-2.0-only
#include "patch/mail/folder.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/dir.h"
#include "base/files/fd.h"
#include "base/files/leftover.h"
#include "base/files/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_NAMES 100

/* The path without slashes at its end and, where it is there, without links; the caller frees it. */
static char *real_path(const char *path)
{
	char *real = realpath(path, NULL);
	size_t length = strlen(path);

	while (length > 1 && path[length - 1] == '/')
		length--;
	return real ? real : mem_strndup(path, length);
}

/* The folder that it is made in; the caller frees it. */
static char *place_of(const char *path)
{
	char *folder = path_folder(path);

	if (*folder)
		return folder;
	free(folder);
	return mem_strdup(*path == '/' ? "/" : ".");
}

static bool is_empty(DIR *folder)
{
	struct dirent *entry;

	while ((entry = readdir(folder)))
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			return false;
	return true;
}

static int check_place(const char *path, struct err *err)
{
	char *real = real_path(path), *place = place_of(real);
	int status = access(place, W_OK | X_OK);

	if (status)
		err_set(err, "%s: cannot be made: %s: %s; name a folder where you may write", path, place,
			strerror(errno));
	free(place);
	free(real);
	return status;
}

int folder_check(const char *path, struct err *err)
{
	DIR *folder = opendir(path);
	bool holds_files;
	struct stat st;

	if (!*path)
		return err_set(err, "--series: an empty name is that of no folder; name a new one");
	if (!folder && errno == ENOENT && !lstat(path, &st))
		return err_set(err, "%s: is a link that leads nowhere; name a new folder for the series", path);
	if (!folder && errno == ENOENT)
		return check_place(path, err);
	if (!folder)
		return err_set(err, "%s: %s; name a new folder for the series", path, strerror(errno));
	holds_files = !is_empty(folder);
	closedir(folder);
	if (holds_files)
		return err_set(err, "%s: holds files already, which are not touched; name a new folder. For the next "
			       "version of a series, give that one with --previous", path);
	return check_place(path, err);
}

/* --- what killed processes left --- */

/* Whoever fills such a folder holds its lock. */
static bool is_abandoned(int place, const char *name)
{
	int fd = openat(place, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;
	bool abandoned;

	if (fd < 0)
		return false;
	abandoned = !fstat(fd, &st) && st.st_uid == geteuid() && !flock(fd, LOCK_EX | LOCK_NB);
	close(fd);
	return abandoned;
}

static void remove_leftovers(const char *place)
{
	DIR *folder = opendir(place);
	struct dirent *entry;
	char *path;

	while (folder && (entry = readdir(folder))) {
		if (!leftover_is(entry->d_name, NULL) || !is_abandoned(dirfd(folder), entry->d_name))
			continue;
		path = path_join(place, entry->d_name);
		dir_remove(path);
		free(path);
	}
	if (folder)
		closedir(folder);
}

/* --- making it --- */

/* The caller frees the path; NULL with errno. *lock stays open while the folder is at work. */
static char *make_beside(const char *place, int *lock)
{
	char *path = NULL;
	int status = -1;

	for (int i = 0; i < MOST_NAMES && status; i++) {
		char *name = mem_printf(LEFTOVER_NAME, (long)getpid(), i);

		free(path);
		path = path_join(place, name);
		free(name);
		status = mkdir(path, 0777);
		if (status && errno != EEXIST)
			break;
	}
	*lock = status ? -1 : open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*lock >= 0) {
		flock(*lock, LOCK_EX | LOCK_NB);
		return path;
	}
	free(path);
	return NULL;
}

static int write_file(int folder, const struct new_file *file)
{
	const char *slash = strchr(file->name, '/');
	char *below = slash ? mem_strndup(file->name, (size_t)(slash - file->name)) : NULL;
	int fd = -1;

	if (!below || !mkdirat(folder, below, 0777) || errno == EEXIST)
		fd = openat(folder, file->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	free(below);
	if (fd < 0)
		return -1;
	return fd_close(fd, fd_write(fd, file->text.data, file->text.length));
}

static int sync_file(int folder, const struct new_file *file)
{
	int fd = openat(folder, file->name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	return fd < 0 ? -1 : fd_close(fd, fsync(fd));
}

/* All are written before any is synced: then one commit of the file system's journal does for most. */
static int fill(int folder, const struct new_files *files)
{
	for (size_t i = 0; i < files->n; i++)
		if (write_file(folder, &files->items[i]))
			return -1;
	for (size_t i = 0; i < files->n; i++)
		if (sync_file(folder, &files->items[i]))
			return -1;
	return fsync(folder);
}

int folder_write(const char *path, const struct new_files *files, struct err *err)
{
	char *real = real_path(path), *place = place_of(real), *made;
	int lock, status;

	remove_leftovers(place);
	made = make_beside(place, &lock);
	status = !made || fill(lock, files) || rename(made, real) ? -1 : 0;
	if (status && (errno == ENOTEMPTY || errno == EEXIST))
		err_set(err, "%s: holds files by now, which are not touched; nothing was written, name a new folder",
			path);
	else if (status)
		err_set(err, "%s: cannot be written: %s; nothing was, name a new folder in a place with room", path,
			strerror(errno));
	if (status && made)
		dir_remove(made);
	if (made)
		close(lock);
	free(made);
	free(place);
	free(real);
	return status;
}

void new_files_free(struct new_files *files)
{
	for (size_t i = 0; i < files->n; i++) {
		free(files->items[i].name);
		buf_free(&files->items[i].text);
	}
	free(files->items);
	*files = (struct new_files){0};
}
