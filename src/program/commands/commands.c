// SPDX-License-Identifier: GPL-2.0-only
#include "program/commands/commands.h"

#include <stddef.h>

#define COMMAND(id, arguments, takes, summary, description) int command_##id(int argc, char **argv);
#include "program/options/commands.def"

int command_job(int argc, char **argv);

/* In the order of commands[]. */
static int (*const deeds[])(int argc, char **argv) = {
#define COMMAND(id, arguments, takes, summary, description) command_##id,
#include "program/options/commands.def"
};

int run_command(const struct command *command, int argc, char **argv)
{
	for (size_t i = 0; commands[i].name; i++)
		if (command == &commands[i])
			return deeds[i](argc, argv);
	return command_job(argc, argv);
}
