// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/tree/root.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/tree/place.h"
#include "kernel/tree/version.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Cuts the last component; false at the top. */
static bool go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (!slash || !slash[1])
		return false;
	*(slash == path ? slash + 1 : slash) = '\0';
	return true;
}

static bool states_version(const char *folder)
{
	struct tree_makefile makefile;
	bool yes;

	tree_makefile_read(&makefile, folder);
	yes = makefile.is_kernel;
	tree_makefile_free(&makefile);
	return yes;
}

/*
 * Ubuntu's headers for one flavour are links into the folder that all flavours share: that folder,
 * where include/linux really is, or NULL. The caller frees it.
 */
static char *linked_sources(const char *folder)
{
	static const char headers[] = "/include/linux";
	char *path = mem_printf("%s%s", folder, headers), *real = realpath(path, NULL);
	char *own = realpath(folder, NULL);
	size_t length = real ? strlen(real) : 0, tail = sizeof(headers) - 1;
	bool elsewhere = false;

	if (own && length > tail && !strcmp(real + length - tail, headers)) {
		real[length - tail] = '\0';
		elsewhere = strcmp(real, own) && states_version(real);
	}
	free(own);
	free(path);
	if (elsewhere)
		return real;
	free(real);
	return NULL;
}

/*
 * Where the sources of a build folder are: its Makefile includes theirs, as O= and Debian's headers
 * have it, or its folders are links. NULL: it has its own, or is no kernel's.
 */
static char *sources_of(const char *folder)
{
	struct tree_makefile makefile;
	char *sources = NULL;

	tree_makefile_read(&makefile, folder);
	if (makefile.is_kernel)
		sources = linked_sources(folder);
	else if (makefile.included && states_version(makefile.included))
		sources = mem_strdup(makefile.included);
	tree_makefile_free(&makefile);
	return sources;
}

/* True if folder is a kernel's; moves it to the sources when it is a build folder. */
static bool is_kernel(char **folder)
{
	char *sources = sources_of(*folder);

	if (!sources)
		return states_version(*folder);
	free(*folder);
	*folder = sources;
	return true;
}

bool tree_is_built_in(const struct tree *tree, const char *folder)
{
	char *sources = sources_of(folder), *real = sources ? realpath(sources, NULL) : NULL;
	bool yes = real && !strcmp(real, tree->root);

	free(real);
	free(sources);
	return yes;
}

/* realpath(), with an error that names the path. */
static char *resolve(const char *path, struct err *err)
{
	char *real = realpath(path, NULL);

	if (!real)
		path_refuse(path, err);
	return real;
}

/* errno says why it is none. */
static void refuse_kernel(const char *kernel, struct err *err)
{
	const char *hint = isdigit((unsigned char)*kernel) ? "; a version is for --against or --to" : "";

	if (errno != ENOENT)
		path_refuse(kernel, err);
	else
		err_set(err, "%s: %s; name the folder of a kernel's sources, or of its installed headers%s", kernel,
			strerror(errno), hint);
}

static char *root_of_kernel(const char *kernel, struct err *err)
{
	char *root = realpath(kernel, NULL), *real;

	if (!root) {
		refuse_kernel(kernel, err);
		return NULL;
	}
	if (!is_kernel(&root)) {
		if (access(root, X_OK))
			path_refuse(kernel, err);
		else
			err_set(err, "%s: not a kernel tree: no Makefile there states VERSION and PATCHLEVEL; "
				"give the top folder of kernel sources", kernel);
		free(root);
		return NULL;
	}
	real = resolve(root, err);
	free(root);
	return real;
}

bool tree_is_owner_trusted(const struct stat *st, const struct stat *asked)
{
	const char *sudo = getenv("SUDO_UID");

	return st->st_uid == geteuid() || st->st_uid == 0 || st->st_uid == asked->st_uid ||
	       (geteuid() == 0 && sudo && (uid_t)strtoul(sudo, NULL, 10) == st->st_uid);
}

static bool is_owned(const char *path, const struct stat *asked)
{
	struct stat st;

	return stat(path, &st) || tree_is_owner_trusted(&st, asked);
}

/*
 * A folder that is found above path, and that nobody named, must not be a stranger's, as anybody can put
 * a Makefile into a folder for temporary files: who owns the root steers how all is read.
 */
static bool is_trusted(const char *folder, const struct stat *asked)
{
	char *makefile = mem_printf("%s/Makefile", folder);
	bool trusted = is_owned(folder, asked) && is_owned(makefile, asked);

	free(makefile);
	return trusted;
}

/* The tree that was found at up, from own; source is where the Makefile there leads. */
static char *take_found(const char *path, const char *own, const char *up, const char *source,
			struct err *err)
{
	struct stat asked;

	if (stat(own, &asked) || (is_trusted(up, &asked) && is_trusted(source, &asked)))
		return resolve(source, err);
	err_set(err,
		"%s: the kernel tree above it, %s, belongs to another user, who would decide how it "
		"is read; pass --kernel %s if that is what you want",
		path, up, source);
	return NULL;
}

char *tree_root_above(const char *path)
{
	char *up = mem_strdup(path), *root;

	if (!path_is_folder(up))
		go_up(up);
	do {
		root = mem_strdup(up);
		if (is_kernel(&root)) {
			free(up);
			return root;
		}
		free(root);
	} while (go_up(up));
	free(up);
	return NULL;
}

/* The nearest kernel tree upwards, else the place of a driver alone. */
static char *nearest_root(const char *path, struct err *err)
{
	char *own = resolve(path, err), *up, *source, *real = NULL;
	bool found = false;

	if (!own)
		return NULL;
	if (!path_is_folder(own))
		go_up(own);
	if (access(own, R_OK | X_OK) != 0) {
		path_refuse(path, err);
		free(own);
		return NULL;
	}
	up = mem_strdup(own);
	do {
		source = mem_strdup(up);
		found = is_kernel(&source);
		if (found)
			real = take_found(path, own, up, source, err);
		free(source);
	} while (!found && go_up(up));
	free(up);
	if (!found)
		real = place_of(own);
	free(own);
	return real;
}

char *tree_find_root(const char *path, const char *kernel, struct err *err)
{
	char *real = resolve(path, err);

	if (!real)
		return NULL;
	free(real);
	return kernel ? root_of_kernel(kernel, err) : nearest_root(path, err);
}
