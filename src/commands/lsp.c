// SPDX-License-Identifier: GPL-2.0-only
#include "base/err.h"
#include "base/quote.h"
#include "commands/command.h"
#include "commands/options.h"
#include "lsp/server.h"

#include <unistd.h>

/* The statuses are the protocol's: 0 behind shutdown, 1 without it. */
int command_lsp(int argc, char **argv)
{
	struct options options;
	struct err err = {0};
	struct look_options look;
	int status;

	options_parse(argc, argv, &options);
	if (options.paths.n) {
		say("%s: lsp takes no path; the editor says which files, and --kernel names their tree",
		    options.paths.items[0]);
		options_free(&options);
		return EXIT_TROUBLE;
	}
	look = (struct look_options){ .run = options.run, .choices = options.choices };
	if (isatty(STDIN_FILENO))
		say("stdin: this is a terminal, and guptidy lsp talks to editors: see docs/editors.md");
	status = server_run(&look, STDIN_FILENO, STDOUT_FILENO, &err);
	if (status < 0) {
		complain(&err);
		status = EXIT_TROUBLE;
	}
	options_free(&options);
	return status;
}
