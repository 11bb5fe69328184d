/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which kernels an #if branch is for. Drivers out of the tree carry a branch for each version whose
 * API they have met; only the branch of the tree at hand can be held against it.
 */
#ifndef GUPTIDY_SYNTAX_CONDITION_H
#define GUPTIDY_SYNTAX_CONDITION_H

#include "syntax/outline.h"

/* LINUX_VERSION_CODE, as the kernel's own KERNEL_VERSION() makes it; 0: not known. */
unsigned version_code(unsigned major, unsigned minor, unsigned patch);

/*
 * True if the byte stands in a branch that a kernel of that version leaves out: its conditions, or
 * those of the branches around it, compare LINUX_VERSION_CODE, and the answer is no. A condition on
 * anything else is not decided.
 */
bool branch_is_for_other_version(const struct outline *outline, size_t offset, unsigned code);

/* True if a kernel of that version surely takes one of the branches of this branch's #if. */
bool branch_is_decided(const struct outline *outline, size_t branch, unsigned code);

/*
 * The innermost branch around the byte that is one of several and depends on more than CONFIG_
 * options (on what a configure script found in some other kernel, say), or NO_TOKEN.
 */
size_t branch_alternative(const struct outline *outline, size_t offset);

/* True if the byte stands in another branch of the same #if. */
bool branch_is_beside(const struct outline *outline, size_t branch, size_t offset);

#endif
