/* SPDX-License-Identifier: GPL-2.0-only */
/* Where a command's report goes: one stream, one format; --output adds files. */
#ifndef GUPTIDY_OPTIONS_OUTPUT_H
#define GUPTIDY_OPTIONS_OUTPUT_H

#include "report/format/format.h"
#include "treewide/run/run.h"

struct err;
struct options;

struct output {
	enum format format;
	const char *path;		/* the argument owns it */
};

/* Whether text on stdout is coloured. */
enum colouring {
	COLOURS_AUTO,			/* as output_has_colours() says */
	COLOURS_ALWAYS,
	COLOURS_NEVER,
};

struct output_list {
	struct output *items;		/* owned */
	size_t n, capacity;
};

/*
 * Reads the argument of --output, `FILE` or `FORMAT:FILE`. -1 sets err: nothing tells the format, or
 * reports on the subject do not have it.
 */
int output_parse(const char *argument, enum subject subject, struct output *output,
		 struct err *err);

/* A report on what the run found, which borrows from it; what else hangs on the subject is to be filled in. */
struct report report_on(const struct run *run, enum subject subject);

/*
 * Prints the report to stdout and to each --output. -1: a file could not be written; stderr says
 * which and why, and all others were.
 */
int output_report(const struct options *options, const struct report *report);

/*
 * -1 sets err: the way to a file that is to be written goes through a link in what is looked at, whose author would
 * choose what is overwritten. That is the tree's root and the place of a driver (absolute, or NULL), each with all of
 * the repository that it lies in.
 */
int output_refuse_link(const char *path, const char *root, const char *place, struct err *err);

/*
 * Whether what stands behind the descriptor is a terminal that obeys escape sequences, and whether
 * its user wants colours: a set NO_COLOR says no.
 */
bool output_is_terminal(int fd);
bool output_has_colours(int fd);

#endif
