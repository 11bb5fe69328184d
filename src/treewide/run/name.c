// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/run/name.h"

#include "base/files/path.h"

#include <string.h>

const char *run_base(const struct run *run)
{
	return run->place ? run->place : run->tree.root;
}

const char *name_in(const char *folder, const char *path)
{
	const char *rest = folder && *folder && *path == '/' ? path_rest(path, folder) : NULL;

	return rest && *rest ? rest : path;
}

/* Gives the path its name in place: whoever borrowed the path sees it. */
static void cut(char *path, const char *folder)
{
	const char *name = name_in(folder, path);

	if (name != path)
		memmove(path, name, strlen(name) + 1);
}

/* The same for paths that a sentence names: they begin it, or stand behind a blank, a bracket or a quote. */
static void cut_within(char *text, const char *folder)
{
	size_t length = strlen(folder);
	char *at = text;

	if (length < 2)
		return;
	while (at && (at = strstr(at, folder))) {
		if ((at == text || strchr(" (`\"", at[-1])) && at[length] == '/' && at[length + 1] > ' ')
			memmove(at, at + length + 1, strlen(at + length + 1) + 1);
		else
			at += length;
	}
}

/* Each path of a list: the item's member `path`. The list is named in the caller's words: no name of theirs. */
#define CUT_ALL(list, folder)							\
	do {									\
		for (size_t cut_ = 0; cut_ < (list)->n; cut_++)			\
			cut((list)->items[cut_].path, folder);			\
	} while (0)

static void name_finding(struct finding *finding, const char *folder)
{
	cut(finding->path, folder);
	cut_within(finding->message, folder);
	CUT_ALL(&finding->notes, folder);
	for (size_t i = 0; i < finding->notes.n; i++)
		cut_within(finding->notes.items[i].message, folder);
}

void result_name_files(struct result *result, const char *folder)
{
	if (!folder)
		return;
	for (size_t i = 0; i < result->findings.n; i++)
		name_finding(&result->findings.items[i], folder);
	for (size_t i = 0; i < result->left.n; i++)
		cut_within(result->left.items[i].reason, folder);
	for (size_t i = 0; i < result->unanalysed.n; i++)
		cut_within(result->unanalysed.items[i].reason, folder);
	for (size_t i = 0; i < result->unanalysed_before.n; i++)
		cut_within(result->unanalysed_before.items[i].reason, folder);
	CUT_ALL(&result->by_macro, folder);
	CUT_ALL(&result->suppressed, folder);
	CUT_ALL(&result->edits, folder);
	CUT_ALL(&result->planned, folder);
	CUT_ALL(&result->pinned, folder);
	CUT_ALL(&result->left, folder);
	CUT_ALL(&result->unanalysed, folder);
	CUT_ALL(&result->unanalysed_before, folder);
	CUT_ALL(&result->files, folder);
}

void verified_name_files(struct verified_list *list, const char *folder)
{
	CUT_ALL(list, folder);
}

/* Sources and mentions borrow their paths from here. */
static void name_scanned(struct scan *scan, const char *folder)
{
	for (size_t i = 0; i < scan->n_files; i++)
		cut(scan->files[i].path, folder);
	for (size_t i = 0; i < scan->n_others; i++)
		cut(scan->others[i].path, folder);
}

void run_name_files(struct run *run)
{
	if (!run->place)
		return;
	name_scanned(&run->scan, run->place);
	name_scanned(&run->users, run->place);
	for (size_t i = 0; i < CALLER_ROUNDS; i++)
		name_scanned(&run->callers[i], run->place);
	result_name_files(&run->result, run->place);
}
