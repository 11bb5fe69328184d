/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_MM_ARCH_HOOKS_H
#define _LINUX_MM_ARCH_HOOKS_H

#include <asm/mm-arch-hooks.h>

#endif /* _LINUX_MM_ARCH_HOOKS_H */
