// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: flags in variables, built step by step, by a function, by a switch,
 * by a table; none is wrong. The last two start like them and end with a truth
 * value in the variable.
 */
#include <linux/mm.h>
#include <linux/module.h>

struct easel_bo {
	unsigned long userptr;
	struct page **pages;
	unsigned int flags;
	bool read_only;
};

static unsigned int easel_flags(const struct easel_bo *bo)
{
	return bo->read_only ? 0 : FOLL_WRITE;
}

static const unsigned int easel_modes[] = { 0, FOLL_WRITE };

int easel_steps(struct easel_bo *bo, int nr, int mode)
{
	unsigned int gup_flags = FOLL_LONGTERM;
	int ret;

	if (!bo->read_only)
		gup_flags |= FOLL_WRITE;
	if (mode)
		gup_flags &= ~FOLL_LONGTERM;
	/* expect: check nothing */
	ret = pin_user_pages_fast(bo->userptr, nr, gup_flags, bo->pages);
	if (ret > 0)
		return ret;

	switch (mode) {
	case 1:
		gup_flags = FOLL_WRITE;
		break;
	default:
		gup_flags = 0;
	}
	/* expect: check nothing */
	return pin_user_pages_fast(bo->userptr, nr, gup_flags, bo->pages);
}

int easel_sources(struct easel_bo *bo, int nr, int mode)
{
	int ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(bo->userptr, nr, easel_flags(bo), bo->pages);
	if (ret > 0)
		return ret;
	/* expect: check nothing */
	ret = pin_user_pages_fast(bo->userptr, nr, easel_modes[mode],
				  bo->pages);
	if (ret > 0)
		return ret;
	/* expect: check nothing */
	return pin_user_pages_fast(bo->userptr, nr, bo->flags, bo->pages);
}

int easel_truth(struct easel_bo *bo, int nr)
{
	unsigned int write = !bo->read_only;

	/* expect: check bool-as-flags */
	return pin_user_pages_fast(bo->userptr, nr, write, bo->pages);
}

int easel_truth_late(struct easel_bo *bo, int nr, int mode)
{
	unsigned int gup_flags;

	if (mode)
		gup_flags = bo->read_only == false;
	else
		gup_flags = !bo->read_only && nr;
	/* expect: check bool-as-flags */
	return pin_user_pages_fast(bo->userptr, nr, gup_flags, bo->pages);
}
MODULE_LICENSE("GPL");
