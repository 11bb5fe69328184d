/* SPDX-License-Identifier: GPL-2.0-only */
/* Asks the compiler, in worker processes, what the text of a run's sources left open. */
#ifndef GUPTIDY_DRIVE_ASK_H
#define GUPTIDY_DRIVE_ASK_H

#include "treewide/analyse/analyse.h"
#include "treewide/run/run.h"
#include "treewide/work/cache.h"

struct libclang;
struct stand_in;

/* What is asked about one run. */
struct questions {
	struct run *run;
	const struct run_options *options;
	enum goal goal;
	struct cache cache;
	struct { size_t *items; size_t n, capacity; } open;	/* sources that the text did not settle */
	struct stand_in *overlay;	/* the state that is read, for the compiler; or NULL */
	bool expects_few;		/* no precompiled header is made: somebody else does, if it pays */
	/* Called with what was told of a source, by the compiler or without it, before the run's result gets it;
	   or NULL. */
	void (*note)(const struct source *source, const struct result *result,
		     const struct made_from *files, void *data);
	void *note_data;
};

/* What the workers and the parent share: the questions of one run, or of two at once. */
struct asking {
	struct questions *of[2];
	size_t n, n_done;
	unsigned workers;
	struct libclang *clang;		/* theirs */
};

/* How a source of the run is analysed; inquiry is NULL for its text alone. */
struct analysis analysis_of(struct questions *questions, size_t index, struct inquiry *inquiry,
			    struct result *result);

/*
 * A file that no compiler can be asked about: its mentions are what the text makes of them, and those
 * that the text does not settle are named.
 */
void give_up(struct questions *questions, size_t index, const char *reason);

/* Asks all that is open; answers go into the runs' results, and are kept. -1 sets err. */
int ask_workers(struct asking *asking, struct err *err);

#endif
