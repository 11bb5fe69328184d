// SPDX-License-Identifier: GPL-2.0-only
#include "patch/series/areas.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "kernel/maintainers/prefix.h"
#include "kernel/maintainers/recipients.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the prefix is of files that have nothing in common. */
#define TREEWIDE "treewide: "

struct areas {
	struct maintainers maintainers;
	struct prefixes prefixes;
	bool is_known;
};

struct areas *areas_open(const char *root, struct err *err)
{
	struct areas *areas = mem_calloc(1, sizeof(*areas));
	char *path = path_join(root, "MAINTAINERS");
	int status = 0;

	areas->is_known = !access(path, F_OK);
	if (areas->is_known)
		status = maintainers_open(&areas->maintainers, root, err);
	free(path);
	if (!status)
		return areas;
	free(areas);
	return NULL;
}

bool areas_are_known(const struct areas *areas)
{
	return areas->is_known;
}

/* Two folders, or three below those that hold many: nobody maintains drivers/staging/ by itself. */
static char *folder_name(const char *path)
{
	char *folder = path_folder(path), *at = folder;
	size_t depth = begins_with(path, "drivers/staging/") || begins_with(path, "arch/") ? 3 : 2;

	while (depth-- && at)
		at = strchr(at + 1, '/');
	if (at)
		*at = '\0';
	return folder;
}

char *areas_name(const struct areas *areas, const char *path, struct err *err)
{
	char *name;

	if (!areas->is_known)
		return mem_strdup("");
	name = maintainers_area(&areas->maintainers, path, err);
	if (!name || *name)
		return name;
	free(name);
	return folder_name(path);
}

static void add_recipients(const struct areas *areas, const struct area_list *found, struct people *people)
{
	struct recipient_list recipients = {0};

	recipients_of(&areas->maintainers, found, &recipients);
	for (size_t i = 0; i < recipients.n; i++) {
		const struct recipient *one = &recipients.items[i];

		people_add(people, one->role == RECIPIENT_MAINTAINER ? &people->to :
			   one->role == RECIPIENT_LIST ? &people->lists : &people->cc, one->text);
	}
	recipient_list_free(&recipients);
}

int areas_address(const struct areas *areas, struct patch *patch, struct err *err)
{
	struct area_list found = {0};
	struct buf text = {0};
	int status;

	if (!areas->is_known)
		return 0;
	patch_message(patch, &text);
	buf_puts(&text, "---\n");
	for (size_t i = 0; i < patch->changes.n; i++)
		buf_add(&text, patch->changes.items[i].diff.data, patch->changes.items[i].diff.length);
	status = maintainers_of_patch(&areas->maintainers, text.data, text.length, &found, NULL, err);
	if (!status)
		add_recipients(areas, &found, &patch->people);
	area_list_free(&found);
	buf_free(&text);
	return status;
}

/* The paths of a patch, added to a list that borrows them. */
struct path_view {
	const char **items;
	size_t n, capacity;
};

static void view_paths(const struct patch *patch, struct path_view *paths)
{
	for (size_t i = 0; i < patch->changes.n; i++)
		VEC_PUSH(paths, patch->changes.items[i].path);
}

void areas_learn(struct areas *areas, const char *root, const struct patches *patches)
{
	struct path_view paths = {0};

	for (size_t i = 0; i < patches->n; i++)
		view_paths(&patches->items[i], &paths);
	prefixes_learn(&areas->prefixes, root, paths.items, paths.n);
	free(paths.items);
}

static char *prefix_of_paths(const struct areas *areas, const char *const *paths, size_t n)
{
	return prefix_of(&areas->prefixes, areas->is_known ? &areas->maintainers : NULL, paths, n);
}

/* Of an area whose folders have no prefix in common: the prefix that most of its files have. */
static char *most_frequent(const struct areas *areas, const struct path_view *paths)
{
	struct path_list found = {0};
	size_t most = 0, best = 0;
	char *prefix;

	for (size_t i = 0; i < paths->n; i++)
		VEC_PUSH(&found, prefix_of_paths(areas, &paths->items[i], 1));
	for (size_t i = 0; i < found.n; i++) {
		size_t n = 0;

		for (size_t k = i; k < found.n; k++)
			n += !strcmp(found.items[i], found.items[k]);
		if (n > most) {
			most = n;
			best = i;
		}
	}
	prefix = mem_strdup(found.items[best]);
	path_list_free(&found);
	return prefix;
}

char *areas_prefix(const struct areas *areas, const struct patch *patch)
{
	struct path_view paths = {0};
	char *prefix;

	view_paths(patch, &paths);
	prefix = prefix_of_paths(areas, paths.items, paths.n);
	if ((!patch->together || patch->bridges) && begins_with(prefix, TREEWIDE)) {
		free(prefix);
		prefix = most_frequent(areas, &paths);
	}
	free(paths.items);
	return prefix;
}

void areas_close(struct areas *areas)
{
	if (!areas)
		return;
	if (areas->is_known)
		maintainers_close(&areas->maintainers);
	prefixes_free(&areas->prefixes);
	free(areas);
}
