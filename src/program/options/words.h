/* SPDX-License-Identifier: GPL-2.0-only */
/* What argp leaves to be wished: -h, and a word for who misspelt an option. */
#ifndef GUPTIDY_OPTIONS_WORDS_H
#define GUPTIDY_OPTIONS_WORDS_H

struct argp_option;

/*
 * Looks at the words of a command before argp does: -h becomes --help, and a long option that is none of
 * those taken (ended by .name == NULL) ends the program with a message that names the nearest.
 */
void words_check(const struct argp_option *taken, int argc, char **argv);

#endif
