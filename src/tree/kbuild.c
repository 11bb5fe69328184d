// SPDX-License-Identifier: GPL-2.0-only
/*
 * ccflags-y += -I$(src)/include -I$(FULL_AMD_PATH)/include and their like. Variables are expanded
 * when the same file sets them; a word with an unknown one is left out.
 */
#include "tree/kbuild.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "tree/paths.h"

struct variable {
	char *name, *value;
};

struct makefile {
	const char *root, *folder;
	struct {
		struct variable *items;
		size_t n, capacity;
	} variables;
	void (*visit)(const char *path, void *data);
	void *data;
};

static const char *value_of(const struct makefile *makefile, const char *name, size_t length)
{
	for (size_t i = 0; i < makefile->variables.n; i++) {
		const struct variable *variable = &makefile->variables.items[i];

		if (strlen(variable->name) == length && memcmp(variable->name, name, length) == 0)
			return variable->value;
	}
	return NULL;
}

static void add_variable(struct makefile *makefile, const char *name, size_t length,
			 const char *value)
{
	if (!value_of(makefile, name, length))
		VEC_PUSH(&makefile->variables,
			 ((struct variable){mem_strndup(name, length), mem_strdup(value)}));
}

/* Appends text with $(name) replaced; false when a name is not known. depth ends loops. */
static bool expand(const struct makefile *makefile, const char *text, size_t length, int depth,
		   struct buf *out)
{
	const char *end = text + length;

	while (text < end) {
		const char *close, *value;

		if (*text != '$') {
			buf_add(out, text++, 1);
			continue;
		}
		if (text + 1 >= end || (text[1] != '(' && text[1] != '{') || depth == 0)
			return false;
		close = memchr(text, text[1] == '(' ? ')' : '}', (size_t)(end - text));
		value = close ? value_of(makefile, text + 2, (size_t)(close - text - 2)) : NULL;
		if (!value || !expand(makefile, value, strlen(value), depth - 1, out))
			return false;
		text = close + 1;
	}
	return true;
}

/* Old Makefiles give folders relative to the root, drivers out of the tree relative to themselves.
 */
static void visit_folder(const struct makefile *makefile, const char *path)
{
	char *full = path_clean_join(makefile->root, path);

	if (!path_is_folder(full)) {
		free(full);
		full = path_clean_join(makefile->folder, path);
	}
	if (path_is_folder(full))
		makefile->visit(full, makefile->data);
	free(full);
}

static void read_words(const struct makefile *makefile, const char *text)
{
	bool expect = false; /* the word before was a bare -I */

	for (text += strspn(text, " \t"); *text; text += strspn(text, " \t")) {
		size_t length = strcspn(text, " \t"), skip = expect ? 0 : 2;
		struct buf path = {0};

		if (!expect && strncmp(text, "-I", 2) == 0 && length == 2) {
			expect = true;
		} else if (expect || strncmp(text, "-I", 2) == 0) {
			if (expand(makefile, text + skip, length - skip, 4, &path) && path.length)
				visit_folder(makefile, path.data);
			expect = false;
		}
		buf_free(&path);
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

	if (path_exists(path) && buf_read_file(&text, path, &ignored) == 0 && text.length)
		read_text(makefile, text.data);
	err_clear(&ignored);
	buf_free(&text);
	free(path);
}

static void set_known(struct makefile *makefile)
{
	static const char *const own[] = {"src", "obj", "M", "PWD", "KBUILD_EXTMOD"};
	static const char *const top[] = {"srctree", "objtree"};
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
	struct makefile makefile = {.root = root, .folder = folder, .visit = visit, .data = data};

	set_known(&makefile);
	read_file(&makefile, "Makefile");
	read_file(&makefile, "Kbuild");
	for (size_t i = 0; i < makefile.variables.n; i++) {
		free(makefile.variables.items[i].name);
		free(makefile.variables.items[i].value);
	}
	free(makefile.variables.items);
}
