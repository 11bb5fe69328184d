// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "kernel/maintainers/mailmap.h"
#include "kernel/maintainers/maintainers.h"
#include "kernel/maintainers/pattern.h"

#include <stdlib.h>
#include <string.h>

/* The kernel's has 0.8 MB. */
#define LARGEST (16 << 20)

/* Where in the file the reader is. */
struct place {
	const char *name;		/* of the area that may begin, in line */
	unsigned name_line;
	struct area *area;		/* that lines are added to, or NULL */
};

static bool has_pattern(char letter)
{
	return strchr("FXNK", letter);
}

static struct area *add_area(struct maintainers *maintainers, const struct place *place)
{
	struct area area = { .name = place->name, .line = place->name_line, .status = "" };

	VEC_PUSH(&maintainers->areas, area);
	return &maintainers->areas.items[maintainers->areas.n - 1];
}

/* -1 sets err. */
static int add_line(struct maintainers *maintainers, struct area *area, char letter, unsigned number,
		    const char *value, struct err *err)
{
	struct area_line line = { .letter = letter, .line = number, .value = value };
	struct err why = {0};

	if (letter == 'S')
		area->status = value;
	if (has_pattern(letter)) {
		struct pattern *pattern = arena_alloc(&maintainers->texts, sizeof(*pattern));

		if (pattern_compile(pattern, letter, value, &why)) {
			err_set(err, "%s/MAINTAINERS:%u: %c: has %s", maintainers->root, number, letter,
				why.text);
			err_clear(&why);
			return -1;
		}
		line.pattern = pattern;
	}
	VEC_PUSH(&area->lines, line);
	return 0;
}

/* A line without its end. -1 sets err. */
static int read_line(struct maintainers *maintainers, struct place *place, char *line, unsigned number,
		     struct err *err)
{
	size_t length = strlen(line), blanks = strspn(line, " \t");

	while (length && strchr(" \t\r", line[length - 1]))
		line[--length] = '\0';
	if (length > 1 && line[0] >= 'A' && line[0] <= 'Z' && line[1] == ':') {
		if (!place->area)
			place->area = add_area(maintainers, place);
		return add_line(maintainers, place->area, line[0], number,
				line + 2 + strspn(line + 2, " \t"), err);
	}
	if (blanks < length && line[blanks] != '#')
		*place = (struct place){ .name = line, .name_line = number };
	return 0;
}

static int read_areas(struct maintainers *maintainers, char *text, size_t length, struct err *err)
{
	struct place place = { .name = "", .name_line = 1 };
	char *end = text + length, *next;
	unsigned number = 1;

	for (; text < end; text = next, number++) {
		char *newline = memchr(text, '\n', (size_t)(end - text));

		next = newline ? newline + 1 : end;
		if (newline)
			*newline = '\0';
		if (strlen(text) < (size_t)((newline ? newline : end) - text))
			return err_set(err, "%s/MAINTAINERS:%u: holds a NUL byte, so it is no text; is it "
				       "damaged?", maintainers->root, number);
		if (read_line(maintainers, &place, text, number, err))
			return -1;
	}
	return 0;
}

int maintainers_open(struct maintainers *maintainers, const char *root, struct err *err)
{
	struct buf text = {0};
	int status;

	*maintainers = (struct maintainers){ .root = mem_strdup(root) };
	status = load_below(&text, root, "MAINTAINERS", err);
	if (!status && text.length > LARGEST)
		status = err_set(err, "%s/MAINTAINERS: has more than %d MB, which no kernel's has; is it one?",
				 root, LARGEST >> 20);
	if (!status && text.length) {
		char *kept = arena_alloc(&maintainers->texts, text.length + 1);

		memcpy(kept, text.data, text.length);
		status = read_areas(maintainers, kept, text.length, err);
	}
	buf_free(&text);
	if (!status)
		maintainers->mailmap = mailmap_read(root, err);
	if (maintainers->mailmap)
		return 0;
	maintainers_close(maintainers);
	return -1;
}

static void free_area(struct area *area)
{
	for (size_t i = 0; i < area->lines.n; i++)
		if (area->lines.items[i].pattern)
			pattern_free(area->lines.items[i].pattern);
	free(area->lines.items);
}

void maintainers_close(struct maintainers *maintainers)
{
	for (size_t i = 0; i < maintainers->areas.n; i++)
		free_area(&maintainers->areas.items[i]);
	free(maintainers->areas.items);
	mailmap_free(maintainers->mailmap);
	arena_free(&maintainers->texts);
	free(maintainers->root);
	*maintainers = (struct maintainers){0};
}
