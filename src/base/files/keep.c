// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/keep.h"

#include "base/data/buf.h"
#include "base/data/digest.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/fd.h"
#include "base/files/kept_trees.h"
#include "base/files/load.h"
#include "base/files/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FORM "guptidy kept 1\n"
#define HEAD (sizeof(FORM) - 1 + 2 * (DIGEST_LENGTH + 1))	/* the form, the key, the checksum */

static const char tag[] =
	"Signature: 8a477f597d28d172789f06886806bc55\n"
	"# This folder holds what guptidy found out before; `guptidy cache --clear` empties it.\n";

static int refuse(const char *path, const char *why, struct err *err)
{
	return err_set(err, "%s: no cache is kept: %s; set XDG_CACHE_HOME to a folder of your own, "
		       "or pass --no-cache", path, why);
}

static bool is_set(const char *variable)
{
	const char *path = getenv(variable);

	return path && *path == '/';
}

/* As XDG asks: what is missing on the way is made, and is the user's alone. */
static int make_parents(const char *path)
{
	char *copy = mem_strdup(path);
	int status = 0;

	for (char *at = copy + 1; !status && *at; at++) {
		if (*at != '/')
			continue;
		*at = '\0';
		status = mkdir(copy, 0700) && errno != EEXIST && errno != EROFS && errno != EACCES;
		*at = '/';
	}
	free(copy);
	return mkdir(path, 0700) && errno != EEXIST ? -1 : 0;
}

/* A user whose HOME is not there has none on purpose. */
static int make_base(const char *path)
{
	if (is_set("XDG_CACHE_HOME"))
		return make_parents(path);
	return mkdir(path, 0700) && errno != EEXIST ? -1 : 0;
}

/* Who may rename what is in it could put a folder in the place of ours. A user's own group is his. */
static int check_base(const char *path, struct err *err)
{
	struct stat st;

	if (make_base(path) || stat(path, &st))
		return refuse(path, strerror(errno), err);
	if (!S_ISDIR(st.st_mode))
		return refuse(path, "it is no folder", err);
	if (st.st_uid != geteuid() && st.st_uid)
		return refuse(path, "it is another user's", err);
	if (!(st.st_mode & S_ISVTX) && ((st.st_mode & S_IWOTH) ||
	    ((st.st_mode & S_IWGRP) && st.st_gid != getegid())))
		return refuse(path, "others may write to it", err);
	return 0;
}

/* What lies in it is believed, and clang loads it. */
static int check_own(const char *path, struct err *err)
{
	struct stat st;

	if (mkdir(path, 0700) && errno != EEXIST)
		return refuse(path, strerror(errno), err);
	if (lstat(path, &st))
		return refuse(path, strerror(errno), err);
	if (!S_ISDIR(st.st_mode))
		return refuse(path, "it is no folder", err);
	if (st.st_uid != geteuid())
		return refuse(path, "it is another user's", err);
	if (st.st_mode & (S_IWGRP | S_IWOTH))
		return refuse(path, "others may write to it", err);
	return access(path, W_OK) ? refuse(path, strerror(errno), err) : 0;
}

static char *base_path(void)
{
	if (is_set("XDG_CACHE_HOME"))
		return mem_strdup(getenv("XDG_CACHE_HOME"));
	return is_set("HOME") ? mem_printf("%s/.cache", getenv("HOME")) : NULL;
}

static void tag_folder(const char *folder)
{
	char *path = path_join(folder, "CACHEDIR.TAG");
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

	if (fd >= 0 && fd_close(fd, fd_write(fd, tag, sizeof(tag) - 1)))
		unlink(path);
	free(path);
}

char *keep_home(struct err *err)
{
	char *base = base_path(), *home = NULL;

	if (base && !check_base(base, err)) {
		home = path_join(base, "guptidy");
		if (check_own(home, err)) {
			free(home);
			home = NULL;
		} else {
			tag_folder(home);
		}
	}
	free(base);
	return home;
}

/* Through a file of this process and a rename; nobody waits for the disk. */
static void write_all(const char *path, const struct buf *text)
{
	char *own = mem_printf("%s.%ld", path, (long)getpid());
	int fd = open(own, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd >= 0 && (fd_close(fd, fd_write(fd, text->data, text->length)) ||
			rename(own, path)))
		unlink(own);
	free(own);
}

/* Notes in a folder whose tree it is, and that it is of use today. */
static void mark(const char *folder, const char *root)
{
	char *path = path_join(folder, "tree");
	struct buf text = {0};

	if (utimensat(AT_FDCWD, path, NULL, 0)) {
		buf_puts(&text, root);
		write_all(path, &text);
		buf_free(&text);
	}
	free(path);
}

char *keep_folder(const char *root)
{
	char name[DIGEST_LENGTH + 1], *home, *folder = NULL;
	struct digest digest;
	struct err err = {0};

	home = keep_home(&err);
	if (home) {
		digest_init(&digest);
		digest_text(&digest, root);
		digest_end(&digest, name);
		folder = path_join(home, name);
		if (check_own(folder, &err)) {
			free(folder);
			folder = NULL;
		} else {
			mark(folder, root);
			kept_trees_limit(home);
		}
	}
	err_clear(&err);
	free(home);
	return folder;
}

char *keep_file(const char *root, const char *name)
{
	char *folder = keep_folder(root), *path = folder ? path_join(folder, name) : NULL;

	free(folder);
	return path;
}

void keep_sum(const char *key, const char *data, size_t length, char *sum)
{
	struct digest digest;

	digest_init(&digest);
	digest_text(&digest, key);
	digest_bytes(&digest, data, length);
	digest_end(&digest, sum);
}

void keep_write(const char *path, const char *key, const char *data, size_t length)
{
	char sum[DIGEST_LENGTH + 1];
	struct buf text = {0};

	keep_sum(key, data, length, sum);
	buf_printf(&text, FORM "%s\n%s\n", key, sum);
	buf_add(&text, data, length);
	write_all(path, &text);
	buf_free(&text);
}

/* The key of a file that is whole; false if it is not. */
static bool check(const struct buf *text, char *key)
{
	const char *kept_key = text->data + sizeof(FORM) - 1;
	char sum[DIGEST_LENGTH + 1];

	if (text->length < HEAD || memcmp(text->data, FORM, sizeof(FORM) - 1))
		return false;
	memcpy(key, kept_key, DIGEST_LENGTH);
	key[DIGEST_LENGTH] = '\0';
	keep_sum(key, text->data + HEAD, text->length - HEAD, sum);
	return kept_key[DIGEST_LENGTH] == '\n' && text->data[HEAD - 1] == '\n' &&
	       !memcmp(kept_key + DIGEST_LENGTH + 1, sum, DIGEST_LENGTH);
}

bool keep_read(const char *path, struct buf *data, char *key)
{
	struct buf text = {0};
	struct err err = {0};
	bool there = !load_file(&text, path, &err), good = there && check(&text, key);

	if (good)
		buf_add(data, text.data + HEAD, text.length - HEAD);
	else if (there)
		unlink(path);
	err_clear(&err);
	buf_free(&text);
	return good;
}
