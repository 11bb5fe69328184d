// SPDX-License-Identifier: GPL-2.0-only
/*
 * make C=1 CHECK="guptidy kbuild [--error]": kbuild adds its own arguments and the file. Types are
 * those of the real configuration. Findings go to stderr, as those of a compiler, and make goes on
 * after them unless --error asks otherwise.
 */
#include "commands/command.h"

#include "base/buf.h"
#include "base/err.h"
#include "commands/options.h"
#include "triage/triage.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TIME_LIMIT 60

/* Most files mention no family name: they cost one read. -1: the file cannot be read. */
static int mentions_family(const char *path, bool *mentions)
{
	struct scanned_file file = {0};
	struct buf text = {0};
	struct err err = {0};

	if (buf_read_file(&text, path, &err)) {
		fprintf(stderr, "%s\n", err.text);
		err_clear(&err);
		return -1;
	}
	scan_text(path, text.data, text.length, &file);
	*mentions = file.n_mentions > 0;
	scanned_file_free(&file);
	buf_free(&text);
	return 0;
}

static int check_file(const char *path, char *const *arguments)
{
	struct run_options options = {
		.paths = &path, .n_paths = 1, .jobs = 1, .time_limit = TIME_LIMIT,
		.command = arguments,
	};
	struct choices choices = { .all = true };
	struct err err = {0};
	struct run run;
	int status;

	if (run_open(&run, &options, &err) || run_analyse(&run, &options, GOAL_CHECK, &err)) {
		fprintf(stderr, "%s\n", err.text);
		err_clear(&err);
		run_close(&run);
		return EXIT_TROUBLE;
	}
	triage_run(&run, &choices, NULL, NULL);
	text_check(&run, output_has_colours(STDERR_FILENO), stderr);
	text_unanalysed(&run, stderr);
	status = run.result.unanalysed.n ? EXIT_TROUBLE :
		 triage_fails(&run.result, &choices) ? EXIT_FOUND : EXIT_NOTHING;
	run_close(&run);
	return status;
}

int command_kbuild(int argc, char **argv)
{
	bool error = argc > 1 && !strcmp(argv[1], "--error"), mentions;
	const char *path = argv[argc - 1];
	int first = error ? 2 : 1, status;
	struct options options;

	/* Only then are the arguments ours: --help ends the program. */
	if (argc == 2 && !strcmp(path, "--help"))
		options_parse(argc, argv, &options);
	if (first >= argc || *path == '-') {
		fputs("kbuild: no FILE; make C=1 CHECK=\"guptidy kbuild\" passes it as the last "
		      "argument\n", stderr);
		return EXIT_TROUBLE;
	}
	if (mentions_family(path, &mentions))
		return EXIT_TROUBLE;
	status = mentions ? check_file(path, argv + first) : EXIT_NOTHING;
	return status == EXIT_FOUND && !error ? EXIT_NOTHING : status;
}
