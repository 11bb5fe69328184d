// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: fewer pages came than were asked for: used as if all had come,
 * released as if all had, lost with their array, or counted in place of an
 * errno. Each stands beside its twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

struct curb {
	struct page **pages;
	unsigned long uaddr;
	int count;
	struct scatterlist *sg;
	struct sg_table table;
};

void curb_feed(struct curb *curb, struct page **pages, int count);
void curb_drop(struct curb *curb, int count);

int curb_loop(struct curb *curb, struct page **pages, int n)
{
	int ret, i;

	/* expect: check partial-pin */
	ret = pin_user_pages_fast(curb->uaddr, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	for (i = 0; i < n; i++)
		sg_set_page(&curb->sg[i], pages[i], PAGE_SIZE, 0);
	return 0;
}

int curb_loop_right(struct curb *curb, struct page **pages, int n)
{
	int ret, i;

	/* expect: check nothing */
	ret = pin_user_pages_fast(curb->uaddr, n, FOLL_WRITE, pages);
	if (ret < 0)
		return ret;
	for (i = 0; i < ret; i++)
		sg_set_page(&curb->sg[i], pages[i], PAGE_SIZE, 0);
	return ret;
}

/* 0 is no error, and no page. */
int curb_table(struct curb *curb)
{
	long ret;

	/* expect: check partial-pin */
	ret = pin_user_pages_unlocked(curb->uaddr, curb->count, curb->pages, 0);
	if (ret <= 0)
		return -EFAULT;
	return sg_alloc_table_from_pages(&curb->table, curb->pages, curb->count, 0,
					 (size_t)curb->count << PAGE_SHIFT, GFP_KERNEL);
}

int curb_table_right(struct curb *curb)
{
	long ret;

	/* expect: check nothing */
	ret = pin_user_pages_unlocked(curb->uaddr, curb->count, curb->pages, 0);
	if (ret <= 0)
		return -EFAULT;
	if (ret < curb->count) {
		/* expect: check nothing */
		unpin_user_pages(curb->pages, ret);
		return -ENOMEM;
	}
	return sg_alloc_table_from_pages(&curb->table, curb->pages, curb->count, 0,
					 (size_t)curb->count << PAGE_SHIFT, GFP_KERNEL);
}

/* No table knows curb_feed(), but who else would tell it how many came? */
int curb_handed_over(struct curb *curb, int n)
{
	int ret;

	/* expect: check partial-pin */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (ret < 0) {
		pr_err("no pages: %d\n", ret);
		return ret;
	}
	curb_feed(curb, curb->pages, n);
	return 0;
}

int curb_handed_over_right(struct curb *curb, int n)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (ret < 0) {
		pr_err("no pages: %d\n", ret);
		return ret;
	}
	curb_feed(curb, curb->pages, ret);
	return 0;
}

/* Whoever has the array takes 0 for all of them. */
int curb_success(struct curb *curb, int n)
{
	int ret;

	/* expect: check partial-pin */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (ret < 0)
		return ret;
	return 0;
}

int curb_success_right(struct curb *curb, int n)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (ret < 0)
		return ret;
	curb->count = ret;
	return 0;
}

int curb_released(struct curb *curb, struct page **pages, int n)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (ret != n) {
		/* expect: check partial-pin */
		unpin_user_pages(pages, n);
		return -EFAULT;
	}
	return 0;
}

int curb_released_right(struct curb *curb, struct page **pages, int n)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (ret != n) {
		if (ret > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, ret);
		return -EFAULT;
	}
	return 0;
}

/* In a loop, behind a label that other failures share. */
int curb_released_one_by_one(struct curb *curb, struct page **pages, int n)
{
	int ret, i;

	/* expect: check partial-pin */
	ret = get_user_pages_fast(curb->uaddr, n, 0, pages);
	if (ret < n) {
		ret = -EFAULT;
		goto put;
	}
	ret = sg_alloc_table_from_pages(&curb->table, pages, n, 0,
					(size_t)n << PAGE_SHIFT, GFP_KERNEL);
	if (ret)
		goto put;
	return 0;
put:
	for (i = 0; i < n; i++)
		put_page(pages[i]);
	return ret;
}

int curb_released_one_by_one_right(struct curb *curb, struct page **pages, int n)
{
	int ret, i, got;

	/* expect: check nothing */
	got = get_user_pages_fast(curb->uaddr, n, 0, pages);
	if (got < n) {
		ret = -EFAULT;
		goto put;
	}
	ret = sg_alloc_table_from_pages(&curb->table, pages, n, 0,
					(size_t)n << PAGE_SHIFT, GFP_KERNEL);
	if (ret)
		goto put;
	return 0;
put:
	for (i = 0; i < got; i++)
		put_page(pages[i]);
	return ret;
}

/* -EFAULT as the number of pages: the kernel warns since v5.10, and ran on before. */
int curb_errno_as_count(struct curb *curb, struct page **pages, int n)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (ret == n)
		return 0;
	/* expect: check partial-pin */
	unpin_user_pages(pages, ret);
	return -EFAULT;
}

int curb_errno_as_count_right(struct curb *curb, struct page **pages, int n)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (ret == n)
		return 0;
	if (ret < 0)
		return ret;
	/* expect: check nothing */
	unpin_user_pages(pages, ret);
	return -EFAULT;
}

int curb_lost(struct curb *curb, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return -ENOMEM;
	/* expect: check partial-pin */
	ret = pin_user_pages_fast(curb->uaddr, n, FOLL_WRITE, pages);
	if (ret != n) {
		kfree(pages);
		return ret < 0 ? ret : -EFAULT;
	}
	curb->pages = pages;
	return 0;
}

int curb_lost_right(struct curb *curb, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret;

	if (!pages)
		return -ENOMEM;
	/* expect: check nothing */
	ret = pin_user_pages_fast(curb->uaddr, n, FOLL_WRITE, pages);
	if (ret != n) {
		if (ret > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, ret);
		kfree(pages);
		return ret < 0 ? ret : -EFAULT;
	}
	curb->pages = pages;
	return 0;
}

/* Nothing is freed here: the array is on the stack. */
int curb_lost_on_stack(struct curb *curb)
{
	struct page *pages[4];

	/* expect: check partial-pin */
	if (pin_user_pages_fast(curb->uaddr, 4, FOLL_WRITE, pages) != 4)
		return -EFAULT;
	curb_feed(curb, pages, 4);
	return 0;
}

int curb_lost_on_stack_right(struct curb *curb)
{
	struct page *pages[1];

	/* expect: check nothing */
	if (pin_user_pages_fast(curb->uaddr, 1, FOLL_WRITE, pages) != 1)
		return -EFAULT;
	curb_feed(curb, pages, 1);
	return 0;
}

/* The right label, and the wrong one. */
int curb_labels(struct curb *curb, int n)
{
	int ret, pinned;

	curb->pages = kcalloc(n, sizeof(*curb->pages), GFP_KERNEL);
	if (!curb->pages)
		return -ENOMEM;
	/* expect: check partial-pin */
	pinned = pin_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (pinned < 0) {
		ret = pinned;
		goto unpin;
	} else if (pinned != n) {
		ret = -EFAULT;
		goto free;
	}
	return 0;
unpin:
	/* expect: check partial-pin */
	unpin_user_pages(curb->pages, pinned);
free:
	kfree(curb->pages);
	return ret;
}

int curb_labels_right(struct curb *curb, int n)
{
	int ret, pinned;

	curb->pages = kcalloc(n, sizeof(*curb->pages), GFP_KERNEL);
	if (!curb->pages)
		return -ENOMEM;
	/* expect: check nothing */
	pinned = pin_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (pinned < 0) {
		ret = pinned;
		goto free;
	} else if (pinned != n) {
		ret = -EFAULT;
		goto unpin;
	}
	return 0;
unpin:
	/* expect: check nothing */
	unpin_user_pages(curb->pages, pinned);
free:
	kfree(curb->pages);
	return ret;
}

/* 3 is no errno. */
int curb_returned(struct curb *curb, struct page **pages, int n)
{
	int ret;

	/* expect: check partial-pin */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (ret != n) {
		if (ret > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, ret);
		return ret;
	}
	return 0;
}

int curb_returned_right(struct curb *curb, struct page **pages, int n)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (ret != n) {
		if (ret <= 0)
			return ret;
		/* expect: check nothing */
		unpin_user_pages(pages, ret);
		return -EFAULT;
	}
	return 0;
}

/* The same by way of a label, where a success comes by, too. */
int curb_returned_behind_label(struct curb *curb, struct page **pages, int n)
{
	int ret;

	/* expect: check partial-pin */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (ret < n)
		goto out;
	curb_feed(curb, pages, n);
	ret = 0;
out:
	return ret;
}

int curb_returned_behind_label_right(struct curb *curb, struct page **pages, int n)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (ret < n) {
		ret = ret < 0 ? ret : -EFAULT;
		goto out;
	}
	curb_feed(curb, pages, n);
	ret = 0;
out:
	return ret;
}

/* Whatever the function returns else, ERR_PTR(3) is no error. */
struct page **curb_error_pointer(struct curb *curb, int n)
{
	int ret;

	/* expect: check partial-pin */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (ret < n) {
		curb_drop(curb, ret);
		return ERR_PTR(ret);
	}
	return curb->pages;
}

struct page **curb_error_pointer_right(struct curb *curb, int n)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (ret < n) {
		curb_drop(curb, ret);
		return ERR_PTR(ret < 0 ? ret : -EFAULT);
	}
	return curb->pages;
}

/* Who gets the array takes it for full, and so does who gets the number. */
struct page **curb_array(struct curb *curb, unsigned long n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret = -ENOMEM;

	if (!pages)
		return ERR_PTR(ret);
	/* expect: check partial-pin */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (ret <= 0) {
		kfree(pages);
		return ERR_PTR(ret ?: -EFAULT);
	}
	curb->count = n;
	return pages;
}

struct page **curb_array_right(struct curb *curb, unsigned long n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret = -ENOMEM;

	if (!pages)
		return ERR_PTR(ret);
	/* expect: check nothing */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (ret <= 0) {
		kfree(pages);
		return ERR_PTR(ret ?: -EFAULT);
	}
	curb->count = ret;
	return pages;
}

int curb_number(struct curb *curb, struct page **pages, int n)
{
	int ret;

	/* expect: check partial-pin */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (ret < 0)
		return ret;
	return n;
}

int curb_number_right(struct curb *curb, struct page **pages, int n)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (ret < 0)
		return ret;
	return ret;
}

/* What is unsigned is greater than 0 when it is an errno; a cast makes it a number that is not. */
int curb_unsigned(struct curb *curb, struct page **pages, unsigned long n)
{
	unsigned long got;

	/* expect: check nothing */
	got = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (got != n) {
		if (got > 0)
			/* expect: check partial-pin */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	return 0;
}

int curb_unsigned_right(struct curb *curb, struct page **pages, unsigned long n)
{
	unsigned long got;

	/* expect: check nothing */
	got = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (got != n) {
		if ((long)got > 0)
			/* expect: check nothing */
			unpin_user_pages(pages, got);
		return -EFAULT;
	}
	return 0;
}

/* Who frees the array, and then what has it, still loses what is in it. */
struct curb *curb_make(unsigned long uaddr, struct page **pages, int n)
{
	struct curb *curb = kzalloc(sizeof(*curb), GFP_KERNEL);
	int ret;

	if (!curb)
		return ERR_PTR(-ENOMEM);
	curb->pages = pages;
	/* expect: check partial-pin */
	ret = pin_user_pages_fast(uaddr, n, 0, curb->pages);
	if (ret < n) {
		kfree(curb->pages);
		kfree(curb);
		return ERR_PTR(-EFAULT);
	}
	curb->count = ret;
	return curb;
}

struct curb *curb_make_right(unsigned long uaddr, struct page **pages, int n)
{
	struct curb *curb = kzalloc(sizeof(*curb), GFP_KERNEL);
	int ret;

	if (!curb)
		return ERR_PTR(-ENOMEM);
	curb->pages = pages;
	/* expect: check nothing */
	ret = pin_user_pages_fast(uaddr, n, 0, curb->pages);
	if (ret < n) {
		curb_drop(curb, ret);
		kfree(curb->pages);
		kfree(curb);
		return ERR_PTR(-EFAULT);
	}
	curb->count = ret;
	return curb;
}

/* Who asks it for its sign makes one mistake, and hears of it once. */
int curb_unsigned_sign(struct curb *curb, struct page **pages, unsigned long n)
{
	unsigned long got;

	/* expect: check signed-compare */
	got = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (got < 0)
		return got;
	if (got != n) {
		/* expect: check nothing */
		unpin_user_pages(pages, got);
		return -EFAULT;
	}
	return 0;
}

int curb_unsigned_sign_copied(struct curb *curb, struct page **pages, unsigned int n)
{
	unsigned int got;

	/* expect: check signed-compare */
	got = pin_user_pages_fast(curb->uaddr, n, 0, pages);
	if (got != n) {
		if (got < 0)
			return got;
		n = got;
		got = -EFAULT;
		/* expect: check nothing */
		unpin_user_pages(pages, n);
		return got;
	}
	return 0;
}

/* Helpers that release as many as they are told, in numbers without and with a sign. */
static void curb_put(struct page **pages, unsigned long n)
{
	int i;

	for (i = 0; i < n; i++) {
		put_page(pages[i]);
		pages[i] = NULL;
	}
}

static void curb_put_signed(struct page **pages, int n)
{
	int i;

	for (i = 0; i < n; i++)
		put_page(pages[i]);
}

/* Tests what it gets. */
static void curb_put_tested(struct page **pages, unsigned long n)
{
	unsigned long i;

	if ((long)n < 0)
		return;
	for (i = 0; i < n; i++)
		put_page(pages[i]);
}

/* Some pages have never come, and nobody puts them. */
static void curb_put_there(struct page **pages, unsigned long n)
{
	unsigned long i;

	for (i = 0; i < n; i++) {
		if (!pages[i])
			continue;
		put_page(pages[i]);
	}
}

int curb_helper(struct curb *curb, int n)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (ret < n) {
		/* expect: line partial-pin */
		curb_put(curb->pages, ret);
		return -EFAULT;
	}
	return 0;
}

int curb_helper_right(struct curb *curb, int n)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (ret < n) {
		if (ret > 0)
			curb_put(curb->pages, ret);
		return -EFAULT;
	}
	return 0;
}

int curb_helper_signed(struct curb *curb, int n)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (ret < n) {
		curb_put_signed(curb->pages, ret);
		return -EFAULT;
	}
	return 0;
}

int curb_helper_tested(struct curb *curb, int n)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (ret < n) {
		curb_put_tested(curb->pages, ret);
		return -EFAULT;
	}
	return 0;
}

/* Its name tells what it does, and its body how far it goes. */
static void unpin_curb(struct page **pages, unsigned long n)
{
	unsigned long i;

	for (i = 0; i < n; i++)
		/* expect: check nothing */
		unpin_user_page(pages[i]);
}

int curb_helper_named(struct curb *curb, int n)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (ret < n) {
		/* expect: line partial-pin */
		unpin_curb(curb->pages, ret);
		return -EFAULT;
	}
	return 0;
}

/* As many as were asked for, of which fewer may be there. */
int curb_helper_all(struct curb *curb, int n)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (ret < 0)
		return ret;
	if (ret < n) {
		/* expect: line partial-pin */
		curb_put(curb->pages, n);
		return -EFAULT;
	}
	return 0;
}

int curb_helper_there(struct curb *curb, int n)
{
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (ret < 0)
		return ret;
	if (ret < n) {
		curb_put_there(curb->pages, n);
		return -EFAULT;
	}
	return 0;
}

/* A loop whose head asks for the array as well. */
int curb_head(struct curb *curb, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret = -ENOMEM, i;

	if (!pages)
		goto out;
	/* expect: check partial-pin */
	ret = get_user_pages_fast(curb->uaddr, n, 0, pages);
	if (ret < 0)
		n = 0;
out:
	for (i = 0; pages && i < n; i++)
		put_page(pages[i]);
	kfree(pages);
	return ret;
}

int curb_head_right(struct curb *curb, int n)
{
	struct page **pages = kmalloc_array(n, sizeof(*pages), GFP_KERNEL);
	int ret = -ENOMEM, i;

	if (!pages)
		goto out;
	/* expect: check nothing */
	ret = get_user_pages_fast(curb->uaddr, n, 0, pages);
	n = ret < 0 ? 0 : ret;
out:
	for (i = 0; pages && i < n; i++)
		put_page(pages[i]);
	kfree(pages);
	return ret;
}

/* A loop that counts without a sign runs on to what -EFAULT is then. */
int curb_run_away(struct curb *curb, int n)
{
	unsigned int i;
	int got;

	/* expect: check partial-pin */
	got = get_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (got < n) {
		for (i = 0; i < got; i++)
			put_page(curb->pages[i]);
		return -EFAULT;
	}
	return 0;
}

int curb_run_away_right(struct curb *curb, int n)
{
	int i, got;

	/* expect: check nothing */
	got = get_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (got < n) {
		for (i = 0; i < got; i++)
			put_page(curb->pages[i]);
		return -EFAULT;
	}
	return 0;
}

/* Of 64 bits with a sign, and 32 without: a comparison of numbers with one. */
int curb_run_away_long(struct curb *curb, int n)
{
	unsigned int i;
	long got;

	/* expect: check nothing */
	got = get_user_pages_fast(curb->uaddr, n, 0, curb->pages);
	if (got < n) {
		for (i = 0; i < got; i++)
			put_page(curb->pages[i]);
		return -EFAULT;
	}
	return 0;
}

struct kerb_side {
	unsigned int n_slabs;
	struct page **slabs;
};

struct kerb {
	struct kerb_side *side;
};

static void kerb_lift(struct page **pages, u64 n)
{
	for (u64 i = 0; i < n; i++)
		put_page(pages[i]);
}

int kerb_lay(struct kerb *kerb, unsigned long uaddr)
{
	/* expect: check nothing */
	int got = get_user_pages_fast(uaddr, kerb->side->n_slabs, 0, kerb->side->slabs);

	if (got < (int)kerb->side->n_slabs) {
		/* expect: line partial-pin */
		kerb_lift(kerb->side->slabs, got);
		return -EFAULT;
	}
	return 0;
}

/* Without the cast an errno is a large number, and never comes here: that is wrong, but in another way. */
int kerb_lay_unsigned(struct kerb *kerb, unsigned long uaddr)
{
	/* expect: check signed-compare */
	int got = get_user_pages_fast(uaddr, kerb->side->n_slabs, 0, kerb->side->slabs);

	if (got < kerb->side->n_slabs) {
		kerb_lift(kerb->side->slabs, got);
		return -EFAULT;
	}
	return 0;
}
