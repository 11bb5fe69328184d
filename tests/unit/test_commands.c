// SPDX-License-Identifier: GPL-2.0-only
/* compile_commands.json, as clang itself reads it: generated commands, and files that were damaged. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "kernel/tree/compdb.h"

#include <clang-c/CXCompilationDatabase.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COMMANDS 300		/* in one file, each of another source */

/* What is needed of libclang. */
struct clang {
	__typeof__(&clang_CompilationDatabase_fromDirectory) open;
	__typeof__(&clang_CompilationDatabase_dispose) close;
	__typeof__(&clang_CompilationDatabase_getCompileCommands) find;
	__typeof__(&clang_CompilationDatabase_getAllCompileCommands) all;
	__typeof__(&clang_CompileCommands_dispose) close_commands;
	__typeof__(&clang_CompileCommands_getSize) n_commands;
	__typeof__(&clang_CompileCommand_getDirectory) directory;
	__typeof__(&clang_CompileCommand_getFilename) file;
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
	LOAD(all, clang_CompilationDatabase_getAllCompileCommands);
	LOAD(close_commands, clang_CompileCommands_dispose);
	LOAD(n_commands, clang_CompileCommands_getSize);
	LOAD(directory, clang_CompileCommand_getDirectory);
	LOAD(file, clang_CompileCommand_getFilename);
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

static void save_text(const char *folder, const char *text, size_t length)
{
	char *path = mem_printf("%s/compile_commands.json", folder);
	FILE *file;

	unlink(path);	/* a file that is cut short first waits for the disk */
	file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	free(path);
}

static void save(const char *folder, json_t *list)
{
	char *text = json_dumps(list, 0);

	save_text(folder, text, strlen(text));
	free(text);
	json_decref(list);
}

static void remove_folder(const char *folder)
{
	char *path = mem_printf("%s/compile_commands.json", folder);

	unlink(path);
	rmdir(folder);
	free(path);
}

/* Takes the string over. */
static json_t *string_of(const struct clang *clang, CXString string)
{
	json_t *text = json_string(clang->text(string));

	clang->free_text(string);
	return text;
}

static json_t *words_of(const struct clang *clang, CXCompileCommand command)
{
	json_t *words = json_array();

	for (unsigned a = 0; a < clang->n(command); a++)
		json_array_append_new(words, string_of(clang, clang->argument(command, a)));
	return words;
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

		add_entry(list, folder, i, "arguments", words_of(clang, clang->command(commands, 0)));
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
	char folder[] = "/tmp/guptidy-commands-XXXXXX", *own, *of_clang;
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
	remove_folder(folder);
}

/* --- damaged files; damage seldom makes what make_command() leaves out --- */

#define FILES 4000
#define SOURCES 4		/* that an entry may be of */

static const char *pick(const char *const *texts, size_t n, uint32_t *seed)
{
	return texts[next(seed) % n];
}

static json_t *make_words(uint32_t *seed)
{
	static const char *const words[] = { "-DA=1", "-I", "x", "-Iy z", "-o", "", "-m64", "-U", "\"q\"", "-c", "\\" };
	json_t *list = json_pack("[s]", "cc");

	for (size_t n = next(seed) % 6; n; n--)
		json_array_append_new(list, json_string(pick(words, ARRAY_SIZE(words), seed)));
	return list;
}

/* Of any source, named in any way, with a command in one of its forms or both. */
static json_t *make_entry(const char *folder, uint32_t *seed)
{
	static const char *const below[] = { "", "/", "/.", "/sub/.." };
	static const char *const before[] = { "", "./", "sub/../", ".//" };
	char *directory = mem_printf("%s%s", folder, pick(below, ARRAY_SIZE(below), seed));
	char *file = mem_printf("%s%u.c", pick(before, ARRAY_SIZE(before), seed), next(seed) % SOURCES);
	char *command = make_command(next(seed));
	json_t *entry = json_pack("{s:s, s:s}", "directory", directory, "file", file);
	unsigned form = next(seed) % 30;

	if (form % 3)
		json_object_set_new(entry, "command", json_string(command));
	if (form && form % 3 < 2)
		json_object_set_new(entry, "arguments", make_words(seed));
	if (next(seed) % 4 == 0)
		json_object_set_new(entry, "output", json_string("x.o"));
	free(directory);
	free(file);
	free(command);
	return entry;
}

/* A byte of the text, or some from it on, becomes something else; or something comes in front of its line. */
static void damage(struct buf *text, uint32_t *seed)
{
	static const char *const pieces[] = {
		"\"", "\\", ",", ":", "{", "}", "[", "]", "\n", " ", "a", "\\u00e4", "\\t", "\\/", "'", "#", "null",
		"\"command\": \"cc -DB\", ", "\"file\": \"0.c\", ", "\"arguments\": [\"cc\"], ", "../",
	};
	size_t at = next(seed) % (text->length + 1), gone = next(seed) % 3;
	struct buf old = *text;

	*text = (struct buf){0};
	if (next(seed) % 2)
		for (gone = 0; at && old.data[at - 1] != '\n'; at--)
			;
	if (gone > old.length - at)
		gone = old.length - at;
	buf_add(text, old.data, at);
	buf_puts(text, pick(pieces, ARRAY_SIZE(pieces), seed));
	if (next(seed) % 10)
		buf_add(text, old.data + at + gone, old.length - at - gone);
	buf_free(&old);
}

static void save_damaged(const char *folder, uint32_t seed)
{
	json_t *list = json_array();
	struct buf text = {0};
	char *dump;

	for (size_t n = 1 + next(&seed) % 5; n; n--)
		json_array_append_new(list, make_entry(folder, &seed));
	dump = json_dumps(list, JSON_INDENT(1));
	buf_puts(&text, dump);
	for (size_t n = next(&seed) % 3; n; n--)
		damage(&text, &seed);
	save_text(folder, text.data, text.length);
	buf_free(&text);
	free(dump);
	json_decref(list);
}

/* clang complains of damaged files, when it opens them or later. Returns what unmute() needs. */
static int mute(void)
{
	int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC), errors = dup(STDERR_FILENO);

	dup2(nothing, STDERR_FILENO);
	close(nothing);
	return errors;
}

static void unmute(int errors)
{
	dup2(errors, STDERR_FILENO);
	close(errors);
}

/* What clang reads in the file, as lists of words; NULL: nothing. */
static json_t *entries_of_clang(const struct clang *clang, const char *folder)
{
	CXCompilationDatabase_Error error;
	CXCompilationDatabase database = clang->open(folder, &error);
	CXCompileCommands commands;
	json_t *list;

	if (error != CXCompilationDatabase_NoError)
		return NULL;
	list = json_array();
	commands = clang->all(database);
	for (unsigned i = 0; i < clang->n_commands(commands); i++) {
		CXCompileCommand command = clang->command(commands, i);

		json_array_append_new(list, json_pack("{s:o, s:o, s:o}",
						      "directory", string_of(clang, clang->directory(command)),
						      "file", string_of(clang, clang->file(command)),
						      "arguments", words_of(clang, command)));
	}
	clang->close_commands(commands);
	clang->close(database);
	return list;
}

/* What comes of the command of source i, a line an argument; NULL: it is refused, or the file is. */
static char *arguments_of(struct compdb *compdb, const char *folder, size_t i)
{
	char *file = mem_printf("%s/%zu.c", folder, i), **argv = NULL;
	struct err err = {0};
	struct buf all = {0};

	if (compdb_find(compdb, folder, file, "x86_64-linux-gnu", &argv, &err) >= 0)
		buf_puts(&all, argv ? "" : "none");
	assert_true(!err.text == !!all.data);
	for (size_t a = 0; argv && argv[a]; a++) {
		buf_printf(&all, "%s\n", argv[a]);
		free(argv[a]);
	}
	free(argv);
	free(file);
	err_clear(&err);
	return all.data ? buf_take(&all) : NULL;
}

/* What we read is what clang reads, or is refused. Counts what was read. */
static size_t compare(const struct clang *clang, const char *folder)
{
	struct compdb *own = compdb_new(folder), *of_clang;
	char *arguments[SOURCES];
	size_t read = 0;
	json_t *list;
	int errors;

	for (size_t i = 0; i < SOURCES; i++)
		arguments[i] = arguments_of(own, folder, i);
	errors = mute();
	list = entries_of_clang(clang, folder);
	unmute(errors);
	if (list)
		save(folder, list);
	of_clang = compdb_new(folder);
	for (size_t i = 0; i < SOURCES; i++) {
		char *expected = list && arguments[i] ? arguments_of(of_clang, folder, i) : NULL;

		if (list && arguments[i]) {
			assert_non_null(expected);
			assert_string_equal(arguments[i], expected);
			read += strcmp(expected, "none") != 0;
		}
		free(expected);
		free(arguments[i]);
	}
	compdb_free(own);
	compdb_free(of_clang);
	return read;
}

static void a_damaged_file_is_read_as_clang_does(void **state)
{
	char folder[] = "/tmp/guptidy-commands-XXXXXX";
	struct clang clang;
	size_t read = 0;

	(void)state;
	assert_non_null(mkdtemp(folder));
	load(&clang);
	for (uint32_t i = 0; i < FILES; i++) {
		save_damaged(folder, i * 2654435761u);
		read += compare(&clang, folder);
	}
	assert_true(read > FILES / 2);
	remove_folder(folder);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_those_of_clang),
		cmocka_unit_test(a_damaged_file_is_read_as_clang_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
