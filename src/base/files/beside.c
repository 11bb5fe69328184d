// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/beside.h"

#include "base/data/mem.h"
#include "base/files/path.h"

#include <stdlib.h>
#include <unistd.h>

char *beside_program(void)
{
	char *program = realpath("/proc/self/exe", NULL);

	return program ? program : mem_strdup("guptidy");
}

char *beside_file(const char *const *folders, size_t n, const char *name)
{
	char *program = beside_program(), *home = path_folder(program), *found = NULL;

	for (size_t i = 0; i < n && !found; i++) {
		char *folder = path_join(home, folders[i]), *file = path_join(folder, name);

		if (!access(file, R_OK))
			found = realpath(file, NULL);
		free(file);
		free(folder);
	}
	free(home);
	free(program);
	return found;
}
