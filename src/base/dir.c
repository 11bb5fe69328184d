// SPDX-License-Identifier: GPL-2.0-only
#include "base/dir.h"

#include <fcntl.h>
#include <sys/stat.h>

unsigned char dir_entry_type(int folder, const char *path, const struct dirent *entry)
{
	struct stat st;

	/* Not every file system keeps types in its folders. */
	if (entry->d_type != DT_UNKNOWN || fstatat(folder, path, &st, AT_SYMLINK_NOFOLLOW))
		return entry->d_type;
	return IFTODT(st.st_mode);
}
