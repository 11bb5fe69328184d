// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: get_user_pages_remote() with a tsk that is NULL, current and a
 * field, &locked, and the result ignored; a truth value and a mask in its
 * flags slot.
 */
#include <linux/mm.h>
#include <linux/sched.h>

struct reader {
	struct task_struct *owner;
	struct mm_struct *mm;
	unsigned int mode;
};

long folio_peek(struct reader *rd, unsigned long addr, struct page **pages,
		unsigned long nr, int vm_write)
{
	unsigned int flags = 0;
	int locked = 1;
	long got;

	if (vm_write)
		flags |= FOLL_WRITE;
	down_read(&rd->mm->mmap_sem);
	/* expect: check nothing */
	got = get_user_pages_remote(rd->owner, rd->mm, addr, nr, flags, pages,
				    NULL, &locked);
	if (locked)
		up_read(&rd->mm->mmap_sem);
	return got;
}

void folio_touch(struct reader *rd, unsigned long addr, bool store)
{
	/* expect: check nothing */
	get_user_pages_remote(NULL, rd->mm, addr, 1,
			      store ? FOLL_WRITE : 0, NULL, NULL, NULL);
}

long folio_mode(struct reader *rd, unsigned long addr, struct page **pages)
{
	/* expect: check nothing */
	return get_user_pages_remote(current, rd->mm, addr, 1,
				     rd->mode & 1 ? FOLL_WRITE : 0,
				     pages, NULL, NULL);
}
