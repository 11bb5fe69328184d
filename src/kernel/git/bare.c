// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/git/bare.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/fd.h"
#include "base/files/name.h"
#include "base/files/path.h"
#include "kernel/git/program.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ID_ROOM 65		/* digits of a SHA-256, and a NUL */
#define AT_ONCE (16 << 20)	/* bytes of files that are asked for together */

struct file {
	char *path;		/* borrowed from the listing */
	char id[ID_ROOM];
	size_t length;
};

struct writing {
	const struct git_program *git;
	const char *folder;
	struct { struct file *items; size_t n, capacity; } files;
	char *made;		/* the folder that was made last; owned */
};

static bool has(const char *folder, const char *name)
{
	char *path = path_join(folder, name);
	bool found = !access(path, F_OK);

	free(path);
	return found;
}

bool bare_is(const char *folder)
{
	char *up = realpath(folder, NULL);
	bool is = false;

	while (up && *up && !is && !has(up, ".git")) {
		is = strcmp(path_name(up), ".git") && has(up, "HEAD") && has(up, "objects") &&
		     has(up, "refs");
		*strrchr(up, '/') = '\0';
	}
	free(up);
	return is;
}

/* "100644 blob ID    SIZE\tPATH" each, ended by a NUL. */
static int list_files(struct writing *writing, const struct buf *listing,
		      bool (*needs)(const char *path), struct err *err)
{
	for (size_t at = 0; at < listing->length; at += strlen(listing->data + at) + 1) {
		char *line = listing->data + at, *tab = strchr(line, '\t'), size[24];
		struct file file = {0};
		unsigned mode;

		if (!tab || sscanf(line, "%o %*s %64[0-9a-f] %20s", &mode, file.id, size) != 3)
			return err_set(err, "%s: git answers in a form that guptidy does not know; lint a "
				       "diff with --diff FILE", writing->git->folder);
		file.path = tab + 1;
		file.length = strtoul(size, NULL, 10);
		if (S_ISREG(mode) && !name_refused(file.path) && needs(file.path))
			VEC_PUSH(&writing->files, file);
	}
	return 0;
}

/* All above a file. git lists by path, so the next file is most often in the same folder. */
static void make_folders(struct writing *writing, const char *path)
{
	char *folder = path_folder(path);

	if (!writing->made || strcmp(writing->made, folder))
		for (char *slash = strchr(folder + strlen(writing->folder), '/'); slash;
		     slash = strchr(slash + 1, '/')) {
			char *up = mem_strndup(folder, (size_t)(slash - folder));

			mkdir(up, 0700);
			free(up);
		}
	mkdir(folder, 0700);
	free(writing->made);
	writing->made = folder;
}

static int write_file(struct writing *writing, const struct file *file, const char *text,
		      struct err *err)
{
	char *path = path_join(writing->folder, file->path);
	int fd, status = 0;

	make_folders(writing, path);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0 || fd_close(fd, fd_write(fd, text, file->length)))
		status = err_set(err, "%s: %s; set TMPDIR to a folder with room for the commit's files",
				 path, strerror(errno));
	free(path);
	return status;
}

/* "ID blob SIZE", as it was listed; else "ID missing". */
static bool is_head_of(const struct file *file, const char *line)
{
	char *head = mem_printf("%s blob %zu\n", file->id, file->length);
	bool is = !strncmp(line, head, strlen(head));

	free(head);
	return is;
}

/* A head, the text, and a newline for each. */
static int write_answer(struct writing *writing, const struct buf *answer, size_t first, size_t end,
			struct err *err)
{
	size_t at = 0;

	for (size_t i = first; i < end; i++) {
		const struct file *file = &writing->files.items[i];
		const char *line = at < answer->length ? answer->data + at : "";
		size_t text = at + strcspn(line, "\n") + 1;

		if (!is_head_of(file, line) || text + file->length >= answer->length)
			return err_set(err, "%s: %s of the newer commit is not in this clone; fetch all of "
				       "the commit, or lint a diff with --diff FILE",
				       writing->git->folder, file->path);
		if (write_file(writing, file, answer->data + text, err))
			return -1;
		at = text + file->length + 1;
	}
	return 0;
}

static int write_some(struct writing *writing, size_t first, size_t end, struct err *err)
{
	static const char *const arguments[] = { "cat-file", "--batch", NULL };
	struct git_program git = *writing->git;
	struct buf ids = {0}, answer = {0};
	int status;

	for (size_t i = first; i < end; i++)
		buf_printf(&ids, "%s\n", writing->files.items[i].id);
	git.input = &ids;
	status = git_program_run(&git, arguments, &answer, err);
	if (!status)
		status = write_answer(writing, &answer, first, end, err);
	buf_free(&ids);
	buf_free(&answer);
	return status;
}

static int write_all(struct writing *writing, struct err *err)
{
	for (size_t first = 0, end; first < writing->files.n; first = end) {
		size_t length = 0;

		for (end = first; end < writing->files.n && (end == first || length < AT_ONCE); end++)
			length += writing->files.items[end].length;
		if (write_some(writing, first, end, err))
			return -1;
	}
	return 0;
}

/* So that what lies there is named from there, as in a working tree: see kernel/tree/place.h. */
static int mark(const char *folder, struct err *err)
{
	char *path = path_join(folder, ".git");
	int status = mkdir(path, 0700) ? err_set(err, "%s: %s", path, strerror(errno)) : 0;

	free(path);
	return status;
}

int bare_write(const struct git_program *git, const char *commit, const char *folder,
	       bool (*needs)(const char *path), struct err *err)
{
	const char *const arguments[] = { "ls-tree", "-r", "-z", "-l", "--full-tree", commit, NULL };
	struct writing writing = { .git = git, .folder = folder };
	struct buf listing = {0};
	int status = mark(folder, err) || git_program_run(git, arguments, &listing, err) ||
		     list_files(&writing, &listing, needs, err) || write_all(&writing, err) ? -1 : 0;

	free(writing.files.items);
	free(writing.made);
	buf_free(&listing);
	return status;
}
