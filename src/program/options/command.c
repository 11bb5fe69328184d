// SPDX-License-Identifier: GPL-2.0-only
#include "program/options/command.h"

#include "base/data/suggest.h"
#include "program/options/options.h"

#include <stddef.h>
#include <string.h>

const struct command commands[] = {
#define COMMAND(id, arguments, takes, summary, description) { #id, arguments, takes, summary, description },
#include "program/options/commands.def"
	{ NULL, NULL, 0, NULL, NULL },
};

/* What ninja runs; nobody else has a use for it. */
static const struct command job = { "job", "VERB CELL [NAME]", 0, NULL, NULL };

const struct command *command_named(const char *name)
{
	for (const struct command *command = commands; command->name; command++)
		if (!strcmp(command->name, name))
			return command;
	return strcmp(name, job.name) ? NULL : &job;
}

char *command_suggestion(const char *name)
{
	struct suggestion best = {0};

	for (const struct command *command = commands; command->name; command++)
		suggest(&best, name, command->name);
	return suggestion_text(&best);
}
