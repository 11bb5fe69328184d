// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a pointer goes through the array and drops what it points to, upwards and
 * downwards, in the wrong manner and in the right one; and pointers of which nobody can
 * tell whose pages they lead to.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct page *alloc_page(gfp_t gfp);
struct folio *page_folio(struct page *page);
void folio_put(struct folio *folio);
void skein_refill(struct page **at);

struct skein {
	struct page **strands;
	int count;
};

int skein_upwards(unsigned long uaddr, int count, struct page **strands)
{
	struct page **at;
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, count, FOLL_WRITE, strands);

	if (got < 0)
		return got;
	for (at = strands; at < strands + got; at++)
		/* expect: line wrong-release */
		put_page(*at);
	return 0;
}

int skein_upwards_right(unsigned long uaddr, int count, struct page **strands)
{
	struct page **at;
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, count, FOLL_WRITE, strands);

	if (got < 0)
		return got;
	for (at = strands; at < strands + got; at++)
		/* expect: check nothing */
		unpin_user_page(*at);
	return 0;
}

int skein_at_once(unsigned long uaddr, int count, struct page **strands)
{
	struct page **at = strands;
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, count, FOLL_WRITE, strands);

	while (got-- > 0)
		/* expect: line wrong-release */
		put_page(*at++);
	return 0;
}

int skein_downwards(struct skein *skein, unsigned long uaddr)
{
	/* expect: check nothing */
	int got = get_user_pages_fast(uaddr, skein->count, FOLL_WRITE, skein->strands);
	struct page **at = skein->strands + got;

	if (got < 0)
		return got;
	while (at > skein->strands) {
		struct page *strand = *--at;

		/* expect: check wrong-release */
		unpin_user_page(strand);
	}
	return 0;
}

int skein_downwards_right(struct skein *skein, unsigned long uaddr)
{
	/* expect: check nothing */
	int got = get_user_pages_fast(uaddr, skein->count, FOLL_WRITE, skein->strands);
	struct page **at = skein->strands + got;

	if (got < 0)
		return got;
	while (at > skein->strands) {
		struct page *strand = *--at;

		put_page(strand);
	}
	return 0;
}

int skein_folios(unsigned long uaddr)
{
	struct page *strands[16], **at, **end;
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, 16, FOLL_WRITE, strands);

	if (got < 0)
		return got;
	end = &strands[got];
	for (at = &strands[0]; at != end; at += 1)
		/* expect: line wrong-release */
		folio_put(page_folio(*at));
	return 0;
}

/* Others are put there by way of the pointer. */
int skein_replaced(unsigned long uaddr, int count, struct page **strands)
{
	struct page **at;
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, count, FOLL_WRITE, strands);

	if (got < 0)
		return got;
	/* expect: check nothing */
	unpin_user_pages(strands, got);
	for (at = strands; at < strands + got; at++)
		*at = alloc_page(GFP_KERNEL);
	for (at = strands; at < strands + got; at++)
		put_page(*at);
	return 0;
}

/* Somebody else gets the pointer. */
int skein_refilled(unsigned long uaddr, int count, struct page **strands)
{
	struct page **at = strands;
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, count, FOLL_WRITE, strands);

	if (got < 0)
		return got;
	/* expect: check nothing */
	unpin_user_pages(strands, got);
	skein_refill(at);
	for (; at < strands + got; at++)
		put_page(*at);
	return 0;
}

/* The pointer may go through another array. */
int skein_either(unsigned long uaddr, int count, struct page **strands, struct page **others)
{
	struct page **at = strands;
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, count, FOLL_WRITE, strands);

	if (got < 0)
		return got;
	/* expect: check nothing */
	unpin_user_pages(strands, got);
	if (count > 1)
		at = others;
	for (; got > 0; got--)
		put_page(*at++);
	return 0;
}

/* A page is put behind parentheses. */
int skein_in_parentheses(unsigned long uaddr, int count, struct page **strands)
{
	struct page **at;
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, count, FOLL_WRITE, strands);

	if (got < 0)
		return got;
	unpin_user_pages(strands, got);
	for (at = strands; at < strands + got;)
		*(at++) = alloc_page(GFP_KERNEL);
	for (at = strands; at < strands + got; at++)
		/* expect: check nothing */
		put_page(*at);
	return 0;
}

/* Somebody else gets the pointer while it moves on. */
int skein_moved_away(unsigned long uaddr, int count, struct page **strands)
{
	struct page **at = strands;
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, count, FOLL_WRITE, strands);

	if (got < 0)
		return got;
	unpin_user_pages(strands, got);
	while (at < strands + got)
		skein_refill(at++);
	for (at = strands; at < strands + got; at++)
		/* expect: check nothing */
		put_page(*at);
	return 0;
}

/* A macro changes what the pointer leads to. */
int skein_exchanged(unsigned long uaddr, int count, struct page **strands)
{
	struct page **at;
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, count, FOLL_WRITE, strands);

	if (got < 0)
		return got;
	for (at = strands; at < strands + got; at++) {
		struct page *strand = alloc_page(GFP_KERNEL);

		swap(*at, strand);
		unpin_user_page(strand);
	}
	for (at = strands; at < strands + got; at++)
		/* expect: check nothing */
		put_page(*at);
	return 0;
}

/* Another pointer puts the pages there. */
int skein_by_another(unsigned long uaddr, int count, struct page **strands)
{
	struct page **at, **end;
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, count, FOLL_WRITE, strands);

	if (got < 0)
		return got;
	unpin_user_pages(strands, got);
	end = strands + got;
	while (end-- > strands)
		*end = alloc_page(GFP_KERNEL);
	for (at = strands; at < strands + got; at++)
		/* expect: check nothing */
		put_page(*at);
	return 0;
}

/* One array of several, and the other. */
int skein_of_many(unsigned long uaddr, struct page ***skeins, int first)
{
	struct page **at = skeins[1] + first;
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, 16, FOLL_WRITE, skeins[0]);

	for (; first < 16; first++)
		/* expect: check nothing */
		put_page(*at++);
	return got;
}

/* The name stands for other pages when those that the pointer leads to are dropped. */
int skein_renamed(struct skein *skein, struct skein *next, unsigned long uaddr)
{
	struct page **at = skein->strands;
	int got, count = skein->count;

	skein = next;
	/* expect: check nothing */
	got = get_user_pages_fast(uaddr, next->count, FOLL_WRITE, skein->strands);
	while (count-- > 0)
		/* expect: check nothing */
		unpin_user_page(*at++);
	return got;
}

int skein_asked(unsigned long uaddr, int count, struct page **strands)
{
	struct page **at = strands;
	/* expect: check nothing */
	int got = pin_user_pages_fast(uaddr, count, FOLL_WRITE, strands);

	if (got <= 0)
		return got;
	do {
		if (*at)
			/* expect: line wrong-release */
			put_page(*at);
		at++;
	} while (--got > 0);
	return 0;
}
