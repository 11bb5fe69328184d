// SPDX-License-Identifier: GPL-2.0-only
/* Reads the files of folders: what one thread does. */
#include "base/data/mem.h"
#include "base/files/leftover.h"
#include "base/files/open.h"
#include "base/files/path.h"
#include "kernel/disk/snapshot.h"
#include "kernel/scan/match.h"
#include "kernel/scan/private.h"
#include "kernel/scan/reader.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE (256 * 1024)	/* most source files are smaller: one read each */

static void report_problem(struct scan_reader *reader, const char *path, int error)
{
	struct scan_problem problem = {
		.path = mem_strdup(path),
		.reason = mem_printf("cannot be read: %s; its mentions are not counted",
				     open_error(error)),
	};

	VEC_PUSH(&reader->problems, problem);
}

/* A build makes files and removes them: what is gone since it was listed is no trouble. */
static bool is_gone(int error)
{
	return error == ENOENT || error == ENOTDIR || error == ESTALE;
}

/* Takes the mentions. Returns true if there are any, or a relative is named. */
static bool add_file(struct scan_reader *reader, const char *path, struct looking *looking)
{
	struct scanned_file file = {
		.mentions = looking->mentions.items, .n_mentions = looking->mentions.n,
	};

	reader->n_read++;
	if (!file.n_mentions && !looking->has_relatives)
		return false;
	file.language = language_of(path);
	if (!file.n_mentions && file.language != LANGUAGE_C)
		return true;
	file.path = mem_strdup(path);
	if (file.n_mentions || (looking->enough && !looking->is_answered))
		VEC_PUSH(&reader->files, file);
	else
		VEC_PUSH(&reader->others, file);
	return true;
}

enum until { UNTIL_MENTION, UNTIL_END };

/*
 * Looks through a file from its begin, a piece at a time, so that it costs no memory however large it
 * is. Lines are counted only if it is read to its end. -1 with errno.
 */
static int look_through(struct scan_reader *reader, int fd, struct looking *looking, enum until until)
{
	size_t length = 0, dropped;
	ssize_t got = lseek(fd, 0, SEEK_SET) ? -1 : 1;

	while (got > 0) {
		got = read(fd, reader->bytes + length, PIECE - length);
		length += got > 0 ? (size_t)got : 0;
		if (got > 0 && length < PIECE)
			continue;
		look(looking, reader->bytes, length, got ? length - CONTEXT : length);
		if ((until == UNTIL_MENTION && looking->mentions.n) || looking->is_answered)
			break;
		dropped = length < 2 * CONTEXT ? 0 : length - 2 * CONTEXT;
		look_on(looking, until == UNTIL_END ? reader->bytes : NULL, dropped);
		length -= dropped;
		memmove(reader->bytes, reader->bytes + dropped, length);
	}
	return got < 0 ? -1 : 0;
}

static void begin_looking(const struct scan_reader *reader, struct looking *looking)
{
	looking_begin(looking, reader->work->matcher);
	looking->takes_all = reader->work->takes_all;
	looking->enough = reader->work->enough;
}

/* Few large files mention anything: only in those are lines counted. */
static int look_through_large(struct scan_reader *reader, int fd, struct looking *looking)
{
	int status = look_through(reader, fd, looking, UNTIL_MENTION);

	if (status || !looking->mentions.n)
		return status;
	free(looking->mentions.items);
	begin_looking(reader, looking);
	return look_through(reader, fd, looking, UNTIL_END);
}

static bool is_file(int fd)
{
	struct stat st;

	return !fstat(fd, &st) && S_ISREG(st.st_mode);
}

/* -1 with errno. */
static int look_into(struct scan_reader *reader, int fd, struct looking *looking)
{
	ssize_t got;

	if (!reader->bytes)
		reader->bytes = mem_calloc(1, PIECE);
	got = read(fd, reader->bytes, PIECE);
	if (got < 0)
		return -1;
	begin_looking(reader, looking);
	if (got == PIECE)	/* a device may have no end */
		return is_file(fd) ? look_through_large(reader, fd, looking) : -1;
	/* A short read of a regular file is its end. */
	look(looking, reader->bytes, (size_t)got, (size_t)got);
	return 0;
}

/*
 * True for what was listed as a file and is gone, or is a link, a pipe or a device by now: that holds no
 * source. Most files are silent, so it is asked when one is not, or could not be read.
 */
static bool is_replaced(int fd, int error)
{
	return is_gone(error) || error == ELOOP || error == ENXIO || (fd >= 0 && !is_file(fd));
}

enum known_from { FROM_FOLDER, FROM_USER };

/*
 * Reads an open file, or says why it is none (-1 with errno), unless only a folder listed it and it is gone. True
 * if it was read, and is silent.
 */
static bool read_file(struct scan_reader *reader, int fd, const char *path, enum known_from from)
{
	struct looking looking = {0};
	bool is_silent = false;
	int status = fd < 0 ? -1 : look_into(reader, fd, &looking);

	if (!status && looking.mentions.n && looking.seen > UINT32_MAX) {
		errno = EFBIG;
		status = -1;
	}
	if (from == FROM_FOLDER && (status || looking.mentions.n) && is_replaced(fd, status ? errno : 0))
		status = -1;
	else if (status)
		report_problem(reader, path, errno);
	if (!status)
		is_silent = !add_file(reader, path, &looking);
	if (status)
		free(looking.mentions.items);
	if (fd >= 0)
		close(fd);
	return is_silent;
}

/*
 * Links, pipes and devices hold no source; what cannot be asked says so when it is read. What a killed
 * conversion left is the text of another file.
 */
static bool is_to_be_read(const struct snapshot_entry *entry)
{
	return (entry->type == DT_REG || entry->type == DT_UNKNOWN) && !entry->is_silent &&
	       !leftover_is(entry->name, NULL);
}

static void read_entry(struct scan_reader *reader, int fd, const struct snapshot_folder *folder,
		       struct snapshot_entry *entry)
{
	int file = open_entry(fd, entry->name, NULL);
	char *path = path_join(folder->path, entry->name);

	/* The stamp is older than what was read: a change between the two makes it another one. */
	if (read_file(reader, file, path, FROM_FOLDER) && entry->is_stamped) {
		entry->is_silent = true;
		reader->n_silent++;
	}
	free(path);
}

static bool is_asked_for(const struct scan_request *request, const char *folder)
{
	for (size_t i = 0; i < request->n_paths; i++)
		if (!strcmp(request->paths[i], folder))
			return true;
	return false;
}

static void report_folder(struct scan_reader *reader, const struct snapshot_folder *folder, int error)
{
	if (!is_gone(error) || is_asked_for(reader->work->request, folder->path))
		report_problem(reader, folder->path, error);
}

static void read_folder(struct scan_reader *reader, const struct snapshot_folder *folder)
{
	char *full = path_join(reader->work->request->root, folder->path);
	int fd = -1;

	if (folder->error)
		report_folder(reader, folder, folder->error);
	for (size_t i = 0; i < folder->n; i++) {
		if (!is_to_be_read(&folder->entries[i]))
			continue;
		if (fd < 0)
			fd = open(full, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0) {
			report_folder(reader, folder, errno);
			break;
		}
		read_entry(reader, fd, folder, &folder->entries[i]);
	}
	if (fd >= 0)
		close(fd);
	free(full);
}

static void leave_folder(struct scan_reader *reader)
{
	if (reader->folder.path)
		close(reader->folder.fd);
	free(reader->folder.path);
	reader->folder.path = NULL;
}

/*
 * Opens a named file. Named ones come folder by folder: each is entered once. -1 with errno. What a folder listed
 * as a file is asked about when something hangs on it, as in read_entry().
 */
static int open_named(struct scan_reader *reader, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t length = (size_t)(name - path);
	struct stat st;

	if (!reader->folder.path || strlen(reader->folder.path) != length ||
	    memcmp(reader->folder.path, path, length)) {
		leave_folder(reader);
		reader->folder.fd = open_folder_of(reader->work->request->root, path, &name);
		if (reader->folder.fd < 0)
			return -1;
		reader->folder.path = mem_strndup(path, length);
	}
	return open_entry(reader->folder.fd, name, reader->work->are_listed ? NULL : &st);
}

static void read_named(struct scan_reader *reader, const char *path)
{
	read_file(reader, open_named(reader, path), path, reader->work->are_listed ? FROM_FOLDER : FROM_USER);
}

void *reader_read_all(void *data)
{
	struct scan_reader *reader = data;
	struct work *work = reader->work;
	size_t n_folders = work->snapshot.n, all = n_folders + work->named.n, i;

	while ((i = atomic_fetch_add(&work->next, 1)) < all) {
		if (i < n_folders)
			read_folder(reader, &work->snapshot.folders[i]);
		else
			read_named(reader, work->named.items[i - n_folders]);
	}
	leave_folder(reader);
	free(reader->bytes);
	return NULL;
}
