// SPDX-License-Identifier: GPL-2.0-only
#include "base/keep.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"

static int make_folder(const char *path)
{
	struct stat st;

	if (!mkdir(path, 0700))
		return 0;
	/* One that others write to is not to be trusted with headers that clang will load. */
	return errno == EEXIST && !lstat(path, &st) && S_ISDIR(st.st_mode) &&
	       st.st_uid == geteuid() && !(st.st_mode & (S_IWGRP | S_IWOTH)) &&
	       !access(path, W_OK) ? 0 : -1;
}

char *keep_folder(const char *root)
{
	const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
	char *base, *ours, *folder;
	struct hash hash;

	if (xdg && *xdg == '/')
		base = mem_strdup(xdg);
	else if (home && *home == '/')
		base = mem_printf("%s/.cache", home);
	else
		return NULL;
	hash_init(&hash);
	hash_text(&hash, root);
	mkdir(base, 0700);
	ours = mem_printf("%s/guptidy", base);
	folder = mem_printf("%s/%016llx%016llx", ours, (unsigned long long)hash.a,
			    (unsigned long long)hash.b);
	if (make_folder(ours) || make_folder(folder)) {
		free(folder);
		folder = NULL;
	}
	free(ours);
	free(base);
	return folder;
}

char *keep_file(const char *root, const char *name)
{
	char *folder = keep_folder(root), *path;

	if (!folder)
		return NULL;
	path = mem_printf("%s/%s", folder, name);
	free(folder);
	return path;
}
