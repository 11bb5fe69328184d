/* SPDX-License-Identifier: GPL-2.0-only */
/* The same work in several threads at once. */
#ifndef GUPTIDY_DATA_THREADS_H
#define GUPTIDY_DATA_THREADS_H

/*
 * Calls work(data) in n threads, and returns when all have ended. This thread is the first: so there is always one,
 * also where the system gives no other. What work() returns nobody looks at.
 */
void threads_run(unsigned n, void *(*work)(void *data), void *data);

#endif
