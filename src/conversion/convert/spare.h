/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Parameters that the file's own functions have no use for any more, as converted calls do not pass them on: they go,
 * with what the callers pass.
 */
#ifndef GUPTIDY_CONVERT_SPARE_H
#define GUPTIDY_CONVERT_SPARE_H

#include "conversion/convert/convert.h"

/* Drops them, once all calls of the source have their plans, or says why they stay. */
void convert_spare(struct converter *converter);

#endif
