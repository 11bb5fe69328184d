// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that look lost when a function fails, and are not: somebody
 * else has them, the way is none, or nobody can tell.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct waif {
	struct page **pages;
	struct page *page;
	unsigned long pfn;
	int count;
};

int waif_start(unsigned long token);
struct waif *waif_new(void);
void waif_keep(struct page **pages, int n);
void *vmap(struct page **pages, unsigned int count, unsigned long flags,
	   unsigned long prot);

/* The object outlives the function, and whoever has it releases them. */
int waif_stored(struct waif *w, unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		kfree(pages);
		return -EFAULT;
	}
	w->pages = pages;
	return waif_start(uaddr) ? -EIO : 0;
}

/* The number in the object tells its owner what to release. */
int waif_counted(struct waif *w, unsigned long uaddr, int n)
{
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, w->pages);
	if (got < 0)
		return got;
	w->count = got;
	if (waif_start(uaddr))
		return -EIO;
	return 0;
}

/* Only the number of the page's frame is kept. */
int waif_frame(struct waif *w, unsigned long uaddr)
{
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	w->pfn = page_to_pfn(page);
	return waif_start(w->pfn) ? -EIO : 0;
}

/* A function of another file may keep them. */
int waif_passed(unsigned long uaddr, int n)
{
	struct page *pages[4];
	int got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, 4, 0, pages);
	if (got < 4) {
		while (got > 0)
			put_page(pages[--got]);
		return -EFAULT;
	}
	waif_keep(pages, n);
	return waif_start(uaddr) ? -EIO : 0;
}

/* The same condition guards the call and the release. */
int waif_guarded(unsigned long uaddr, bool fast)
{
	struct page *page;
	int ret = 0;

	/* expect: check nothing */
	if (fast && get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	if (waif_start(uaddr))
		ret = -EIO;
	if (fast)
		put_page(page);
	return ret;
}

/* The page itself tells whether there is one. */
int waif_told(unsigned long uaddr, bool want)
{
	struct page *page = NULL;
	int ret = -EINVAL;

	if (want) {
		/* expect: check nothing */
		ret = get_user_pages_unlocked(uaddr, 1, &page, 0);
		if (ret == 1)
			ret = waif_start(uaddr) ? -EIO : 0;
	}
	if (page)
		put_page(page);
	return ret;
}

/* Two #ifdefs of one text are one condition. */
int waif_configured(unsigned long uaddr)
{
	struct page *page;

#ifdef CONFIG_MMU
	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
#endif
	if (waif_start(uaddr))
		uaddr = 0;
#ifdef CONFIG_MMU
	put_page(page);
#endif
	return uaddr ? 0 : -EIO;
}

/* One switch chooses the call, and another one what is done with the pages. */
int waif_switched(unsigned long uaddr, int command, struct page **pages)
{
	int got = 0;

	switch (command) {
	case 1:
		/* expect: check nothing */
		got = get_user_pages_fast(uaddr, 2, 0, pages);
		break;
	case 2:
		break;
	default:
		return -EINVAL;
	}
	if (got < 0)
		return got;
	switch (command) {
	case 1:
		while (got > 0)
			put_page(pages[--got]);
		break;
	default:
		break;
	}
	return -ENODEV;
}

/* The number of pages, or an errno if there are none: who gets a number releases them. */
int waif_number(unsigned long uaddr, int n, struct page **pages)
{
	int got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	return got ? got : -EFAULT;
}

int waif_number_short(unsigned long uaddr, int n, struct page **pages)
{
	int got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	return got ?: -EFAULT;
}

/* Given away one by one: how far it came nobody can tell. */
int waif_one_by_one(struct waif *w, unsigned long uaddr)
{
	struct page *pages[4];
	int got, i;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, 4, 0, pages);
	if (got < 0)
		return got;
	for (i = 0; i < got; i++) {
		w[i].page = pages[i];
		if (waif_start(uaddr + i))
			return -EIO;
	}
	return got;
}

/* Some may have come: but how many, the owner of the array may know. */
int waif_short(unsigned long uaddr, struct waif *w)
{
	int got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, 4, 0, w->pages);
	if (got != 4)
		return -EFAULT;
	w->count = got;
	return 0;
}

/* Nothing was asked for but that they are there. */
int waif_probe(unsigned long uaddr)
{
	/* expect: check nothing */
	if (get_user_pages(uaddr, 1, FOLL_WRITE, NULL) < 0)
		return -EFAULT;
	return waif_start(uaddr) ? -EIO : 0;
}
/* The end of the scope puts it. */
int waif_scoped(unsigned long uaddr)
{
	struct page *page __free(put_page) = NULL;

	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	return waif_start(uaddr) ? -EIO : 0;
}

/* So does the end of an object that they lie in. */
int waif_scoped_object(unsigned long uaddr)
{
	struct waif *w __free(waif_free) = waif_new();

	/* expect: check nothing */
	w->count = get_user_pages_fast(uaddr, 4, 0, w->pages);
	if (w->count < 0)
		return w->count;
	return waif_start(uaddr) ? -EIO : 0;
}

/* What cannot be is warned about, and not cleaned up behind. */
int waif_warned(unsigned long uaddr)
{
	struct page *page;

	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	if (WARN_ON_ONCE(!page))
		return -EIO;
	put_page(page);
	return 0;
}

/* The object has the page, unless it had one. */
int waif_exchanged(struct waif *w, unsigned long uaddr)
{
	struct page *page;

	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	if (cmpxchg(&w->pages[0], NULL, page)) {
		put_page(page);
		return -EBUSY;
	}
	return 0;
}

/* As many as there are room for: the number is no error. */
int waif_fewer(unsigned long uaddr, struct page **pages, int n)
{
	int got;

	do {
		/* expect: check nothing */
		got = get_user_pages_fast(uaddr, n, 0, pages);
		if (got == n)
			return n;
		if (got > 0)
			release_pages(pages, got);
		n /= 2;
	} while (n);
	return -ENOMEM;
}

/* An error that is made of the result: where there is one, there are no pages. */
int waif_translated(unsigned long uaddr)
{
	struct page *page;
	/* expect: check nothing */
	int got = get_user_pages_fast(uaddr, 1, 0, &page);
	int err = got < 0 ? got : got == 1 ? 0 : -EFAULT;

	if (err)
		return err;
	put_page(page);
	return 0;
}

/* This one is made of something else. */
int waif_odd(unsigned long uaddr)
{
	struct page *page;
	/* expect: check pin-leak */
	int got = get_user_pages_fast(uaddr, 1, 0, &page);
	int err = uaddr & 1 ? -EINVAL : 0;

	if (got != 1)
		return -EFAULT;
	if (err)
		return err;
	put_page(page);
	return 0;
}

MODULE_LICENSE("GPL");

/* A macro of the file releases them, where there are any. */
#define WAIF_DROP(page) put_page(page)

int waif_by_macro(unsigned long uaddr)
{
	struct page *pages[2];
	int i;

	for (i = 0; i < 2; i++)
		/* expect: check nothing */
		if (get_user_pages_fast(uaddr + i * PAGE_SIZE, 1, 0, &pages[i]) != 1)
			goto drop;
	WAIF_DROP(pages[0]);
	WAIF_DROP(pages[1]);
	return 0;
drop:
	if (i)
		WAIF_DROP(pages[0]);
	return -EFAULT;
}

/* There is no page where the pointer is none, or an error. */
int waif_asked(struct mm_struct *mm, unsigned long uaddr)
{
	struct page *page = NULL;
	int locked = 1;
	long got;

	mmap_read_lock(mm);
	/* expect: check nothing */
	got = get_user_pages_remote(mm, uaddr, 1, FOLL_WRITE, &page, &locked);
	if (locked)
		mmap_read_unlock(mm);
	if (got != 1 || IS_ERR_OR_NULL(page))
		return -EFAULT;
	put_page(page);
	return 0;
}

int waif_asked_wrong(struct mm_struct *mm, unsigned long uaddr)
{
	struct page *page = NULL;
	int locked = 1;
	long got;

	mmap_read_lock(mm);
	/* expect: check pin-leak */
	got = get_user_pages_remote(mm, uaddr, 1, FOLL_WRITE, &page, &locked);
	if (locked)
		mmap_read_unlock(mm);
	if (got != 1 || !IS_ERR_OR_NULL(page))
		return -EFAULT;
	put_page(page);
	return 0;
}
