/* SPDX-License-Identifier: GPL-2.0-only */
/* The options of all commands, parsed by argp. */
#ifndef GUPTIDY_COMMANDS_OPTIONS_H
#define GUPTIDY_COMMANDS_OPTIONS_H

#include "report/report.h"

/* Which options a command takes. */
enum {
	TAKES_RUN = 1 << 0,		/* --format, --kernel, -j, ... */
	TAKES_RULES = 1 << 1,		/* --rule, --no-rule, --all */
	TAKES_IN_PLACE = 1 << 2,	/* --in-place */
};

struct options {
	struct run_options run;
	enum format format;
	bool all, in_place, verbose;
	struct { const char **items; size_t n, capacity; } rules, no_rules, paths;
};

/*
 * Parses a command's arguments; usage errors end the program with status 2, --help with 0. Freed
 * with options_free().
 */
void options_parse(int argc, char **argv, unsigned takes, const char *arguments, const char *summary,
		   struct options *options);

/* Frees the lists. */
void options_free(struct options *options);

#endif
