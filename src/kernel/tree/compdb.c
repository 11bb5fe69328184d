// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/tree/compdb.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/search.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "kernel/tree/args.h"
#include "kernel/tree/filter.h"
#include "kernel/tree/paths.h"

#include <errno.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct entry {
	char *path;	      /* absolute */
	char *folder;	      /* where its command is given: absolute, without links */
	size_t index;	      /* in the file; the first command of a path counts */
	const json_t *object; /* lives as long as the document */
};

struct compdb {
	char *path; /* of the file itself */
	bool read;
	bool own;	   /* the user's own call of a compiler, from no file */
	struct err broken; /* why it could not be read, said again at each question */
	json_t *document;
	struct entry *items;
	size_t n, capacity;
};

struct compdb *compdb_new(const char *root)
{
	struct compdb *compdb = mem_calloc(1, sizeof(*compdb));

	compdb->path = mem_printf("%s/compile_commands.json", root);
	return compdb;
}

void compdb_free(struct compdb *compdb)
{
	if (!compdb)
		return;
	for (size_t i = 0; i < compdb->n; i++) {
		free(compdb->items[i].path);
		free(compdb->items[i].folder);
	}
	free(compdb->items);
	json_decref(compdb->document);
	err_clear(&compdb->broken);
	free(compdb->path);
	free(compdb);
}

/* The path as the file system has it, so that links make no difference. Takes path over. */
static char *real_path(char *path)
{
	char *real = realpath(path, NULL);

	if (!real)
		return path;
	free(path);
	return real;
}

static int add_entry(struct compdb *compdb, size_t index, const json_t *object)
{
	const char *folder = json_string_value(json_object_get(object, "directory"));
	const char *file = json_string_value(json_object_get(object, "file"));
	struct entry entry = { .index = index, .object = object };

	if (!folder || folder[0] != '/' || !file || !*file)
		return err_set(
			&compdb->broken,
			"%s: entry %zu has no \"file\" or no absolute \"directory\"; make the file "
			"anew (make compile_commands.json) or remove it",
			compdb->path, index + 1);
	entry.path = real_path(path_clean_join(folder, file));
	entry.folder = real_path(mem_strdup(folder));
	VEC_PUSH(compdb, entry);
	return 0;
}

static int by_path(const void *a, const void *b)
{
	const struct entry *one = a, *other = b;
	int order = strcmp(one->path, other->path);

	return order ? order : (one->index > other->index) - (one->index < other->index);
}

static int index_entries(struct compdb *compdb)
{
	const json_t *object;
	size_t index;

	if (!json_is_array(compdb->document))
		return err_set(&compdb->broken,
			       "%s: not a list of commands; make the file anew (make "
			       "compile_commands.json) or remove it",
			       compdb->path);
	json_array_foreach(compdb->document, index, object)
		if (add_entry(compdb, index, object) < 0)
			return -1;
	if (compdb->n)
		qsort(compdb->items, compdb->n, sizeof(compdb->items[0]), by_path);
	return 0;
}

static void parse(struct compdb *compdb, const struct buf *text)
{
	json_error_t error;

	/* Of a key that comes twice clang takes the first, others the last. */
	compdb->document = json_loadb(text->data, text->length, JSON_REJECT_DUPLICATES, &error);
	if (!compdb->document)
		err_set(&compdb->broken,
			"%s:%d: %s; make the file anew (make compile_commands.json) or "
			"remove it",
			compdb->path, error.line, error.text);
	else
		index_entries(compdb);
}

static void read_file(struct compdb *compdb)
{
	struct buf text = {0};

	compdb->read = true;
	if (!load_file(&text, compdb->path, &compdb->broken))
		parse(compdb, &text);
	buf_free(&text);
}

static void read_once(struct compdb *compdb)
{
	if (compdb->read)
		return;
	if (path_exists(compdb->path))
		read_file(compdb);
	compdb->read = true;
}

struct compdb *compdb_open(const char *path, struct err *err)
{
	struct compdb *compdb = mem_calloc(1, sizeof(*compdb));

	compdb->path = mem_strdup(path);
	if (path_exists(path))
		read_file(compdb);
	else
		err_set(&compdb->broken, "%s: cannot be opened: %s; name the file that `make "
			"compile_commands.json` wrote", path, strerror(errno));
	if (!compdb->broken.text)
		return compdb;
	err_set(err, "%s", compdb->broken.text);
	compdb_free(compdb);
	return NULL;
}

const char *compdb_path(const struct compdb *compdb)
{
	return compdb->path;
}

bool compdb_names_below(struct compdb *compdb, const char *folder)
{
	read_once(compdb);
	for (size_t i = 0; i < compdb->n; i++)
		if (path_below(compdb->items[i].path, folder))
			return true;
	return false;
}

struct compdb *compdb_of_command(const char *folder, const char *file, char *const *argv)
{
	struct compdb *compdb = mem_calloc(1, sizeof(*compdb));
	json_t *arguments = json_array();

	for (; *argv; argv++)
		json_array_append_new(arguments, json_string_nocheck(*argv));
	compdb->path = mem_strdup("command line");
	compdb->read = compdb->own = true;
	/* No text of JSON comes of it: any bytes will do for a path. */
	compdb->document = json_pack("[{s:o, s:o, s:o}]", "directory",
				     json_string_nocheck(folder), "file",
				     json_string_nocheck(file), "arguments", arguments);
	index_entries(compdb);
	return compdb;
}

static const struct entry *find_entry(const struct compdb *compdb, const char *path)
{
	size_t i;

	LOWER_BOUND(i, compdb->n, strcmp(compdb->items[i].path, path) < 0);
	if (i == compdb->n || strcmp(compdb->items[i].path, path) != 0)
		return NULL;
	return &compdb->items[i];
}

/* Reads one word of a shell command, quotes and backslashes taken out; returns what follows it. */
static const char *shell_word(const char *at, struct buf *word)
{
	char quote = 0;

	for (; *at && (quote || !strchr(" \t\n", *at)); at++) {
		if (quote == '\'' && *at != '\'')
			buf_add(word, at, 1);
		else if (*at == '\\' && at[1] && (!quote || strchr("\"\\$`", at[1])))
			buf_add(word, ++at, 1);
		else if (quote ? *at == quote : *at == '\'' || *at == '"')
			quote = quote ? 0 : *at;
		else
			buf_add(word, at, 1);
	}
	return at;
}

static void split_command(struct args *args, const char *command)
{
	struct buf word = {0};

	for (command += strspn(command, " \t\n"); *command; command += strspn(command, " \t\n")) {
		word.length = 0;
		command = shell_word(command, &word);
		buf_add(&word, "", 1);
		args_add(args, word.data);
	}
	buf_free(&word);
}

static int read_arguments(const struct compdb *compdb, const struct entry *entry, struct args *args,
			  struct err *err)
{
	const json_t *list = json_object_get(entry->object, "arguments"), *word;
	const char *command = json_string_value(json_object_get(entry->object, "command"));
	size_t index;

	json_array_foreach(list, index, word) {
		if (!json_is_string(word))
			return err_set(err,
				       "%s: %s: an argument is no string; make the file anew (make "
				       "compile_commands.json)",
				       compdb->path, entry->path);
		args_add(args, json_string_value(word));
	}
	if (!list && command)
		split_command(args, command);
	if (!args->n)
		return err_set(err,
			       "%s: %s: neither \"arguments\" nor \"command\"; make the file anew "
			       "(make compile_commands.json)",
			       compdb->path, entry->path);
	return 0;
}

static void free_args(struct args *args)
{
	for (size_t i = 0; i < args->n; i++)
		free(args->items[i]);
	free(args->items);
}

int compdb_find(struct compdb *compdb, const char *root, const char *path, const char *target,
		char ***argv, struct err *err)
{
	struct origin origin = { .list = compdb->path, .root = root, .own = compdb->own };
	struct args args = {0}, out = {0};
	const struct entry *entry;
	int status;

	read_once(compdb);
	if (compdb->broken.text)
		return err_set(err, "%s", compdb->broken.text);
	entry = find_entry(compdb, path);
	if (!entry)
		return 0;
	origin.folder = entry->folder;
	origin.file = entry->path;
	status = read_arguments(compdb, entry, &args, err);
	if (status == 0)
		status = filter_command(&origin, &args, target, &out, err);
	free_args(&args);
	if (status < 0)
		free_args(&out);
	else
		*argv = args_end(&out);
	return status < 0 ? -1 : 1;
}
