/* SPDX-License-Identifier: GPL-2.0-only */
/* What the commands do: each is one file here, beside its row of program/options/commands.def. */
#ifndef GUPTIDY_COMMANDS_COMMANDS_H
#define GUPTIDY_COMMANDS_COMMANDS_H

#include "program/options/command.h"

/* Runs it with its words, argv[0] being its name; returns the exit status. */
int run_command(const struct command *command, int argc, char **argv);

#endif
