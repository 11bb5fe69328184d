// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: get_user_pages() as a probe: pages NULL, vmas NULL; flags by a
 * ternary over a masked value in parentheses; plain 0.
 */
#include <linux/mm.h>
#include <linux/sched.h>

int probe_folio(unsigned long addr, unsigned long error_code)
{
	int nr_pages = 1;
	int ret;

	down_read(&current->mm->mmap_sem);
	/* expect: check nothing */
	ret = get_user_pages((unsigned long)addr & PAGE_MASK, nr_pages,
			     (error_code & VM_WRITE) ? FOLL_WRITE : 0,
			     NULL, NULL);
	if (ret < 0)
		/* expect: check nothing */
		ret = get_user_pages(addr, nr_pages, 0, NULL, NULL);
	up_read(&current->mm->mmap_sem);
	return ret;
}
