// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/mem.h"
#include "kernel/disk/private.h"

#include <linux/magic.h>
#include <sys/vfs.h>

/*
 * Local ones, whose folders change their times with their names at once. A network's may show what
 * was true some seconds ago, and what stands behind FUSE may do as it likes. A folder of an overlay has
 * the times of its uppermost layer: it keeps them when a layer below gets another file.
 */
static const unsigned long trusted[] = {
	BTRFS_SUPER_MAGIC, EXT4_SUPER_MAGIC, F2FS_SUPER_MAGIC, TMPFS_MAGIC, XFS_SUPER_MAGIC,
};

bool trust_times(int folder)
{
	struct statfs fs;

	if (fstatfs(folder, &fs))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(trusted); i++)
		if ((unsigned long)fs.f_type == trusted[i])
			return true;
	return false;
}
