/* SPDX-License-Identifier: GPL-2.0-only */
/* The commands, as they are told: each is one row of commands.def. What they do: program/commands/commands.h. */
#ifndef GUPTIDY_OPTIONS_COMMAND_H
#define GUPTIDY_OPTIONS_COMMAND_H

enum exit_status {
#define STATUS(id, number, summary) EXIT_##id = number,
#include "program/options/statuses.def"
};

struct command {
	const char *name;
	const char *arguments;		/* "PATH..." */
	unsigned takes;			/* its options: bits of program/options/options.h */
	const char *summary;		/* one line, a part of a sentence */
	const char *description;	/* sentences, for --help and the man page */
};

/* All commands, in the order of commands.def, ended by .name == NULL. */
extern const struct command commands[];

/* "; did you mean NAME?", or ""; the caller frees it. */
char *command_suggestion(const char *name);

/* The command of that name, also the one that ninja runs; or NULL. */
const struct command *command_named(const char *name);

#endif
