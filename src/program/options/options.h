/* SPDX-License-Identifier: GPL-2.0-only */
/* The options of all commands, parsed by argp. */
#ifndef GUPTIDY_OPTIONS_OPTIONS_H
#define GUPTIDY_OPTIONS_OPTIONS_H

#include "check/triage/triage.h"
#include "patch/series/series.h"
#include "program/options/output.h"
#include "report/format/report.h"

struct argp_option;

/* Which options a command takes. */
enum {
	TAKES_RUN = 1 << 0,		/* --format, --output, --kernel, -j, ... */
	TAKES_RULES = 1 << 1,		/* --rule, --all, --fail-on, ...: its report is findings */
	TAKES_IN_PLACE = 1 << 2,	/* --in-place */
	TAKES_KBUILD = 1 << 3,		/* --error, --then */
	TAKES_WRITE_BASELINE = 1 << 4,	/* --write-baseline, --grow-baseline */
	TAKES_ENGINE = 1 << 5,		/* --engine */
	TAKES_CHANGE = 1 << 6,		/* --base, --diff, --staged, --each, --allow-empty */
	TAKES_FILES = 1 << 7,		/* --exclude, --verbose, --quiet */
	TAKES_CLEAR = 1 << 8,		/* --clear */
	TAKES_AGAINST = 1 << 9,		/* --against */
	TAKES_TO = 1 << 10,		/* --to */
	TAKES_FIX = 1 << 11,		/* --fix, --dry-run */
	TAKES_MIGRATION = 1 << 12,	/* --migration */
	TAKES_SMPL = 1 << 13,		/* --smpl: needs no PATH */
	TAKES_SERIES = 1 << 14,		/* --series, --branch, ... */
	TAKES_ROUTING = 1 << 15,	/* --format, --output, --diff, --keywords-in-file */
	TAKES_PAGE = 1 << 16,		/* --html */
	TAKES_WORK = 1 << 17,		/* --work, --launcher */
	TAKES_MATRIX = 1 << 18,		/* --check, --matrix */
	TAKES_COLOR = 1 << 19,		/* --color */
	TAKES_COUNTING = 1 << 20,	/* no option: its report is numbers */
	TAKES_TALK = 1 << 21,		/* --stdio, and what is asked of an editor's documents */
	TAKES_STDIN = 1 << 23,		/* --stdin-name */
	TAKES_CONFIG = 1 << 22,		/* --no-config */
};

enum engine {
	ENGINE_CLANG,			/* the own one */
	ENGINE_COCCI,
};

struct options {
	struct run_options run;
	struct choices choices;
	struct rule_set rules;		/* what run.rules points to, if it is not NULL */
	enum subject subject;		/* of the command's report, as far as formats differ */
	enum format format;
	enum colouring colouring;	/* of text on stdout */
	struct output_list outputs;
	enum engine engine;
	bool in_place, pin, staged, each, allow_empty, clear, smpl;
	bool fix, dry_run;		/* check: mend what has a call ready; only print how */
	bool keeps_effects;
	bool keywords_in_file;
	bool verify, verify_all;
	const char *migration;		/* a file, or the name of a shipped one; or NULL */
	struct series_options series;
	bool no_config;			/* .guptidy is not heeded */
	bool quiet, statistics;		/* what is said on stderr beside the report */
	const char *stdin_name;		/* as given, or NULL */
	const char *work, *launcher;	/* as given, or NULL */
	bool stdio;			/* lsp: as it does anyway */
	bool checks, matrix;		/* run: check, and do not convert; a cell for each TREE */
	int argc;
	char **argv;			/* the command and its arguments, as given */
	uint64_t given;			/* which rows of options.def stand there, as bits */
	const char *base, *diff, *against, *to, *since;	/* as given, or NULL */
	struct { const char **items; size_t n, capacity; } paths;
};

/*
 * Parses the arguments of the command argv[0]; usage errors end the program with status 2, --help
 * with 0. Freed with options_free().
 */
void options_parse(int argc, char **argv, struct options *options);

/* True if the command takes an option of that name. */
bool options_take(const struct options *options, const char *name);

/* True if the option of that name was given. */
bool options_gave(const struct options *options, const char *name);

/* True if the report is asked for in that format, on stdout or in a file. */
bool options_want(const struct options *options, enum format format);

/* Frees the lists. */
void options_free(struct options *options);

/*
 * Calls visit with each option of a command that takes these, in the order of --help. An argument's
 * name says what it can be: FORMAT, RULE, FILE, TREE; or it lists the words, parted by |.
 */
void options_each(unsigned takes, void (*visit)(const struct argp_option *option, void *data),
		  void *data);

/* What --help says of the option in such a report's command; the caller frees it. */
char *options_help(const struct argp_option *option, enum subject subject);

/* What a command that takes these reports on, as far as formats differ. */
enum subject options_subject(unsigned takes);

#endif
