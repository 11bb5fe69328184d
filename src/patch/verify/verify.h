/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Builds the objects of converted files with the kernel's own make, as they were and as they are now, and
 * compares them. Sources and objects lie in a work folder: the tree is not written to. This runs the
 * tree's Makefiles and programs.
 */
#ifndef GUPTIDY_VERIFY_VERIFY_H
#define GUPTIDY_VERIFY_VERIFY_H

#include "outcome/result/verified.h"

struct err;
struct tree;

/* A file with its new text. */
struct verify_file {
	const char *path;		/* relative to the root; of a driver outside of the tree, absolute */
	const char *text;
	size_t length;
	bool must_be_same;		/* its code must not change */
};

/* What changes at once: all files, or those of one patch of a series. */
struct verify_step {
	const char *name;		/* for people; or NULL */
	const struct verify_file *files;
	size_t n;
};

struct verify_options {
	const struct tree *tree;
	const char *configured;		/* a folder with a .config; NULL: none, then all */
	const char *place;		/* where all files outside of the tree are; or NULL */
	const char *work;		/* where sources and objects lie; is made, and kept */
	const char *const *beside;	/* C files that are not converted: built where a step changes a header */
	size_t n_beside;
	unsigned jobs;
	bool all;			/* also allmodconfig, and other architectures whose compiler is here */
	void (*progress)(const char *what);	/* or NULL */
};

/*
 * Takes the steps one after the other, and adds a verdict for each C file of theirs: from the first configuration that
 * can build it as it was, or could, if it compiled. A file of no C, as a header, is there for the others and has no
 * verdict; a file beside them has one if it could be built. -1 sets err: the folder cannot be written, make cannot be
 * run, or cannot configure.
 */
int verify_run(const struct verify_options *options, const struct verify_step *steps, size_t n,
	       struct verified_list *verified, struct err *err);

/*
 * The folder with the .config that is meant: that of a compile_commands.json, else one that the tree is built in (each
 * or NULL), else the root. NULL: there is none. The caller frees it.
 */
char *verify_configured(const struct tree *tree, const char *compile_commands, const char *built);

#endif
