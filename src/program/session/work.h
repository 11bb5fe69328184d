/* SPDX-License-Identifier: GPL-2.0-only */
/* --work and --launcher: the session's graph. */
#ifndef GUPTIDY_SESSION_WORK_H
#define GUPTIDY_SESSION_WORK_H

#include "program/session/session.h"

/*
 * Opens the work folder that the options name, or the one that `guptidy run` has by itself, for the one run of the
 * session. Without one, or if it is open already, nothing. -1 sets err.
 */
int work_open(struct session *session, struct err *err);

/* The same for a matrix: which cells there are is the caller's. A matrix without a folder sets err. */
int work_open_matrix(struct session *session, struct err *err);

/* How far a matrix is, on the terminal. */
struct matrix_progress {
	const char *work;		/* the folder */
	size_t n_cells, n_done;
	struct graph_progress found;
};

/* Called for each thing that ninja made; data is the progress. */
void work_show_cell(const char *name, void *data);

/* Wipes the line. */
void work_hide_cells(void);

#endif
