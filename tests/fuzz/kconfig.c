// SPDX-License-Identifier: GPL-2.0-only
/* The Kconfig file of an architecture. */
#include "fuzz.h"
#include "kernel/tree/kconfig.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void make_folder(const char *name)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", fuzz_folder(), name);
	mkdir(path, 0700);
}

void fuzz_one(const char *text, size_t length)
{
	char *selected;

	make_folder("arch");
	make_folder("arch/x86");
	fuzz_file("arch/x86/Kconfig", text, length);
	selected = kconfig_selected(fuzz_folder(), "x86", "64BIT MMU NR=3");
	FUZZ_CHECK(selected && !strchr(selected, '\n'));
	free(selected);
}
