/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_GENERIC_MM_ARCH_HOOKS_H
#define _ASM_GENERIC_MM_ARCH_HOOKS_H

/* No architecture of this tree has its own: kbuild forwards to here. */
#define arch_unmap_hook(mm, start, end)	do { } while (0)

#endif /* _ASM_GENERIC_MM_ARCH_HOOKS_H */
