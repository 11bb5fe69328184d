// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: calls for user space under a lock that functions and macros of other
 * files take, under names that say nothing of it. Each beside one that is wrong.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/module.h>

#include "spillway.h"
#include "weir.h"

static long sluice_shut(struct weir *weir)
{
	long ret;

	weir_shut(weir);
	/* expect: check nothing */
	ret = pin_user_pages(weir->addr, weir->n, FOLL_WRITE, weir->pages);
	weir_open(weir);
	return ret;
}

static long sluice_shut_not(struct weir *weir)
{
	weir_count(weir);
	/* expect: check lock-not-held */
	return pin_user_pages(weir->addr, weir->n, FOLL_WRITE, weir->pages);
}

static long sluice_level(struct weir *weir)
{
	unsigned long *level = weir_level(weir);
	long ret;

	if (IS_ERR(level))
		return PTR_ERR(level);
	/* expect: check nothing */
	ret = pin_user_pages(weir->addr, *level, FOLL_WRITE, weir->pages);
	weir_open(weir);
	return ret;
}

static long sluice_dam(struct weir *weir)
{
	long ret;

	weir_dam(weir);
	/* expect: check nothing */
	ret = pin_user_pages(weir->addr, weir->n, FOLL_WRITE, weir->pages);
	weir_flow(weir);
	return ret;
}

static long sluice_macro(struct weir *weir)
{
	long ret;

	WEIR_DAM(weir);
	/* expect: check nothing */
	ret = pin_user_pages(weir->addr, weir->n, FOLL_WRITE, weir->pages);
	WEIR_FLOW(weir);
	return ret;
}

static long sluice_macro_not(struct weir *weir)
{
	WEIR_NOTE(weir);
	/* expect: check lock-not-held */
	return pin_user_pages(weir->addr, weir->n, FOLL_WRITE, weir->pages);
}

static long sluice_around(struct weir *weir)
{
	/* expect: check nothing */
	return weir_around(pin_user_pages(weir->addr, weir->n, FOLL_WRITE, weir->pages));
}

#define SLUICE_DAM(weir) do { mmap_read_lock(current->mm); (weir)->n++; } while (0)

static long sluice_own_macro(struct weir *weir)
{
	long ret;

	SLUICE_DAM(weir);
	/* expect: check nothing */
	ret = pin_user_pages(weir->addr, weir->n, FOLL_WRITE, weir->pages);
	WEIR_FLOW(weir);
	return ret;
}

DEFINE_GUARD(sluice, struct weir *, weir_dam(_T), weir_flow(_T))

static long sluice_guard(struct weir *weir)
{
	guard(sluice)(weir);
	/* expect: check nothing */
	return pin_user_pages(weir->addr, weir->n, FOLL_WRITE, weir->pages);
}

static long sluice_flows(struct weir *weir)
{
	mmap_read_lock(current->mm);
	if (!vma_lookup(current->mm, weir->addr)) {
		WEIR_FLOW(weir);
		return -EFAULT;
	}
	WEIR_FLOW(weir);
	/* expect: check nothing */
	return pin_user_pages_fast(weir->addr, weir->n, FOLL_WRITE, weir->pages);
}

static long sluice_flows_not(struct weir *weir)
{
	long ret;

	mmap_read_lock(current->mm);
	WEIR_NOTE(weir);
	/* expect: check lock-held */
	ret = pin_user_pages_fast(weir->addr, weir->n, FOLL_WRITE, weir->pages);
	WEIR_FLOW(weir);
	return ret;
}

static long sluice_raised(struct weir *weir)
{
	long ret;

	spillway_raise();
	/* expect: check nothing */
	ret = pin_user_pages(weir->addr, weir->n, FOLL_WRITE, weir->pages);
	weir_open(weir);
	return ret;
}

static long sluice_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct weir *weir = file->private_data;

	switch (cmd) {
	case 0:
		return sluice_shut(weir);
	case 1:
		return sluice_shut_not(weir);
	case 2:
		return sluice_level(weir);
	case 3:
		return sluice_dam(weir);
	case 4:
		return sluice_macro(weir);
	case 5:
		return sluice_macro_not(weir);
	case 6:
		return sluice_around(weir);
	case 7:
		return sluice_own_macro(weir);
	case 8:
		return sluice_guard(weir);
	case 9:
		return sluice_flows(weir);
	case 10:
		return sluice_flows_not(weir);
	case 11:
		return sluice_raised(weir);
	}
	return -ENOTTY;
}

static const struct file_operations sluice_fops = {
	.unlocked_ioctl = sluice_ioctl,
};
MODULE_LICENSE("GPL");
