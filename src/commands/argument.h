/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The arguments of options, as what they stand for. What stands for nothing ends the program with a
 * message, as argp_error() does. state->input is the struct options that is being filled.
 */
#ifndef GUPTIDY_COMMANDS_ARGUMENT_H
#define GUPTIDY_COMMANDS_ARGUMENT_H

#include "commands/options.h"

#include <argp.h>

/* A whole number from 1 to most. */
unsigned argument_number(struct argp_state *state, const char *option, const char *text, long most);

/* The rule of that name. */
const struct rule *argument_rule(struct argp_state *state, const char *name);

/* The format of that name, if the command's report can have it. */
enum format argument_format(struct argp_state *state, const char *name);

/* [FORMAT:]FILE */
struct output argument_output(struct argp_state *state, const char *argument);

/* The severity of that name. */
enum severity argument_severity(struct argp_state *state, const char *name);

/* The path of a baseline, unless one is named already. */
const char *argument_baseline(struct argp_state *state, const char *path);

#endif
