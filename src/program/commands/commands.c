// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/suggest.h"
#include "program/options/command.h"
#include "program/options/options.h"

#include <stddef.h>
#include <string.h>

#define COMMAND(id, arguments, takes, summary, description) int command_##id(int argc, char **argv);
#include "program/commands/commands.def"

const struct command commands[] = {
#define COMMAND(id, arguments, takes, summary, description)			\
	{ #id, arguments, takes, summary, description, command_##id },
#include "program/commands/commands.def"
	{ NULL, NULL, 0, NULL, NULL, NULL },
};

int command_job(int argc, char **argv);

/* What ninja runs; nobody else has a use for it. */
static const struct command job = { "job", "VERB CELL [NAME]", 0, NULL, NULL, command_job };

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
