/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The arguments of options, as what they stand for: a reader for each READ and MAYBE row of options.def. What
 * stands for nothing ends the program with a message, as argp_error() does.
 */
#ifndef GUPTIDY_OPTIONS_ARGUMENT_H
#define GUPTIDY_OPTIONS_ARGUMENT_H

#include "program/options/options.h"

#include <argp.h>

#define READ(id, short, takes, name, argument, read, help) \
	void read(struct argp_state *state, const char *given, struct options *options);
#define MAYBE READ
#include "program/options/options.def"

#endif
