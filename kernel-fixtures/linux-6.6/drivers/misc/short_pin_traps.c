// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: short counts that are all right, though they look as if they were
 * not, and beside them what is wrong in the same shape.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

struct snare {
	struct page **pages;
	unsigned long uaddr;
	long count;
	struct scatterlist *sg;
};

void snare_feed(struct snare *snare, struct page *page);
void snare_drop(struct snare *snare);
int snare_keep(struct snare *snare);

/* The count is cut to what came. */
long snare_clamped(struct snare *snare, struct page **pages, long n)
{
	long got, i;

	/* expect: check nothing */
	got = pin_user_pages_unlocked(snare->uaddr, n, pages, 0);
	if (got <= 0)
		return -EFAULT;
	n = min(n, got);
	for (i = 0; i < n; i++)
		snare_feed(snare, pages[i]);
	return n;
}

long snare_clamped_too_late(struct snare *snare, struct page **pages, long n)
{
	long got, i;

	/* expect: check partial-pin */
	got = pin_user_pages_unlocked(snare->uaddr, n, pages, 0);
	if (got <= 0)
		return -EFAULT;
	for (i = 0; i < n; i++)
		snare_feed(snare, pages[i]);
	n = min(n, got);
	return n;
}

/* A loop that asks for the rest; the array moves. */
int snare_progress(struct snare *snare, struct page **pages, long n)
{
	unsigned long uaddr = snare->uaddr;
	long got;

	while (n > 0) {
		/* expect: check nothing */
		got = pin_user_pages_unlocked(uaddr, n, pages, 0);
		if (got <= 0)
			return -EFAULT;
		uaddr += got << PAGE_SHIFT;
		pages += got;
		n -= got;
	}
	return 0;
}

/* The same by the number that is there already. */
int snare_progress_by_index(struct snare *snare, struct page **pages, long n)
{
	long done = 0, got, i;

	do {
		/* expect: check nothing */
		got = pin_user_pages_unlocked(snare->uaddr + (done << PAGE_SHIFT),
					      n - done, pages + done, 0);
		if (got <= 0)
			break;
		done += got;
	} while (done < n);
	if (done < n) {
		/* expect: check nothing */
		unpin_user_pages(pages, done);
		return -EFAULT;
	}
	for (i = 0; i < n; i++)
		snare_feed(snare, pages[i]);
	return 0;
}

/* One number for two calls. */
int snare_union(struct snare *snare, struct page **pages, long n)
{
	long first, second;

	/* expect: check nothing */
	first = pin_user_pages_unlocked(snare->uaddr, n, pages, 0);
	/* expect: check nothing */
	second = pin_user_pages_unlocked(snare->uaddr + (n << PAGE_SHIFT), n,
					 pages + n, 0);
	if (first + second != 2 * n)
		return -EFAULT;
	return 0;
}

/* `ret ?: x` makes an error of 0, and leaves a short count what it is. */
int snare_elvis(struct snare *snare, struct page **pages, int n)
{
	int ret;

	/* expect: check partial-pin */
	ret = pin_user_pages_fast(snare->uaddr, n, 0, pages);
	if (ret != n) {
		snare_drop(snare);
		return ret ?: -EFAULT;
	}
	return 0;
}

int snare_elvis_right(struct snare *snare, struct page **pages, int n)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(snare->uaddr, n, 0, pages);
	if (ret < 0 || ret != n) {
		snare_drop(snare);
		ret = ret > 0 ? 0 : ret;
		return ret ?: -EFAULT;
	}
	return 0;
}

/* One label for success and failure. */
int snare_one_label(struct snare *snare, int n)
{
	struct page **pages = kvmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret, i;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	ret = pin_user_pages_fast(snare->uaddr, n, 0, pages);
	if (ret < n)
		goto out;
	for (i = 0; i < n; i++)
		snare_feed(snare, pages[i]);
out:
	if (ret > 0)
		/* expect: check nothing */
		unpin_user_pages(pages, ret);
	kvfree(pages);
	return ret == n ? 0 : -EFAULT;
}

/* The caller wants to know how many came. */
int snare_count(struct snare *snare, struct page **pages, int n)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(snare->uaddr, n, 0, pages);
	if (ret != n)
		pr_debug("only %d\n", ret);
	return ret;
}

/* A zeroed array tells where the pages end. */
int snare_zeroed(struct snare *snare, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int ret, i;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	ret = pin_user_pages_fast(snare->uaddr, n, 0, pages);
	if (ret < n) {
		for (i = 0; i < n; i++) {
			if (!pages[i])
				break;
			/* expect: check nothing */
			unpin_user_page(pages[i]);
		}
		kfree(pages);
		return -EFAULT;
	}
	snare->pages = pages;
	return 0;
}

/* The object owns the array, and who drops it releases what is in it. */
int snare_owned(struct snare *snare, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return -ENOMEM;
	snare->pages = pages;
	/* expect: check nothing */
	ret = pin_user_pages_fast(snare->uaddr, n, 0, pages);
	snare->count = max(ret, 0);
	if (ret != n) {
		snare_drop(snare);
		return -EFAULT;
	}
	return 0;
}

/* Nobody knows how these two counts stand to each other. */
int snare_other_count(struct snare *snare, struct page **pages, int n, int wanted)
{
	int ret, i;

	/* expect: check nothing */
	ret = pin_user_pages_fast(snare->uaddr, n, 0, pages);
	if (ret < wanted)
		return -EFAULT;
	for (i = 0; i < n; i++)
		snare_feed(snare, pages[i]);
	return 0;
}

/* No pages come out of this one: it only faults them in. */
int snare_faulted_in(struct snare *snare, int n)
{
	long ret;

	mmap_read_lock(current->mm);
	/* expect: check nothing */
	ret = get_user_pages(snare->uaddr, n, FOLL_WRITE, NULL);
	mmap_read_unlock(current->mm);
	return ret < 0 ? ret : 0;
}

/* A helper that releases gets the array behind something else. */
void unpin_snare_pages(struct mm_struct *mm, struct page **pages, int start, int n);

int snare_helper(struct snare *snare, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	ret = pin_user_pages_fast(snare->uaddr, n, 0, pages);
	if (ret < 0) {
		kfree(pages);
		return ret;
	}
	if (ret != n) {
		unpin_snare_pages(current->mm, pages, 0, ret);
		return -EFAULT;
	}
	snare->pages = pages;
	return 0;
}

/* Whoever comes behind BUG_ON() has all pages; WARN_ON() stops nobody. */
int snare_asserted(struct snare *snare, struct page **pages, int n)
{
	int ret, i;

	/* expect: check nothing */
	ret = pin_user_pages_fast(snare->uaddr, n, 0, pages);
	if (ret < 0)
		return ret;
	BUG_ON(ret != n);
	for (i = 0; i < n; i++)
		snare_feed(snare, pages[i]);
	return 0;
}

int snare_warned(struct snare *snare, struct page **pages, int n)
{
	int ret, i;

	/* expect: check partial-pin */
	ret = pin_user_pages_fast(snare->uaddr, n, 0, pages);
	if (ret < 0)
		return ret;
	WARN_ON(ret != n);
	for (i = 0; i < n; i++)
		snare_feed(snare, pages[i]);
	return 0;
}

/* Who knows when there is anything to release. */
int snare_sometimes(struct snare *snare, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	ret = pin_user_pages_fast(snare->uaddr, n, 0, pages);
	if (ret < 0)
		goto free;
	if (ret != n) {
		if (snare->count)
			/* expect: check nothing */
			unpin_user_pages(pages, ret);
		ret = -EFAULT;
		goto free;
	}
	snare->pages = pages;
	return 0;
free:
	kfree(pages);
	return ret;
}

void snare_announce(struct snare *snare, int count);
void snare_take(struct snare *snare, struct page **pages, int room);

/* The object knows how many there are. */
int snare_told(struct snare *snare, struct page **pages, int n)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(snare->uaddr, n, 0, pages);
	if (ret < 0)
		return ret;
	snare_announce(snare, ret);
	snare_take(snare, pages, n);
	return 0;
}

/* The first element is not this call's. */
int snare_offset(struct snare *snare, struct page **pages, int n)
{
	int ret, i;

	/* expect: check nothing */
	ret = pin_user_pages_fast(snare->uaddr, n, 0, pages + 1);
	if (ret < 0)
		return ret;
	for (i = 0; i < n; i++)
		snare_feed(snare, pages[i]);
	return ret;
}

/* Another array under the same name. */
int snare_replaced(struct snare *snare, struct page **pages, int n)
{
	int ret, i;

	/* expect: check nothing */
	ret = pin_user_pages_fast(snare->uaddr, n, 0, pages);
	if (ret < 0)
		return ret;
	snare_announce(snare, ret);
	pages = snare->pages;
	for (i = 0; i < n; i++)
		snare_feed(snare, pages[i]);
	return 0;
}

/* The first element without a page ends the loop. */
int snare_up_to_null(unsigned long uaddr, int n, struct page **pages)
{
	int i, got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	if (got < 0)
		return got;
	for (i = 0; i < n && pages[i]; i++)
		put_page(pages[i]);
	return 0;
}

/* A variable knows whether all have come. */
int snare_have(struct snare *snare, struct page **pages, int n)
{
	bool have = false;
	int got = 0, ret = -EFAULT;

	if (snare->uaddr) {
		/* expect: check nothing */
		got = pin_user_pages_fast(snare->uaddr, n, 0, pages);
		if (got != n)
			goto out;
		have = true;
	}
	ret = 0;
out:
	if (have)
		/* expect: check nothing */
		unpin_user_pages(pages, n);
	else if (got > 0)
		/* expect: check nothing */
		unpin_user_pages(pages, got);
	return ret;
}

/* It is told too early. */
int snare_have_not(struct snare *snare, struct page **pages, int n)
{
	bool have = false;
	int got = 0, ret = -EFAULT;

	if (snare->uaddr) {
		/* expect: check nothing */
		got = pin_user_pages_fast(snare->uaddr, n, 0, pages);
		if (got <= 0)
			goto out;
		have = true;
		if (got != n)
			goto out;
	}
	ret = 0;
out:
	if (have)
		/* expect: check partial-pin */
		unpin_user_pages(pages, n);
	return ret;
}

/* How far it came says what is to be undone. */
int snare_stages(struct snare *snare, struct page **pages, int n)
{
	enum { BEGUN, PINNED, DONE } stage = BEGUN;
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(snare->uaddr, n, 0, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		goto undo;
	}
	stage = PINNED;
	snare_take(snare, pages, n);
undo:
	switch (stage) {
	case PINNED:
		/* expect: check nothing */
		unpin_user_pages(pages, n);
		fallthrough;
	case BEGUN:
		return -EFAULT;
	case DONE:
		break;
	}
	return 0;
}

/* Of two pages only one is fewer. */
int snare_pair(struct snare *snare)
{
	struct page *pages[2];
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(snare->uaddr, 2, 0, pages);
	if (got != 2) {
		if (got == 1)
			/* expect: check nothing */
			unpin_user_page(pages[0]);
		return -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, 2);
	return 0;
}

int snare_three(struct snare *snare)
{
	struct page *pages[3];
	int got;

	/* expect: check partial-pin */
	got = pin_user_pages_fast(snare->uaddr, 3, 0, pages);
	if (got != 3) {
		if (got == 1)
			/* expect: check nothing */
			unpin_user_page(pages[0]);
		return -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, 3);
	return 0;
}

/* Who names the array does not jump to the label of the same name. */
int snare_label(struct snare *snare, struct page **first, struct page **second, int n)
{
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(snare->uaddr, n, 0, first);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(first, got);
		return -EFAULT;
	}
	/* expect: check nothing */
	got = pin_user_pages_fast(snare->uaddr + n * PAGE_SIZE, n, 0, second);
	if (got != n) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(second, got);
		got = -EFAULT;
		goto first;
	}
	got = 0;
	/* expect: check nothing */
	unpin_user_pages(second, n);
first:
	/* expect: check nothing */
	unpin_user_pages(first, n);
	return got;
}

/* Whoever got another object before has nothing of this one. */
int snare_anew(struct snare *snare, unsigned long uaddr, int n)
{
	int got;

	snare_drop(snare);
	snare = kzalloc(sizeof(*snare), GFP_KERNEL);
	if (!snare)
		return -ENOMEM;
	snare->pages = kcalloc(n, sizeof(*snare->pages), GFP_KERNEL);
	if (!snare->pages)
		goto free;
	/* expect: check partial-pin */
	got = pin_user_pages_fast(uaddr, n, 0, snare->pages);
	if (got != n)
		goto free_pages;
	return snare_keep(snare);
free_pages:
	kfree(snare->pages);
free:
	kfree(snare);
	return -EFAULT;
}

int snare_anew_right(struct snare *snare, unsigned long uaddr, int n)
{
	int got;

	snare_drop(snare);
	snare = kzalloc(sizeof(*snare), GFP_KERNEL);
	if (!snare)
		return -ENOMEM;
	snare->pages = kcalloc(n, sizeof(*snare->pages), GFP_KERNEL);
	if (!snare->pages)
		goto free;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, 0, snare->pages);
	if (got != n)
		goto free_pages;
	return snare_keep(snare);
free_pages:
	if (got > 0)
		/* expect: check nothing */
		unpin_user_pages(snare->pages, got);
	kfree(snare->pages);
free:
	kfree(snare);
	return -EFAULT;
}

/* The same object as before: who got it may have noted its array, and look after it. */
int snare_known(struct snare *snare, unsigned long uaddr, int n)
{
	int got;

	snare_drop(snare);
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, 0, snare->pages);
	if (got == n)
		return 0;
	kfree(snare->pages);
	return -EFAULT;
}

/* What drops them is a function of the file, and drops each that there is. */
static void snare_let_go(struct page *page)
{
	put_page(page);
}

int snare_helped_up_to_null(unsigned long uaddr, int n, struct page **pages)
{
	int i, got;

	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, n, 0, pages);
	if (got < 0)
		return got;
	for (i = 0; i < n && pages[i]; i++)
		snare_let_go(pages[i]);
	return 0;
}

void snare_note(unsigned long what);

/* The tag of a struct is no use of the array that is called like it. */
int snare_tag(unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got;

	/* expect: check partial-pin */
	got = pin_user_pages_fast(uaddr, n, 0, pages);
	if (got < n) {
		snare_note(sizeof(struct pages));
		kfree(pages);
		return -EFAULT;
	}
	unpin_user_pages(pages, n);
	kfree(pages);
	return 0;
}

int snare_tag_of_nothing(unsigned long uaddr, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, 0, pages);
	if (got < n) {
		snare_note((unsigned long)pages);
		kfree(pages);
		return -EFAULT;
	}
	unpin_user_pages(pages, n);
	kfree(pages);
	return 0;
}
