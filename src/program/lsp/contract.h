/* SPDX-License-Identifier: GPL-2.0-only */
/* What a name of the family promises and asks for, as a page of Markdown: see contract.def. */
#ifndef GUPTIDY_LSP_CONTRACT_H
#define GUPTIDY_LSP_CONTRACT_H

#include "outcome/result/catalogue.h"
#include "treewide/run/run.h"

struct buf;

/*
 * Appends the contract of the function, relative or FOLL_* flag of that name, as a file of that path in the
 * run's tree would use it. False: it is none of these.
 */
bool contract_put(const struct run *run, const char *path, const char *name, size_t length, struct buf *out);

/* Appends what a wrapper around them promises and asks for. */
void contract_put_wrapper(const struct wrapper_row *wrapper, struct buf *out);

#endif
