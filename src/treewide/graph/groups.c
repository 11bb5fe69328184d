// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/graph/groups.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "treewide/graph/graph.h"
#include "treewide/graph/texts.h"
#include "treewide/work/cache.h"

#include <stdlib.h>
#include <string.h>

#define FORM "guptidy files 1"
#define USER 'U'			/* of those that may call by macros alone */
#define ASKED 'A'

/* Of a file with its precompiled header, 0.05 to 0.1 s; a group of most without one, some seconds. */
#define FEWEST 6
#define MOST 20
#define ENDS_ONE_IN 8			/* of the files behind the fewest */

/* --- which files --- */

/* By the name of the last file: groups behind it do not hang on how many there are in front. */
static bool ends_group(const char *path, size_t n)
{
	char digits[DIGEST_LENGTH + 1];
	struct digest digest;

	if (n < FEWEST || n >= MOST)
		return n >= MOST;
	digest_init(&digest);
	digest_text(&digest, path);
	digest_end(&digest, digits);
	return !(strtoul(digits + DIGEST_LENGTH - 4, NULL, 16) % ENDS_ONE_IN);
}

static bool is_whole(const struct group *group)
{
	size_t n = group->files.n;

	return ends_group(group->files.items[n - 1].path, n);
}

/* The group that files of the architecture go to. */
static struct group *current(struct groups *groups, const char *arch)
{
	struct group group = { .arch = arch };

	for (size_t i = groups->n; i-- > 0;)
		if (!strcmp(groups->items[i].arch, arch)) {
			if (is_whole(&groups->items[i]))
				break;
			return &groups->items[i];
		}
	VEC_PUSH(groups, group);
	return &groups->items[groups->n - 1];
}

static void name_group(const char *purpose, struct group *group)
{
	char digits[DIGEST_LENGTH + 1];
	struct digest digest;

	digest_init(&digest);
	if (*purpose)
		digest_text(&digest, purpose);
	for (size_t i = 0; i < group->files.n; i++)
		digest_text(&digest, group->files.items[i].path);
	digest_end(&digest, digits);
	memcpy(group->name, digits, GROUP_NAME_LENGTH);
}

void groups_make(const struct tree *tree, const struct grouped *files, size_t n, const char *purpose,
		 struct groups *groups)
{
	for (size_t i = 0; i < n; i++) {
		struct group *group = current(groups, tree_arch_of(tree, files[i].path));

		/* VEC_PUSH() asks more than once for where to push. */
		VEC_PUSH(&group->files, files[i]);
	}
	for (size_t i = 0; i < groups->n; i++)
		name_group(purpose, &groups->items[i]);
}

void groups_append(struct groups *groups, struct groups *further)
{
	for (size_t i = 0; i < further->n; i++)
		VEC_PUSH(groups, further->items[i]);
	free(further->items);
	*further = (struct groups){0};
}

size_t groups_of_arch(const struct groups *groups, const char *arch)
{
	size_t n = 0;

	for (size_t i = 0; i < groups->n; i++)
		if (!strcmp(groups->items[i].arch, arch))
			n += groups->items[i].files.n;
	return n;
}

void groups_free(struct groups *groups)
{
	for (size_t i = 0; i < groups->n; i++)
		free(groups->items[i].files.items);
	free(groups->items);
	*groups = (struct groups){0};
}

/* --- the list of a group --- */

char *group_list_path(const struct graph *graph, const char *group)
{
	char *name = mem_printf("%s.files", group), *path = graph_path(graph, name);

	free(name);
	return path;
}

int group_write(const struct graph *graph, const struct run *run, const struct group *group,
		struct err *err)
{
	char *path = group_list_path(graph, group->name), digits[DIGEST_LENGTH + 1];
	struct buf content = {0};
	int status;

	texts_add(&content, FORM);
	for (size_t i = 0; i < group->files.n; i++) {
		const struct source *source = &run->sources[group->files.items[i].index];

		cache_source_digits(source, digits);
		texts_add(&content, digits);
		texts_add_marked(&content, scan_find(&run->users, source->path) ? USER : ASKED, source->path);
	}
	status = work_write_news(path, &content, err);
	buf_free(&content);
	free(path);
	return status;
}

/* A file that declares something is there already. */
static void add_file(struct only *only, char mark, const char *path)
{
	struct path_list *list = mark == USER ? &only->users : &only->asked;
	size_t at = 0;
	char *copy;

	while (at < list->n && strcmp(list->items[at], path) < 0)
		at++;
	if (at < list->n && !strcmp(list->items[at], path))
		return;
	copy = mem_strdup(path);
	VEC_PUSH(list, copy);
	memmove(&list->items[at + 1], &list->items[at], (list->n - 1 - at) * sizeof(copy));
	list->items[at] = copy;
}

int group_read(const struct graph *graph, const char *name, struct group_files *files, struct only *only,
	       struct err *err)
{
	char *path = group_list_path(graph, name);
	struct path_list texts = {0};
	int status = texts_read(path, FORM, &texts, err);

	for (size_t i = 0; !status && i + 1 < texts.n; i += 2) {
		char *digits = mem_strdup(texts.items[i]), *file = mem_strdup(texts.items[i + 1] + 1);

		VEC_PUSH(&files->digits, digits);
		VEC_PUSH(&files->paths, file);
		add_file(only, *texts.items[i + 1], file);
	}
	path_list_free(&texts);
	free(path);
	return status;
}

void group_files_free(struct group_files *files)
{
	path_list_free(&files->digits);
	path_list_free(&files->paths);
}
