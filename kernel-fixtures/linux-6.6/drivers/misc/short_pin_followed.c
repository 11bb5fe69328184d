// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: functions that return 0 and keep some of the pages that came: what they do with the others goes by how
 * many came, so nobody took them for all. Beside them what looks so on the way of an error alone.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pagemap.h>

struct heron {
	unsigned long uaddr;
	struct page *catch;
	struct page *spare[2];
};

int heron_keeps_first(struct heron *heron, struct page **pages, int n)
{
	int i, got;

	/* expect: check nothing */
	got = pin_user_pages_fast(heron->uaddr, n, FOLL_WRITE, pages);
	if (got <= 0)
		return -EFAULT;
	heron->catch = pages[0];
	for (i = 1; i < got; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	return 0;
}

int heron_keeps_first_by_one_call(struct heron *heron, struct page **pages, int n)
{
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(heron->uaddr, n, FOLL_WRITE, pages);
	if (got <= 0)
		return -EFAULT;
	heron->catch = pages[0];
	if (got > 1)
		/* expect: check nothing */
		unpin_user_pages(&pages[1], got - 1);
	return 0;
}

int heron_keeps_last(struct heron *heron, struct page **pages, int n)
{
	int got;

	/* expect: check nothing */
	got = get_user_pages_fast(heron->uaddr, n, FOLL_WRITE, pages);
	if (got <= 0)
		return -EFAULT;
	heron->catch = pages[got - 1];
	release_pages(pages, got - 1);
	return 0;
}

int heron_keeps_two(struct heron *heron, struct page **pages, int n)
{
	int i, got, kept;

	/* expect: check nothing */
	got = pin_user_pages_fast(heron->uaddr, n, FOLL_WRITE, pages);
	if (got <= 0)
		return -EFAULT;
	kept = min(got, 2);
	for (i = 0; i < kept; i++)
		heron->spare[i] = pages[i];
	for (; i < got; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	return 0;
}

int heron_drains(struct heron *heron, struct page **pages, int n)
{
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(heron->uaddr, n, FOLL_WRITE, pages);
	if (got <= 0)
		return -EFAULT;
	heron->catch = pages[0];
	while (--got)
		/* expect: check nothing */
		unpin_user_page(pages[got]);
	return 0;
}

int heron_tells_how_many(struct heron *heron, struct page **pages, int n, int *came)
{
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(heron->uaddr, n, FOLL_WRITE, pages);
	if (got <= 0)
		return -EFAULT;
	*came = got;
	return 0;
}

/* The array was cleared before. Who asks whether there are two knows that there may be one. */
int heron_asks_for_two(struct heron *heron, struct page **pages, int n)
{
	int got;

	/* expect: check nothing */
	got = pin_user_pages_fast(heron->uaddr, n, FOLL_WRITE, pages);
	if (got <= 0)
		return -EFAULT;
	heron->catch = pages[0];
	if (got >= 2)
		heron->spare[0] = pages[1];
	return 0;
}

/* Nobody learns how many, when all is well. */
int heron_drops_on_error(struct heron *heron, struct page **pages, int n, bool is_full)
{
	int i, got;

	/* expect: check partial-pin */
	got = pin_user_pages_fast(heron->uaddr, n, FOLL_WRITE, pages);
	if (got <= 0)
		return -EFAULT;
	if (is_full)
		goto drop;
	return 0;
drop:
	for (i = 0; i < got; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
	return -EBUSY;
}

int heron_copies_for_itself(struct heron *heron, struct page **pages, int n)
{
	int got, came;

	/* expect: check partial-pin */
	got = pin_user_pages_fast(heron->uaddr, n, FOLL_WRITE, pages);
	came = got;
	if (came < 1)
		return -EFAULT;
	return 0;
}
