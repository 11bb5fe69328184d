/* SPDX-License-Identifier: GPL-2.0-only */
/* The job that gathers what the others of its cell made: the report of the whole run, as JSON in result.json. */
#ifndef GUPTIDY_JOBS_GATHER_H
#define GUPTIDY_JOBS_GATHER_H

#include "program/session/session.h"

/*
 * Goes the session's way, which ends it, with nothing written but the cell's files. Returns the status of the
 * job: trouble if there is no report.
 */
int gather(struct session *session);

#endif
