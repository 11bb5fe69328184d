/* SPDX-License-Identifier: GPL-2.0-only */
/* What a command does with a session that has begun: for the command itself, for run, and for its jobs. */
#ifndef GUPTIDY_WAYS_WAYS_H
#define GUPTIDY_WAYS_WAYS_H

#include "program/session/session.h"

struct target;

/* The way that these options ask for, up to the session's end: returns the status. */
int way_go(struct session *session);

/* How much of a result it needs. */
enum goal way_goal(const struct options *options);

/* The ways, each in the file of its command. */
int find_way(struct session *session);
int check_way(struct session *session);
int convert_way(struct session *session);

/* Opens the kernels that --to and --since name; *since is 0 without it. On failure as session_fail(), else 0. */
int open_kernels(struct session *session, struct target *to, unsigned *since);

#endif
