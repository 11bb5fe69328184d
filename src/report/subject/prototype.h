/* SPDX-License-Identifier: GPL-2.0-only */
/* Declarations as a person would write them, on one line. */
#ifndef GUPTIDY_SUBJECT_PROTOTYPE_H
#define GUPTIDY_SUBJECT_PROTOTYPE_H

struct declared;

/* "int get_user_pages_fast(unsigned long start, int nr_pages, ...)"; the caller frees it. */
char *prototype_text(const struct declared *declared);

/* "int write", "struct page **pages"; the caller frees it. */
char *parameter_text(const struct declared *declared, int place);

#endif
