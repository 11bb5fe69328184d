/* SPDX-License-Identifier: GPL-2.0-only */
/* What of a file is to be proved: the calls and definitions that edits touch. */
#ifndef GUPTIDY_PROVE_EDITED_H
#define GUPTIDY_PROVE_EDITED_H

#include "outcome/edit/edit.h"
#include "patch/prove/rewrite.h"

/* The bytes of what mention i stands for: a whole call, a whole definition; empty for all else. */
struct edit_span edited_span(const struct source *source, size_t i);

/* The number of the first edit at that byte of the old text or behind it. */
size_t edited_from(const struct rewritten *file, size_t offset);

/* True if mention i of the old text stands for something that an edit touches, of more than blanks. */
bool is_edited(const struct rewritten *file, size_t i);

#endif
