// SPDX-License-Identifier: GPL-2.0-only
/* The mmap lock around functions that take it themselves, and beside them what is right. */

int around(unsigned long start, struct page **pages)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages_fast(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return ret;
}

long named(unsigned long start, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	long ret;

	if (mmap_write_lock_killable(mm))
		return -EINTR;
	ret = get_user_pages_unlocked(start, 1, pages, 0);
	mmap_write_unlock(mm);
	return ret;
}

int before_5_8(unsigned long start, struct page **pages)
{
	int ret = 0;

	down_read(&current->mm->mmap_sem);
	if (start)
		ret = get_user_pages_fast(start, 1, 0, pages);
	up_read(&current->mm->mmap_sem);
	return ret;
}

int assigned(struct stall *stall, unsigned long start, struct page **pages)
{
	struct mm_struct *mm;
	int ret;

	mm = current->mm;
	down_write(&mm->mmap_sem);
	ret = get_user_pages_fast(start, 1, 0, pages);
	up_write(&mm->mmap_sem);
	return ret;
}

/* --- right, or who knows --- */

int prepared(unsigned long start, struct page **pages)
{
	int ret;

	mmap_read_lock(current->mm);
	prepare_and_drop(current->mm);
	ret = pin_user_pages_fast(start, 1, FOLL_WRITE, pages);
	return ret;
}

int dropped(unsigned long start, struct page **pages)
{
	mmap_read_lock(current->mm);
	look(current->mm, start);
	mmap_read_unlock(current->mm);
	return pin_user_pages_fast(start, 1, FOLL_WRITE, pages);
}

int another(struct mm_struct *mm, unsigned long start, struct page **pages)
{
	int ret;

	mmap_read_lock(mm);
	ret = pin_user_pages_fast(start, 1, FOLL_WRITE, pages);
	mmap_read_unlock(mm);
	return ret;
}

int kept_apart(bool slow, unsigned long start, struct page **pages)
{
	int ret;

	if (slow)
		mmap_read_lock(current->mm);
	if (slow) {
		ret = pin_user_pages(start, 1, 0, pages);
		mmap_read_unlock(current->mm);
	} else {
		ret = pin_user_pages_fast(start, 1, 0, pages);
	}
	return ret;
}

int in_a_branch(bool slow, unsigned long start, struct page **pages)
{
	int ret;

	if (slow) {
		prepare(current->mm);
		mmap_read_lock(current->mm);
	}
	if (slow)
		ret = pin_user_pages(start, 1, 0, pages);
	else
		ret = pin_user_pages_fast(start, 1, 0, pages);
	if (slow)
		mmap_read_unlock(current->mm);
	return ret;
}

long needs_it(unsigned long start, struct page **pages)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(start, 1, 0, pages);
	mmap_read_unlock(current->mm);
	return ret;
}
