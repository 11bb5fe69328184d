// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/dir.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>

#define OPEN_FOLDERS 8

unsigned char dir_entry_type(int folder, const char *path, const struct dirent *entry)
{
	struct stat st;

	/* Not every file system keeps types in its folders. */
	if (entry->d_type != DT_UNKNOWN || fstatat(folder, path, &st, AT_SYMLINK_NOFOLLOW))
		return entry->d_type;
	return IFTODT(st.st_mode);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	remove(path);
	return 0;
}

void dir_remove(const char *path)
{
	nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}
