/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A run: the tree, the files of it that are read, what they declare, and the result. drive/ fills that.
 */
#ifndef GUPTIDY_RUN_RUN_H
#define GUPTIDY_RUN_RUN_H

#include "base/files/path.h"
#include "c/source/source.h"
#include "calls/family/family.h"
#include "kernel/scan/exclude.h"
#include "kernel/tree/tree.h"
#include "outcome/result/asked.h"
#include "outcome/result/result.h"
#include "treewide/run/state.h"

struct rule_set;

struct run_options {
	const char *const *paths;	/* as the user named them */
	size_t n_paths;
	const char *kernel;		/* --kernel, or NULL */
	unsigned jobs;
	unsigned time_limit;		/* seconds for the compiler's look at one file */
	const char *commands;		/* --compile-commands, or NULL */
	char *const *command;		/* kbuild's arguments for the one path, ended by NULL; or NULL */
	bool use_cache;
	const struct rule_set *rules;	/* that are asked for; not owned */
	bool always_ask;		/* the compiler looks at every C file, also where text suffices */
	void (*progress)(size_t done, size_t all);	/* NULL: silent */
	struct globs exclude;		/* the caller's: files that are not looked at */
	const struct state *state;	/* instead of the disk and of paths, or NULL */
	const struct symbol *beside;	/* names that make a file asked for although it does not mention the
					   family, or NULL */
	size_t n_beside;
	const struct target *to;	/* the kernel that is converted to, whose #if branches are read, or
					   NULL */
	const struct target *against;	/* the kernel that counts instead of the tree, or NULL */
	bool mends;			/* what changes did not fit, and must: see patch/fix/fix.h */
	const struct only *only;	/* the files that it is about, see treewide/run/only.h; NULL: those of paths */
	const struct graph *graph;	/* how ninja asks the compiler, see treewide/graph/graph.h; or NULL */
	const char *unasked;		/* why no compiler is asked, for who leaves questions; or NULL */
};

struct graph;
struct only;
struct stamps;
struct target;

/* Callers, callers of callers, and so on: as many as contract/lock/entry.h climbs. */
#define CALLER_ROUNDS 8

struct run {
	struct tree tree;
	struct asked paths;
	char *place;			/* where all files are outside of the root: the folder that
					   they are named from; else NULL */
	struct scan scan;		/* the paths asked for */
	struct scan homes;		/* the family's homes, where they are not part of scan */
	struct scan users;		/* files beside those of scan that may call by macros: treewide/run/users.h */
	struct source *sources;		/* of all C files in scan, and of users that do call, by path;
					   then of those in homes */
	bool keeps_silent;		/* files without a mention are there: see run_options.beside */
	size_t n_sources, n_asked;	/* the first n_asked are those of scan and users */
	char *defines;			/* by the build command, or NULL: see treewide/analyse/built.h */
	struct scan callers[CALLER_ROUNDS];	/* files that call functions which come to the family */
	/* Opened files that mention no name of it: scan.others, and the callers. See treewide/across/known_files.h. */
	struct { struct source **items; size_t n, capacity; } others;
	struct { struct scan **items; size_t n, capacity; } opened;	/* what more of others came from */
	struct { const struct source **items; size_t n, capacity; } judged;	/* that findings are of */
	struct path_list looked_at;	/* what the second look was made from: files, and folders that callers
					   were looked for in */
	struct stamps *stamps;		/* of files, from before anything was read */
	unsigned version, version_code;	/* of the kernel that counts: the tree's, or options->against's */
	struct family family;		/* and what it declares */
	struct result result;		/* sorted */
};

/*
 * Opens the tree, scans it, and reads what it declares. -1 sets err: nothing could be done at all.
 * What went wrong with single files is in result.unanalysed. Freed with run_close() either way.
 */
int run_open(struct run *run, const struct run_options *options, struct err *err);

/* Adds copies to what the second look was made from. */
void run_note_looked_at(struct run *run, const char *const *paths, size_t n);

/* True if all of the tree was asked for. */
bool run_is_whole_tree(const struct run *run);

/* True if the run is about what a change touches, and all that this reaches. */
bool run_is_of_change(const struct run_options *options);

/* Names that a run is about instead of the family's. */
struct run_names {
	const struct symbol *items;
	size_t n_sought, n;		/* the first are looked for in the paths, all of them in include/ */
};

/* The same for other names: the tree is open then, and both scans are made; no source is open. */
int run_open_names(struct run *run, const struct run_options *options, const struct run_names *names,
		   struct err *err);

/* The source of that path, or NULL. */
struct source *run_source(const struct run *run, const char *path);

/* Frees all. */
void run_close(struct run *run);

#endif
