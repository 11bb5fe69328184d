// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/maintainers/prefix.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/maintainers/folder.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* So many of the latest commits are asked. */
#define LATEST 100
/* A word in front of a colon that is longer is none of a prefix. */
#define LONGEST 40
/* A commit to files in more places is a change of the whole tree, and its subject tells nothing of one file. */
#define MOST_PLACES 8

/* The beginnings of subjects, newest first. */
struct votes {
	struct { const char *text; size_t length; } items[LATEST];
	size_t n;
};

/* The length of "word: ", also of "two words: " in front; 0: the text does not begin so. */
static size_t segment(const char *text, bool first)
{
	size_t length = 0, blanks = 0;

	for (; text[length] != ':'; length++) {
		if (!text[length] || length > LONGEST)
			return 0;
		if (!isalnum((unsigned char)text[length]) && !strchr(" _-./+,{}*", text[length]))
			return 0;
		blanks += text[length] == ' ' && length && text[length - 1] != ',';
		if (blanks > first)
			return 0;
	}
	return length && text[length + 1] == ' ' ? length + 2 : 0;
}

/* All of "net: ethernet: ti: ". */
static size_t prefix_length(const char *subject)
{
	size_t length = 0, more;

	while ((more = segment(subject + length, !length)))
		length += more;
	return length;
}

/* How many have this beginning. */
static size_t count(const struct votes *votes, const char *beginning, size_t length)
{
	size_t n = 0;

	for (size_t i = 0; i < votes->n; i++)
		n += votes->items[i].length >= length && !strncmp(votes->items[i].text, beginning, length);
	return n;
}

/* The beginning, one segment longer than at bytes, that most of those have that begin so; NULL: none does. */
static const char *longer(const struct votes *votes, const char *beginning, size_t at, size_t *length)
{
	const char *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < votes->n; i++) {
		const char *text = votes->items[i].text;
		size_t end = at + segment(text + at, !at), n;

		if (end == at || end > votes->items[i].length || strncmp(text, beginning, at))
			continue;
		n = count(votes, text, end);
		if (n > most) {
			most = n;
			best = text;
			*length = end;
		}
	}
	/* The first segment is what they agree on best; each further one needs most of them. */
	return !at || 2 * most > count(votes, beginning, at) ? best : NULL;
}

/* The prefix that the votes come to; the caller frees it. NULL: there are none. */
static char *elect(const struct votes *votes)
{
	const char *beginning = "", *next;
	size_t length = 0, end;

	while ((next = longer(votes, beginning, length, &end))) {
		beginning = next;
		length = end;
	}
	return length ? mem_strndup(beginning, length) : NULL;
}

/* Whether a commit touched one of the files, or with nearby one that lies beside it. */
static bool touches(const struct subject *subject, const char *path)
{
	return path_set_has(&subject->paths, path);
}

static bool touches_near(const struct subject *subject, const char *path)
{
	char *folder = path_folder(path);
	bool found = false;

	for (size_t i = 0; !found && i < subject->paths.n; i++)
		found = path_is_below(subject->paths.items[i], folder);
	free(folder);
	return found;
}

/* The bytes of "drivers/net", at most two folders, in a path. */
static size_t place_length(const char *path)
{
	size_t length = strcspn(path, "/");

	return path[length] ? length + 1 + strcspn(path + length + 1, "/") : length;
}

/* Whether it is a commit to the whole tree, by its name or by where its files lie; they are sorted. */
static bool is_treewide(const struct subject *subject)
{
	size_t n = 0, last = 0;

	if (begins_with(subject->text, "treewide: ") || begins_with(subject->text, "tree-wide: "))
		return true;
	for (size_t i = 0; i < subject->paths.n; i++) {
		const char *path = subject->paths.items[i];
		size_t length = place_length(path);

		n += !i || length != last || strncmp(subject->paths.items[i - 1], path, length);
		last = length;
	}
	return n > MOST_PLACES;
}

/* The prefix that most of the latest subjects have which are of one of the paths; the caller frees it. NULL: none. */
static char *ask(const struct subject_list *subjects, const char *const *paths, size_t n,
		 bool (*is_of)(const struct subject *subject, const char *path))
{
	struct votes votes = { .n = 0 };

	for (size_t i = 0; i < subjects->n && votes.n < LATEST; i++) {
		const struct subject *subject = &subjects->items[i];
		size_t length = prefix_length(subject->text);
		bool is_of_them = false;

		for (size_t k = 0; length && !is_of_them && k < n; k++)
			is_of_them = is_of(subject, paths[k]);
		if (!is_of_them || is_treewide(subject))
			continue;
		votes.items[votes.n].text = subject->text;
		votes.items[votes.n++].length = length;
	}
	return elect(&votes);
}

char *prefix_of(const struct prefixes *prefixes, const struct maintainers *maintainers, const char *const *paths,
		size_t n)
{
	char *prefix = ask(&prefixes->subjects, paths, n, touches);

	if (!prefix)
		prefix = ask(&prefixes->subjects, paths, n, touches_near);
	return prefix ? prefix : folder_prefix(maintainers, paths, n);
}

void prefixes_learn(struct prefixes *prefixes, const char *root, const char *const *paths, size_t n)
{
	struct path_set folders = {0};
	struct err ignored = {0};

	for (size_t i = 0; i < n; i++) {
		char *folder = path_folder(paths[i]);

		path_set_add(&folders, folder);
		free(folder);
	}
	path_set_sort(&folders);
	/* No repository, or none that git can read without a network: folders have names, too. */
	if (subjects_read(&prefixes->subjects, root, &folders, &ignored))
		subject_list_free(&prefixes->subjects);
	err_clear(&ignored);
	path_set_free(&folders);
}

void prefixes_free(struct prefixes *prefixes)
{
	subject_list_free(&prefixes->subjects);
}
