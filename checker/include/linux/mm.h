/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The tree's own <linux/mm.h>, and behind it the types that guptidy-sparse gives to the family.
 *
 * guptidy-sparse puts this folder in front of kbuild's include folders, for sparse alone. Here, and
 * not in an -include, since only behind mm.h is it known which functions the tree has, in which
 * form, and whether FOLL_* are macros; and since a file that defines pr_fmt() and the like ahead of
 * its first #include must not have mm.h read before.
 *
 * A header that mm.h includes may include mm.h in turn: only the outermost one goes on.
 */
#ifdef GUP_FLAGS_ENTERED
#include_next <linux/mm.h>
#else
#define GUP_FLAGS_ENTERED
#include_next <linux/mm.h>
#include "gup_flags.h"
#endif
