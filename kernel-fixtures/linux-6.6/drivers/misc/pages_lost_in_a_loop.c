// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a loop that hands the pages over one by one and may be left before
 * the first of them; memory for as many as came. Each beside its right twin.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/overflow.h>
#include <linux/slab.h>

struct wicket {
	struct wicket *next;
	struct page *page;
	void *mapping;
};

struct gate {
	int count;
	struct page *pages[];
};

struct turnstile {
	struct wicket *wickets;
	struct page **kept;
	int n_kept;
};

int turnstile_map(struct page *page);
int turnstile_shut(struct gate *gate);
int turnstile_open(struct wicket *wickets, int n);

/* There is no memory for the first one, and nobody has any page yet. */
int turnstile_none(struct turnstile *t, unsigned long uaddr, int n, struct page **pages)
{
	struct wicket *wicket;
	int got, i = 0, ret = 0;

	/* expect: check pin-leak */
	got = get_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got < 0)
		return got;
	while (i < got) {
		wicket = kzalloc(sizeof(*wicket), GFP_KERNEL);
		if (!wicket) {
			ret = -ENOMEM;
			goto out;
		}
		wicket->page = pages[i++];
		wicket->next = t->wickets;
		t->wickets = wicket;
	}
	turnstile_open(t->wickets, got);
out:
	return ret;
}

int turnstile_none_right(struct turnstile *t, unsigned long uaddr, int n, struct page **pages)
{
	struct wicket *wicket;
	int got, i = 0, ret = 0;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got < 0)
		return got;
	while (i < got) {
		wicket = kzalloc(sizeof(*wicket), GFP_KERNEL);
		if (!wicket) {
			ret = -ENOMEM;
			goto release;
		}
		wicket->page = pages[i++];
		wicket->next = t->wickets;
		t->wickets = wicket;
	}
	turnstile_open(t->wickets, got);
	return 0;
release:
	for (; i < got; i++)
		put_page(pages[i]);
	return ret;
}

/* Nothing is wrong with a loop that ran through, and with one that ends by a break. */
int turnstile_through(struct turnstile *t, unsigned long uaddr, int n, struct page **pages)
{
	int got, i;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got <= 0)
		return -EFAULT;
	for (i = 0; i < got; i++) {
		if (t->n_kept == n)
			break;
		t->kept[t->n_kept++] = pages[i];
	}
	return turnstile_open(t->wickets, i) ? -EIO : 0;
}

/* What the loop releases itself, behind the goto or in front of it. */
int turnstile_mixed(struct turnstile *t, unsigned long uaddr, int n, struct page **pages)
{
	int got, i, ret;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got <= 0)
		return -EFAULT;
	for (i = 0; i < got; i++) {
		ret = turnstile_map(pages[i]);
		if (ret) {
			for (; i < got; i++)
				put_page(pages[i]);
			goto out;
		}
		t->kept[t->n_kept++] = pages[i];
	}
	return 0;
out:
	turnstile_open(t->wickets, t->n_kept);
	return ret;
}

/* In the first round nothing comes of it, and what the rounds before have left nobody can tell. */
int turnstile_later(struct turnstile *t, unsigned long uaddr, int n, struct page **pages)
{
	struct page *last = NULL;
	int got, i;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got <= 0)
		return -EFAULT;
	for (i = 0; i < got; i++) {
		if (last && turnstile_map(last))
			return -EIO;
		t->kept[t->n_kept++] = pages[i];
		last = t->kept[0];
	}
	return 0;
}

/* Whether there is memory for what came tells nothing of how many came. */
int turnstile_sized(struct turnstile *t, unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	struct wicket *wickets = NULL;
	int got, ret;

	if (!pages)
		return -ENOMEM;
	/* expect: check pin-leak */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got <= 0) {
		ret = -EFAULT;
		goto out;
	}
	wickets = kcalloc(got, sizeof(*wickets), GFP_KERNEL);
	if (!wickets) {
		ret = -ENOMEM;
		goto out;
	}
	ret = turnstile_open(wickets, got);
	/* expect: check nothing */
	unpin_user_pages(pages, got);
out:
	kfree(wickets);
	kfree(pages);
	return ret;
}

int turnstile_sized_right(struct turnstile *t, unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	struct wicket *wickets = NULL;
	int got, ret;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got <= 0) {
		ret = -EFAULT;
		goto out;
	}
	wickets = kcalloc(got, sizeof(*wickets), GFP_KERNEL);
	ret = wickets ? turnstile_open(wickets, got) : -ENOMEM;
	/* expect: check nothing */
	unpin_user_pages(pages, got);
out:
	kfree(wickets);
	kfree(pages);
	return ret;
}

/* struct_size() gets the name of a member, and not the array that is called so, too. */
int turnstile_gate(unsigned long uaddr, int n)
{
	struct page *pages[4];
	struct gate *gate;
	int got;

	/* expect: check pin-leak */
	got = get_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	if (got <= 0)
		return -EFAULT;
	gate = kzalloc(struct_size(gate, pages, n), GFP_KERNEL);
	if (!gate)
		return -ENOMEM;
	gate->count = turnstile_shut(gate);
	while (got--)
		put_page(pages[got]);
	kfree(gate);
	return 0;
}

int turnstile_gate_right(unsigned long uaddr, int n)
{
	struct page *pages[4];
	struct gate *gate;
	int got;

	gate = kzalloc(struct_size(gate, pages, n), GFP_KERNEL);
	if (!gate)
		return -ENOMEM;
	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);
	if (got > 0)
		gate->count = turnstile_shut(gate);
	while (got > 0)
		put_page(pages[--got]);
	kfree(gate);
	return 0;
}

MODULE_LICENSE("GPL");
