// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "base/files/replace.h"
#include "outcome/edit/edit.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file to replace, held by its folder, so that a link put in its way later changes nothing. */
struct target {
	const char *path; /* as the caller named it, for error texts */
	int folder;
	char name[NAME_MAX + 1]; /* in the folder, never a link */
	struct stat before;
	struct edit_text old;	/* what it must hold */
};

static int failed(const struct target *target, const char *what, struct err *err)
{
	return err_set(err, "%s: %s: %s; the file was left as it was", target->path, what,
		       strerror(errno));
}

/* What follows the root in a real path inside it; NULL: the path is outside, or the root itself. */
static const char *inside(const char *real_root, const char *real_path)
{
	size_t length = strlen(real_root);

	if (!strcmp(real_root, "/"))
		return real_path[1] ? real_path + 1 : NULL;
	if (strncmp(real_path, real_root, length) || real_path[length] != '/')
		return NULL;
	return real_path + length + 1;
}

/* The path without links, relative to the real root; the caller frees it. NULL sets err. */
static char *resolve(const char *real_root, const char *path, struct err *err)
{
	char *joined = mem_printf("%s/%s", real_root, path);
	char *real_path = realpath(joined, NULL), *relative = NULL;

	if (!real_path)
		err_set(err, "%s: cannot be found: %s; check the path and the links in it", path,
			strerror(errno));
	else if (!inside(real_root, real_path))
		err_set(err,
			"%s: leads out of the tree, to %s; not written, convert it in its own tree",
			path, real_path);
	else
		relative = mem_strdup(inside(real_root, real_path));
	free(real_path);
	free(joined);
	return relative;
}

/* Goes into the folder name of parent, which is closed; -1 with errno: a link, or no folder. */
static int enter(int parent, const char *name)
{
	int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	int error = errno;

	close(parent);
	errno = error;
	return folder;
}

/*
 * Opens the folder of relative and notes the name in it. relative came from realpath() and holds no
 * link; that none appeared since is seen to by entering folder by folder without following any.
 */
static int open_folder(struct target *target, const char *real_root, char *relative,
		       struct err *err)
{
	char *slash;

	target->folder = open(real_root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	while (target->folder >= 0 && (slash = strchr(relative, '/'))) {
		*slash = '\0';
		target->folder = enter(target->folder, relative);
		relative = slash + 1;
	}
	if (target->folder < 0)
		return failed(target, "its folder cannot be opened", err);
	snprintf(target->name, sizeof(target->name), "%s", relative);
	return 0;
}

static int find_target(struct target *target, const char *root, struct err *err)
{
	char *real_root = realpath(root, NULL), *relative;
	int status = -1;

	if (!real_root)
		return err_set(err, "%s: is no folder to write in: %s; name the tree with --kernel",
			       root, strerror(errno));
	relative = resolve(real_root, target->path, err);
	if (relative)
		status = open_folder(target, real_root, relative, err);
	free(relative);
	free(real_root);
	return status;
}

static int refuse_changed(const struct target *target, struct err *err)
{
	return err_set(err, "%s: changed since it was read; it is not written, run guptidy again",
		       target->path);
}

static int check_content(struct target *target, int fd, struct err *err)
{
	int same;

	if (fstat(fd, &target->before))
		return failed(target, "cannot be read", err);
	if (!S_ISREG(target->before.st_mode))
		return err_set(err, "%s: not a regular file; name a file", target->path);
	same = replace_holds(fd, target->old.bytes, target->old.length);
	if (same < 0)
		return failed(target, "cannot be read", err);
	return same ? 0 : refuse_changed(target, err);
}

static int check_unchanged(struct target *target, struct err *err)
{
	/* Not to be held up by a FIFO of that name. */
	int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	int fd = openat(target->folder, target->name, flags);
	int status;

	if (fd < 0)
		return failed(target, "cannot be opened", err);
	status = check_content(target, fd, err);
	close(fd);
	return status;
}

/* Who made a file read-only, or a checkout of another system, meant it. */
static int check_writable(const struct target *target, struct err *err)
{
	if (!replace_is_refused(target->folder, target->name, target->before.st_mode))
		return 0;
	return err_set(err, "%s: is read-only; it is not written, make it writable (chmod u+w)",
		       target->path);
}

/* Some file systems have no fsync for folders, and say so by EINVAL. */
static int sync_folder(const struct target *target, struct err *err)
{
	if (fsync(target->folder) && errno != EINVAL)
		return err_set(err,
			       "%s: was replaced, but its folder cannot be synced to disk: %s; "
			       "check the disk",
			       target->path, strerror(errno));
	return 0;
}

static int replace(const struct target *target, const char *text, size_t length, struct err *err)
{
	struct replacement replacement = {
		.folder = target->folder, .name = target->name,
		.mode = target->before.st_mode,
		.before = target->old.bytes ? &target->before : NULL,
		.old_text = target->old.bytes, .old_length = target->old.length,
	};
	const char *what;
	int status = replace_file(&replacement, text, length, &what);

	if (status > 0)
		return refuse_changed(target, err);
	return status ? failed(target, what, err) : sync_folder(target, err);
}

/* The folder that the new file gets into; the root itself has no path inside. */
static int find_folder(struct target *target, const char *root, struct err *err)
{
	char *real_root = realpath(root, NULL), *folder = path_folder(target->path), *inner = NULL;
	int status = -1;

	if (!real_root)
		err_set(err, "%s: is no folder to write in: %s; name an existing one", root,
			strerror(errno));
	else
		inner = *folder ? resolve(real_root, folder, err) : mem_strdup("");
	if (inner) {
		char *file = mem_printf("%s%s%s", inner, *inner ? "/" : "", path_name(target->path));

		status = open_folder(target, real_root, file, err);
		free(file);
	}
	free(inner);
	free(folder);
	free(real_root);
	return status;
}

int edit_create(const char *root, const char *path, const char *text, size_t length, struct err *err)
{
	struct target target = { .path = path, .folder = -1 };
	int status = find_folder(&target, root, err);

	if (!status && !faccessat(target.folder, target.name, F_OK, AT_SYMLINK_NOFOLLOW))
		status = err_set(err, "%s: is there already; it is not written, run guptidy again", path);
	if (!status)
		status = replace(&target, text, length, err);
	if (target.folder >= 0)
		close(target.folder);
	return status;
}

int edit_write(const char *root, const char *path, struct edit_text old, struct edit_text new,
	       struct err *err)
{
	struct target target = { .path = path, .folder = -1, .old = old };
	bool same = edit_texts_are_same(old, new);
	int status = find_target(&target, root, err);

	if (!status)
		status = check_unchanged(&target, err);
	if (!status && !same)
		status = check_writable(&target, err);
	if (!status && !same)
		status = replace(&target, new.bytes, new.length, err);
	if (target.folder >= 0)
		close(target.folder);
	return status;
}
