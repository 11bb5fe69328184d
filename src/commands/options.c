// SPDX-License-Identifier: GPL-2.0-only
#include "commands/options.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/keep.h"
#include "base/mem.h"
#include "commands/argument.h"
#include "commands/command.h"
#include "commands/together.h"
#include "commands/words.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	KEY_FORMAT = 256,
	KEY_OUTPUT,
	KEY_KERNEL,
	KEY_COMPILE_COMMANDS,
	KEY_TIME_LIMIT,
	KEY_NO_CACHE,
	KEY_ASK,
	KEY_RULE,
	KEY_NO_RULE,
	KEY_ALL,
	KEY_FAIL_ON,
	KEY_BASELINE,
	KEY_WRITE_BASELINE,
	KEY_GROW_BASELINE,
	KEY_IN_PLACE,
	KEY_ENGINE,
	KEY_ERROR,
	KEY_AGAINST,
	KEY_TO,
	KEY_SINCE,
	KEY_BASE,
	KEY_DIFF,
	KEY_STAGED,
	KEY_ALLOW_EMPTY,
	KEY_EXCLUDE,
	KEY_STATISTICS,
	KEY_CLEAR,
	KEY_MIGRATION,
	KEY_SMPL,
	KEY_KEEP_EFFECTS,
	KEY_PIN,
};

#define DEFAULT_TIME_LIMIT 60

/* Help, man page and completion are made of it. */
static const struct {
	unsigned taken_by;
	struct argp_option option;
} table[] = {
	{ TAKES_RUN, { "format", KEY_FORMAT, "FORMAT", 0, "What stdout gets", 0 } },
	{ TAKES_RUN, { "output", KEY_OUTPUT, "[FORMAT:]FILE", 0,
		       "Write the report to FILE as well; can be given again. FORMAT says what it "
		       "gets, or the ending of FILE", 0 } },
	{ TAKES_RUN, { "kernel", KEY_KERNEL, "TREE", 0,
		       "The kernel tree that PATH belongs to; found upwards from PATH without it", 0 } },
	{ TAKES_RUN, { "compile-commands", KEY_COMPILE_COMMANDS, "FILE", 0,
		       "The compile_commands.json of the tree's build, where O= has it; the one at "
		       "the tree's root, if there is one, without it", 0 } },
	{ TAKES_RUN, { "jobs", 'j', "N", 0, "Jobs at once; all cores without it", 0 } },
	{ TAKES_RUN, { "time-limit", KEY_TIME_LIMIT, "SECONDS", 0,
		       "How long the compiler, or spatch, may look at one file; 60 without it", 0 } },
	{ TAKES_RUN, { "no-cache", KEY_NO_CACHE, NULL, 0,
		       "Neither use nor keep what earlier runs found out", 0 } },
	{ TAKES_RUN, { "ask-compiler", KEY_ASK, NULL, 0,
		       "Let the compiler look at every C file, also where the text suffices", 0 } },
	{ TAKES_TO, { "to", KEY_TO, "KERNEL", 0,
		      "Convert to the API of another kernel: a version of mainline, as 6.12, or a kernel "
		      "tree, whose own prototypes decide", 0 } },
	{ TAKES_TO, { "since", KEY_SINCE, "VERSION", 0,
		      "With --to, for a driver: it shall run on all kernels since that version of mainline; "
		      "gup_compat.h gives them the newer API", 0 } },
	{ TAKES_AGAINST, { "against", KEY_AGAINST, "KERNEL", 0,
			   "What would break with another kernel: mainline's of that version, as 6.12, or "
			   "the one whose tree, or folder of headers, this is", 0 } },
	{ TAKES_RULES, { "rule", KEY_RULE, "RULE", 0, "Only this rule; can be given again", 0 } },
	{ TAKES_RULES, { "no-rule", KEY_NO_RULE, "RULE", 0, "Not this rule; can be given again", 0 } },
	{ TAKES_RULES, { "all", KEY_ALL, NULL, 0, "Also advice, and findings of low confidence", 0 } },
	{ TAKES_RULES, { "fail-on", KEY_FAIL_ON, "error|warning|advice", 0,
			 "The least severity that makes the status 1; advice (all that is shown) "
			 "without it", 0 } },
	{ TAKES_RULES, { "baseline", KEY_BASELINE, "FILE", 0,
			 "Leave out what FILE knows", 0 } },
	{ TAKES_WRITE_BASELINE, { "write-baseline", KEY_WRITE_BASELINE, "FILE", 0,
				  "Write what is found to FILE, and leave it out; a FILE that is there "
				  "can only shrink", 0 } },
	{ TAKES_WRITE_BASELINE, { "grow-baseline", KEY_GROW_BASELINE, NULL, 0,
				  "With --write-baseline: FILE may also grow", 0 } },
	{ TAKES_RULES, { "statistics", KEY_STATISTICS, NULL, 0,
			 "Say on stderr how many findings each rule has", 0 } },
	{ TAKES_FILES, { "exclude", KEY_EXCLUDE, "GLOB", 0,
			 "Do not look at files that fit, or lie in a folder that does: a name anywhere, "
			 "or, with a / in GLOB, a path from the tree's root; can be given again", 0 } },
	{ TAKES_FILES, { "verbose", 'v', NULL, 0,
			 "Say on stderr how each file was read: as text, by clang, or by clang with "
			 "the exact command of its build; what of a baseline is old or stale; and the "
			 "summary that is for terminals only without it", 0 } },
	{ TAKES_FILES, { "quiet", 'q', NULL, 0, "No summary, also on a terminal", 0 } },
	{ TAKES_CHANGE, { "base", KEY_BASE, "REV", 0,
			  "The change from REV to the working tree, A..B: from commit A to commit B, "
			  "A...B: from where B left A; HEAD without any of these options", 0 } },
	{ TAKES_CHANGE, { "diff", KEY_DIFF, "FILE", 0,
			  "The change that a diff, a mail or an mbox makes to TREE; - is stdin", 0 } },
	{ TAKES_CHANGE, { "staged", KEY_STAGED, NULL, 0,
			  "The change from HEAD to what the next commit would hold", 0 } },
	{ TAKES_CHANGE, { "allow-empty", KEY_ALLOW_EMPTY, NULL, 0,
			  "With --diff: an empty FILE is a change of nothing, and no error", 0 } },
	{ TAKES_IN_PLACE, { "in-place", KEY_IN_PLACE, NULL, 0,
			    "Write the files instead of printing a diff", 0 } },
	{ TAKES_IN_PLACE, { "pin", KEY_PIN, NULL, 0,
			    "Instead: get_user_pages*() becomes pin_user_pages*(), with all that releases "
			    "its pages, where all of that is in sight", 0 } },
	{ TAKES_ENGINE, { "engine", KEY_ENGINE, "clang|cocci", 0,
			  "Who converts: clang (default), which is guptidy's own reading, or cocci, "
			  "which is spatch with the semantic patches", 0 } },
	{ TAKES_MIGRATION, { "migration", KEY_MIGRATION, "FILE", 0,
			     "Convert as FILE says: lines of old_call(parameters) -> new_call(arguments), "
			     "for any function or macro. A name without a / can be that of a migration "
			     "that comes with guptidy", 0 } },
	{ TAKES_MIGRATION, { "keep-effects", KEY_KEEP_EFFECTS, NULL, 0,
			     "With --migration: an argument that goes and may do something becomes a "
			     "statement in front of the call, where there is a place for one", 0 } },
	{ TAKES_SMPL, { "smpl", KEY_SMPL, NULL, 0,
			"With --migration: print it as a semantic patch for spatch, and do no more", 0 } },
	{ TAKES_CLEAR, { "clear", KEY_CLEAR, NULL, 0, "Remove all of it", 0 } },
	{ TAKES_KBUILD, { "error", KEY_ERROR, NULL, 0,
			  "Findings make the status 1, and make stops; comes first", 0 } },
};

static error_t parse_change(int key, char *argument, struct argp_state *state)
{
	struct options *options = state->input;

	if (key == KEY_BASE)
		options->base = argument;
	else if (key == KEY_DIFF)
		options->diff = argument;
	else if (key == KEY_STAGED)
		options->staged = true;
	else if (key == KEY_ALLOW_EMPTY)
		options->allow_empty = true;
	else if (key == KEY_CLEAR)
		options->clear = true;
	else
		return ARGP_ERR_UNKNOWN;
	return 0;
}

static enum engine engine_argument(struct argp_state *state, const char *name)
{
	if (strcmp(name, "clang") && strcmp(name, "cocci"))
		argp_error(state, "%s: no such engine; use clang or cocci", name);
	return strcmp(name, "cocci") ? ENGINE_CLANG : ENGINE_COCCI;
}

/* What is converted, to what, and how. */
static error_t parse_conversion(int key, char *argument, struct argp_state *state)
{
	struct options *options = state->input;

	if (key == KEY_ENGINE)
		options->engine = engine_argument(state, argument);
	else if (key == KEY_TO)
		options->to = argument;
	else if (key == KEY_SINCE)
		options->since = argument;
	else if (key == KEY_PIN)
		options->pin = true;
	else if (key == KEY_MIGRATION)
		options->migration = argument;
	else if (key == KEY_KEEP_EFFECTS)
		options->keeps_effects = true;
	else if (key == KEY_SMPL)
		options->smpl = true;
	else if (key == KEY_IN_PLACE)
		options->in_place = true;
	else
		return parse_change(key, argument, state);
	return 0;
}

/* Which files, and what is said of the run. */
static error_t parse_files(int key, char *argument, struct argp_state *state)
{
	struct options *options = state->input;

	switch (key) {
	case KEY_EXCLUDE:
		VEC_PUSH(&options->run.exclude, argument);
		return 0;
	case KEY_STATISTICS:
		options->statistics = true;
		return 0;
	case 'v':
		options->choices.verbose = true;
		return 0;
	case 'q':
		options->quiet = true;
		return 0;
	default:
		return parse_conversion(key, argument, state);
	}
}

static error_t parse_choice(int key, char *argument, struct argp_state *state)
{
	struct choices *choices = &((struct options *)state->input)->choices;

	switch (key) {
	case KEY_RULE:
		VEC_PUSH(&choices->rules, argument_rule(state, argument));
		return 0;
	case KEY_NO_RULE:
		VEC_PUSH(&choices->no_rules, argument_rule(state, argument));
		return 0;
	case KEY_ALL:
		choices->all = true;
		return 0;
	case KEY_FAIL_ON:
		choices->fail_on = argument_severity(state, argument);
		return 0;
	case KEY_WRITE_BASELINE:
		choices->write_baseline = true;
		/* fall through */
	case KEY_BASELINE:
		choices->baseline = argument_baseline(state, argument);
		return 0;
	case KEY_GROW_BASELINE:
		choices->grow_baseline = true;
		return 0;
	default:
		return parse_files(key, argument, state);
	}
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
	struct options *options = state->input;

	switch (key) {
	case KEY_FORMAT:
		options->format = argument_format(state, argument);
		return 0;
	case KEY_OUTPUT:
		VEC_PUSH(&options->outputs, argument_output(state, argument));
		return 0;
	case KEY_AGAINST:
		options->against = argument;
		return 0;
	case KEY_KERNEL:
		options->run.kernel = argument;
		return 0;
	case KEY_COMPILE_COMMANDS:
		options->run.commands = argument;
		return 0;
	case 'j':
		options->run.jobs = argument_number(state, "-j", argument, 1024);
		return 0;
	case KEY_TIME_LIMIT:
		options->run.time_limit = argument_number(state, "--time-limit", argument, 86400);
		return 0;
	case KEY_NO_CACHE:
		options->run.use_cache = false;
		return 0;
	case KEY_ASK:
		options->run.always_ask = true;
		return 0;
	case ARGP_KEY_ARG:
		VEC_PUSH(&options->paths, argument);
		return 0;
	case ARGP_KEY_END:
		options_check(options, state);
		return 0;
	default:
		return parse_choice(key, argument, state);
	}
}

enum subject options_subject(unsigned takes)
{
	return takes & TAKES_RULES ? SUBJECT_FINDINGS : SUBJECT_MENTIONS;
}

char *options_help(const struct argp_option *option, enum subject subject)
{
	struct buf help = {0};

	buf_puts(&help, option->doc);
	if (option->key == KEY_FORMAT) {
		buf_puts(&help, ": ");
		format_list(subject, &help);
		buf_printf(&help, "; %s without it", format_name(FORMAT_TEXT));
	} else if (option->key == KEY_OUTPUT) {
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
		fprintf(stderr, "%s\n", err.text);
	err_clear(&err);
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
	if (options->run.use_cache && (command->takes & TAKES_RUN))
		check_cache(&options->run);
}

void options_free(struct options *options)
{
	choices_free(&options->choices);
	free(options->paths.items);
	free(options->outputs.items);
	free(options->run.exclude.items);
	*options = (struct options){0};
}
