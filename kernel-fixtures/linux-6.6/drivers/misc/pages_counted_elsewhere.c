// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that are put behind others into an array, where the number of
 * those changes before all of them are released: nothing is lost. Some stand
 * beside a twin where it does not change.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

#define HOOKS 16

struct rail {
	unsigned int n_hooks;
};

struct hallway {
	struct rail *rail;
};

int rail_weigh(unsigned int n);
int hallway_count(struct hallway *hallway, int n);

/* --- a loop that drops the last one first --- */

int rail_fill(struct page **hooks, unsigned long addr, int n)
{
	int i, ret;

	for (i = 0; i < n; i++) {
		/* expect: check nothing */
		ret = pin_user_pages_fast(addr + i * PAGE_SIZE, 1, 0, &hooks[i]);
		if (ret != 1)
			goto unpin;
		ret = rail_weigh(i);
		if (ret)
			goto unpin_last;
	}
	return 0;
unpin_last:
	do {
		unpin_user_page(hooks[i]);
	} while (i-- > 0);
	return ret;
unpin:
	while (i-- > 0)
		unpin_user_page(hooks[i]);
	return ret < 0 ? ret : -EFAULT;
}

int rail_fill_less(struct page **hooks, unsigned long addr, int n)
{
	int i, ret;

	for (i = 0; i < n; i++) {
		/* expect: check pin-leak */
		ret = pin_user_pages_fast(addr + i * PAGE_SIZE, 1, 0, &hooks[i]);
		if (ret != 1)
			goto unpin;
		ret = rail_weigh(i);
		if (ret)
			goto unpin;
	}
	return 0;
unpin:
	while (i-- > 0)
		unpin_user_page(hooks[i]);
	return ret < 0 ? ret : -EFAULT;
}

/* --- a number in an object --- */

/* The object has another name, too. */
int rail_count_by_name(struct rail *rail, unsigned long addr, int n)
{
	struct page *hooks[HOOKS];
	struct rail *other = rail;
	long ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, 0, hooks + rail->n_hooks);
	if (ret > 0)
		other->n_hooks += ret;
	unpin_user_pages(hooks, rail->n_hooks);
	return ret < n ? -EFAULT : 0;
}

int rail_count_by_place(struct hallway *hallway, struct rail *rail, unsigned long addr, int n)
{
	struct page *hooks[HOOKS];
	unsigned int *number = &hallway->rail->n_hooks;
	long ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, 0, hooks + rail->n_hooks);
	if (ret > 0)
		*number += ret;
	unpin_user_pages(hooks, rail->n_hooks);
	return ret < n ? -EFAULT : 0;
}

/* Somebody else counts. */
int rail_count_by_owner(struct hallway *hallway, unsigned long addr, int n)
{
	struct page *hooks[HOOKS];
	struct rail *rail = hallway->rail;
	long ret;

	/* expect: check nothing */
	ret = pin_user_pages_fast(addr, n, 0, hooks + rail->n_hooks);
	if (ret > 0)
		hallway_count(hallway, ret);
	unpin_user_pages(hooks, rail->n_hooks);
	return ret < n ? -EFAULT : 0;
}

/* Nobody does. */
int rail_count_never(struct rail *rail, unsigned long addr, int n)
{
	struct page *hooks[HOOKS];
	long ret;

	/* expect: check pin-leak */
	ret = pin_user_pages_fast(addr, n, 0, hooks + rail->n_hooks);
	if (ret <= 0)
		return -EFAULT;
	unpin_user_pages(hooks, rail->n_hooks);
	return 0;
}

/* --- an array that is emptied when it is full --- */

int rail_empty(unsigned long addr, int n)
{
	struct page *hooks[HOOKS];
	int done = 0, ret;

	while (n) {
		/* expect: check nothing */
		ret = pin_user_pages_fast(addr, min(n, HOOKS - done), 0, hooks + done);
		if (ret <= 0)
			break;
		done += ret;
		n -= ret;
		if (done == HOOKS) {
			unpin_user_pages(hooks, done);
			done = 0;
		}
	}
	unpin_user_pages(hooks, done);
	return n ? -EFAULT : 0;
}

/* --- whether there are any --- */

int rail_some(unsigned long addr, int n)
{
	struct page *hooks[HOOKS];
	int done;

	for (done = 0; done < n; done++)
		/* expect: check nothing */
		if (pin_user_pages_fast(addr + done * PAGE_SIZE, 1, 0, &hooks[done]) != 1)
			break;
	if (unlikely(!done))
		return -EFAULT;
	unpin_user_pages(hooks, done);
	return 0;
}

int rail_some_first(unsigned long addr, int n)
{
	struct page *hooks[HOOKS];
	int done = 0, ret;

	while (done < n) {
		/* expect: check nothing */
		ret = pin_user_pages_fast(addr + done * PAGE_SIZE, n - done, 0, hooks + done);
		if (ret <= 0)
			break;
		done += ret;
	}
	if (0 < done) {
		unpin_user_pages(hooks, done);
		return 0;
	}
	return -EFAULT;
}

int rail_some_failed(unsigned long addr, int n)
{
	struct page *hooks[HOOKS];
	int done;

	for (done = 0; done < n; done++)
		/* expect: check nothing */
		if (pin_user_pages_fast(addr + done * PAGE_SIZE, 1, 0, &hooks[done]) != 1)
			goto unpin;
	unpin_user_pages(hooks, n);
	return 0;
unpin:
	if (done < 1)
		return -EFAULT;
	unpin_user_pages(hooks, done);
	return -EFAULT;
}

/* There may be none but the last one, which is not counted yet. */
int rail_some_counted(unsigned long addr, int n)
{
	struct page *hooks[HOOKS];
	int done, ret = 0;

	for (done = 0; done < n; done++) {
		/* expect: check pin-leak */
		if (pin_user_pages_fast(addr + done * PAGE_SIZE, 1, 0, &hooks[done]) != 1) {
			ret = -EFAULT;
			break;
		}
		if (rail_weigh(done)) {
			ret = -EINVAL;
			break;
		}
	}
	if (ret && done == 0)
		return ret;
	unpin_user_pages(hooks, done);
	return ret;
}
