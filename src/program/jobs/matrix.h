/* SPDX-License-Identifier: GPL-2.0-only */
/* --matrix: a cell for each TREE, all in one graph, and one report that compares them. */
#ifndef GUPTIDY_JOBS_MATRIX_H
#define GUPTIDY_JOBS_MATRIX_H

#include "program/session/session.h"

/* Does all that, up to the session's end; returns the status. */
int matrix_way(struct session *session);

/* The job that compares the cells of these names, in the working directory. */
int matrix_job(int n, char **names);

#endif
