// SPDX-License-Identifier: GPL-2.0-only
#include "commands/options.h"

#include "base/mem.h"

#include <argp.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	KEY_FORMAT = 256,
	KEY_KERNEL,
	KEY_TIME_LIMIT,
	KEY_NO_CACHE,
	KEY_ASK,
	KEY_RULE,
	KEY_NO_RULE,
	KEY_ALL,
	KEY_IN_PLACE,
	KEY_VERBOSE,
};

#define DEFAULT_TIME_LIMIT 60

static const struct {
	unsigned taken_by;
	struct argp_option option;
} table[] = {
	{ TAKES_RUN, { "format", KEY_FORMAT, "FORMAT", 0, "text (default) or json", 0 } },
	{ TAKES_RUN, { "kernel", KEY_KERNEL, "TREE", 0,
		       "The kernel tree that PATH belongs to; found upwards from PATH without it", 0 } },
	{ TAKES_RUN, { "jobs", 'j', "N", 0, "Jobs at once; all cores without it", 0 } },
	{ TAKES_RUN, { "time-limit", KEY_TIME_LIMIT, "SECONDS", 0,
		       "How long the compiler may look at one file; 60 without it", 0 } },
	{ TAKES_RUN, { "no-cache", KEY_NO_CACHE, NULL, 0,
		       "Neither use nor keep answers of earlier runs", 0 } },
	{ TAKES_RUN, { "ask-compiler", KEY_ASK, NULL, 0,
		       "Let the compiler look at every C file, also where the text suffices", 0 } },
	{ TAKES_RULES, { "rule", KEY_RULE, "NAME", 0, "Only this rule; can be given again", 0 } },
	{ TAKES_RULES, { "no-rule", KEY_NO_RULE, "NAME", 0, "Not this rule; can be given again", 0 } },
	{ TAKES_RULES, { "all", KEY_ALL, NULL, 0, "Also advice, and findings of low confidence", 0 } },
	{ TAKES_RULES, { "verbose", KEY_VERBOSE, NULL, 0,
			 "Say on stderr how each file was read: as text, by clang, or by clang with "
			 "the exact command of its build", 0 } },
	{ TAKES_IN_PLACE, { "in-place", KEY_IN_PLACE, NULL, 0,
			    "Write the files instead of printing a diff", 0 } },
};

static unsigned number_argument(struct argp_state *state, const char *option, const char *text,
				long most)
{
	char *end;
	long value;

	errno = 0;
	value = strtol(text, &end, 10);
	if (errno || *end || end == text || value < 1 || value > most)
		argp_error(state, "%s: %s takes a whole number from 1 to %ld", text, option, most);
	return (unsigned)value;
}

static const char *rule_argument(struct argp_state *state, const char *name)
{
	if (!rule_find(name))
		argp_error(state, "%s: there is no rule of that name; `guptidy explain` lists them",
			   name);
	return name;
}

static error_t parse_rule(int key, const char *argument, struct argp_state *state)
{
	struct options *options = state->input;

	if (key == KEY_RULE)
		VEC_PUSH(&options->rules, rule_argument(state, argument));
	else if (key == KEY_NO_RULE)
		VEC_PUSH(&options->no_rules, rule_argument(state, argument));
	else
		return ARGP_ERR_UNKNOWN;
	return 0;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	struct options *options = state->input;

	switch (key) {
	case KEY_FORMAT:
		if (strcmp(argument, "text") && strcmp(argument, "json"))
			argp_error(state, "%s: no such format; use text or json", argument);
		options->format = strcmp(argument, "json") ? FORMAT_TEXT : FORMAT_JSON;
		return 0;
	case KEY_KERNEL:
		options->run.kernel = argument;
		return 0;
	case 'j':
		options->run.jobs = number_argument(state, "-j", argument, 1024);
		return 0;
	case KEY_TIME_LIMIT:
		options->run.time_limit = number_argument(state, "--time-limit", argument, 86400);
		return 0;
	case KEY_NO_CACHE:
		options->run.use_cache = false;
		return 0;
	case KEY_ASK:
		options->run.always_ask = true;
		return 0;
	case KEY_ALL:
		options->all = true;
		return 0;
	case KEY_IN_PLACE:
		options->in_place = true;
		return 0;
	case KEY_VERBOSE:
		options->verbose = true;
		return 0;
	case ARGP_KEY_ARG:
		VEC_PUSH(&options->paths, argument);
		return 0;
	default:
		return parse_rule(key, argument, state);
	}
}

void options_parse(int argc, char **argv, unsigned takes, const char *arguments, const char *summary,
		   struct options *options)
{
	struct argp_option taken[ARRAY_SIZE(table) + 1] = {0};
	struct argp argp = { .options = taken, .parser = parse, .args_doc = arguments,
			     .doc = summary };
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	char name[64], *old = argv[0];	/* no heap: argp may end the program */
	size_t n = 0;

	*options = (struct options){
		.run = { .jobs = cores > 0 ? (unsigned)cores : 1, .time_limit = DEFAULT_TIME_LIMIT,
			 .use_cache = true },
	};
	for (size_t i = 0; i < ARRAY_SIZE(table); i++)
		if (table[i].taken_by & takes)
			taken[n++] = table[i].option;
	snprintf(name, sizeof(name), "guptidy %s", argv[0]);
	argv[0] = name;
	argp_err_exit_status = 2;
	argp_parse(&argp, argc, argv, 0, NULL, options);
	argv[0] = old;
	options->run.paths = options->paths.items;
	options->run.n_paths = options->paths.n;
}

void options_free(struct options *options)
{
	free(options->rules.items);
	free(options->no_rules.items);
	free(options->paths.items);
	*options = (struct options){0};
}
