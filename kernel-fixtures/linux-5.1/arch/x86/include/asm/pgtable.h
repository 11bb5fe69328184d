/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_X86_PGTABLE_H
#define _ASM_X86_PGTABLE_H

#include <asm/page.h>

#define _PAGE_PRESENT	0x001
#define _PAGE_WRITE	0x002

typedef struct {
	unsigned long pte;
} pte_t;

typedef struct {
	unsigned long pmd;
} pmd_t;

#define pte_val(x)	((x).pte)
#define pmd_val(x)	((x).pmd)
#define pte_present(x)	(pte_val(x) & _PAGE_PRESENT)
#define pte_write(x)	(pte_val(x) & _PAGE_WRITE)
#define pmd_none(x)	(!pmd_val(x))

#include <asm-generic/pgtable.h>

#endif /* _ASM_X86_PGTABLE_H */
