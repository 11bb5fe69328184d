/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * .guptidy in front of the command line: each of its lines is an option, which counts if the command takes it and
 * the user gave none of that name.
 */
#ifndef GUPTIDY_OPTIONS_CONFIGURED_H
#define GUPTIDY_OPTIONS_CONFIGURED_H

#include "base/files/path.h"
#include "check/config/config.h"

struct err;
struct options;

struct configured {
	struct config config;
	struct path_list words;		/* what came of it: "--exclude=GLOB" */
	char **argv;			/* those between the command and the user's words; options point into it */
};

/* Reads the file of the first path, unless the command or the user does not want it. -1 sets err: it is wrong. */
int configured_read(struct configured *configured, struct options *options, struct err *err);

/* Parses the options anew, with what configured->config, which is read, adds to them. */
void configured_apply(struct configured *configured, struct options *options);

/* The file, as people are told, if it has any effect; else NULL. */
const char *configured_path(const struct configured *configured);

/* Frees it, when the options are gone. */
void configured_free(struct configured *configured);

#endif
