// SPDX-License-Identifier: GPL-2.0-only
#include "tree/compdb.h"

#include <ctype.h>
#include <errno.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "tree/args.h"
#include "tree/options.h"
#include "tree/paths.h"

struct entry {
	char *path;	      /* absolute */
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
	for (size_t i = 0; i < compdb->n; i++)
		free(compdb->items[i].path);
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
	struct entry entry = {.index = index, .object = object};

	if (!folder || folder[0] != '/' || !file || !*file)
		return err_set(
			&compdb->broken,
			"%s: entry %zu has no \"file\" or no absolute \"directory\"; make the file "
			"anew (make compile_commands.json) or remove it",
			compdb->path, index + 1);
	entry.path = real_path(path_clean_join(folder, file));
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
	json_array_foreach(compdb->document, index,
			   object) if (add_entry(compdb, index, object) < 0) return -1;
	if (compdb->n)
		qsort(compdb->items, compdb->n, sizeof(compdb->items[0]), by_path);
	return 0;
}

static void parse(struct compdb *compdb, const struct buf *text)
{
	json_error_t error;

	compdb->document = json_loadb(text->data, text->length, 0, &error);
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
	if (!buf_read_file(&text, compdb->path, &compdb->broken))
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
	size_t low = 0, high = compdb->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(compdb->items[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == compdb->n || strcmp(compdb->items[low].path, path) != 0)
		return NULL;
	return &compdb->items[low];
}

static void add_char(char *word, size_t *length, char c)
{
	word[(*length)++] = c;
}

/* One word of a shell command, quotes and backslashes taken out; moves *text behind it. */
static char *shell_word(const char **text)
{
	const char *at = *text;
	char *word = mem_calloc(1, strlen(at) + 1), quote = 0;
	size_t length = 0;

	for (; *at && (quote || !strchr(" \t\n", *at)); at++) {
		if (quote == '\'' && *at != '\'')
			add_char(word, &length, *at);
		else if (*at == '\\' && at[1] && (!quote || strchr("\"\\$`", at[1])))
			add_char(word, &length, *++at);
		else if (quote ? *at == quote : *at == '\'' || *at == '"')
			quote = quote ? 0 : *at;
		else
			add_char(word, &length, *at);
	}
	*text = at;
	return word;
}

static void split_command(struct args *args, const char *command)
{
	for (command += strspn(command, " \t\n"); *command; command += strspn(command, " \t\n")) {
		char *word = shell_word(&command);

		args_add(args, word);
		free(word);
	}
}

static int read_arguments(const struct compdb *compdb, const struct entry *entry, struct args *args,
			  struct err *err)
{
	const json_t *list = json_object_get(entry->object, "arguments"), *word;
	const char *command = json_string_value(json_object_get(entry->object, "command"));
	size_t index;

	json_array_foreach(list, index, word)
	{
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

struct filter {
	const struct compdb *compdb;
	const struct entry *entry;
	const char *folder;
	struct args out;
	struct err *err;
};

/*
 * gcc's own headers do not fit clang, which brings its own. They are in lib/gcc/TARGET/VERSION/include,
 * or Debian's lib/gcc-cross/...; a tree of the user's may well be called gcc.
 */
static bool is_gcc_folder(const char *path)
{
	for (const char *at = strstr(path, "/gcc"); at; at = strstr(at + 1, "/gcc")) {
		const char *target = strchr(at + 1, '/');
		const char *version = target ? strchr(target + 1, '/') : NULL;
		const char *rest = version ? strchr(version + 1, '/') : NULL;

		if (rest && strchr("/-", at[4]) && isdigit((unsigned char)version[1]) &&
		    !strncmp(rest, "/include", 8))
			return true;
	}
	return false;
}

static void add_value(struct filter *filter, const struct option_row *row, const char *value)
{
	char *path = path_clean_join(filter->folder, value);
	bool header = row->fate == OPTION_KEEP_INCLUDE && !path_exists(path);

	if (row->fate == OPTION_KEEP || header) {
		args_add(&filter->out, row->name);
		args_add(&filter->out, value);
	} else if (!is_gcc_folder(path)) {
		args_add(&filter->out, row->name);
		args_add(&filter->out, path);
	}
	free(path);
}

/* Deals with one argument; the number of arguments used, or -1. */
static int filter_one(struct filter *filter, const char *argument, const char *next)
{
	const struct option_row *row = option_find(argument);
	bool joined = row->value && argument[strlen(row->name)] != '\0';
	bool forwards =
		row->value && row->fate == OPTION_DROP && next; /* -Xclang -load, -mllvm -load */

	bool refused = row->fate == OPTION_REFUSE ||
		       (forwards && option_find(next)->fate == OPTION_REFUSE);
	bool kept = !refused && row->fate != OPTION_DROP;

	if (refused && !filter->compdb->own)
		return err_set(filter->err,
			       "%s: %s: the command holds '%s', which could make clang load code "
			       "or write files; take it out of the file",
			       filter->compdb->path, filter->entry->path, argument);
	if (row->value && !joined && !next)
		return 1;
	if (strcmp(argument, "-nostdinc") == 0)
		args_add(&filter->out, "-nostdlibinc");
	else if (kept && row->value)
		add_value(filter, row, joined ? argument + strlen(row->name) : next);
	else if (kept)
		args_add(&filter->out, argument);
	return row->value && !joined ? 2 : 1;
}

static bool names_target(const struct args *args)
{
	for (size_t i = 0; i < args->n; i++)
		if (strncmp(args->items[i], "--target=", 9) == 0 ||
		    strcmp(args->items[i], "-target") == 0)
			return true;
	return false;
}

/* Words that are no options (the compiler, the file) go; response files are refused. */
static int filter_all(struct filter *filter, const struct args *args, const char *target)
{
	if (!names_target(args))
		args_printf(&filter->out, "--target=%s", target);
	args_add(&filter->out, "-xc"); /* headers too */
	args_add(&filter->out, "-Qunused-arguments");
	for (size_t i = 1; i < args->n;) {
		const char *argument = args->items[i],
			   *next = i + 1 < args->n ? args->items[i + 1] : NULL;
		int used = 1;

		if (argument[0] == '-' || argument[0] == '@')
			used = filter_one(filter, argument, next);
		if (used < 0)
			return -1;
		i += (size_t)used;
	}
	return 0;
}

static void free_args(struct args *args)
{
	for (size_t i = 0; i < args->n; i++)
		free(args->items[i]);
	free(args->items);
}

int compdb_find(struct compdb *compdb, const char *path, const char *target, char ***argv,
		struct err *err)
{
	struct filter filter = {.compdb = compdb, .err = err};
	struct args args = {0};
	int status;

	read_once(compdb);
	if (compdb->broken.text)
		return err_set(err, "%s", compdb->broken.text);
	filter.entry = find_entry(compdb, path);
	if (!filter.entry)
		return 0;
	filter.folder = json_string_value(json_object_get(filter.entry->object, "directory"));
	status = read_arguments(compdb, filter.entry, &args, err);
	if (status == 0)
		status = filter_all(&filter, &args, target);
	free_args(&args);
	if (status < 0)
		free_args(&filter.out);
	else
		*argv = args_end(&filter.out);
	return status < 0 ? -1 : 1;
}
