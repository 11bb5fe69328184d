/* SPDX-License-Identifier: GPL-2.0-only */
/* The options that an architecture always switches on, read from its Kconfig. */
#ifndef GUPTIDY_TREE_KCONFIG_H
#define GUPTIDY_TREE_KCONFIG_H

/*
 * The symbols of root/arch/ARCH/Kconfig that are "def_bool y" and those that such symbols and the
 * ones in known ("NAME NAME=value ...") select, blank-separated; the caller frees it. Selections
 * under a condition count when the condition is one known symbol.
 */
char *kconfig_selected(const char *root, const char *arch, const char *known);

#endif
