// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: members whose struct goes by a typedef, members that are filled by
 * way of a local variable, and those of the file's own objects. Each beside a
 * twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>

void release_pages(struct page **pages, int n);

typedef struct burr {
	struct page **pages;
	int n;
} burr_t;

struct teasel {
	struct page **heads, **leaves;
	int n;
};

int burr_fill(burr_t *burr, unsigned long addr)
{
	/* expect: check nothing */
	int got = pin_user_pages_fast(addr, burr->n, FOLL_WRITE, burr->pages);

	return got == burr->n ? 0 : -EFAULT;
}

void burr_drop(struct burr *burr)
{
	/* expect: line wrong-release */
	release_pages(burr->pages, burr->n);
}

void burr_drop_right(struct burr *burr)
{
	/* expect: check nothing */
	unpin_user_pages(burr->pages, burr->n);
}

int teasel_fill(struct teasel *teasel, unsigned long addr)
{
	struct page **heads = teasel->heads;
	/* expect: check nothing */
	int got = get_user_pages_fast(addr, teasel->n, FOLL_WRITE, heads);

	return got == teasel->n ? 0 : -EFAULT;
}

void teasel_drop(struct teasel *teasel)
{
	/* expect: check wrong-release */
	unpin_user_pages(teasel->heads, teasel->n);
}

/* Now in this way, now in that. */
int teasel_leaves(struct teasel *teasel, unsigned long addr, bool pin)
{
	struct page **leaves = teasel->leaves;

	if (pin)
		/* expect: check nothing */
		return pin_user_pages_fast(addr, 1, 0, leaves) == 1;
	/* expect: check nothing */
	return get_user_pages_fast(addr, 1, 0, teasel->leaves) == 1;
}

void teasel_drop_leaves(struct teasel *teasel)
{
	/* expect: check nothing */
	unpin_user_pages(teasel->leaves, 1);
}

static struct sorrel {
	struct page **roots;
	struct page *seed;
	int n;
} sorrel;
static struct sorrel *wild_sorrel;

int sorrel_fill(unsigned long addr)
{
	/* expect: check nothing */
	sorrel.n = pin_user_pages_fast(addr, 4, FOLL_WRITE, sorrel.roots);
	/* expect: check nothing */
	return get_user_pages_fast(addr, 1, 0, &wild_sorrel->seed) == 1 ? 0 : -EFAULT;
}

void sorrel_drop(void)
{
	/* expect: line wrong-release */
	release_pages(sorrel.roots, sorrel.n);
	/* expect: check wrong-release */
	unpin_user_page(sorrel.seed);
}

void sorrel_drop_right(void)
{
	/* expect: check nothing */
	unpin_user_pages(wild_sorrel->roots, wild_sorrel->n);
	put_page(sorrel.seed);
}

/* A local variable of that name is another thing. */
void sorrel_drop_burr(struct burr *sorrel)
{
	/* expect: check nothing */
	unpin_user_pages(sorrel->pages, sorrel->n);
}

MODULE_LICENSE("GPL");
