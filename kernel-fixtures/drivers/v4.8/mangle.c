// SPDX-License-Identifier: GPL-2.0-only
/*
 * A driver for v4.8: write and force, without tsk and mm but in get_user_pages_remote(). FOLL_WRITE by luck,
 * a force that is computed, flags where nobody can say what they mean, and vmas that are used.
 */
#include <linux/frame_vector.h>
#include <linux/mm.h>
#include <linux/uio.h>

struct mangle {
	struct page **pages;
	struct vm_area_struct *vma;
	unsigned long n;
	bool store, forced;
};

static long mangle_feed(struct mangle *m, unsigned long addr)
{
	return get_user_pages(addr, m->n, m->store, m->forced, m->pages, NULL);
}

static long mangle_feed_by_luck(struct mangle *m, unsigned long addr)
{
	long got = get_user_pages(addr, m->n, FOLL_WRITE, 0, m->pages, NULL);

	if (got < 0)
		got = get_user_pages(addr, m->n, FOLL_FORCE, 0, m->pages, NULL);
	return got;
}

static long mangle_feed_one(struct mangle *m, struct task_struct *tsk, struct mm_struct *mm,
			    unsigned long addr)
{
	long got = get_user_pages_remote(tsk, mm, addr, 1, !m->store, 1, m->pages, NULL);

	if (got != 1)
		got = get_user_pages_remote(tsk, mm, addr, 1, 0, 0, m->pages, &m->vma);
	return got;
}

static long mangle_feed_unlocked(struct mangle *m, unsigned long addr)
{
	return get_user_pages_unlocked(addr, m->n, m->store ? 1 : 0, 0, m->pages);
}

static long mangle_feed_locked(struct mangle *m, unsigned long addr)
{
	int locked = 1;
	long got;

	down_read(&current->mm->mmap_sem);
	got = get_user_pages_locked(addr, m->n, 1, 0, m->pages, &locked);
	if (locked)
		up_read(&current->mm->mmap_sem);
	return got;
}

static int mangle_frames(struct mangle *m, unsigned long addr, struct frame_vector *vec)
{
	return get_vaddr_frames(addr, m->n, true, true, vec);
}

static ssize_t mangle_iter(struct mangle *m, struct iov_iter *iter, size_t *offset)
{
	ssize_t bytes = iov_iter_get_pages(iter, m->pages, SIZE_MAX, m->n, offset);

	if (bytes > 0)
		iov_iter_advance(iter, bytes);
	return bytes;
}
