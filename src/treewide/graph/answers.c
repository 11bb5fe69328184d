// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/graph/answers.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/stamp.h"
#include "check/rules/rule.h"
#include "treewide/graph/depfile.h"
#include "treewide/graph/graph.h"
#include "treewide/graph/texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "guptidy answers 1\n"	/* then the key, the counts, and the lines, each in one */
#define COUNTS "%zu files, %zu calls, %zu converted, %zu left\n"
#define CHANGED "-"			/* in the place of the stamps' digest, padded with blanks */

/* DIGITS STAMPS ANSWER */
struct told_line {
	const char *digits, *stamps, *answer;
	size_t length;			/* of the answer */
};

static void digest_stamps(const struct made_from *files, struct stamps *stamps, char *digits)
{
	struct digest digest;

	digest_init(&digest);
	for (size_t i = 0; i < files->n; i++) {
		digest_text(&digest, files->items[i]);
		digest_text(&digest, stamps_get(stamps, files->items[i]));
	}
	digest_end(&digest, digits);
}

char *answers_path(const struct graph *graph, const char *group)
{
	char *name = mem_printf("%s.answers", group), *path = graph_path(graph, name);

	free(name);
	return path;
}

/* --- to write --- */

static bool all_hold(const struct made_from *files, struct stamps *stamps)
{
	for (size_t i = 0; i < files->n; i++)
		if (!stamps_hold(stamps, files->items[i]))
			return false;
	return true;
}

void answers_add(struct answers *answers, const char *digits, const struct result *result,
		 const struct made_from *files, struct stamps *stamps)
{
	char made_from[DIGEST_LENGTH + 1];

	digest_stamps(files, stamps, made_from);
	buf_printf(&answers->lines, "%s %-*s ", digits, DIGEST_LENGTH,
		   all_hold(files, stamps) ? made_from : CHANGED);
	form_write(result, files, &answers->lines);
	buf_puts(&answers->lines, "\n");
	answers->counts.files++;
	answers->counts.calls += result->ledger[CLASS_CALL];
	answers->counts.converted += result->planned.n;
	answers->counts.left += result->left.n;
}

static int write_depfile(const struct graph *graph, const char *group, const char *path, struct path_list *read,
			 struct err *err)
{
	char *name = mem_printf("%s/%s.answers", graph->cell, group);
	int status = read ? depfile_write(path, name, read, err) : 0;

	free(name);
	return status;
}

int answers_write(struct answers *answers, const struct graph *graph, const char *group, const char *key,
		  struct path_list *read, struct err *err)
{
	const struct answers_counts *counts = &answers->counts;
	char *path = answers_path(graph, group);
	struct buf content = {0};
	int status;

	buf_printf(&content, HEAD "%s\n" COUNTS, key, counts->files, counts->calls, counts->converted,
		   counts->left);
	buf_add(&content, answers->lines.data, answers->lines.length);
	status = write_depfile(graph, group, path, read, err) || work_write(path, &content, err) ? -1 : 0;
	if (!status)
		status = work_set_age(path, &answers->began, err);
	buf_free(&answers->lines);
	buf_free(&content);
	free(path);
	return status;
}

/* --- to read --- */

void answers_progress(const char *path, struct graph_progress *progress)
{
	struct answers_counts counts;
	FILE *file = fopen(path, "re");

	if (file && fscanf(file, HEAD "%*s " COUNTS, &counts.files, &counts.calls, &counts.converted,
			   &counts.left) == 4) {
		progress->files += counts.files;
		progress->calls += counts.calls;
		progress->converted += counts.converted;
		progress->left += counts.left;
	}
	if (file)
		fclose(file);
}

/* The line at *at, which goes on to the next one; false: there is none, or it is not whole. */
static bool next_line(const char **at, struct told_line *line)
{
	size_t length = strcspn(*at, "\n"), head = 2 * (DIGEST_LENGTH + 1);

	if (length < head || (*at)[length] != '\n')
		return false;
	*line = (struct told_line){
		.digits = *at, .stamps = *at + DIGEST_LENGTH + 1, .answer = *at + head,
		.length = length - head,
	};
	*at += length + 1;
	return true;
}

/* What stands behind head and key and the counts; NULL: it is another file, or made from something else. */
static const char *skip_head(const char *text, const char *key)
{
	size_t head = strlen(HEAD), length = strlen(key);

	if (strncmp(text, HEAD, head) || strncmp(text + head, key, length) || text[head + length] != '\n')
		return NULL;
	text = strchr(text + head + length + 1, '\n');
	return text ? text + 1 : NULL;
}

bool told_read(struct told *told, const struct graph *graph, const char *group, const char *key)
{
	char *path = answers_path(graph, group);
	struct buf content = {0};
	struct err unread = {0};
	const char *at = load_file(&content, path, &unread) || !content.data ? NULL :
			 skip_head(content.data, key);
	struct told_line line;

	while (at && next_line(&at, &line))
		VEC_PUSH(&told->lines, line);
	VEC_PUSH(&told->texts, buf_take(&content));
	err_clear(&unread);
	free(path);
	return at;
}

static int by_digits(const void *a, const void *b)
{
	const struct told_line *left = a, *right = b;

	return memcmp(left->digits, right->digits, DIGEST_LENGTH);
}

void told_sort(struct told *told)
{
	if (told->lines.n)
		qsort(told->lines.items, told->lines.n, sizeof(*told->lines.items), by_digits);
}

static bool read_line(const struct told_line *line, const struct scanned_file *file, struct stamps *stamps,
		      struct result *result, struct made_from *files)
{
	struct made_from from = {0};
	struct result read = {0};
	char digits[DIGEST_LENGTH + 1];
	bool good = !form_read(line->answer, line->length, file, rule_name, &read, &from);

	if (good) {
		digest_stamps(&from, stamps, digits);
		good = !memcmp(digits, line->stamps, DIGEST_LENGTH);
	}
	if (good) {
		result_take(result, &read);
		made_from_take(files, &from);
	}
	result_free(&read);
	made_from_free(&from);
	return good;
}

bool told_find(const struct told *told, const char *digits, const struct scanned_file *file,
	       struct stamps *stamps, struct result *result, struct made_from *files)
{
	const struct told_line key = { .digits = digits };
	const struct told_line *line = told->lines.n ? bsearch(&key, told->lines.items, told->lines.n, sizeof(key),
							       by_digits) : NULL;

	return line && read_line(line, file, stamps, result, files);
}

void told_free(struct told *told)
{
	for (size_t i = 0; i < told->texts.n; i++)
		free(told->texts.items[i]);
	free(told->texts.items);
	free(told->lines.items);
	*told = (struct told){0};
}
