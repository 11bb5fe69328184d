// SPDX-License-Identifier: GPL-2.0-only
#include "program/options/words.h"

#include "base/data/mem.h"
#include "base/data/suggest.h"
#include "program/options/command.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What argp adds to every command. */
static const struct argp_option added[] = {
	{ "help", 0, NULL, 0, NULL, 0 }, { "usage", 0, NULL, 0, NULL, 0 },
	{ "version", 0, NULL, 0, NULL, 0 },
};

/* The option that the word --NAME or --NAME=VALUE names or begins; NULL if there is none. */
static const struct argp_option *long_option(const struct argp_option *taken, const char *word)
{
	size_t length = strcspn(word + 2, "=");

	for (size_t i = 0; taken[i].name; i++)
		if (!strncmp(taken[i].name, word + 2, length))
			return &taken[i];
	for (size_t i = 0; i < ARRAY_SIZE(added); i++)
		if (!strncmp(added[i].name, word + 2, length))
			return &added[i];
	return NULL;
}

static void refuse_option(const struct argp_option *taken, const char *command, const char *word)
{
	char *name = mem_strndup(word + 2, strcspn(word + 2, "="));
	struct suggestion best = {0};

	for (size_t i = 0; taken[i].name; i++)
		suggest(&best, name, taken[i].name);
	for (size_t i = 0; i < ARRAY_SIZE(added); i++)
		suggest(&best, name, added[i].name);
	fprintf(stderr, "guptidy %s: --%s: there is no such option%s%s%s `guptidy %s --help` lists "
		"them\n", command, name, best.name ? "; did you mean --" : ";",
		best.name ? best.name : "", best.name ? "?" : "", command);
	free(name);
	exit(EXIT_TROUBLE);
}

void words_check(const struct argp_option *taken, int argc, char **argv)
{
	static char help[] = "--help";

	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++) {
		const struct argp_option *option;

		if (!strcmp(argv[i], "-h"))
			argv[i] = help;
		if (!strcmp(argv[i], "-j"))
			i++;
		if (i >= argc || strncmp(argv[i], "--", 2))
			continue;
		option = long_option(taken, argv[i]);
		if (!option)
			refuse_option(taken, argv[0], argv[i]);
		else if (option->arg && !(option->flags & OPTION_ARG_OPTIONAL) && !strchr(argv[i], '='))
			i++;
	}
}
