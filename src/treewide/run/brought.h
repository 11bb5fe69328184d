/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Headers that the files asked for include in quotes, and that nobody asked for. One of them may declare a
 * function of its own under a name of the family: so it is read for what it declares, as the homes are.
 */
#ifndef GUPTIDY_RUN_BROUGHT_H
#define GUPTIDY_RUN_BROUGHT_H

struct run;
struct run_options;

/* Adds those that name the family to run->homes; the files asked for have been scanned. */
void brought_find(struct run *run, const struct run_options *options);

#endif
