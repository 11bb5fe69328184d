// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: get_user_pages_longterm() with a variable, with the numbers 0 and 1,
 * and in an if-condition; continuation lines stand on tabs, not on the open
 * parenthesis, and stay there.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

struct spindle_umem {
	unsigned long addr;
	struct page **pgs;
	u32 nr;
};

long spindle_pin(struct spindle_umem *umem)
{
	unsigned int gup_flags = FOLL_WRITE;
	long npgs;

	down_write(&current->mm->mmap_sem);
	/* expect: check nothing */
	npgs = get_user_pages_longterm(umem->addr, umem->nr, gup_flags,
		&umem->pgs[0], NULL);
	up_write(&current->mm->mmap_sem);
	return npgs;
}

long spindle_pin_one(struct spindle_umem *umem)
{
	/* expect: check literal-flags */
	if (get_user_pages_longterm(umem->addr, 1, 1, umem->pgs, NULL) == 1)
		return 1;
	/* expect: check nothing */
	return get_user_pages_longterm(umem->addr, 1, 0, umem->pgs, NULL);
}
MODULE_LICENSE("GPL");
