/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Files that name nobody of the family and may call it all the same, by way of a macro that a header of
 * their own defines. The scan knows nothing of them.
 */
#ifndef GUPTIDY_RUN_USERS_H
#define GUPTIDY_RUN_USERS_H

struct run;
struct run_options;

/*
 * Fills run->users with the C files among what was asked for that may include such a header: those below
 * folders outside of the tree, and all that were named one by one. In a tree's folders nobody looks for
 * them: to read each file a second time would cost more than the scan.
 */
void users_find(struct run *run, const struct run_options *options);

#endif
