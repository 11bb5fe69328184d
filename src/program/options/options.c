// SPDX-License-Identifier: GPL-2.0-only
#include "program/options/options.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/files/keep.h"
#include "program/options/argument.h"
#include "program/options/command.h"
#include "program/options/together.h"
#include "program/options/words.h"

#include <argp.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum row {
#define FLAG(id, ...) ROW_##id,
#define WORD(id, ...) ROW_##id,
#define READ(id, ...) ROW_##id,
#define MAYBE(id, ...) ROW_##id,
#define OWN(id, ...) ROW_##id,
#include "program/options/options.def"
	ROW_COUNT
};

_Static_assert(ROW_COUNT <= 64, "options.given has a bit for each row");

/* argp's key of an option: its letter, or beyond all letters. */
#define KEY(id, short) ((short) ? (short) : UCHAR_MAX + 1 + ROW_##id)

#define DEFAULT_TIME_LIMIT 60

static const struct {
	unsigned taken_by;
	struct argp_option option;
} table[] = {
#define FLAG(id, short, takes, name, member, help) { takes, { name, KEY(id, short), NULL, 0, help, 0 } },
#define WORD(id, short, takes, name, argument, member, help) \
	{ takes, { name, KEY(id, short), argument, 0, help, 0 } },
#define READ(id, short, takes, name, argument, read, help) \
	{ takes, { name, KEY(id, short), argument, 0, help, 0 } },
#define MAYBE(id, short, takes, name, argument, read, help) \
	{ takes, { name, KEY(id, short), argument, OPTION_ARG_OPTIONAL, help, 0 } },
#define OWN(id, short, takes, name, argument, help) \
	{ takes, { name, KEY(id, short), argument, 0, help, 0 } },
#include "program/options/options.def"
};

/* Does what the option's row says; false if there is no such option. */
static bool parse_option(int key, char *argument, struct argp_state *state, struct options *options)
{
	switch (key) {
#define FLAG(id, short, takes, name, member, help) case KEY(id, short): options->member = true; return true;
#define WORD(id, short, takes, name, argument_name, member, help) \
	case KEY(id, short): options->member = argument; return true;
#define READ(id, short, takes, name, argument_name, read, help) \
	case KEY(id, short): read(state, argument, options); return true;
#define MAYBE READ
#include "program/options/options.def"
	default:
		return false;
	}
}

/* Options that only check has. */
static bool asks_to_check(const struct options *options)
{
	const struct choices *choices = &options->choices;

	return choices->rules.n || choices->no_rules.n || choices->all || choices->fail_on ||
	       choices->baseline || options->statistics;
}

static void note_given(int key, struct options *options)
{
	for (size_t row = 0; row < ROW_COUNT; row++)
		if (table[row].option.key == key)
			options->given |= UINT64_C(1) << row;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	struct options *options = state->input;

	switch (key) {
	case ARGP_KEY_ARG:
		VEC_PUSH(&options->paths, argument);
		return 0;
	case ARGP_KEY_END:
		options->checks |= asks_to_check(options);
		options_check(options, state);
		return 0;
	default:
		note_given(key, options);
		return parse_option(key, argument, state, options) ? 0 : ARGP_ERR_UNKNOWN;
	}
}

enum subject options_subject(unsigned takes)
{
	if (takes & TAKES_ROUTING)
		return SUBJECT_ROUTING;
	if (takes & TAKES_COUNTING)
		return SUBJECT_STATS;
	if (takes & TAKES_RULES)
		return SUBJECT_FINDINGS;
	return takes & TAKES_PAGE ? SUBJECT_MENTIONS : SUBJECT_FAMILY;
}

char *options_help(const struct argp_option *option, enum subject subject)
{
	struct buf help = {0};

	buf_puts(&help, option->doc);
	if (option->key == KEY(FORMAT, 0)) {
		buf_puts(&help, ": ");
		format_list(subject, &help);
		buf_printf(&help, "; %s without it", format_name(FORMAT_TEXT));
	} else if (option->key == KEY(OUTPUT, 0)) {
		buf_puts(&help, ": ");
		format_list_endings(subject, &help);
	}
	return buf_take(&help);
}

static char *help_text(int key, const char *text, void *input)
{
	const struct options *options = input;
	struct argp_option option = { .key = key, .doc = text };

	/* argp also asks about texts of its own. */
	return text && options ? options_help(&option, options->subject) : (char *)text;
}

void options_each(unsigned takes, void (*visit)(const struct argp_option *option, void *data),
		  void *data)
{
	for (size_t i = 0; i < ARRAY_SIZE(table); i++)
		if (table[i].taken_by & takes)
			visit(&table[i].option, data);
}

struct taken {
	struct argp_option items[ARRAY_SIZE(table) + 1];
	size_t n;
};

static void take(const struct argp_option *option, void *data)
{
	struct taken *taken = data;

	taken->items[taken->n++] = *option;
}

/* Said once, here; the run goes on without. */
static void check_cache(struct run_options *run)
{
	struct err err = {0};
	char *home = keep_home(&err);

	run->use_cache = home;
	if (err.text)
		complain(&err);
	free(home);
}

void options_parse(int argc, char **argv, struct options *options)
{
	const struct command *command = command_named(argv[0]);
	struct taken taken = {0};
	struct argp argp = { .options = taken.items, .parser = parse,
			     .args_doc = command->arguments, .doc = command->description,
			     .help_filter = help_text };
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	char name[64], *old = argv[0];	/* no heap: argp may end the program */

	*options = (struct options){
		.run = { .jobs = cores > 0 ? (unsigned)cores : 1, .time_limit = DEFAULT_TIME_LIMIT,
			 .use_cache = true },
		.argc = argc, .argv = argv,
		.subject = options_subject(command->takes), .format = FORMAT_TEXT,
	};
	options_each(command->takes, take, &taken);
	words_check(taken.items, argc, argv);
	snprintf(name, sizeof(name), "guptidy %s", argv[0]);
	argv[0] = name;
	argp_err_exit_status = EXIT_TROUBLE;
	argp_program_version = "guptidy " GUPTIDY_VERSION;
	argp_parse(&argp, argc, argv, 0, NULL, options);
	argv[0] = old;
	if (triage_narrows(&options->choices, &options->rules))
		options->run.rules = &options->rules;
	options->run.paths = options->paths.items;
	options->run.n_paths = options->paths.n;
	if (options->run.use_cache && (command->takes & (TAKES_RUN | TAKES_TALK)))
		check_cache(&options->run);
}

static size_t row_named(const char *name)
{
	size_t row = 0;

	while (row < ROW_COUNT && strcmp(table[row].option.name, name))
		row++;
	return row;
}

bool options_take(const struct options *options, const char *name)
{
	size_t row = row_named(name);

	return row < ROW_COUNT && table[row].taken_by & command_named(options->argv[0])->takes;
}

bool options_gave(const struct options *options, const char *name)
{
	size_t row = row_named(name);

	return row < ROW_COUNT && options->given >> row & 1;
}

bool options_want(const struct options *options, enum format format)
{
	bool wants = options->format == format;

	for (size_t i = 0; i < options->outputs.n; i++)
		wants |= options->outputs.items[i].format == format;
	return wants;
}

void options_free(struct options *options)
{
	choices_free(&options->choices);
	free(options->paths.items);
	free(options->outputs.items);
	free(options->run.exclude.items);
	*options = (struct options){0};
}
