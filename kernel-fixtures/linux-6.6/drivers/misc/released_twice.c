// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that are released twice on one way, each beside its twin that
 * is right.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct recast {
	struct page **pages;
	int count;
};

int recast_check(unsigned long token);
void recast_turn(struct recast *recast);

/* The label releases what the branch has released. */
int recast_label(unsigned long uaddr)
{
	struct page *page;
	int ret;

	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	ret = recast_check(uaddr);
	if (ret < 0) {
		/* expect: check nothing */
		unpin_user_page(page);
		goto out;
	}
	ret = 0;
out:
	/* expect: check double-release */
	unpin_user_page(page);
	return ret;
}

int recast_label_right(unsigned long uaddr)
{
	struct page *page;
	int ret;

	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	ret = recast_check(uaddr);
	if (ret < 0)
		goto out;
	ret = 0;
out:
	/* expect: check nothing */
	unpin_user_page(page);
	return ret;
}

/* Whoever took them: these are the same, and so is their number. */
void recast_done(struct recast *r, bool dirty)
{
	if (dirty)
		/* expect: check nothing */
		unpin_user_pages(r->pages, r->count);
	/* expect: check double-release */
	unpin_user_pages(r->pages, r->count);
}

void recast_done_right(struct recast *r, bool dirty)
{
	if (dirty)
		/* expect: check nothing */
		unpin_user_pages_dirty_lock(r->pages, r->count, true);
	else
		/* expect: check nothing */
		unpin_user_pages(r->pages, r->count);
}

/* A helper has released it already. */
static void recast_drop(struct page *page)
{
	put_page(page);
}

int recast_helper(unsigned long uaddr)
{
	struct page *page;

	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	if (recast_check(uaddr))
		recast_drop(page);
	/* expect: line double-release */
	put_page(page);
	return 0;
}

int recast_helper_right(unsigned long uaddr)
{
	struct page *page;

	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	if (recast_check(uaddr)) {
		recast_drop(page);
		return -EIO;
	}
	put_page(page);
	return 0;
}

/* What stands in between makes others of them. */
void recast_moved(struct recast *r, int n)
{
	/* expect: check nothing */
	unpin_user_pages(r->pages, n);
	r->pages += n;
	/* expect: check nothing */
	unpin_user_pages(r->pages, n);
}

/* Each half is released once. */
void recast_halves(struct recast *r, int n)
{
	/* expect: check nothing */
	unpin_user_pages(r->pages, n);
	/* expect: check nothing */
	unpin_user_pages(r->pages + n, r->count - n);
}

/* Two ways, and each releases it once. */
void recast_either(struct recast *r, bool early)
{
	if (early)
		/* expect: check nothing */
		unpin_user_pages(r->pages, r->count);
	recast_check(r->count);
	if (!early)
		/* expect: check nothing */
		unpin_user_pages(r->pages, r->count);
}

/* Two conditions may exclude each other, whatever their texts. */
void recast_perhaps(struct recast *r, int state)
{
	if (recast_check(state))
		/* expect: check nothing */
		unpin_user_pages(r->pages, r->count);
	if (state == 3)
		/* expect: check nothing */
		unpin_user_pages(r->pages, r->count);
}

/* A reference more has a release more. */
int recast_more(unsigned long uaddr)
{
	struct page *page;

	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	get_page(page);
	put_page(page);
	put_page(page);
	return 0;
}

/* A loop drops each of them, and the label all of them. */
int recast_loop(unsigned long uaddr, int n, struct page **pages)
{
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, 0, pages);
	if (got < n)
		goto unpin;
	for (i = 0; i < got; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
unpin:
	if (got > 0)
		/* expect: check double-release */
		unpin_user_pages(pages, got);
	return 0;
}

/* So do two loops. */
int recast_loops(unsigned long uaddr, int n, struct page **pages)
{
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, 0, pages);
	if (got < n)
		goto unpin;
	for (i = 0; i < got; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
unpin:
	for (i = 0; i < got; i++)
		/* expect: check double-release */
		unpin_user_page(pages[i]);
	return 0;
}

/* One part, and the rest. */
int recast_parts(unsigned long uaddr, int n, struct page **pages)
{
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, 0, pages);
	if (got <= 0)
		return got;
	for (i = 0; i < got; i++) {
		if (recast_check(i))
			break;
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	}
	for (; i < got; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	return 0;
}

/* None of them is left to be released by then. */
int recast_none_left(unsigned long uaddr, int n, struct page **pages)
{
	long got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, 0, pages);
	if (got == n) {
		/* expect: check nothing */
		unpin_user_pages(pages, got);
		got = 0;
	}
	if (got < 0)
		return got;
	/* expect: check nothing */
	unpin_user_pages(pages, got);
	return 0;
}

MODULE_LICENSE("GPL");

/* Who gives up in a loop releases all of them once. */
int recast_gives_up(struct recast *recast, unsigned long uaddr)
{
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, recast->count, 0, recast->pages);
	if (got <= 0)
		return -EFAULT;
	for (i = 0; i < got; i++) {
		if (PageReserved(recast->pages[i])) {
			/* expect: check nothing */
			unpin_user_pages(recast->pages, got);
			return -EIO;
		}
	}
	/* expect: check nothing */
	unpin_user_pages(recast->pages, got);
	return 0;
}

int recast_gives_up_by_case(struct recast *recast, unsigned long uaddr)
{
	int got, tries = 0;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, recast->count, 0, recast->pages);
	if (got <= 0)
		return -EFAULT;
	do {
		switch (recast_check(uaddr)) {
		case 0:
			break;
		default:
			/* expect: check nothing */
			unpin_user_pages(recast->pages, got);
			return -EIO;
		}
	} while (tries++ < 3);
	/* expect: check nothing */
	unpin_user_pages(recast->pages, got);
	return -ETIMEDOUT;
}

int recast_gives_up_twice(struct recast *recast, unsigned long uaddr)
{
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, recast->count, 0, recast->pages);
	if (got <= 0)
		return -EFAULT;
	for (i = 0; i < got; i++) {
		if (PageReserved(recast->pages[i])) {
			/* expect: check nothing */
			unpin_user_pages(recast->pages, got);
			goto out;
		}
	}
	recast_check(uaddr);
out:
	/* expect: check double-release */
	unpin_user_pages(recast->pages, got);
	return -EIO;
}

/* --- a loop that goes on, and a release that does not --- */

int recast_same(struct recast *recast, unsigned long uaddr)
{
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, recast->count, 0, recast->pages);
	for (i = 0; i < got; i++)
		/* expect: check double-release */
		unpin_user_page(recast->pages[0]);
	return got;
}

int recast_same_reference(struct page **pages, unsigned long uaddr, int n)
{
	int i, got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	for (i = 0; i < got; ++i) {
		recast_check(uaddr + i);
	}
	for (i = 0; i < got; ++i)
		/* expect: line double-release */
		put_page(*pages);
	return 0;
}

int recast_each(struct recast *recast, struct page **pages, unsigned long uaddr)
{
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, recast->count, 0, recast->pages);
	for (i = 0; i < got; i++)
		/* expect: check nothing */
		unpin_user_page(recast->pages[i]);
	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, 4, 0, pages);
	for (i = 0; i < got; i++)
		put_page(*pages++);
	/* Once is no loop. */
	for (i = 0; i < 1; i++)
		/* expect: check nothing */
		unpin_user_page(recast->pages[0]);
	return got;
}

/* Who gets the object may turn its array. */
int recast_turned(struct recast *recast, unsigned long uaddr)
{
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, recast->count, 0, recast->pages);
	for (i = 0; i < got; i++) {
		/* expect: check nothing */
		unpin_user_page(recast->pages[0]);
		recast_turn(recast);
	}
	return got;
}

/* All of them are parts of one large page. */
int recast_large(struct page **pages, unsigned long uaddr, int n)
{
	int i, got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	if (got <= 0)
		return -EFAULT;
	for (i = 0; i < got; i++)
		put_page(pages[0]);
	return PageCompound(pages[0]) ? 0 : -EINVAL;
}

/* A reference for each time round was taken before. */
int recast_referenced(struct page **pages, unsigned long uaddr, int n)
{
	int i;

	/* expect: check nothing */
	if (get_user_pages_fast(uaddr, 1, 0, pages) != 1)
		return -EFAULT;
	for (i = 0; i < n; i++)
		get_page(pages[0]);
	for (i = 0; i < n; i++)
		put_page(pages[0]);
	return 0;
}

/* Each round has a page of its own, whichever of the two releases it. */
int recast_rounds(unsigned long uaddr, int n)
{
	struct page *page;
	int i;

	for (i = 0; i < n; i++) {
		/* expect: check nothing */
		if (pin_user_pages_fast(uaddr + i * PAGE_SIZE, 1, 0, &page) != 1)
			continue;
		if (recast_check(i)) {
			/* expect: check nothing */
			unpin_user_page(page);
			continue;
		}
		/* expect: check nothing */
		unpin_user_page(page);
	}
	return 0;
}

/* What a condition asks about the number of the round changes nothing. */
int recast_rounds_twice(unsigned long uaddr, int n)
{
	struct page *page;
	int i;

	/* expect: check nothing */
	if (pin_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	for (i = 0; i < n; i++) {
		if (recast_check(i)) {
			/* expect: check nothing */
			unpin_user_page(page);
			break;
		}
	}
	/* expect: check double-release */
	unpin_user_page(page);
	return 0;
}

/* Each time round it was taken once more. */
int recast_taken_each_time(struct page **pages, unsigned long uaddr, int n)
{
	int i;

	for (i = 0; i < n; i++)
		/* expect: check nothing */
		n -= pin_user_pages_fast(uaddr, 1, 0, &pages[0]) != 1;
	for (i = 0; i < n; i++)
		/* expect: check nothing */
		unpin_user_page(pages[0]);
	return 0;
}

/* Each time round it is another object's first page. */
struct recast_list {
	struct page **pages;
	struct recast_list *next;
};

int recast_each(struct recast *all, unsigned long uaddr, int n)
{
	int i, got = 0;

	for (i = 0; i < n; i++)
		/* expect: check nothing */
		got += pin_user_pages_fast(uaddr, all[i].count, 0, all[i].pages) == all[i].count;
	for (i = 0; i < got; i++)
		/* expect: check nothing */
		unpin_user_page(all[i].pages[0]);
	return got;
}

int recast_chain(struct recast_list *list, unsigned long uaddr, int n)
{
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, 0, list->pages);
	for (i = 0; i < got; i++) {
		/* expect: check nothing */
		unpin_user_page(list->pages[0]);
		list = list->next;
	}
	return got;
}

/* Who gets the page may take a reference for each time round. */
void recast_hold(struct page *page, int n);

int recast_held(struct page **pages, unsigned long uaddr, int n)
{
	int i, got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	if (got != n) {
		while (got > 0)
			put_page(pages[--got]);
		return -EFAULT;
	}
	recast_hold(pages[0], n);
	for (i = 0; i < n; i++)
		put_page(pages[0]);
	return got;
}

struct page *turnstile_next(struct list_head *list);

/* The same words, and each time another page. */
void turnstile_two(struct page **pages, struct list_head *list, int i)
{
	/* expect: check nothing */
	unpin_user_page(pages[i++]);
	/* expect: check nothing */
	unpin_user_page(pages[i++]);
	/* expect: check nothing */
	unpin_user_page(turnstile_next(list));
	/* expect: check nothing */
	unpin_user_page(turnstile_next(list));
	/* expect: check nothing */
	unpin_user_page(*pages++);
	/* expect: check nothing */
	unpin_user_page(*pages++);
}

/* The page of one address is the same one. */
void turnstile_same(void *address)
{
	/* expect: check nothing */
	unpin_user_page(virt_to_page(address));
	/* expect: check double-release */
	unpin_user_page(virt_to_page(address));
}

/* A log names the page, and leaves it as it is. */
void recast_told(struct recast *recast)
{
	/* expect: check nothing */
	unpin_user_page(recast->pages[0]);
	pr_debug("%p of %d\n", recast->pages[0], recast->count);
	/* expect: check double-release */
	unpin_user_page(recast->pages[0]);
}
