// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/lint/declares.h"

#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/outline/token.h"

#include <stdlib.h>
#include <string.h>

#define LEVELS_UP 2
#define LEVELS_KEPT 2

struct texts {
	char **items;
	size_t n, capacity;
};

/* What another file's .c cannot see is that file's own matter. */
static bool is_seen_outside(const struct declared *declared)
{
	return declared->is_home || ends_with(declared->path, ".h");
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static struct texts describe_all(const struct family *family)
{
	struct texts texts = {0};

	for (size_t i = 0; i < family->n; i++)
		if (is_seen_outside(&family->items[i]))
			VEC_PUSH(&texts, declared_describe(&family->items[i]));
	if (texts.n)
		qsort(texts.items, texts.n, sizeof(*texts.items), by_text);
	return texts;
}

static void free_texts(struct texts *texts)
{
	for (size_t i = 0; i < texts->n; i++)
		free(texts->items[i]);
	free(texts->items);
}

bool declares_same(const struct family *a, const struct family *b)
{
	struct texts left = describe_all(a), right = describe_all(b);
	bool same = left.n == right.n;

	for (size_t i = 0; same && i < left.n; i++)
		same = !strcmp(left.items[i], right.items[i]);
	free_texts(&left);
	free_texts(&right);
	return same;
}

bool says_same(const char *a, size_t a_length, const char *b, size_t b_length)
{
	struct token_list left, right;
	bool same;

	tokenize(a, a_length, &left);
	tokenize(b, b_length, &right);
	same = same_code(&left, 0, left.n, &right, 0, right.n);
	token_list_free(&left);
	token_list_free(&right);
	return same;
}

static size_t count_levels(const char *folder)
{
	size_t n = *folder != '\0';

	for (; *folder; folder++)
		n += *folder == '/';
	return n;
}

char *reach_of_header(const char *path)
{
	char *folder;

	if (path_is_below(path, "include") || strstr(path, "/include/"))
		return mem_strdup("");
	folder = path_folder(path);
	for (int level = 0; level < LEVELS_UP && count_levels(folder) > LEVELS_KEPT; level++) {
		char *above = path_folder(folder);

		free(folder);
		folder = above;
	}
	return folder;
}
