/* SPDX-License-Identifier: GPL-2.0-only */
/* The parts of a kernel-doc comment, as bytes of its text [text, end). */
#ifndef GUPTIDY_OUTLINE_KERNEL_DOC_H
#define GUPTIDY_OUTLINE_KERNEL_DOC_H

#include <stdbool.h>

/* Where "@name:" stands, or NULL. */
const char *kernel_doc_label(const char *text, const char *end, const char *name);

/* Behind the last byte of the description that goes on at a place, maybe over several lines; end is the comment's. */
const char *kernel_doc_description_end(const char *at, const char *end);

/*
 * The whole lines [*begin, *behind) that describe "@name:". False: there are none, or others may belong to them, or
 * other text stands in front.
 */
bool kernel_doc_lines(const char *text, const char *end, const char *name, const char **begin, const char **behind);

/* True if "@name" stands in the text. */
bool kernel_doc_names(const char *text, const char *end, const char *name);

#endif
