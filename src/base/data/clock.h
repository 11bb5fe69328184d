/* SPDX-License-Identifier: GPL-2.0-only */
/* Time as deadlines need it. */
#ifndef GUPTIDY_DATA_CLOCK_H
#define GUPTIDY_DATA_CLOCK_H

/* Seconds on a clock that nobody sets, and that only goes forward. */
double clock_seconds(void);

#endif
