// SPDX-License-Identifier: GPL-2.0-only
/* compile_commands.json, as clang itself reads it: the words of generated commands are the same. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/save.h"
#include "tree/compdb.h"

#include <clang-c/CXCompilationDatabase.h>
#include <dlfcn.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COMMANDS 300		/* in one file, each of another source */

/* What is needed of libclang. */
struct clang {
	__typeof__(&clang_CompilationDatabase_fromDirectory) open;
	__typeof__(&clang_CompilationDatabase_dispose) close;
	__typeof__(&clang_CompilationDatabase_getCompileCommands) find;
	__typeof__(&clang_CompileCommands_dispose) close_commands;
	__typeof__(&clang_CompileCommands_getCommand) command;
	__typeof__(&clang_CompileCommand_getNumArgs) n;
	__typeof__(&clang_CompileCommand_getArg) argument;
	__typeof__(&clang_getCString) text;
	__typeof__(&clang_disposeString) free_text;
};

static void load(struct clang *clang)
{
	void *library = dlopen("libclang-" LLVM_VERSION ".so." LLVM_VERSION, RTLD_NOW);

	assert_non_null(library);
#define LOAD(member, name) assert_non_null(*(void **)&clang->member = dlsym(library, #name))
	LOAD(open, clang_CompilationDatabase_fromDirectory);
	LOAD(close, clang_CompilationDatabase_dispose);
	LOAD(find, clang_CompilationDatabase_getCompileCommands);
	LOAD(close_commands, clang_CompileCommands_dispose);
	LOAD(command, clang_CompileCommands_getCommand);
	LOAD(n, clang_CompileCommand_getNumArgs);
	LOAD(argument, clang_CompileCommand_getArg);
	LOAD(text, clang_getCString);
	LOAD(free_text, clang_disposeString);
#undef LOAD
}

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 16;
}

/*
 * A command of pieces in any order: words, quotes that are closed, and escapes. Left out is where
 * clang's reader is no shell: tabs, and a backslash in front of an ordinary byte in double quotes.
 */
static char *make_command(uint32_t seed)
{
	static const char *const pieces[] = {
		" ", "  ", " -I", " -I ", " -DA", "=1", " -D", "'a b'", "\"c d\"", "\"e\\\"f\"", "''",
		"\"\"", "\\ ", "\\\"", "\\'", "\\\\", "'\"'", "\"'\"", "'\\'", "\"\\\\\"", "x/y", "../z",
		" -include ", " -std=gnu11", " -o ", " -Wall", " -nostdinc", " -isystem ", " -m64 ", "#s",
		"$(S)", "*", "(q)", ";", "\xc3\xbc", " -fno-common", " -MF ", " --param ",
	};
	struct buf command = {0};
	size_t n = 1 + next(&seed) % 30;

	buf_puts(&command, "cc -DBEGIN");
	for (size_t i = 0; i < n; i++)
		buf_puts(&command, pieces[next(&seed) % ARRAY_SIZE(pieces)]);
	return buf_take(&command);
}

static void add_entry(json_t *list, const char *folder, size_t i, const char *key, json_t *value)
{
	char *file = mem_printf("%s/%zu.c", folder, i);

	json_array_append_new(list, json_pack("{s:s, s:s, s:o}", "directory", folder, "file", file,
					      key, value));
	free(file);
}

static void save(const char *folder, json_t *list)
{
	char *path = mem_printf("%s/compile_commands.json", folder);
	char *text = json_dumps(list, 0);
	struct err err = {0};

	assert_int_equal(save_file(path, text, strlen(text), &err), 0);
	free(path);
	free(text);
	json_decref(list);
}

/* clang's words for each source. */
static json_t *words_of_clang(const struct clang *clang, const char *folder)
{
	CXCompilationDatabase_Error error;
	CXCompilationDatabase database = clang->open(folder, &error);
	json_t *list = json_array();

	assert_int_equal(error, CXCompilationDatabase_NoError);
	for (size_t i = 0; i < COMMANDS; i++) {
		char *file = mem_printf("%s/%zu.c", folder, i);
		CXCompileCommands commands = clang->find(database, file);
		CXCompileCommand command = clang->command(commands, 0);
		json_t *words = json_array();

		for (unsigned a = 0; a < clang->n(command); a++) {
			CXString word = clang->argument(command, a);

			json_array_append_new(words, json_string(clang->text(word)));
			clang->free_text(word);
		}
		add_entry(list, folder, i, "arguments", words);
		clang->close_commands(commands);
		free(file);
	}
	clang->close(database);
	return list;
}

/* All that comes of the commands, a line an argument. */
static char *arguments(const char *folder)
{
	struct compdb *compdb = compdb_new(folder);
	struct buf all = {0};

	for (size_t i = 0; i < COMMANDS; i++) {
		char *file = mem_printf("%s/%zu.c", folder, i), **argv = NULL;
		struct err err = {0};

		buf_printf(&all, "%zu: %d\n", i,
			   compdb_find(compdb, folder, file, "x86_64-linux-gnu", &argv, &err));
		for (size_t a = 0; argv && argv[a]; a++) {
			buf_printf(&all, "%zu: %s\n", i, argv[a]);
			free(argv[a]);
		}
		free(argv);
		free(file);
		err_clear(&err);
	}
	compdb_free(compdb);
	return buf_take(&all);
}

static void words_are_those_of_clang(void **state)
{
	char folder[] = "/tmp/guptidy-commands-XXXXXX", *path, *own, *of_clang;
	json_t *list = json_array();
	struct clang clang;

	(void)state;
	assert_non_null(mkdtemp(folder));
	load(&clang);
	for (uint32_t i = 0; i < COMMANDS; i++) {
		char *command = make_command(i * 2654435761u);

		add_entry(list, folder, i, "command", json_string(command));
		free(command);
	}
	save(folder, list);
	own = arguments(folder);
	save(folder, words_of_clang(&clang, folder));
	of_clang = arguments(folder);
	assert_string_equal(own, of_clang);
	free(own);
	free(of_clang);
	path = mem_printf("%s/compile_commands.json", folder);
	unlink(path);
	rmdir(folder);
	free(path);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_those_of_clang),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
