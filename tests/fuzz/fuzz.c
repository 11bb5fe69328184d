// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/mem.h"
#include "fuzz.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define DIVIDER "%%\n"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t length);

struct fuzz_text fuzz_take(const char **at, const char *end)
{
	const char *begin = *at, *last = end, *line;
	struct fuzz_text text;
	char *copy;

	*at = end;
	for (line = begin; line && (size_t)(end - line) >= strlen(DIVIDER);) {
		if (!memcmp(line, DIVIDER, strlen(DIVIDER))) {
			last = line;
			*at = line + strlen(DIVIDER);
			break;
		}
		line = memchr(line, '\n', (size_t)(end - line));
		line = line ? line + 1 : NULL;
	}
	text.length = (size_t)(last - begin);
	copy = mem_calloc(1, text.length + 1);
	if (text.length)
		memcpy(copy, begin, text.length);
	text.data = copy;
	return text;
}

void fuzz_text_free(struct fuzz_text *text)
{
	free((char *)text->data);
	*text = (struct fuzz_text){0};
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st, (void)kind, (void)where;
	return remove(path);
}

static void remove_folder(void)
{
	nftw(fuzz_folder(), remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *fuzz_folder(void)
{
	static char folder[256];
	const char *parent = getenv("TMPDIR");

	if (*folder)
		return folder;
	snprintf(folder, sizeof(folder), "%s/guptidy-fuzz-XXXXXX", parent ? parent : "/tmp");
	FUZZ_CHECK(mkdtemp(folder));
	atexit(remove_folder);
	return folder;
}

const char *fuzz_file(const char *name, const char *text, size_t length)
{
	static char path[512];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", fuzz_folder(), name);
	file = fopen(path, "w");
	FUZZ_CHECK(file);
	FUZZ_CHECK(fwrite(text, 1, length, file) == length);
	FUZZ_CHECK(!fclose(file));
	return path;
}

uint32_t fuzz_number(const char *text, size_t length)
{
	uint32_t number = 2166136261;

	for (size_t i = 0; i < length; i++)
		number = (number ^ (unsigned char)text[i]) * 16777619;
	return number;
}

void fuzz_check(bool holds, const char *what, const char *file, int line)
{
	if (holds)
		return;
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t length)
{
	fuzz_one(length ? (const char *)data : "", length);
	return 0;
}
