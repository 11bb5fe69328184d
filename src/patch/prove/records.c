// SPDX-License-Identifier: GPL-2.0-only
#include "patch/prove/records.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/outline/type.h"

#include <stdlib.h>
#include <string.h>

/* Far above what a driver has: a stranger's headers may include each other by ever new names. */
#define MAX_OWN 512

/* A file, or a header that it brings along. */
struct text {
	const char *path, *bytes;
};

static bool is_known(const struct records *records, const char *path)
{
	for (size_t i = 0; i < records->own.n; i++)
		if (!strcmp(records->own.items[i].path, path))
			return true;
	return false;
}

/* A folder of the command as headers are named: relative to the root, if it is below. */
static const char *named_folder(const struct records *records, const char *folder)
{
	size_t length = strlen(records->tree->root);

	return !strncmp(folder, records->tree->root, length) && folder[length] == '/' ?
		folder + length + 1 : folder;
}

/* The header "name" of the file at path, where the compiler looks for it; NULL: it is nowhere. */
static const char *read_own(struct records *records, const char *path, const char *name,
			    size_t length, const char **found)
{
	const struct header_reader *reader = &records->headers.reader;
	const char *text = reader->read(reader->data, path, name, length, found);

	for (char **argument = records->command.argv; *argument && !text; argument++)
		if (!strncmp(*argument, "-I", 2))
			text = headers_read(&records->headers, named_folder(records, *argument + 2),
					    name, length, found);
	return text;
}

static void add_own(struct records *records, const char *path, const char *name, size_t length)
{
	struct text text = {0};

	if (records->own.n < MAX_OWN)
		text.bytes = read_own(records, path, name, length, &text.path);
	if (!text.bytes)
		records->misses_some = true;
	else if (!path_is_below(text.path, "include") && !is_known(records, text.path))
		VEC_PUSH(&records->own, text);
}

static void add_public(struct records *records, const char *name, size_t length)
{
	char *copy = mem_strndup(name, length);

	for (size_t i = 0; i < records->public.n; i++) {
		if (!strcmp(records->public.items[i], copy)) {
			free(copy);
			return;
		}
	}
	if (records->public.n < MAX_OWN)
		VEC_PUSH(&records->public, copy);
	else
		free(copy);
}

/* What stands behind a directive's word in the line at text, or NULL if the line has no such directive. */
static const char *behind(const char *line, const char *word)
{
	line += strspn(line, " \t");
	if (*line != '#')
		return NULL;
	line += 1 + strspn(line + 1, " \t");
	if (strncmp(line, word, strlen(word)))
		return NULL;
	return line + strlen(word) + strspn(line + strlen(word), " \t");
}

static const char *next_line(const char *line)
{
	line = strchr(line, '\n');
	return line ? line + 1 : NULL;
}

static void add_included(struct records *records, const char *path, const char *bytes)
{
	for (const char *line = bytes; line && !records->misses_some; line = next_line(line)) {
		const char *name = behind(line, "include");
		size_t length = name && *name ? strcspn(name + 1, ">\"\n") : 0;

		if (name && *name == '"')
			add_own(records, path, name + 1, length);
		if (name && (*name == '<' || *name == '"'))
			add_public(records, name + 1, length);
	}
}

void records_open(struct records *records, const struct tree *tree, const struct source *source)
{
	const char *arch = tree_arch_of(tree, source->path);
	struct err ignored = {0};

	*records = (struct records){ .tree = tree };
	headers_open(&records->headers, tree->root, NULL);
	if (tree_compile_command(tree, source->path, arch, &records->command, &ignored))
		tree_base_command(tree, arch, &records->command);
	err_clear(&ignored);
	VEC_PUSH(&records->own, ((struct text){ source->path, source->text.data }));
	for (size_t i = 0; i < records->own.n && !records->misses_some; i++)
		add_included(records, records->own.items[i].path, records->own.items[i].bytes);
}

bool records_see_all(const struct records *records)
{
	return !records->misses_some;
}

/* True if the body of the struct may stand in the text. */
static bool may_hold(const char *text, const char *record)
{
	static const char keyword[] = "struct ";
	size_t length = strlen(record), before = strlen(keyword);

	for (const char *at = text; (at = strstr(at, record)); at += length)
		if ((size_t)(at - text) >= before && !strncmp(at - before, keyword, before) &&
		    at[length + strspn(at + length, " \t\n")] == '{')
			return true;
	return false;
}

static char *member_in(const char *text, const char *record, const char *member)
{
	struct outline outline;
	char *type;

	outline_read(&outline, text, strlen(text));
	type = type_of_member(&outline, record, member);
	outline_free(&outline);
	return type;
}

/* The text of the kernel's header of that name that may hold the struct, or NULL. */
static const char *public_text(struct records *records, const char *name, const char *record)
{
	/* A header of the first includes the one of the same name in the second. */
	static const char *const folders[] = { "include", "include/uapi" };

	for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
		const char *path, *text = headers_read(&records->headers, folders[i], name,
						       strlen(name), &path);

		if (text && may_hold(text, record))
			return text;
	}
	return NULL;
}

char *records_member(struct records *records, const char *record, const char *member)
{
	for (size_t i = 0; i < records->own.n; i++)
		if (may_hold(records->own.items[i].bytes, record))
			return member_in(records->own.items[i].bytes, record, member);
	for (size_t i = 0; i < records->public.n; i++) {
		const char *text = public_text(records, records->public.items[i], record);

		if (text)
			return member_in(text, record, member);
	}
	return NULL;
}

static bool defines(const struct records *records, const char *prefix)
{
	for (size_t i = 0; i < records->own.n; i++) {
		for (const char *line = records->own.items[i].bytes; line; line = next_line(line)) {
			const char *name = behind(line, "define");

			if (name && !strncmp(name, prefix, strlen(prefix)))
				return true;
		}
	}
	return false;
}

bool records_define(struct records *records, const char *prefix)
{
	/* Most calls of a file are of one function. */
	if (records->asked.prefix != prefix) {
		records->asked.is_defined = defines(records, prefix);
		records->asked.prefix = prefix;
	}
	return records->asked.is_defined;
}

void records_files(const struct records *records, void (*visit)(const char *path, void *data),
		   void *data)
{
	headers_files(&records->headers, visit, data);
}

void records_close(struct records *records)
{
	for (size_t i = 0; i < records->public.n; i++)
		free(records->public.items[i]);
	free(records->public.items);
	free(records->own.items);
	headers_close(&records->headers);
	compile_command_free(&records->command);
}
