// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that a function keeps when it fails, each beside its twin that
 * is right; and what looks like it, and is none.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct strays {
	struct page **pages;
	struct page *first;
	int count;
	bool ready;
};

int strays_start(unsigned long token);
int strays_adopt(struct strays *s, struct page **pages);
int sg_alloc_table_from_pages(void *table, struct page **pages, int n);
int xa_insert(void *xa, unsigned long index, void *entry, gfp_t gfp);
bool pfn_valid(unsigned long pfn);

/* The way out frees the array, and not what is in it. */
int strays_freed(unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got, ret;

	if (!pages)
		return -ENOMEM;
	/* expect: check pin-leak */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		ret = -EFAULT;
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		goto out;
	}
	ret = strays_start(uaddr);
	if (ret)
		goto out;
	/* expect: check nothing */
	unpin_user_pages(pages, n);
out:
	kfree(pages);
	return ret;
}

int strays_freed_right(unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got, ret;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got < 0) {
		kfree(pages);
		return got;
	}
	ret = got == n ? strays_start(uaddr) : -EFAULT;
	/* expect: check nothing */
	unpin_user_pages(pages, got);
	kfree(pages);
	return ret;
}

/* One page: what is not given away is lost by any return. */
int strays_single(unsigned long uaddr)
{
	struct page *page;
	unsigned long token;

	/* expect: check pin-leak */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	token = uaddr + 1;
	return strays_start(token);
}

int strays_single_right(unsigned long uaddr)
{
	struct page *page;
	int ret;

	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	ret = strays_start(uaddr + 1);
	put_page(page);
	return ret;
}

/* A second round fails, and the pages of the first are forgotten. */
int strays_rounds(unsigned long uaddr, int n, struct page **pages)
{
	int done = 0, got;

	while (done < n) {
		/* expect: check pin-leak */
		got = get_user_pages_fast(uaddr, n - done, 0, pages + done);
		if (got <= 0)
			return -EFAULT;
		done += got;
	}
	return 0;
}

int strays_rounds_right(unsigned long uaddr, int n, struct page **pages)
{
	int done = 0, got;

	while (done < n) {
		/* expect: check nothing */
		got = get_user_pages_fast(uaddr, n - done, 0, pages + done);
		if (got <= 0)
			goto release;
		done += got;
	}
	return 0;
release:
	while (done--)
		put_page(pages[done]);
	return -EFAULT;
}

/* The number is another one by the time of the loop. */
int strays_overwritten(unsigned long uaddr, int n, struct page **pages)
{
	int i, ret;

	/* expect: check pin-leak */
	ret = get_user_pages_fast(uaddr, n, 0, pages);
	if (ret < 0)
		return ret;
	if (ret == n && !strays_start(uaddr))
		return 0;
	ret = -EIO;
	for (i = 0; i < ret; i++)
		put_page(pages[i]);
	return ret;
}

int strays_overwritten_right(unsigned long uaddr, int n, struct page **pages)
{
	int i, got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	if (got < 0)
		return got;
	if (got == n && !strays_start(uaddr))
		return 0;
	for (i = 0; i < got; i++)
		put_page(pages[i]);
	return -EIO;
}

/* An errno is all that the caller hears of, however many came. */
int strays_unheard(unsigned long uaddr, int n, struct page **pages)
{
	int got;

	/* expect: check pin-leak */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	return got < 0 ? got : -EIO;
}

/* What takes them over does so if it succeeds. */
int strays_table(unsigned long uaddr, int n, void *table, struct page **pages)
{
	int ret;

	/* expect: check pin-leak */
	ret = pin_user_pages_fast(uaddr, n, 0, pages);
	if (ret < n) {
		if (ret > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, ret);
		return -EFAULT;
	}
	ret = sg_alloc_table_from_pages(table, pages, n);
	if (ret)
		return ret;
	return strays_start(uaddr);
}

int strays_table_right(unsigned long uaddr, int n, void *table,
		       struct page **pages)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(uaddr, n, 0, pages);
	if (ret < n) {
		if (ret > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, ret);
		return -EFAULT;
	}
	ret = sg_alloc_table_from_pages(table, pages, n);
	if (ret) {
		/* expect: check nothing */
		unpin_user_pages(pages, n);
		return ret;
	}
	return strays_start(uaddr);
}

/* So does a tree. */
int strays_tree(void *tree, unsigned long uaddr)
{
	struct page *page;

	/* expect: check pin-leak */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	if (!pfn_valid(page_to_pfn(page)))
		return -EINVAL;
	return xa_insert(tree, uaddr, page, GFP_KERNEL);
}

int strays_tree_right(void *tree, unsigned long uaddr)
{
	struct page *page;
	int ret;

	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	ret = xa_insert(tree, uaddr, page, GFP_KERNEL);
	if (ret)
		put_page(page);
	return ret;
}

/* A helper that releases, and one that only looks. */
static void strays_drop(struct page **pages, int n)
{
	int i;

	for (i = 0; i < n; i++)
		put_page(pages[i]);
}

static int strays_look(struct page **pages)
{
	return page_to_pfn(pages[0]) == 0;
}

int strays_helpers(unsigned long uaddr)
{
	struct page *pages[2];
	int ret;

	/* expect: check pin-leak */
	ret = get_user_pages_fast(uaddr, 2, 0, pages);
	if (ret == 2 && strays_look(pages))
		return -EINVAL;
	if (ret > 0)
		strays_drop(pages, ret);
	return ret;
}

int strays_helpers_right(unsigned long uaddr)
{
	struct page *pages[2];
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(uaddr, 2, 0, pages);
	if (ret == 2 && strays_look(pages)) {
		strays_drop(pages, ret);
		return -EINVAL;
	}
	if (ret > 0)
		strays_drop(pages, ret);
	return ret;
}

/* What a wrapper hands out is its caller's. */
static int strays_wrapped(unsigned long uaddr, int n, struct page **pages)
{
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got == n)
		return 0;
	if (got > 0)
		/* expect: check nothing */
		unpin_user_pages(pages, got);
	return -EFAULT;
}

int strays_by_wrapper(unsigned long uaddr)
{
	struct page *pages[2];
	int ret;

	/* expect: line pin-leak */
	ret = strays_wrapped(uaddr, 2, pages);
	if (ret)
		return ret;
	if (strays_start(uaddr))
		return -EIO;
	/* expect: check nothing */
	unpin_user_pages(pages, 2);
	return 0;
}

int strays_by_wrapper_right(unsigned long uaddr)
{
	struct page *pages[2];
	int ret;

	ret = strays_wrapped(uaddr, 2, pages);
	if (ret)
		return ret;
	if (strays_start(uaddr))
		ret = -EIO;
	/* expect: check nothing */
	unpin_user_pages(pages, 2);
	return ret;
}
/* The end of the scope frees the array, and the pages in it nobody puts. */
int strays_scoped(unsigned long uaddr)
{
	struct page **pages __free(kfree) = kmalloc(4 * sizeof(*pages), 0);
	int got;

	/* expect: check pin-leak */
	got = get_user_pages_fast(uaddr, 4, 0, pages);
	if (got <= 0)
		return -EFAULT;
	if (strays_start(uaddr))
		return -EIO;
	while (got--)
		put_page(pages[got]);
	return 0;
}
MODULE_LICENSE("GPL");

/* What stands behind a jump is dead, and (ret) is ret. */
int strays_dead_code(unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got, ret;

	if (!pages)
		return -ENOMEM;
	/* expect: check pin-leak */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		ret = -EFAULT;
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		goto out;;
	}
	ret = strays_start(uaddr);
	if (ret)
		goto out;
	/* expect: check nothing */
	unpin_user_pages(pages, n);
out:
	kfree(pages);
	return (ret);
}

int strays_dead_code_right(unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got, ret;

	if (!pages)
		return (-ENOMEM);
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		ret = -EFAULT;
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		goto out;;
	}
	ret = strays_start(uaddr);
	/* expect: check nothing */
	unpin_user_pages(pages, n);
out:
	kfree(pages);
	return (ret);
}

/* At most -1 is less than 0, and more than -1 is none of the errnos. */
int strays_minus_one(unsigned long uaddr, int n, struct page **pages)
{
	int got;

	/* expect: check pin-leak */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got != n) {
		if (got > -1)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	if (strays_start(uaddr))
		return -EIO;
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	return 0;
}

int strays_minus_one_right(unsigned long uaddr, int n, struct page **pages)
{
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got <= -1)
		return got;
	/* expect: check nothing */
	unpin_user_pages(pages, got);
	return 0;
}
