/* SPDX-License-Identifier: GPL-2.0-only */
/* The graphs of a function: whoever asks about one of its calls walks through the same ones. */
#ifndef GUPTIDY_FLOW_GRAPHS_H
#define GUPTIDY_FLOW_GRAPHS_H

#include "c/flow/graph.h"
#include "c/source/source.h"

/* A graph for each of source_variants(), made when first asked for; owned by the source. */
const struct graph *graphs_of(struct source *source, const struct function *function);

#endif
