/* SPDX-License-Identifier: GPL-2.0-only */
/* A source that is converted to another kernel: analysis.to. */
#ifndef GUPTIDY_ANALYSE_PORT_H
#define GUPTIDY_ANALYSE_PORT_H

#include "treewide/analyse/analyse.h"

/* Converts what mention i of the family stands for, or says why not. */
void port_mention(struct analysis *analysis, size_t i);

/* The same of a mention that is another function's name. */
void port_namesake(struct analysis *analysis, size_t i);

/* Converts what changes with the family, and is no mention; what of it has no use left after that. */
void port_beside(struct analysis *analysis);

#endif
