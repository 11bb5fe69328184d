// SPDX-License-Identifier: GPL-2.0-only
/* compile_commands.json, and the commands that come of it; tests/unit/test_commands.c holds them against clang. */
#include "base/data/err.h"
#include "fuzz.h"
#include "kernel/tree/compdb.h"

#include <stdlib.h>
#include <string.h>

/* Nothing that could load code or write files comes through. */
static bool is_harmless(const char *argument)
{
	static const char *const words[] = {
		"@", "-load", "-fplugin", "-fpass-plugin", "-plugin", "-cc1", "-B", "--config",
		"-ivfsoverlay", "-include-pch", "-fmodule", "-o", "-MF", "-dependency-file",
		"-resource-dir", "-serialize-diagnostics", "--serialize-diagnostics",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!strncmp(argument, words[i], strlen(words[i])))
			return false;
	return true;
}

/* Past clang's driver goes a forced header, and nothing else. */
static bool is_forced_header(char **argv, size_t i)
{
	return argv[i + 1] && (!strcmp(argv[i + 1], "-include") ||
			       (i > 1 && !strcmp(argv[i - 1], "-include")));
}

/* True if the argument stands behind an option whose value may begin with anything. */
static bool is_value(char **argv, size_t i)
{
	static const char *const options[] = {
		"-D", "-U", "-I", "-include", "-imacros", "-isystem", "-iquote", "-idirafter",
		"-isysroot", "-target", "-Xclang",
	};

	for (size_t o = 0; i && o < sizeof(options) / sizeof(*options); o++)
		if (!strcmp(argv[i - 1], options[o]) && !is_value(argv, i - 1))
			return true;
	return false;
}

static void check_arguments(char **argv)
{
	for (size_t i = 0; argv[i]; i++) {
		FUZZ_CHECK(is_value(argv, i) || is_harmless(argv[i]));
		FUZZ_CHECK(is_value(argv, i) || *argv[i] == '-');
		FUZZ_CHECK(is_value(argv, i) || strcmp(argv[i], "-Xclang") ||
			   is_forced_header(argv, i));
	}
	for (size_t i = 0; argv[i]; i++)
		free(argv[i]);
	free(argv);
}

static void find(struct compdb *compdb, const char *path)
{
	struct err err = {0};
	char **argv = NULL;
	int found = compdb_find(compdb, "/tree", path, "x86_64-linux-gnu", &argv, &err);

	FUZZ_CHECK((found < 0) == (err.text != NULL));
	if (found > 0)
		check_arguments(argv);
	err_clear(&err);
}

void fuzz_one(const char *text, size_t length)
{
	const char *path = fuzz_file("compile_commands.json", text, length);
	struct err err = {0};
	struct compdb *compdb = compdb_open(path, &err);

	FUZZ_CHECK(!compdb == (err.text != NULL));
	if (compdb) {
		find(compdb, "/tree/a.c");
		find(compdb, "/tree/drivers/a.c");
		compdb_names_below(compdb, "/tree");
		compdb_free(compdb);
	}
	err_clear(&err);
}
