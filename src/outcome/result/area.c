// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/area.h"

#include "base/data/mem.h"

#include <string.h>

#define DEPTH 2

char *area_of(const char *path)
{
	size_t end = 0, at = *path == '/';

	for (int depth = 0; depth < DEPTH; depth++) {
		const char *slash = strchr(path + at, '/');

		if (!slash)
			break;
		end = (size_t)(slash - path);
		at = end + 1;
	}
	return end ? mem_strndup(path, end) : mem_strdup(".");
}
