// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: results that are told from 0 alone, so that an errno goes on with the pages; each beside a twin that
 * is right, or that leaves the errno to somebody else.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct plover {
	unsigned long uaddr;
	struct page *egg;
	int eggs;
};

void plover_sit(struct page *page);
void plover_count(struct plover *plover, int n);

int plover_uses(struct plover *plover)
{
	struct page *page;
	int ret;

	/* expect: check signed-compare */
	ret = get_user_pages_fast(plover->uaddr, 1, FOLL_WRITE, &page);
	if (!ret)
		return -ENOMEM;
	plover_sit(page);
	put_page(page);
	return 0;
}

int plover_uses_right(struct plover *plover)
{
	struct page *page;
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(plover->uaddr, 1, FOLL_WRITE, &page);
	if (!ret)
		return -ENOMEM;
	if (ret < 0)
		return ret;
	plover_sit(page);
	put_page(page);
	return 0;
}

/* It never returns an errno. */
int plover_asks_quickly(struct plover *plover)
{
	struct page *page;
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast_only(plover->uaddr, 1, FOLL_WRITE, &page);
	if (!ret)
		return -ENOMEM;
	plover_sit(page);
	put_page(page);
	return 0;
}

/* The page tells. */
int plover_looks(struct plover *plover)
{
	struct page *page = NULL;
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(plover->uaddr, 1, FOLL_WRITE, &page);
	if (!ret)
		return -ENOMEM;
	if (!page)
		return -EFAULT;
	plover_sit(page);
	put_page(page);
	return 0;
}

/* Another call has filled it. */
int plover_asks_again(struct plover *plover)
{
	struct page *page;
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(plover->uaddr, 1, FOLL_WRITE, &page);
	if (!ret)
		return -ENOMEM;
	if (ret < 0) {
		/* expect: check nothing */
		ret = get_user_pages_fast(plover->uaddr, 1, 0, &page);
		if (ret != 1)
			return -EFAULT;
	}
	plover_sit(page);
	put_page(page);
	return 0;
}

int plover_in_condition(struct plover *plover, struct page **page)
{
	/* expect: check signed-compare */
	if (!get_user_pages_fast(plover->uaddr, 1, FOLL_WRITE, page))
		return -ENOMEM;
	return 0;
}

int plover_in_condition_right(struct plover *plover, struct page **page)
{
	/* expect: check nothing */
	if (get_user_pages_fast(plover->uaddr, 1, FOLL_WRITE, page) != 1)
		return -ENOMEM;
	return 0;
}

int plover_chooses(struct plover *plover, struct page **page)
{
	/* expect: check signed-compare */
	int ret = get_user_pages_fast(plover->uaddr, 1, FOLL_WRITE, page);

	return ret ? 0 : -EFAULT;
}

int plover_chooses_right(struct plover *plover, struct page **page)
{
	/* expect: check nothing */
	int ret = get_user_pages_fast(plover->uaddr, 1, FOLL_WRITE, page);

	return ret > 0 ? 0 : -EFAULT;
}

int plover_goes_through(struct plover *plover, struct page **pages, int n)
{
	int i, ret, err = 0;

	/* expect: check signed-compare */
	ret = get_user_pages_fast(plover->uaddr, n, FOLL_WRITE, pages);
	if (ret == 0) {
		err = -EFAULT;
		goto out;
	}
	for (i = 0; i < ret; i++) {
		plover_sit(pages[i]);
		put_page(pages[i]);
	}
out:
	return err;
}

/* Whoever gets the result may look for an errno, now or later. */
int plover_tells(struct plover *plover, struct page **pages, int n)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(plover->uaddr, n, FOLL_WRITE, pages);
	if (!ret)
		return -EFAULT;
	plover_count(plover, ret);
	return 0;
}

int plover_keeps(struct plover *plover)
{
	/* expect: check nothing */
	plover->eggs = get_user_pages_fast(plover->uaddr, 1, FOLL_WRITE, &plover->egg);
	if (!plover->eggs)
		return -EFAULT;
	return 0;
}

int plover_returns(struct plover *plover, struct page **pages, int n)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(plover->uaddr, n, FOLL_WRITE, pages);
	if (!ret)
		return -EFAULT;
	return ret;
}

bool plover_is_there(struct plover *plover, struct page **page)
{
	int got;

	/* expect: check signed-compare */
	got = get_user_pages_fast(plover->uaddr, 1, FOLL_WRITE, page);
	return got;
}

bool plover_is_there_twice(struct plover *plover, struct page **page)
{
	int got;

	/* expect: check signed-compare */
	got = get_user_pages_fast(plover->uaddr, 1, FOLL_WRITE, page);
	return !!got;
}

bool plover_is_there_right(struct plover *plover, struct page **page)
{
	int got;

	/* expect: check nothing */
	got = get_user_pages_fast(plover->uaddr, 1, FOLL_WRITE, page);
	if (got < 0)
		return false;
	return got;
}

bool plover_is_there_in_words(struct plover *plover, struct page **page)
{
	/* expect: check signed-compare */
	if (get_user_pages_fast(plover->uaddr, 1, FOLL_WRITE, page))
		return true;
	return false;
}
