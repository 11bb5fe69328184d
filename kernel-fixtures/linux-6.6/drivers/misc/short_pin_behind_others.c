// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that go into an array behind those that came before; when
 * fewer come, those before are released, and these are forgotten. Each beside
 * a twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

struct sheaf {
	struct page **pages;
	unsigned int n_stalks, n;
	unsigned long stalks[8];
};

int sheaf_gather(struct sheaf *sheaf, unsigned int each)
{
	unsigned int i, done = 0;
	int ret;

	sheaf->pages = kvmalloc_array(sheaf->n, sizeof(*sheaf->pages), GFP_KERNEL);
	if (!sheaf->pages)
		return -ENOMEM;
	for (i = 0; i < sheaf->n_stalks; i++) {
		/* expect: check partial-pin */
		ret = pin_user_pages_fast(sheaf->stalks[i], each, FOLL_WRITE,
					  &sheaf->pages[done]);
		if (ret < 0 || ret != each)
			goto unpin;
		done += ret;
	}
	return 0;
unpin:
	if (done)
		/* expect: check nothing */
		unpin_user_pages(sheaf->pages, done);
	kvfree(sheaf->pages);
	return -EFAULT;
}

/* They count as come, be they all or not. */
int sheaf_gather_right(struct sheaf *sheaf, unsigned int each)
{
	unsigned int i, done = 0;
	int ret;

	sheaf->pages = kvmalloc_array(sheaf->n, sizeof(*sheaf->pages), GFP_KERNEL);
	if (!sheaf->pages)
		return -ENOMEM;
	for (i = 0; i < sheaf->n_stalks; i++) {
		/* expect: check nothing */
		ret = pin_user_pages_fast(sheaf->stalks[i], each, FOLL_WRITE,
					  &sheaf->pages[done]);
		if (ret > 0)
			done += ret;
		if (ret != each)
			goto unpin;
	}
	return 0;
unpin:
	if (done)
		/* expect: check nothing */
		unpin_user_pages(sheaf->pages, done);
	kvfree(sheaf->pages);
	return -EFAULT;
}

/* One by one. */
int sheaf_loose(unsigned long addr, unsigned int n, unsigned int each,
		struct page **pages)
{
	unsigned int done = 0, i;
	int ret;

	while (done < n) {
		/* expect: check partial-pin */
		ret = get_user_pages_fast(addr + done * PAGE_SIZE, each, 0,
					  pages + done);
		if (ret != each)
			goto put;
		done += each;
	}
	return 0;
put:
	for (i = 0; i < done; i++)
		put_page(pages[i]);
	return -EFAULT;
}

/* First these, then those before. */
int sheaf_loose_right(unsigned long addr, unsigned int n, unsigned int each,
		      struct page **pages)
{
	unsigned int done = 0, i;
	int ret;

	while (done < n) {
		/* expect: check nothing */
		ret = get_user_pages_fast(addr + done * PAGE_SIZE, each, 0,
					  pages + done);
		if (ret != each)
			goto put;
		done += each;
	}
	return 0;
put:
	while (ret > 0)
		put_page(pages[done + --ret]);
	for (i = 0; i < done; i++)
		put_page(pages[i]);
	return -EFAULT;
}

/* Whoever has the array knows, for all that is seen here. */
int sheaf_one(struct sheaf *sheaf, unsigned int each)
{
	unsigned int done = sheaf->n;
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(sheaf->stalks[0], each, FOLL_WRITE,
				  &sheaf->pages[done]);
	return ret == each ? 0 : -EFAULT;
}

MODULE_LICENSE("GPL");
