/* SPDX-License-Identifier: GPL-2.0-only */
/* The job that reads a tree of a matrix, and writes the graph of its cell. */
#ifndef GUPTIDY_JOBS_INDEX_H
#define GUPTIDY_JOBS_INDEX_H

#include "program/session/session.h"

/*
 * Indexes what the session is about. A tree that cannot be read has a cell all the same, whose gathering will say
 * why: the others must go on. -1 sets err: the cell cannot be written.
 */
int index_cell(struct session *session, struct err *err);

#endif
