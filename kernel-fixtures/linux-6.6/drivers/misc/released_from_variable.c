// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages in static variables of the file, which one function takes and
 * another one drops. Each beside a twin that is right, or that nobody can tell.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

void sundial_show(struct page **pages);
void sundial_look(struct page *page);

static struct page *gnomon;
static struct page **hours;
static struct {
	struct page **marks;
	int n;
} dial;

int sundial_take(unsigned long addr, int n)
{
	/* expect: check nothing */
	dial.n = get_user_pages_fast(addr, n, FOLL_WRITE, dial.marks);
	/* expect: check nothing */
	return pin_user_pages_fast(addr, 1, 0, &gnomon) == 1 ? 0 : -EFAULT;
}

int sundial_take_hours(unsigned long addr, int n)
{
	hours = kcalloc(n, sizeof(*hours), GFP_KERNEL);
	/* expect: check nothing */
	return pin_user_pages_fast(addr, n, FOLL_WRITE, hours);
}

void sundial_drop(int n)
{
	int i;

	sundial_look(gnomon);
	/* expect: line wrong-release */
	put_page(gnomon);
	gnomon = NULL;
	for (i = 0; i < n; i++) {
		sundial_look(hours[i]);
		/* expect: line wrong-release */
		put_page(hours[i]);
	}
	/* expect: check wrong-release */
	unpin_user_pages(dial.marks, dial.n);
}

void sundial_drop_right(int n)
{
	/* expect: check nothing */
	unpin_user_page(gnomon);
	/* expect: check nothing */
	unpin_user_pages(hours, n);
	while (dial.n)
		put_page(dial.marks[--dial.n]);
}

/* A local variable of that name is another one. */
void sundial_drop_local(struct page **hours, int n)
{
	while (n)
		put_page(hours[--n]);
}

/* Who gets the array may put something there. */
static struct page **shown;

int sundial_take_shown(unsigned long addr, int n)
{
	sundial_show(shown);
	/* expect: check nothing */
	return pin_user_pages_fast(addr, n, FOLL_WRITE, shown);
}

void sundial_drop_shown(int n)
{
	while (n)
		put_page(shown[--n]);
}

/* Pages of its own lie there, too. */
static struct page *mixed[2];

int sundial_take_mixed(unsigned long addr)
{
	mixed[1] = alloc_page(GFP_KERNEL);
	/* expect: check nothing */
	return pin_user_pages_fast(addr, 1, FOLL_WRITE, mixed);
}

void sundial_drop_mixed(void)
{
	put_page(mixed[1]);
	/* expect: check nothing */
	unpin_user_page(mixed[0]);
}

/* --- what else puts something there --- */

static struct page *swapped[2];
static struct page *written;
static struct page *pointed[2];
static struct { struct page *page; } placed[2];

int sundial_take_swapped(unsigned long addr, int i)
{
	/* expect: check nothing */
	return pin_user_pages_fast(addr, 1, FOLL_WRITE, &swapped[i]) == 1 ? 0 : -EFAULT;
}

int sundial_take_pointed(unsigned long addr, int i)
{
	/* expect: check nothing */
	return pin_user_pages_fast(addr, 1, FOLL_WRITE, &pointed[i]) == 1 ? 0 : -EFAULT;
}

int sundial_take_placed(unsigned long addr, int i)
{
	/* expect: check nothing */
	return pin_user_pages_fast(addr, 1, FOLL_WRITE, &placed[i].page) == 1 ? 0 : -EFAULT;
}

int sundial_take_written(unsigned long addr)
{
	/* expect: check nothing */
	return pin_user_pages_fast(addr, 1, FOLL_WRITE, &written) == 1 ? 0 : -EFAULT;
}

void sundial_put_others(int k, struct page *page)
{
	struct page **place = &pointed[k];

	*place = page;
	placed[k].page = page;
	WRITE_ONCE(written, page);
	swap(swapped[k], page);
	sundial_look(page);
}

void sundial_drop_others(int i)
{
	put_page(swapped[i]);
	put_page(written);
	put_page(pointed[i]);
	put_page(placed[i].page);
}

/* --- who fails leaves one page where the one who drops it looks --- */

static struct page *first, *second;

int sundial_take_both(unsigned long addr)
{
	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &first) != 1)
		return -EFAULT;
	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &second) != 1)
		return -EFAULT;
	return 0;
}

void sundial_drop_both(void)
{
	if (first)
		/* expect: check nothing */
		unpin_user_page(first);
	if (second)
		/* expect: check nothing */
		unpin_user_page(second);
	first = second = NULL;
}

MODULE_LICENSE("GPL");
