/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Do pages stay held when the functions are done that took them? By the shape of the file alone: where its
 * releases stand, and on which ways they are reached.
 */
#ifndef GUPTIDY_OWNER_OUTLIVE_H
#define GUPTIDY_OWNER_OUTLIVE_H

#include "c/source/source.h"

/*
 * True if the function around the call whose name is the token, or a caller in its file, comes back with
 * the pins that the call took, and some other function of the file releases pins: where, goes into
 * *release.
 */
bool pins_outlive(struct source *source, size_t call, size_t *release);

#endif
