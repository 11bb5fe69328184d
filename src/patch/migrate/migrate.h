/* SPDX-License-Identifier: GPL-2.0-only */
/* A migration over a whole run: every file that names what it is about. */
#ifndef GUPTIDY_MIGRATE_MIGRATE_H
#define GUPTIDY_MIGRATE_MIGRATE_H

#include "patch/migrate/file.h"
#include "patch/prove/rewrite.h"
#include "treewide/drive/graph_proofs.h"

struct migrated {
	/* Of what it is; borrowed. */
	struct run *run;
	const struct run_options *options;
	const struct migration *migration;
	struct declared_names declared;	/* as they are */
	struct declared_names after;	/* as they will be, if some follow their calls */
	bool lays_over;			/* then files are compiled with the headers that change */
	struct following following;
	struct migrated_file *files;	/* one for each file of the run's scan */
	size_t n;
	struct proof_rounds rounds;	/* of jobs, with a graph */
	struct rewrite rewrite;		/* what is to be written; its texts are those of files */
};

/*
 * Opens a run on the names of the migration and converts its files with options->jobs threads. Ledger, edits,
 * what is left and what went wrong are in run->result, which is sorted. keeps_effects: see struct filling.
 * -1 sets err: nothing could be done. The run is closed with run_close(), and what was migrated with
 * migrated_free() before it, either way.
 */
int migrate_all(struct run *run, const struct run_options *options, const struct migration *migration,
		bool keeps_effects, struct migrated *migrated, struct err *err);

/* Frees it, before the run is closed. */
void migrated_free(struct migrated *migrated);

#endif
