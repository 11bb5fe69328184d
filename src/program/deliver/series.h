/* SPDX-License-Identifier: GPL-2.0-only */
/* --series: converted files become patches. */
#ifndef GUPTIDY_DELIVER_SERIES_H
#define GUPTIDY_DELIVER_SERIES_H

#include "patch/prove/rewrite.h"
#include "program/session/session.h"

/* Looks whether a series can be written at all, before the work begins; 0 without --series. -1 sets err. */
int check_series_place(const struct session *session, struct err *err);

/* Writes the patches and names them on stdout. What can't be written is in the run's result. */
void deliver_series(struct session *session, const struct rewrite *rewrite);

#endif
