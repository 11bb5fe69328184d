// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "base/data/quote.h"
#include "base/files/keep.h"
#include "base/files/kept_trees.h"
#include "program/options/command.h"
#include "program/options/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEGABYTE (1024.0 * 1024)

static void print_tree(const struct kept_tree *tree)
{
	char day[32] = "-";
	struct tm tm;

	if (tree->used && localtime_r(&tree->used, &tm))
		strftime(day, sizeof(day), "%Y-%m-%d", &tm);
	printf("%8.1f MB  %6zu files  %-10s  ", (double)tree->size / MEGABYTE, tree->files, day);
	put_name(stdout, *tree->root ? tree->root : "(a tree that is not known)");
	putchar('\n');
}

static void show(const char *home)
{
	struct kept_trees trees;
	uint64_t size = 0;

	kept_trees_list(home, &trees);
	for (size_t i = 0; i < trees.n; i++) {
		print_tree(&trees.items[i]);
		size += trees.items[i].size;
	}
	printf("%8.1f MB  in %s, for %zu trees\n", (double)size / MEGABYTE, home, trees.n);
	kept_trees_free(&trees);
}

static int clear(const char *home)
{
	if (!kept_trees_clear(home))
		return EXIT_NOTHING;
	say("%s: not all of it can be removed: %s; remove it by hand", home, strerror(errno));
	return EXIT_TROUBLE;
}

int command_cache(int argc, char **argv)
{
	struct options options;
	struct err err = {0};
	int status = EXIT_NOTHING;
	char *home;

	options_parse(argc, argv, &options);
	home = keep_home(&err);
	if (options.paths.n) {
		say("%s: cache takes no path; --clear removes what is kept of all trees", options.paths.items[0]);
		status = EXIT_TROUBLE;
	} else if (!home) {
		fprintf(stderr, "%s\n", err.text ? err.text :
			"guptidy: no cache is kept; set XDG_CACHE_HOME or HOME to an absolute path");
		status = EXIT_TROUBLE;
	} else if (options.clear) {
		status = clear(home);
	} else {
		show(home);
	}
	err_clear(&err);
	free(home);
	options_free(&options);
	return status;
}
