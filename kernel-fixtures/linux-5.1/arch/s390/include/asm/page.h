/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_S390_PAGE_H
#define _ASM_S390_PAGE_H

#define PAGE_SHIFT	12
#define PAGE_SIZE	(1UL << PAGE_SHIFT)
#define PAGE_MASK	(~(PAGE_SIZE - 1))

#endif /* _ASM_S390_PAGE_H */
