// SPDX-License-Identifier: GPL-2.0-only
#include "patch/verify/object.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "patch/verify/make.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct words {
	const char **items;
	size_t n, capacity;
};

/* Sections of what is loaded that hold line numbers, or say how code is unwound. */
static bool tells_lines(const char *section)
{
	static const char *const beginnings[] = {
		"__bug_table", "__dyndbg", "__verbose", ".printk_index", ".orc_", ".eh_frame", ".note", ".comment",
		"_ftrace_annotated_branch", "_ftrace_branch",
	};

	for (size_t i = 0; i < ARRAY_SIZE(beginnings); i++)
		if (begins_with(section, beginnings[i]))
			return true;
	return false;
}

/*
 * A line of `objdump -h -w`, "  3 .data   00000010  ...  2**2  CONTENTS, ALLOC, ...": what has contents is to be
 * printed, of what is only room the size counts.
 */
static void add_section(char *line, struct words *words, struct buf *text)
{
	const char *number = strtok_r(line, " ", &line), *name = strtok_r(line, " ", &line);
	const char *size = strtok_r(line, " ", &line);

	if (!size || number[strspn(number, "0123456789")] || !strstr(line, "ALLOC") || tells_lines(name))
		return;
	if (!strstr(line, "CONTENTS")) {
		buf_printf(text, "%s %s\n", name, size);
	} else {
		VEC_PUSH(words, "-j");
		VEC_PUSH(words, name);
	}
}

static void find_sections(char *headers, struct words *words, struct buf *text)
{
	char *line;

	while ((line = strsep(&headers, "\n")))
		add_section(line, words, text);
}

/* objdump's status, as that of program_run(). */
static int dump(const char *objdump, const char *folder, const char *object, struct buf *text, struct err *err)
{
	const char *const list[] = { objdump, "-h", "-w", object, NULL };
	struct words words = {0};
	struct buf headers = {0};
	int status = program_run(folder, list, &headers, err);

	VEC_PUSH(&words, objdump);
	VEC_PUSH(&words, "-D");
	VEC_PUSH(&words, "-r");
	VEC_PUSH(&words, "-z");
	if (!status && headers.length)
		find_sections(headers.data, &words, text);
	if (!status && words.n > 4) {
		VEC_PUSH(&words, object);
		VEC_PUSH(&words, NULL);
		status = program_run(folder, words.items, text, err);
	}
	buf_free(&headers);
	free(words.items);
	return status;
}

int object_text(const char *objdump, const char *folder, const char *object, struct buf *text, struct err *err)
{
	int status = dump(objdump, folder, object, text, err);
	char *path;

	if (status <= 0)
		return status;
	text->length = 0;
	path = path_join(folder, object);
	status = load_file(text, path, err);
	free(path);
	return status;
}
