// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: fewer pages than were asked for, and a function that remembers elsewhere what
 * came: in a bit, behind a pointer, in a map, in the elements, or by other pages in their
 * place; beside code that asks for something which has nothing to do with it.
 */
#include <linux/mm.h>
#include <linux/module.h>

#define LARDER_SHORT 1
#define LARDER_LOUD 2

struct larder {
	unsigned int state;
	unsigned long map[4];
};

struct page *alloc_page(gfp_t gfp);
void release_pages(struct page **pages, int n);
int test_bit(long bit, const unsigned long *map);
void set_bit(long bit, unsigned long *map);

int larder_state(struct larder *larder, unsigned long uaddr, int jars, struct page **pages)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, jars, 0, pages);

	if (got < jars)
		larder->state |= LARDER_SHORT;
	if (larder->state & LARDER_SHORT) {
		if (got > 0)
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	/* expect: check nothing */
	unpin_user_pages(pages, jars);
	return 0;
}

/* Nothing changes what is asked here. */
int larder_loud(struct larder *larder, unsigned long uaddr, int jars, struct page **pages)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, jars, 0, pages);

	if (got < jars) {
		if (larder->state & LARDER_LOUD)
			pr_info("short\n");
		/* expect: check partial-pin */
		unpin_user_pages(pages, jars);
		return -EFAULT;
	}
	return 0;
}

int larder_bit(struct larder *larder, unsigned long uaddr, int jars, struct page **pages)
{
	int got, done = 0;

	while (done < jars) {
		/* expect: check nothing */
		got = pin_user_pages_fast(uaddr + done * PAGE_SIZE, jars - done, 0, pages + done);
		if (got <= 0) {
			set_bit(0, larder->map);
			break;
		}
		done += got;
	}
	if (test_bit(0, larder->map))
		/* expect: check nothing */
		unpin_user_pages(pages, done);
	else
		/* expect: check nothing */
		unpin_user_pages(pages, jars);
	return 0;
}

int larder_told(unsigned long uaddr, int jars, struct page **pages, int *status)
{
	int got;

	*status = 0;
	/* expect: check nothing */
	got = pin_user_pages_fast(uaddr, jars, 0, pages);
	if (got < 0) {
		*status = got;
	} else if (got < jars) {
		unpin_user_pages(pages, got);
		*status = -EFAULT;
	}
	if (*status == 0)
		/* expect: check nothing */
		unpin_user_pages(pages, jars);
	return 0;
}

static void larder_drop(struct page *page)
{
	if (page)
		/* expect: check nothing */
		unpin_user_page(page);
}

static void larder_drop_any(struct page *page)
{
	/* expect: check nothing */
	unpin_user_page(page);
}

int larder_elements(unsigned long uaddr, int jars, struct page **pages)
{
	/* expect: check nothing */
	int i, got = pin_user_pages_fast(uaddr, jars, 0, pages);

	if (got < jars) {
		for (i = 0; i < jars; i++)
			larder_drop(pages[i]);
		return -EFAULT;
	}
	return 0;
}

int larder_any_elements(unsigned long uaddr, int jars, struct page **pages)
{
	/* expect: check partial-pin */
	int i, got = pin_user_pages_fast(uaddr, jars, 0, pages);

	if (got < jars) {
		for (i = 0; i < jars; i++)
			larder_drop_any(pages[i]);
		return -EFAULT;
	}
	return 0;
}

int larder_map(struct larder *larder, unsigned long uaddr, int jars, struct page **pages)
{
	/* expect: check nothing */
	int i, got = pin_user_pages_fast(uaddr, jars, 0, pages);

	for (i = 0; i < got; i++)
		set_bit(i, larder->map);
	if (got == jars)
		return 0;
	for (i = 0; i < jars; i++)
		if (test_bit(i, larder->map))
			/* expect: check nothing */
			unpin_user_page(pages[i]);
	return -EFAULT;
}

/* What did not come is made. */
int larder_filled_up(unsigned long uaddr, int jars, struct page **pages)
{
	/* expect: check nothing */
	int left, got = get_user_pages_fast(uaddr, jars, 0, pages);

	if (got < jars) {
		left = jars;
		while (left-- > 0)
			if (!pages[left])
				pages[left] = alloc_page(GFP_KERNEL);
	}
	release_pages(pages, jars);
	return 0;
}

/* It is changed on the ways alone on which all came. */
int larder_kept(struct larder *larder, unsigned long uaddr, long jars, struct page **pages)
{
	long i, err = -EFAULT;
	/* expect: check partial-pin */
	long got = pin_user_pages_fast(uaddr, jars, 0, pages);

	if (got != jars) {
		if (got < 0)
			jars = 0;
		goto out;
	}
	err = 0;
	larder->state |= LARDER_SHORT;
out:
	if (!(larder->state & LARDER_SHORT))
		for (i = 0; i < jars; i++)
			/* expect: check nothing */
			unpin_user_page(pages[i]);
	return err;
}
