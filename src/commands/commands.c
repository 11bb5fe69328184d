// SPDX-License-Identifier: GPL-2.0-only
#include "commands/command.h"

#include <stddef.h>

#define COMMAND(id, arguments, summary) int command_##id(int argc, char **argv);
#include "commands/commands.def"

const struct command commands[] = {
#define COMMAND(id, arguments, summary) { #id, arguments, summary, command_##id },
#include "commands/commands.def"
	{ NULL, NULL, NULL, NULL },
};
