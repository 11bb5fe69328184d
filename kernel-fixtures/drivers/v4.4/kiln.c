// SPDX-License-Identifier: GPL-2.0-only
/*
 * A driver for v4.4: tsk and mm in front, write and force behind the count. The own mm is named, kept in
 * a variable, or another process's; the write is a literal, a variable, a comparison.
 */
#include <linux/mm.h>
#include <linux/sched.h>

struct kiln {
	struct task_struct *owner;
	struct page **pages;
	unsigned long n;
	int direction;
};

static long kiln_fire(struct kiln *kiln, unsigned long addr)
{
	long got;

	down_read(&current->mm->mmap_sem);
	got = get_user_pages(current, current->mm, addr, kiln->n, 1, 0, kiln->pages, NULL);
	up_read(&current->mm->mmap_sem);
	return got;
}

static long kiln_fire_by_name(struct kiln *kiln, unsigned long addr, int write)
{
	struct mm_struct *mm = current->mm;
	long got;

	if (!down_read_trylock(&mm->mmap_sem))
		return -EAGAIN;
	got = get_user_pages(current, mm, addr & PAGE_MASK, kiln->n,
			     write,	/* the oven may write */
			     0, kiln->pages, NULL);
	up_read(&mm->mmap_sem);
	return got;
}

static long kiln_fire_elsewhere(struct kiln *kiln, struct mm_struct *mm, unsigned long addr)
{
	long got;

	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	downgrade_write(&mm->mmap_sem);
	got = get_user_pages(kiln->owner, mm, addr, 1, kiln->direction == 2, 1, kiln->pages, NULL);
	up_read(&mm->mmap_sem);
	return got;
}

static long kiln_fire_unlocked(struct kiln *kiln, struct mm_struct *mm, unsigned long addr)
{
	long got = get_user_pages_unlocked(current, current->mm, addr, kiln->n, 0, 0, kiln->pages);

	if (got < 0)
		got = get_user_pages_unlocked(kiln->owner, mm, addr, kiln->n, 0, 0, kiln->pages);
	return got;
}

static int kiln_peek(struct kiln *kiln, unsigned long addr, void *glaze, int len, bool store)
{
	int done = access_process_vm(kiln->owner, addr, glaze, len, 0);

	if (done == len)
		done = access_process_vm(kiln->owner, addr, glaze, len, store);
	if (done != len && fixup_user_fault(current, current->mm, addr, FAULT_FLAG_WRITE))
		return -EFAULT;
	return get_user_pages_fast(addr, 1, 0, kiln->pages);
}
