// SPDX-License-Identifier: GPL-2.0-only
/* git's plumbing, which takes no heed of what a repository configures for people. */
#include "kernel/git/subjects.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/reader.h"
#include "kernel/git/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Begins a subject in what diff-tree prints. */
#define MARK '\001'

struct arguments {
	const char **items;
	size_t n, capacity;
};

static void add(struct arguments *arguments, const char *const *words)
{
	for (; *words; words++)
		VEC_PUSH(arguments, *words);
}

/* Runs git with these words and, behind them, the folders. */
static int run(const struct git_program *git, const char *const *words, const struct path_set *folders,
	       struct buf *out, struct err *err)
{
	static const char *const literally[] = { "--literal-pathspecs", NULL };
	struct arguments arguments = {0};
	int status;

	add(&arguments, literally);
	add(&arguments, words);
	VEC_PUSH(&arguments, "--");
	for (size_t i = 0; i < folders->n; i++)
		VEC_PUSH(&arguments, *folders->items[i] ? folders->items[i] : ".");
	VEC_PUSH(&arguments, NULL);
	status = git_program_run(git, arguments.items, out, err);
	free(arguments.items);
	return status;
}

/* The commit that the window ends before, as ^ID; an empty text: the whole history fits. -1 sets err. */
static int find_end(const struct git_program *git, struct buf *end, struct err *err)
{
	char *skip = mem_printf("--skip=%d", SUBJECTS_WINDOW);
	const char *const words[] = { "rev-list", "--max-count=1", skip, "HEAD", "--", NULL };
	struct buf id = {0};
	int status = git_program_run(git, words, &id, err);

	if (!status && id.length > 1)
		buf_printf(end, "^%.*s", (int)id.length - 1, id.data);
	buf_free(&id);
	free(skip);
	return status;
}

/* Appends the ids of the commits, a line each. */
static int find_commits(const struct git_program *git, const struct path_set *folders, struct buf *ids,
			struct err *err)
{
	char *most = mem_printf("--max-count=%d", SUBJECTS_MOST);
	struct buf end = {0};
	int status = find_end(git, &end, err);
	const char *const words[] = {
		"rev-list", "--no-merges", "--min-parents=1", most, "HEAD", end.data, NULL,
	};

	if (!status)
		status = run(git, words, folders, ids, err);
	buf_free(&end);
	free(most);
	return status;
}

/* Reads MARK SUBJECT NUL NAME NUL ... of each commit; a line end stands in front of the first name. */
static void read_subjects(struct subject_list *subjects, const struct buf *text)
{
	struct reader reader = { .at = text->data, .end = text->data + text->length };
	const char *item;

	while (text->length && (item = reader_take_text(&reader))) {
		item += *item == '\n';
		if (*item == MARK) {
			struct subject subject = { .text = mem_strdup(item + 1) };

			VEC_PUSH(subjects, subject);
		} else if (*item && subjects->n) {
			path_set_add(&subjects->items[subjects->n - 1].paths, item);
		}
	}
	for (size_t i = 0; i < subjects->n; i++)
		path_set_sort(&subjects->items[i].paths);
}

int subjects_read(struct subject_list *subjects, const char *root, const struct path_set *folders,
		  struct err *err)
{
	static const char *const words[] = {
		"diff-tree", "--stdin", "-r", "-z", "--root", "--no-renames", "--name-only", "--relative",
		"--pretty=tformat:%x01%s", NULL,
	};
	struct buf ids = {0}, text = {0};
	struct git_program git;
	int status;

	*subjects = (struct subject_list){0};
	if (git_program_open(&git, root, err))
		return -1;
	status = find_commits(&git, folders, &ids, err);
	git.input = &ids;
	if (!status && ids.length)
		status = run(&git, words, folders, &text, err);
	if (!status)
		read_subjects(subjects, &text);
	git.input = NULL;
	buf_free(&ids);
	buf_free(&text);
	git_program_free(&git);
	return status;
}

void subject_list_free(struct subject_list *subjects)
{
	for (size_t i = 0; i < subjects->n; i++) {
		free(subjects->items[i].text);
		path_set_free(&subjects->items[i].paths);
	}
	free(subjects->items);
	*subjects = (struct subject_list){0};
}
