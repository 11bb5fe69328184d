/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_GENERIC_EARLY_IOREMAP_H
#define _ASM_GENERIC_EARLY_IOREMAP_H

#include <linux/types.h>

/* No architecture of this tree has its own: kbuild forwards to here. */
void __iomem *early_ioremap(phys_addr_t addr, unsigned long size);

#endif /* _ASM_GENERIC_EARLY_IOREMAP_H */
