// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/tree/version.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "kernel/api/api.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The value of "NAME = value" if line is that assignment, else NULL; owned. */
static char *assignment(const char *line, size_t length, const char *name)
{
	size_t n = strlen(name);
	const char *end = line + length;

	if (length < n || memcmp(line, name, n) != 0)
		return NULL;
	for (line += n; line < end && (*line == ' ' || *line == '\t'); line++)
		;
	if (line < end && *line == ':')
		line++;
	if (line == end || *line != '=')
		return NULL;
	for (line++; line < end && isspace((unsigned char)*line); line++)
		;
	while (end > line && isspace((unsigned char)end[-1]))
		end--;
	return mem_strndup(line, (size_t)(end - line));
}

struct fields {
	char *version, *patchlevel, *sublevel, *extra;
};

/* Keeps the first assignment of a name. */
static void take(char **field, const char *line, size_t length, const char *name)
{
	if (!*field)
		*field = assignment(line, length, name);
}

/* A build folder made with O= holds a Makefile with the single line "include /path/Makefile". */
static char *included_folder(const char *line, size_t length)
{
	static const char word[] = "include /", tail[] = "/Makefile";
	size_t head = sizeof(word) - 2, end = sizeof(tail) - 1;

	while (length && isspace((unsigned char)line[length - 1]))
		length--;
	if (length < head + end + 1 || memcmp(line, word, head + 1) != 0 ||
	    memcmp(line + length - end, tail, end) != 0)
		return NULL;
	return mem_strndup(line + head, length - head - end);
}

static void read_lines(struct fields *fields, char **included, const struct buf *text)
{
	const char *line = text->data, *end = text->data + text->length;

	while (line < end) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		size_t length = (size_t)((newline ? newline : end) - line);

		take(&fields->version, line, length, "VERSION");
		take(&fields->patchlevel, line, length, "PATCHLEVEL");
		take(&fields->sublevel, line, length, "SUBLEVEL");
		take(&fields->extra, line, length, "EXTRAVERSION");
		if (!*included)
			*included = included_folder(line, length);
		line += length + 1;
	}
}

static bool is_number(const char *text)
{
	return text && *text && strspn(text, "0123456789") == strlen(text) && strlen(text) < 5;
}

/* How much of an EXTRAVERSION is plain: the text gets into files of others, as gup_compat.h. */
static int plain_length(const char *extra)
{
	return (int)strspn(extra, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._~");
}

static void fill(struct tree_makefile *makefile, const struct fields *fields)
{
	const char *sub = is_number(fields->sublevel) ? fields->sublevel : NULL;
	const char *extra = fields->extra ? fields->extra : "";

	if (!is_number(fields->version) || !is_number(fields->patchlevel))
		return;
	makefile->is_kernel = true;
	makefile->version = KERNEL(atoi(fields->version), atoi(fields->patchlevel));
	makefile->version_text =
		mem_printf("%s.%s%s%s%.*s", fields->version, fields->patchlevel, sub ? "." : "",
			   sub ? sub : "", plain_length(extra), extra);
}

void tree_makefile_read(struct tree_makefile *makefile, const char *folder)
{
	char *path = mem_printf("%s/Makefile", folder);
	struct fields fields = {0};
	struct buf text = {0};
	struct err ignored = {0};

	memset(makefile, 0, sizeof(*makefile));
	if (load_file(&text, path, &ignored) == 0 && text.length) {
		read_lines(&fields, &makefile->included, &text);
		fill(makefile, &fields);
		makefile->is_red_hat = memmem(text.data, text.length, "RHEL_", strlen("RHEL_"));
	}
	free(fields.version);
	free(fields.patchlevel);
	free(fields.sublevel);
	free(fields.extra);
	buf_free(&text);
	err_clear(&ignored);
	free(path);
}

void tree_makefile_free(struct tree_makefile *makefile)
{
	free(makefile->version_text);
	free(makefile->included);
}
