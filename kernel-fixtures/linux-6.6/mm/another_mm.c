// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the functions for another mm: right, and with a truth value; flags
 * in an int, as get_user_page_vma_remote() has it.
 */
#include <linux/mm.h>
#include <linux/sched.h>

long folio_peek(struct mm_struct *mm, unsigned long addr, unsigned long nr,
		struct page **pages, int vm_write)
{
	unsigned int flags = 0;
	int locked = 1;
	long got;

	if (vm_write)
		flags |= FOLL_WRITE;
	mmap_read_lock(mm);
	/* expect: check nothing */
	got = pin_user_pages_remote(mm, addr, nr, flags, pages, &locked);
	if (locked)
		mmap_read_unlock(mm);
	return got;
}

struct page *folio_vma(struct mm_struct *mm, unsigned long addr, bool write)
{
	struct vm_area_struct *vma;
	struct page *page;

	/* expect: check nothing */
	page = get_user_page_vma_remote(mm, addr, write ? FOLL_WRITE : 0, &vma);
	if (!IS_ERR(page))
		return page;
	/* expect: check bool-as-flags */
	return get_user_page_vma_remote(mm, addr, write, &vma);
}

long folio_poke(struct mm_struct *mm, unsigned long addr, bool write)
{
	/* expect: check bool-as-flags */
	return get_user_pages_remote(mm, addr, 1, !write, NULL, NULL);
}
