// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/files/path.h"
#include "program/lsp/serve.h"
#include "program/options/command.h"
#include "program/options/configured.h"
#include "program/options/options.h"

#include <stdlib.h>
#include <unistd.h>

struct arguments {
	int argc;
	char **argv;
};

/* What a look gets, and what that borrows from. */
struct own_options {
	struct look_options look;	/* first: who has it has all */
	struct options options;
	struct configured configured;
};

static void free_options(struct look_options *look)
{
	struct own_options *own = (struct own_options *)look;

	if (!own)
		return;
	options_free(&own->options);
	configured_free(&own->configured);
	free(own);
}

/* Reads .guptidy of that folder's tree, unless nobody wants it. */
static int configure(struct own_options *own, const char *folder, char **file, struct err *err)
{
	struct config *config = &own->configured.config;
	int status;

	if (own->options.no_config)
		return 0;
	status = config_read(config, folder, err);
	if (config->folder)
		*file = path_join(config->folder, CONFIG_NAME);
	if (!status)
		configured_apply(&own->configured, &own->options);
	return status;
}

static int read_options(void *data, const char *folder, struct look_options **look, char **file, struct err *err)
{
	struct own_options *own = mem_calloc(1, sizeof(*own));
	const struct arguments *arguments = data;

	*file = NULL;
	options_parse(arguments->argc, arguments->argv, &own->options);
	if (configure(own, folder, file, err)) {
		free_options(&own->look);
		return -1;
	}
	own->look = (struct look_options){ .run = own->options.run, .choices = own->options.choices };
	*look = &own->look;
	return 0;
}

/* The statuses are the protocol's: 0 behind shutdown, 1 without it. */
static int serve(const struct options *options)
{
	struct arguments arguments = { options->argc, options->argv };
	const struct look_configurer configurer = { read_options, free_options, &arguments };
	struct err err = {0};
	int status;

	if (isatty(STDIN_FILENO))
		say("stdin: this is a terminal, and guptidy lsp talks to editors: see docs/editors.md");
	status = server_run(&configurer, options->run.jobs, STDIN_FILENO, STDOUT_FILENO, &err);
	if (status >= 0)
		return status;
	complain(&err);
	return EXIT_TROUBLE;
}

int command_lsp(int argc, char **argv)
{
	struct options options;
	int status = EXIT_TROUBLE;

	options_parse(argc, argv, &options);
	if (options.paths.n)
		say("%s: lsp takes no path; the editor says which files, and --kernel names their tree",
		    options.paths.items[0]);
	else
		status = serve(&options);
	options_free(&options);
	return status;
}
