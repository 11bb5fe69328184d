// SPDX-License-Identifier: GPL-2.0-only
/* By the git program, which reads repositories of every form. */
#include "kernel/git/commits.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "kernel/git/program.h"

#include <stdlib.h>
#include <string.h>

/* Cuts the next line off the text. */
static char *next_line(char **text)
{
	char *line = *text, *end = strchr(line, '\n');

	*text = end ? end + 1 : line + strlen(line);
	if (end)
		*end = '\0';
	return line;
}

/* "commit ID PARENT..." and a line with the subject, and so on. */
static void read_commits(char *text, struct commit_list *commits)
{
	static const char word[] = "commit ";

	while (!strncmp(text, word, sizeof(word) - 1)) {
		char *line = next_line(&text) + sizeof(word) - 1;
		size_t length = strcspn(line, " ");
		struct commit commit = { .id = mem_strndup(line, length) };

		for (line += length; *line; line++)
			commit.n_parents += *line == ' ';
		commit.subject = mem_strdup(next_line(&text));
		VEC_PUSH(commits, commit);
	}
}

/* For git, A...B would also be what only A has. */
static char *two_dots(const char *range)
{
	const char *dots = strstr(range, "...");

	return dots ? mem_printf("%.*s%s", (int)(dots - range), range, dots + 1) : mem_strdup(range);
}

int commits_read(struct commit_list *commits, const char *folder, const char *range, struct err *err)
{
	char *asked = two_dots(range);
	const char *const arguments[] = {
		"rev-list", "--reverse", "--topo-order", "--parents", "--format=%s", "--end-of-options", asked,
		"--", NULL,
	};
	struct buf text = {0};
	struct git_program git;
	int status = git_program_open(&git, folder, err);

	*commits = (struct commit_list){0};
	if (!status) {
		status = git_program_run(&git, arguments, &text, err);
		if (!status && text.length)
			read_commits(text.data, commits);
		git_program_free(&git);
	}
	buf_free(&text);
	free(asked);
	return status;
}

void commit_free(struct commit *commit)
{
	free(commit->id);
	free(commit->subject);
}

void commit_list_free(struct commit_list *commits)
{
	for (size_t i = 0; i < commits->n; i++)
		commit_free(&commits->items[i]);
	free(commits->items);
	*commits = (struct commit_list){0};
}
