/* SPDX-License-Identifier: GPL-2.0-only */
/* `convert --pin`: from an open run to edits that make pins of references, see conversion/convert/pin.h. */
#ifndef GUPTIDY_DRIVE_PIN_H
#define GUPTIDY_DRIVE_PIN_H

#include "treewide/run/run.h"

/* Fills the result: edits, what they pin and why, and what is left. -1 sets err: nothing could be done. */
int run_pin(struct run *run, const struct run_options *options, struct err *err);

#endif
