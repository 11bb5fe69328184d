// SPDX-License-Identifier: GPL-2.0-only
/*
 * ccflags-y += -I$(src)/include -I$(FULL_AMD_PATH)/include and their like. Variables are expanded
 * when the same file sets them; a word with an unknown one is left out.
 */
#include "kernel/tree/kbuild.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "kernel/tree/paths.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/*
 * A Makefile may be a stranger's, and these its bounds: real ones come nowhere near. What goes beyond
 * them is as if it were not there.
 */
#define MAX_VARIABLES 2048
#define MAX_FOLDERS 512
#define MAX_STEPS 4096		/* variables that are expanded for one word */

struct variable {
	char *name, *value;
};

struct makefile {
	const char *root, *folder;
	struct {
		struct variable *items;
		size_t n, capacity;
	} variables;
	size_t n_folders;
	void (*visit)(const char *path, void *data);
	void *data;
};

static const char *value_of(const struct makefile *makefile, const char *name, size_t length)
{
	for (size_t i = 0; i < makefile->variables.n; i++) {
		const struct variable *variable = &makefile->variables.items[i];

		if (strlen(variable->name) == length && !memcmp(variable->name, name, length))
			return variable->value;
	}
	return NULL;
}

static void add_variable(struct makefile *makefile, const char *name, size_t length,
			 const char *value)
{
	if (makefile->variables.n < MAX_VARIABLES && !value_of(makefile, name, length))
		VEC_PUSH(&makefile->variables,
			 ((struct variable){ mem_strndup(name, length), mem_strdup(value) }));
}

/* A word as it is expanded. */
struct word {
	const struct makefile *makefile;
	struct buf text;
	size_t steps;		/* taken so far */
};

/* Appends text with $(name) replaced; false when a name is not known. depth ends loops. */
static bool expand(struct word *word, const char *text, size_t length, int depth)
{
	const char *end = text + length;

	while (text < end) {
		size_t plain = 0;
		const char *close, *value;

		while (text + plain < end && text[plain] != '$')
			plain++;
		if (word->text.length + plain > PATH_MAX)
			return false;
		buf_add(&word->text, text, plain);
		text += plain;
		if (text == end)
			break;
		if (text + 1 >= end || (text[1] != '(' && text[1] != '{') || depth == 0 ||
		    word->steps++ == MAX_STEPS)
			return false;
		close = memchr(text, text[1] == '(' ? ')' : '}', (size_t)(end - text));
		value = close ? value_of(word->makefile, text + 2, (size_t)(close - text - 2)) :
				NULL;
		if (!value || !expand(word, value, strlen(value), depth - 1))
			return false;
		text = close + 1;
	}
	return true;
}

/* Old Makefiles give folders relative to the root, drivers out of the tree relative to themselves. */
static void visit_folder(struct makefile *makefile, const char *path)
{
	char *full;

	if (makefile->n_folders++ >= MAX_FOLDERS)
		return;
	full = path_clean_join(makefile->root, path);
	if (!path_is_folder(full)) {
		free(full);
		full = path_clean_join(makefile->folder, path);
	}
	if (path_is_folder(full))
		makefile->visit(full, makefile->data);
	free(full);
}

static void read_words(struct makefile *makefile, const char *text)
{
	bool expect = false; /* the word before was a bare -I */

	for (text += strspn(text, " \t"); *text; text += strspn(text, " \t")) {
		size_t length = strcspn(text, " \t"), skip = expect ? 0 : 2;
		struct word word = { .makefile = makefile };

		if (!expect && !strncmp(text, "-I", 2) && length == 2) {
			expect = true;
		} else if (expect || !strncmp(text, "-I", 2)) {
			if (expand(&word, text + skip, length - skip, 4) && word.text.length)
				visit_folder(makefile, word.text.data);
			expect = false;
		}
		buf_free(&word.text);
		text += length;
	}
}

/* One logical line: "NAME op value". */
static void read_line(struct makefile *makefile, const char *line)
{
	const char *equals = strchr(line, '=');
	const char *name = line + strspn(line, " \t"), *value;
	size_t length;

	if (line[0] == '#' || !equals)
		return;
	length = strcspn(name, " \t:+?=");
	value = equals + 1 + strspn(equals + 1, " \t");
	add_variable(makefile, name, length, value);
	read_words(makefile, value);
}

/* Joins lines that end in a backslash, and feeds them. */
static void read_text(struct makefile *makefile, char *text)
{
	char *line = text;

	while (*line) {
		char *end = line + strcspn(line, "\n");

		while (end > line && *end == '\n' && end[-1] == '\\') {
			end[-1] = *end = ' ';
			end += strcspn(end, "\n");
		}
		if (*end)
			*end++ = '\0';
		read_line(makefile, line);
		line = end;
	}
}

static void read_file(struct makefile *makefile, const char *name)
{
	char *path = mem_printf("%s/%s", makefile->folder, name);
	struct buf text = {0};
	struct err ignored = {0};

	if (path_exists(path) && load_file(&text, path, &ignored) == 0 && text.length)
		read_text(makefile, text.data);
	err_clear(&ignored);
	buf_free(&text);
	free(path);
}

static void set_known(struct makefile *makefile)
{
	static const char *const own[] = { "src", "obj", "M", "PWD", "KBUILD_EXTMOD" };
	static const char *const top[] = { "srctree", "objtree" };
	const char *relative = path_below(makefile->folder, makefile->root);

	for (size_t i = 0; i < ARRAY_SIZE(own); i++)
		add_variable(makefile, own[i], strlen(own[i]),
			     relative ? relative : makefile->folder);
	for (size_t i = 0; i < ARRAY_SIZE(top); i++)
		add_variable(makefile, top[i], strlen(top[i]), makefile->root);
}

void kbuild_include_folders(const char *root, const char *folder,
			    void (*visit)(const char *path, void *data), void *data)
{
	struct makefile makefile = { .root = root, .folder = folder, .visit = visit, .data = data };

	set_known(&makefile);
	read_file(&makefile, "Makefile");
	read_file(&makefile, "Kbuild");
	for (size_t i = 0; i < makefile.variables.n; i++) {
		free(makefile.variables.items[i].name);
		free(makefile.variables.items[i].value);
	}
	free(makefile.variables.items);
}
