/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * guptidy: a template: template_user.c includes it twice, with WALK_BITS at 64
 * and at 32. It has no guard and means nothing by itself. It is converted once.
 */
#if WALK_BITS == 64
#define FNAME(name)	walk64_##name
#define wentry_t	u64
#elif WALK_BITS == 32
#define FNAME(name)	walk32_##name
#define wentry_t	u32
#else
#error "WALK_BITS is not set"
#endif

static int FNAME(swap)(wentry_t *table, unsigned long uaddr, wentry_t old,
		       wentry_t new)
{
	struct page *page;
	int npages;

	/* expect: check nothing */
	npages = get_user_pages_fast(uaddr, 1, 1, &page);
	if (npages != 1)
		return -EFAULT;
	*table = old == new ? old : new;
	put_page(page);
	return 0;
}

static int FNAME(load)(wentry_t entry, unsigned long uaddr, struct page **page)
{
#if WALK_BITS == 32
	/* expect: check nothing */
	return get_user_pages_fast(uaddr, 1, entry & 1, page);
#else
	/* expect: check nothing */
	return get_user_pages_fast(uaddr, 1, (entry >> 1) & 1, page);
#endif
}

#undef FNAME
#undef wentry_t
