/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_S390_RUNE_H
#define _ASM_S390_RUNE_H

#include <linux/types.h>

#define RUNE_IND_SHIFT	3

/* found on this architecture only */
struct rune_source {
	u64 ind_addr;
	u32 adapter;
	bool masked;
};

#endif /* _ASM_S390_RUNE_H */
