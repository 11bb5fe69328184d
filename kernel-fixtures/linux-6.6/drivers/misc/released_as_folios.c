// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that are released, or marked dirty, by way of their folios
 * and heads; and marked one by one before all are released. Each beside a twin
 * that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>

struct folio *page_folio(struct page *page);
struct page *compound_head(struct page *page);
struct folio *trellis_other(void);
void folio_put(struct folio *folio);
void folio_get(struct folio *folio);
void folio_lock(struct folio *folio);
void folio_unlock(struct folio *folio);
void folio_mark_dirty(struct folio *folio);
void folio_mark_accessed(struct folio *folio);
void set_page_dirty(struct page *page);
void set_page_dirty_lock(struct page *page);
int PageReserved(struct page *page);
void unpin_user_folio(struct folio *folio, unsigned long n);

/* --- released --- */

int trellis_folio(unsigned long addr)
{
	struct folio *folio;
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	folio = page_folio(page);
	folio_mark_accessed(folio);
	/* expect: line wrong-release */
	folio_put(folio);
	return 0;
}

int trellis_folio_right(unsigned long addr)
{
	struct folio *folio;
	struct page *page;

	/* expect: check nothing */
	if (get_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	folio = page_folio(page);
	folio_put(folio);
	return 0;
}

int trellis_unpinned(unsigned long addr)
{
	struct page *page;

	/* expect: check nothing */
	if (get_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	/* expect: line wrong-release */
	unpin_user_folio(page_folio(page), 1);
	return 0;
}

int trellis_elements(unsigned long addr, int n, struct page **pages)
{
	int i, ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	for (i = 0; i < ret; i++) {
		struct folio *folio = page_folio(pages[i]);

		/* expect: line wrong-release */
		folio_put(folio);
	}
	return 0;
}

int trellis_head(unsigned long addr)
{
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	/* expect: line wrong-release */
	put_page(compound_head(page));
	return 0;
}

/* A folio of its own. */
int trellis_another(unsigned long addr)
{
	struct folio *folio;
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	folio = trellis_other();
	if (page_folio(page) != folio)
		folio_put(folio);
	/* expect: check nothing */
	unpin_user_page(page);
	return 0;
}

/* A reference of its own. */
int trellis_more(unsigned long addr)
{
	struct folio *folio;
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	folio = page_folio(page);
	folio_get(folio);
	/* expect: check nothing */
	unpin_user_page(page);
	folio_put(folio);
	return 0;
}

/* --- marked dirty --- */

int trellis_dirty(unsigned long addr)
{
	struct folio *folio;
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	folio = page_folio(page);
	/* expect: line unlocked-dirty */
	folio_mark_dirty(folio);
	/* expect: check nothing */
	unpin_user_page(page);
	return 0;
}

int trellis_dirty_right(unsigned long addr)
{
	struct folio *folio;
	struct page *page;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	folio = page_folio(page);
	folio_lock(folio);
	folio_mark_dirty(folio);
	folio_unlock(folio);
	/* expect: check nothing */
	unpin_user_page(page);
	return 0;
}

int trellis_dirty_all(unsigned long addr, int n, struct page **pages)
{
	int i, ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret <= 0)
		return ret;
	for (i = 0; i < ret; i++)
		if (!PageReserved(pages[i]))
			/* expect: line unlocked-dirty */
			set_page_dirty(pages[i]);
	/* expect: check nothing */
	unpin_user_pages(pages, ret);
	return 0;
}

int trellis_dirty_by_name(unsigned long addr, int n, struct page **pages)
{
	int i, ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret <= 0)
		return ret;
	for (i = 0; i < ret; i++) {
		struct page *page = pages[i];

		/* expect: line unlocked-dirty */
		set_page_dirty(page);
	}
	/* expect: check nothing */
	unpin_user_pages(pages, ret);
	return 0;
}

int trellis_dirty_all_right(unsigned long addr, int n, struct page **pages)
{
	int i, ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret <= 0)
		return ret;
	for (i = 0; i < ret; i++)
		set_page_dirty_lock(pages[i]);
	/* expect: check nothing */
	unpin_user_pages(pages, ret);
	return 0;
}

/* Pages of another array. */
int trellis_dirty_another(unsigned long addr, int n, struct page **pages,
			  struct page **mine)
{
	int i, ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	if (ret <= 0)
		return ret;
	for (i = 0; i < ret; i++)
		set_page_dirty(mine[i]);
	/* expect: check nothing */
	unpin_user_pages(pages, ret);
	return 0;
}

MODULE_LICENSE("GPL");
