/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls and values in a source, each read once, whoever asks about it. They live as long as the source. */
#ifndef GUPTIDY_SOURCE_KEPT_H
#define GUPTIDY_SOURCE_KEPT_H

#include "c/source/source.h"
#include "c/syntax/call.h"

/* As call_read(). */
int source_call(struct source *source, size_t i, struct call *call);

/* The value that begins at token i, up to where expr_value_end() says. */
const struct expr *source_value(struct source *source, size_t i);

#endif
