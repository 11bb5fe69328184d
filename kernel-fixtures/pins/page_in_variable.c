// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: one page in a local variable, given back on every way: by one release, by several, in an
 * #if, behind a retry, and where a helper of the file looks at it meanwhile.
 */
#include <linux/mm.h>
#include <linux/highmem.h>

int stamp_word(unsigned long uaddr, u32 value)
{
	struct page *page;
	char *data;

	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	data = kmap_local_page(page);
	memcpy(data + offset_in_page(uaddr), &value, sizeof(value));
	kunmap_local(data);
	set_page_dirty_lock(page);
	put_page(page);
	return 0;
}

int stamp_if_zero(struct mm_struct *mm, unsigned long uaddr, u32 value)
{
	struct page *page;
	int locked = 1, ret = 0;
	u32 *data;

retry:
	mmap_read_lock(mm);
	if (get_user_pages_remote(mm, uaddr, 1, FOLL_WRITE | FOLL_FORCE, &page, &locked) <= 0) {
		if (locked)
			mmap_read_unlock(mm);
		return -EFAULT;
	}
	if (locked)
		mmap_read_unlock(mm);
	data = kmap_local_page(page);
	if (*data == ~0u) {
		kunmap_local(data);
		put_page(page);
		goto retry;
	}
	if (*data)
		ret = -EBUSY;
	else
		*data = value;
	kunmap_local(data);
#ifdef CONFIG_STAMP_DIRTY
	if (!ret)
		set_page_dirty_lock(page);
#endif
	put_page(page);
	return ret;
}

static u32 sum_of(struct page *page)
{
	u32 *data = kmap_local_page(page), sum = data[0] + data[1];

	data[2] = sum;
	kunmap_local(data);
	return sum;
}

/* The flags come by a variable; FOLL_GET is what get_user_pages*() does anyway. */
long stamp_sum(unsigned long uaddr, bool force)
{
	unsigned int gup_flags = FOLL_WRITE;
	struct page *page;
	long ret;

	if (force)
		gup_flags |= FOLL_FORCE;
	ret = get_user_pages_unlocked(uaddr, 1, &page, gup_flags | FOLL_GET);
	if (ret < 1)
		return ret ? ret : -EFAULT;
	ret = sum_of(page);
	put_page(page);
	return ret;
}

/* The numbers of the pages go to the hypervisor, and nobody can see what it does with them. */
int stamp_by_number(unsigned long uaddr, struct hyper_list *list, unsigned int n)
{
	struct hyper_entry *entries = kcalloc(n, sizeof(*entries), GFP_KERNEL);
	struct page *page;
	int ret = -EFAULT;

	if (!entries)
		return -ENOMEM;
	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) == 1) {
		entries[0].from = page_to_phys(page);
		ret = hyper_copy(list, virt_to_phys(entries));
		put_page(page);
	}
	kfree(entries);
	return ret;
}

/* FOLL_GET alone asks for nothing. */
int stamp_read_only(unsigned long uaddr, struct hyper_list *list)
{
	struct page *page;

	if (get_user_pages_unlocked(uaddr, 1, &page, FOLL_GET) < 1)
		return -EFAULT;
	copy_highpage(list->page, page);
	set_page_dirty(list->page);
	put_page(page);
	return 0;
}

/* Nobody here looks at it: the hypervisor uses the memory by its address in user space. */
int stamp_held(unsigned long uaddr, struct hyper_list *list)
{
	struct page *page;
	int ret;

	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	ret = hyper_use(list, uaddr);
	put_page(page);
	return ret;
}

/* The CPU reads it, and that is all: the kernel counts no such case, and people pinned for it all the same. */
int stamp_read(unsigned long uaddr, void *to)
{
	struct page *page;
	void *data;

	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	data = kmap_local_page(page);
	memcpy(to, data, PAGE_SIZE);
	kunmap_local(data);
	put_page(page);
	return 0;
}
