// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: results that nothing looks at, each beside its twin that is right:
 * a statement, a variable that gets another value first, an array of somebody
 * else; and what tells of the pages without the result.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct unheeded {
	unsigned long uaddr;
	struct page **pages;
	int count;
};

int unheeded_statement(unsigned long uaddr)
{
	struct page *pages[4];

	/* expect: check unchecked-return */
	pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	/* expect: check nothing */
	unpin_user_page(pages[0]);
	return 0;
}

int unheeded_statement_right(unsigned long uaddr)
{
	struct page *pages[4];
	int pinned;

	/* expect: check nothing */
	pinned = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	if (pinned > 0)
		/* expect: check nothing */
		unpin_user_pages(pages, pinned);
	return pinned;
}

int unheeded_overwritten(unsigned long uaddr, int mode)
{
	struct page *pages[4];
	int ret;

	if (mode) {
		/* expect: check unchecked-return */
		ret = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	}
	ret = mode + 1;
	return ret;
}

int unheeded_overwritten_right(unsigned long uaddr, int mode)
{
	struct page *pages[4];
	int ret = 0;

	if (mode) {
		/* expect: check nothing */
		ret = pin_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	}
	if (!mode)
		ret = mode + 1;
	return ret;
}

/* The loop brings the result back to where it is read. */
int unheeded_loop_right(unsigned long uaddr, int n)
{
	struct page *pages[1];
	int ret = 1;

	while (ret == 1 && n--) {
		/* expect: check pin-leak */
		ret = pin_user_pages_fast(uaddr, 1, FOLL_WRITE, pages);
	}
	return 0;
}

void unheeded_member(struct unheeded *u)
{
	/* expect: check unchecked-return */
	get_user_pages_fast(u->uaddr, u->count, FOLL_WRITE, u->pages);
}

void unheeded_member_right(struct unheeded *u)
{
	/* expect: check nothing */
	u->count = get_user_pages_fast(u->uaddr, u->count, FOLL_WRITE,
				       u->pages);
}

/* Cleared before, looked at behind: the page says what came. */
struct page *unheeded_preset(struct mm_struct *mm, unsigned long uaddr)
{
	struct page *page = NULL;

	mmap_read_lock(mm);
	/* expect: check nothing */
	get_user_pages_remote(mm, uaddr, 1, FOLL_WRITE, &page, NULL);
	mmap_read_unlock(mm);
	return page;
}

int unheeded_elements(struct unheeded *u)
{
	int i, got = 0;

	/* expect: check nothing */
	pin_user_pages_fast(u->uaddr, u->count, FOLL_WRITE, u->pages);
	for (i = 0; i < u->count; i++)
		if (u->pages[i])
			got++;
	return got;
}

/* No page is handed out, or the author says that it does not matter. */
void unheeded_probe(struct mm_struct *mm, unsigned long uaddr)
{
	int locked = 1;

	mmap_read_lock(mm);
	/* expect: check nothing */
	get_user_pages_remote(mm, uaddr, 1, FOLL_WRITE, NULL, &locked);
	if (locked)
		mmap_read_unlock(mm);
}

void unheeded_void(unsigned long uaddr, struct page **pages)
{
	/* expect: check nothing */
	(void)pin_user_pages_fast(uaddr, 1, 0, pages);
}
MODULE_LICENSE("GPL");

/* What was there before tells nothing of what came. */
int unheeded_unset_page(unsigned long uaddr)
{
	struct page *page;

	/* expect: check unchecked-return */
	get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page);
	if (!page)
		return -EFAULT;
	put_page(page);
	return 0;
}

int unheeded_unset_page_right(unsigned long uaddr)
{
	struct page *page = NULL;

	/* expect: check nothing */
	get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page);
	if (!page)
		return -EFAULT;
	put_page(page);
	return 0;
}

int unheeded_uncleared_array(unsigned long uaddr, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int i;

	/* expect: check unchecked-return */
	get_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	for (i = 0; i < n && pages[i]; i++)
		put_page(pages[i]);
	kfree(pages);
	return 0;
}

int unheeded_uncleared_array_right(unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int i;

	/* expect: check nothing */
	get_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	for (i = 0; i < n && pages[i]; i++)
		put_page(pages[i]);
	kfree(pages);
	return 0;
}

/* A member of the page is tested, which tells of the page only that somebody takes it for one. */
int unheeded_member_of_page(unsigned long uaddr, struct page *zero)
{
	struct page *page = zero;

	/* expect: check unchecked-return */
	get_user_pages_fast(uaddr, 1, 0, &page);
	if (page->flags || uaddr)
		put_page(page);
	return 0;
}

int unheeded_member_of_page_right(unsigned long uaddr)
{
	struct page *page = NULL;

	/* expect: check nothing */
	get_user_pages_fast(uaddr, 1, 0, &page);
	if (page && page->flags)
		uaddr++;
	if (page)
		put_page(page);
	return uaddr;
}

/* Elements that were NULL before, by the declaration, by memset(), one by one. */
int unheeded_preset(unsigned long uaddr)
{
	struct page *pages[2] = { NULL, NULL };

	/* expect: check nothing */
	get_user_pages_fast(uaddr, 2, 0, pages);
	if (pages[0])
		put_page(pages[0]);
	if (pages[1])
		put_page(pages[1]);
	return 0;
}

int unheeded_zeroed(unsigned long uaddr)
{
	struct page *pages[2];

	memset(pages, 0, sizeof(pages));
	/* expect: check nothing */
	get_user_pages_fast(uaddr, 2, 0, pages);
	if (pages[0])
		put_page(pages[0]);
	if (pages[1])
		put_page(pages[1]);
	return 0;
}

int unheeded_first(unsigned long uaddr)
{
	struct page *pages[1];

	pages[0] = NULL;
	/* expect: check nothing */
	get_user_pages_fast(uaddr, 1, 0, pages);
	if (!pages[0])
		return -EFAULT;
	put_page(pages[0]);
	return 0;
}

int unheeded_stale(unsigned long uaddr)
{
	struct page *pages[2];

	/* expect: check unchecked-return */
	get_user_pages_fast(uaddr, 2, 0, pages);
	if (pages[0])
		put_page(pages[0]);
	return 0;
}

/* A hint asks nothing else than what stands in it. */
int unheeded_hinted(unsigned long uaddr)
{
	struct page *pages[2];

	memset(pages, 0, sizeof(pages));
	/* expect: check nothing */
	get_user_pages_fast(uaddr, 2, 0, pages);
	if (likely(pages[0]))
		put_page(pages[0]);
	if (unlikely((pages[1])))
		put_page(pages[1]);
	return 0;
}

int unheeded_wants(struct page *page);

int unheeded_hinted_not(unsigned long uaddr)
{
	struct page *pages[2];

	memset(pages, 0, sizeof(pages));
	/* expect: check unchecked-return */
	get_user_pages_fast(uaddr, 2, 0, pages);
	if (likely(unheeded_wants(pages[0])))
		put_page(pages[0]);
	put_page(pages[1]);
	return 0;
}

int unheeded_unset_page_compared(unsigned long uaddr)
{
	struct page *page = NULL;

	/* expect: check nothing */
	get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page);
	if (page == NULL)
		return -EFAULT;
	put_page(page);
	return 0;
}

int unheeded_unset_page_there(unsigned long uaddr)
{
	struct page *page = NULL;

	/* expect: check pin-leak */
	get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page);
	if (NULL != page)
		return -EFAULT;
	return 0;
}
