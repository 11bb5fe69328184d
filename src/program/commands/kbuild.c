// SPDX-License-Identifier: GPL-2.0-only
/*
 * make C=1 CHECK="guptidy kbuild [--error] [--no-config] [--then COMMAND]": kbuild adds its own arguments and the
 * file. Types are those of the real configuration. Findings go to stderr, as those of a compiler, with
 * the file's name as kbuild gave it, and make goes on after them unless --error asks otherwise. CHECK is
 * one slot: COMMAND is who had it else, and gets what kbuild passes.
 */
#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "check/triage/triage.h"
#include "program/options/command.h"
#include "program/options/configured.h"
#include "program/options/options.h"
#include "report/format/shown.h"
#include "treewide/drive/drive.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TIME_LIMIT 60

/* Most files mention no family name: they cost one read. -1: the file cannot be read. */
static int mentions_family(const char *path, bool *mentions)
{
	struct scanned_file file = {0};
	struct buf text = {0};
	struct err err = {0};

	if (load_file(&text, path, &err)) {
		complain(&err);
		return -1;
	}
	scan_text(path, text.data, text.length, &file);
	*mentions = file.n_mentions > 0;
	scanned_file_free(&file);
	buf_free(&text);
	return 0;
}

/*
 * The tree that is built, which need not be where the file is (M=): kbuild includes its kconfig.h
 * ahead of every file. NULL if it does not; else the caller frees it.
 */
static char *built_tree(char *const *arguments)
{
	static const char header[] = "include/linux/kconfig.h";

	for (; arguments[0] && arguments[1]; arguments++) {
		const char *path = arguments[1];
		size_t ahead = strlen(path) - strlen(header);

		if (!strcmp(arguments[0], "-include") && ends_with(path, header))
			return ahead ? mem_strndup(path, ahead) : mem_strdup(".");
	}
	return NULL;
}

/* What kbuild says ahead of the tree's own path, "" for a file out of the tree; the caller frees it. */
static char *kbuild_prefix(const char *path, const struct run *run)
{
	const char *own = run->n_asked ? run->sources[0].path : path;

	return ends_with(path, own) ? mem_strndup(path, strlen(path) - strlen(own)) : mem_strdup("");
}

/* What make's CHECK asks of us, ahead of what kbuild adds. */
struct request {
	bool error, no_config;
	const char *then;		/* words for a shell, or NULL */
	char **arguments;		/* kbuild's, the file last; ended by NULL */
};

static int print_report(struct run *run, const char *path, const struct choices *choices)
{
	struct report report = report_on(run, SUBJECT_FINDINGS);
	char *prefix = kbuild_prefix(path, run);
	struct shown shown = {0};

	run_heed_comments(run);
	triage_choose(&run->result, &run->paths, choices, NULL, NULL);
	shown_add(&shown, "", prefix);
	report.heading.shown = &shown;
	report.colour = output_has_colours(STDERR_FILENO);
	text_check(&report, stderr);
	text_unanalysed(&report, stderr);
	shown_free(&shown);
	free(prefix);
	return run->result.unanalysed.n ? EXIT_TROUBLE :
	       triage_fails(&run->result, choices) ? EXIT_FOUND : EXIT_NOTHING;
}

static int check_file(const struct request *request, const char *path, const struct options *chosen)
{
	char *kernel = built_tree(request->arguments);
	struct run_options options = {
		.paths = &path, .n_paths = 1, .kernel = kernel, .jobs = 1, .time_limit = TIME_LIMIT,
		.command = request->arguments, .rules = chosen->run.rules, .exclude = chosen->run.exclude,
	};
	struct err err = {0};
	struct run run;
	int status = EXIT_TROUBLE;

	if (run_open(&run, &options, &err) || run_analyse(&run, &options, GOAL_CHECK, &err))
		complain(&err);
	else
		status = print_report(&run, path, &chosen->choices);
	err_clear(&err);
	run_close(&run);
	free(kernel);
	return status;
}

/* As `guptidy check` would, with what .guptidy says. */
static int check_as_configured(const struct request *request, const char *path)
{
	char *check[] = { (char *)"check", (char *)"--no-cache", NULL };
	struct configured configured = {0};
	struct options options;
	struct err err = {0};
	int status = EXIT_TROUBLE;

	options_parse(2, check, &options);
	if (!request->no_config && config_read(&configured.config, path, &err)) {
		complain(&err);
	} else {
		configured_apply(&configured, &options);
		status = check_file(request, path, &options);
	}
	options_free(&options);
	configured_free(&configured);
	return status;
}

/* What make adds by CF= is behind kbuild's own words, where a compiler's options are. */
static int none_of_ours(char *const *words, struct err *err)
{
	for (; *words; words++)
		if (!strcmp(*words, "--error") || !strcmp(*words, "--no-config") || begins_with(*words, "--then"))
			return err_set(err, "kbuild: %s: must come first, as in CHECK=\"guptidy kbuild %s\"",
				       *words, *words);
	return 0;
}

static int read_request(char **argv, struct request *request, struct err *err)
{
	char **word = argv + 1;

	*request = (struct request){0};
	for (; *word; word++) {
		if (!strcmp(*word, "--error"))
			request->error = true;
		else if (!strcmp(*word, "--no-config"))
			request->no_config = true;
		else if (begins_with(*word, "--then="))
			request->then = *word + strlen("--then=");
		else if (!strcmp(*word, "--then") && word[1])
			request->then = *++word;
		else
			break;
	}
	request->arguments = word;
	/* What kbuild adds begins with options; no command does. */
	if (request->then && (!*request->then || *request->then == '-'))
		return err_set(err, "kbuild: --then: no COMMAND; for example CHECK=\"guptidy kbuild --then sparse\"");
	/* The compiler's own begin with one dash; --arch and its like, which sparse gets, are never the first. */
	if (*word && begins_with(*word, "--"))
		return err_set(err, "kbuild: %s: there is no such option; `guptidy kbuild --help` lists them", *word);
	return request->then ? 0 : none_of_ours(word, err);
}

/* Runs the command with those arguments, as make would; its status as a shell tells it. */
static int run_then(const char *command, char **arguments)
{
	char *script = mem_printf("%s \"$@\"", command);
	struct { char **items; size_t n, capacity; } argv = {0};
	int status, error;
	pid_t child;

	VEC_PUSH(&argv, "sh");
	VEC_PUSH(&argv, "-c");
	VEC_PUSH(&argv, script);
	VEC_PUSH(&argv, "sh");
	for (; *arguments; arguments++)
		VEC_PUSH(&argv, *arguments);
	VEC_PUSH(&argv, NULL);
	error = posix_spawn(&child, "/bin/sh", NULL, NULL, argv.items, environ);
	free(argv.items);
	free(script);
	if (error) {
		fprintf(stderr, "/bin/sh: cannot be run: %s; --then needs it\n", strerror(error));
		return EXIT_TROUBLE;
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int check(const struct request *request, const char *path)
{
	bool mentions;
	int status;

	if (mentions_family(path, &mentions))
		return EXIT_TROUBLE;
	status = mentions ? check_as_configured(request, path) : EXIT_NOTHING;
	return status == EXIT_FOUND && !request->error ? EXIT_NOTHING : status;
}

int command_kbuild(int argc, char **argv)
{
	const char *path = argv[argc - 1];
	struct request request;
	struct options options;
	struct err err = {0};
	int status, then = 0;

	/* Only then are the arguments ours: --help ends the program. */
	if (argc == 2 && (!strcmp(path, "--help") || !strcmp(path, "-h") ||
			  !strcmp(path, "--version") || !strcmp(path, "-V")))
		options_parse(argc, argv, &options);
	if (read_request(argv, &request, &err)) {
		complain(&err);
		err_clear(&err);
		return EXIT_TROUBLE;
	}
	if (!*request.arguments || *path == '-') {
		fputs("kbuild: no FILE; make C=1 CHECK=\"guptidy kbuild\" passes it as the last "
		      "argument\n", stderr);
		return EXIT_TROUBLE;
	}
	/* With make -j others write at the same time: what we say goes out in one piece, at the end. */
	setvbuf(stderr, NULL, _IOFBF, 1 << 16);
	status = check(&request, path);
	fflush(stderr);
	if (request.then)
		then = run_then(request.then, request.arguments);
	return then ? then : status;
}
