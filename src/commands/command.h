/* SPDX-License-Identifier: GPL-2.0-only */
/* The commands: each is one file and one row of commands.def. */
#ifndef GUPTIDY_COMMANDS_COMMAND_H
#define GUPTIDY_COMMANDS_COMMAND_H

/* What every command returns to the shell. */
enum exit_status {
	EXIT_NOTHING = 0,		/* nothing found */
	EXIT_FOUND = 1,			/* findings, or something left to a person */
	EXIT_TROUBLE = 2,		/* something could not be read, parsed or written */
};

struct command {
	const char *name;
	const char *arguments;		/* "PATH..." */
	const char *summary;		/* one line */
	int (*run)(int argc, char **argv);	/* argv[0] is the command's name */
};

/* All commands, in the order of commands.def, ended by .name == NULL. */
extern const struct command commands[];

#endif
