/* SPDX-License-Identifier: GPL-2.0-only */
/* Asks the compiler, in worker processes, what the text of a run's sources left open. */
#ifndef GUPTIDY_DRIVE_ASK_H
#define GUPTIDY_DRIVE_ASK_H

#include "analyse/analyse.h"
#include "run/run.h"
#include "work/cache.h"

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

/* Asks all that is open; answers go into the runs' results, and are kept. -1 sets err. */
int ask_workers(struct asking *asking, struct err *err);

#endif
