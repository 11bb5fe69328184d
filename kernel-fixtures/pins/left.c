// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: what must stay a reference, or what nobody can see the end of: each function has another
 * thing in the way.
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

static struct page *kept;
struct page *find_page(unsigned long index);

/* Whoever has a global variable may release it. */
int left_global(unsigned long uaddr)
{
	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &kept) != 1)
		return -EFAULT;
	clear_highpage(kept);
	put_page(kept);
	return 0;
}

/* On one way somebody else has to release it. */
int left_handed_on(unsigned long uaddr)
{
	struct page *page;

	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	clear_highpage(page);
	if (queue_page(page))
		return 0;
	put_page(page);
	return -EBUSY;
}

/* The caller gets it. */
struct page *left_returned(unsigned long uaddr)
{
	struct page *page;

	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return NULL;
	if (uaddr & 1) {
		put_page(page);
		return NULL;
	}
	clear_highpage(page);
	return page;
}

/* One release for pages of two kinds. */
int left_two_kinds(unsigned long uaddr, unsigned long index)
{
	struct page *page;

	if (index)
		page = find_page(index);
	else if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	clear_highpage(page);
	put_page(page);
	return 0;
}

/* It takes a second reference, and who knows which release is for it. */
int left_second_reference(unsigned long uaddr)
{
	struct page *page;

	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	get_page(page);
	clear_highpage(page);
	put_page(page);
	put_page(page);
	return 0;
}

/* __free_page() has no counterpart. */
int left_freed(unsigned long uaddr)
{
	struct page *page;

	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	clear_highpage(page);
	__free_page(page);
	return 0;
}

/* Half of it is a pin already. */
int left_half_done(unsigned long uaddr, bool pin)
{
	struct page *page;
	int got;

	if (pin)
		got = pin_user_pages_fast(uaddr, 1, FOLL_WRITE, &page);
	else
		got = get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page);
	if (got != 1)
		return -EFAULT;
	clear_highpage(page);
	if (pin)
		unpin_user_page(page);
	else
		put_page(page);
	return 0;
}

/* Case 4: nobody looks into the page. */
bool left_looked_at(unsigned long uaddr)
{
	struct page *page;
	bool is_anon;

	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return false;
	is_anon = PageAnon(page);
	put_page(page);
	return is_anon;
}

/* Case 4 as well: which page it is, no more. */
bool left_compared(unsigned long uaddr, struct page *other)
{
	struct page *page;
	bool is_same;

	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return false;
	is_same = page == other;
	put_page(page);
	return is_same;
}

/* The number of the page outlives the hold: it is no pin that keeps it. */
int left_number(unsigned long uaddr, phys_addr_t *where)
{
	struct page *page;

	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	*where = page_to_phys(page);
	put_page(page);
	return 0;
}

/* Nobody releases it here. */
int left_unreleased(unsigned long uaddr)
{
	struct page *page;

	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	clear_highpage(page);
	return 0;
}

/* A flag that only this function takes: there is no such pin. */
int left_without_sibling(unsigned long uaddr)
{
	struct page *page;

	if (get_user_pages_fast_only(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	clear_highpage(page);
	put_page(page);
	return 0;
}

/* A release by a macro of the file's own. */
#define left_put(p) put_page(p)

int left_macro(unsigned long uaddr)
{
	struct page *page;

	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	clear_highpage(page);
	left_put(page);
	return 0;
}

/* Calls in macros, and one that an #if cuts; a call that takes no pages needs no pin. */
#define left_pages(uaddr, page) get_user_pages_fast(uaddr, 1, FOLL_WRITE, page)

int left_by_macro(unsigned long uaddr)
{
	struct page *page;

	if (left_pages(uaddr, &page) != 1)
		return -EFAULT;
	clear_highpage(page);
	put_page(page);
	return 0;
}

int left_cut(unsigned long uaddr)
{
	struct page *page;

	if (get_user_pages_fast(uaddr, 1,
#ifdef CONFIG_LEFT_FORCE
				FOLL_WRITE | FOLL_FORCE,
#else
				FOLL_WRITE,
#endif
				&page) != 1)
		return -EFAULT;
	clear_highpage(page);
	put_page(page);
	return 0;
}

long left_faulted_in(unsigned long uaddr)
{
	return get_user_pages_unlocked(uaddr, 1, NULL, FOLL_WRITE);
}

/* Pages, or none: get_user_pages*() faults them in then, pin_user_pages*() refuses. */
static int left_fault(unsigned long uaddr, struct page **pages)
{
	return get_user_pages_unlocked(uaddr, 1, pages, FOLL_WRITE) == 1 ? 0 : -EFAULT;
}

int left_maybe_none(unsigned long uaddr)
{
	struct page *page;

	if (left_fault(uaddr, NULL) || left_fault(uaddr + PAGE_SIZE, &page))
		return -EFAULT;
	clear_highpage(page);
	put_page(page);
	return 0;
}

/* Rows of pages: which of them a release is for nobody follows. */
struct left_table {
	struct page *rows[2][8];
};

int left_rows(struct left_table *table, unsigned long uaddr, int row)
{
	int i, got = get_user_pages_fast(uaddr, 8, FOLL_WRITE, table->rows[row]);

	for (i = 0; i < got; i++)
		clear_highpage(table->rows[row][i]);
	return got;
}

void left_drop_rows(struct left_table *table, int n)
{
	int i;

	release_pages(table->rows[0], n);
	for (i = 0; i < n; i++)
		put_page(table->rows[1][i]);
}

static int left_fill(unsigned long uaddr, struct page ***pagesp)
{
	return get_user_pages_fast(uaddr, 1, FOLL_WRITE, *pagesp) == 1 ? 0 : -EFAULT;
}

int left_pointed_to(unsigned long uaddr)
{
	struct page **pages = kcalloc(1, sizeof(*pages), GFP_KERNEL);

	if (!pages)
		return -ENOMEM;
	if (!left_fill(uaddr, &pages)) {
		clear_highpage(pages[0]);
		put_page(pages[0]);
	}
	kfree(pages);
	return 0;
}

/* The pointers are copied, and who has the copy releases the pages. */
int left_copied(unsigned long uaddr, struct page **others)
{
	struct page *pages[4];
	int got = get_user_pages_fast(uaddr, 4, FOLL_WRITE, pages);

	if (got < 0)
		return got;
	clear_highpage(pages[0]);
	if (got < 4) {
		release_pages(pages, got);
		return -EFAULT;
	}
	memcpy(others, pages, sizeof(pages));
	return 0;
}

/* A wrapper gives its pages back where it fails; what becomes of them where it does not, its callers tell. */
static struct page *left_fetch(unsigned long uaddr)
{
	struct page *page;

	if (get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page) != 1)
		return NULL;
	if (PageReserved(page)) {
		put_page(page);
		return NULL;
	}
	return page;
}

int left_fetched(unsigned long uaddr)
{
	struct page *page = left_fetch(uaddr);

	if (!page)
		return -EFAULT;
	left_enlist(page);
	return 0;
}
