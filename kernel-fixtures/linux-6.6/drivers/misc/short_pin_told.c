// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: fewer pages than asked for, and a variable that was chosen by how many came tells it: an errno, a truth value.
 * Each beside its right twin, and what tells less than it seems.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

int oracle_ask(void);

int oracle_errno(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got, err;

	/* expect: check partial-pin */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	err = got == n ? 0 : got < 0 ? got : -EFAULT;
	if (err)
		return err;
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	return 0;
}

int oracle_errno_right(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got, err;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	err = got == n ? 0 : got < 0 ? got : -EFAULT;
	if (err) {
		if (got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return err;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	return 0;
}

int oracle_truth(unsigned long uaddr, int n)
{
	struct page *pages[8];
	bool all;
	int got;

	/* expect: check partial-pin */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	all = got == n;
	if (!all)
		return -EFAULT;
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	return 0;
}

int oracle_truth_right(unsigned long uaddr, int n)
{
	struct page *pages[8];
	bool all;
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	all = got == n;
	if (!all && got > 0)
		/* expect: check nothing */
		unpin_user_pages(pages, got);
	if (!all)
		return -EFAULT;
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	return 0;
}

int oracle_either(unsigned long uaddr, int n)
{
	struct page *pages[8];
	bool failed;
	int got;

	/* expect: check partial-pin */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	failed = got < 0 || got != n;
	if (failed)
		return -EFAULT;
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	return 0;
}

int oracle_copied(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got, told, err;

	/* expect: check partial-pin */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	told = got == n ? 0 : -EFAULT;
	err = told;
	if (err)
		return err;
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	return 0;
}

/* It tells an error, and not how many came. */
int oracle_some(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got, err, i;

	/* expect: check partial-pin */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	err = got < 0 ? got : 0;
	if (err)
		return err;
	for (i = 0; i < n; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	return 0;
}

int oracle_some_right(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got, err, i;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	err = got < 0 ? got : 0;
	if (err)
		return err;
	for (i = 0; i < got; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	return 0;
}

/* What it says later it was told by somebody else. */
int oracle_later(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got, err;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	err = got < n ? -EFAULT : 0;
	if (!err)
		err = oracle_ask();
	while (got > 0)
		/* expect: check nothing */
		unpin_user_page(pages[--got]);
	return err;
}

int oracle_later_lost(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got, err;

	/* expect: check pin-leak */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	err = got == n ? 0 : -EFAULT;
	if (err)
		goto out;
	err = oracle_ask();
	if (err)
		return err;
out:
	if (got > 0)
		/* expect: check nothing */
		unpin_user_pages(pages, got);
	return err;
}

/* Something else chooses, too, and is asked again. */
int oracle_bribed(unsigned long uaddr, int n, bool bribed)
{
	struct page *pages[8];
	int got, err;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	err = bribed && got > 0 ? 0 : got == n ? 0 : -EFAULT;
	if (err && got > 0)
		/* expect: check nothing */
		unpin_user_pages(pages, got);
	if (err)
		return err;
	if (!bribed)
		/* expect: check nothing */
		unpin_user_pages(pages, n);
	else
		/* expect: check nothing */
		unpin_user_pages(pages, got);
	return 0;
}

/* Of a sum nobody can tell. */
int oracle_sum(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got, err;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	err = got < 0 ? got : 0;
	err += got == n ? 0 : oracle_ask();
	if (err)
		return err;
	/* expect: check nothing */
	unpin_user_pages(pages, n);
	return 0;
}

/* A number of pages tells more than that there are some. */
int oracle_number(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int got, number;

	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	number = got > 0 ? got : 0;
	if (number < n)
		goto out;
	oracle_ask();
out:
	/* expect: check nothing */
	unpin_user_pages(pages, number);
	return number < n ? -EFAULT : 0;
}

/* Each call has a result of its own. */
int oracle_again(unsigned long uaddr, int n)
{
	struct page *pages[8];
	int done = 0, got, err;

	do {
		/* expect: check nothing */
		got = pin_user_pages_fast(uaddr, n - done, FOLL_WRITE, pages + done);
		err = got > 0 ? 0 : -EFAULT;
		if (err)
			break;
		done += got;
	} while (done < n);
	/* expect: check nothing */
	unpin_user_pages(pages, done);
	return err;
}

/* Of several errnos each has a reason of its own. */
int oracle_reasons(unsigned long uaddr, int n)
{
	struct page **pages = kvcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got, reason;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	reason = got == n ? 0 : got > 0 ? -EAGAIN : -EFAULT;
	if (reason == -EAGAIN)
		/* expect: check nothing */
		unpin_user_pages(pages, got);
	if (!reason)
		/* expect: check nothing */
		unpin_user_pages(pages, n);
	kvfree(pages);
	return reason;
}

/* So has each number. */
int oracle_grades(unsigned long uaddr, int n)
{
	struct page **pages = kvcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got, grade;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	grade = got < 0 ? 3 : got == n ? 2 : 1;
	switch (grade) {
	case 3:
		break;
	case 2:
		/* expect: check nothing */
		unpin_user_pages(pages, n);
		break;
	default:
		/* expect: check nothing */
		unpin_user_pages(pages, got);
	}
	kvfree(pages);
	return grade == 2 ? 0 : -EFAULT;
}

/* Two errnos are two numbers. */
int oracle_reasons_apart(unsigned long uaddr, int n)
{
	struct page **pages = kvcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got, reason;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got < 0)
		reason = -EFAULT;
	else if (got < n)
		reason = -EAGAIN;
	else
		reason = 0;
	if (reason == -EAGAIN)
		/* expect: check nothing */
		unpin_user_pages(pages, got);
	if (!reason)
		/* expect: check nothing */
		unpin_user_pages(pages, n);
	kvfree(pages);
	return reason;
}

/* And none of them was released. */
int oracle_reasons_alike(unsigned long uaddr, int n)
{
	struct page **pages = kvcalloc(n, sizeof(*pages), GFP_KERNEL);
	int got, reason;

	if (!pages)
		return -ENOMEM;
	/* expect: check partial-pin */
	got = pin_user_pages_fast(uaddr, n, FOLL_WRITE, pages);
	if (got == n)
		reason = 0;
	else if (got < 1)
		reason = -EFAULT;
	else
		reason = -EAGAIN;
	if (reason == -EFAULT)
		pr_debug("none\n");
	if (!reason)
		/* expect: check nothing */
		unpin_user_pages(pages, n);
	kvfree(pages);
	return reason;
}
