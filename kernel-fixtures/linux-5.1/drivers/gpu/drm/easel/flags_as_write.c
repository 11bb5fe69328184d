// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: flags passed where int write is expected, right by luck: FOLL_WRITE,
 * combined flags, cond ? FOLL_WRITE : 0 (also with a negated struct field), and
 * variables that hold flags. All are right after the conversion as they are.
 */
#include <linux/mm.h>
#include <linux/module.h>

struct easel_bo {
	unsigned long userptr;
	struct page **pages;
	int num_pages;
	bool read_only;
};

int easel_pin(struct easel_bo *bo)
{
	int ret;

	/* expect: check flags-as-bool */
	ret = get_user_pages_fast(bo->userptr, bo->num_pages,
				  !bo->read_only ? FOLL_WRITE : 0, bo->pages);
	if (ret > 0)
		return ret;
	/* expect: check flags-as-bool */
	return get_user_pages_fast(bo->userptr, 1, FOLL_WRITE, bo->pages);
}

int easel_pin_dir(struct easel_bo *bo, bool store)
{
	int ret;

	/* expect: check flags-as-bool */
	ret = get_user_pages_fast(bo->userptr, 1,
				  FOLL_WRITE | FOLL_FORCE, bo->pages);
	if (ret < 0)
		/* expect: check flags-as-bool */
		ret = get_user_pages_fast(bo->userptr, 1,
				store ? FOLL_WRITE : 0, bo->pages);
	return ret;
}

int easel_pin_flags(struct easel_bo *bo)
{
	const unsigned int gup_flags = bo->read_only ? 0 : FOLL_WRITE;

	/* expect: check flags-as-bool */
	return get_user_pages_fast(bo->userptr, 1, gup_flags, bo->pages);
}

int easel_pin_steps(struct easel_bo *bo)
{
	unsigned int flags = 0;

	if (!bo->read_only)
		flags |= FOLL_WRITE;
	/* expect: check flags-as-bool */
	return get_user_pages_fast(bo->userptr, 1, flags, bo->pages);
}
MODULE_LICENSE("GPL");
