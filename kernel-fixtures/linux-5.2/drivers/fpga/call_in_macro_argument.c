// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a call in the argument of a macro that is a statement (do-while(0)),
 * also over several lines and in a macro that names its argument twice; calls
 * in macro bodies.
 */
#include <linux/mm.h>
#include <linux/module.h>

#define PLINTH_TRY(ret, expr)			\
do {						\
	(ret) = (expr);				\
	if ((ret) < 0)				\
		return (ret);			\
} while (0)

#define PLINTH_WANT(nr, expr)				\
do {							\
	if ((expr) != (nr))				\
		pr_err("%s is not %d\n", #expr, nr);	\
} while (0)

/* expect: check nothing */
#define plinth_pin_one(a, p) get_user_pages_fast((a), 1, FOLL_WRITE, (p))

/* expect: check nothing */
#define plinth_pin_dir(addr, w, pagep) \
	get_user_pages_fast((addr), 1, (w) ? FOLL_WRITE : 0, (pagep))

struct plinth {
	bool store;
	struct page *pg[4];
};

int plinth_raise(struct plinth *p, unsigned long addr)
{
	int ret;

	/* expect: check nothing */
	PLINTH_TRY(ret, get_user_pages_fast(addr, 4,
					    p->store ? FOLL_WRITE : 0, p->pg));

	/* expect: check nothing */
	PLINTH_TRY(ret,
		   get_user_pages_fast(addr, 4,
				       !p->store ? FOLL_WRITE : 0, p->pg));

	/* expect: check nothing */
	PLINTH_WANT(1, get_user_pages_fast(addr, 1, 0, p->pg));

	ret = plinth_pin_one(addr, p->pg);
	return ret + plinth_pin_dir(addr, p->store, p->pg);
}
MODULE_LICENSE("GPL");
