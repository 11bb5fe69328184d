/* SPDX-License-Identifier: GPL-2.0-only */
/* What the options of a command say together. */
#ifndef GUPTIDY_OPTIONS_TOGETHER_H
#define GUPTIDY_OPTIONS_TOGETHER_H

#include "program/options/options.h"

struct argp_state;

/* Ends the program with a message, as argp_error() does, if one of them is nothing without or beside another. */
void options_check(const struct options *options, struct argp_state *state);

#endif
