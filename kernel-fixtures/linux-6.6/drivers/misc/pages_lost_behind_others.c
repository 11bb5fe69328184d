// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: pages that are taken one after the other into one array. On an error
 * those before are released, and the last one, which is not counted yet, is
 * forgotten. Each beside a twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>

#define BEADS 16

struct rosary {
	unsigned long addr;
	struct page **beads;
	unsigned long n_beads;
};

int bead_weigh(unsigned int n);
int bead_polish(struct page **beads, unsigned int n);

int rosary_string(unsigned long addr, unsigned int n)
{
	struct page *beads[BEADS];
	unsigned int i;
	int ret;

	for (i = 0; i < n && i < BEADS; i++) {
		/* expect: check pin-leak */
		if (pin_user_pages_fast(addr + i * PAGE_SIZE, 1, 0, &beads[i]) != 1) {
			ret = -EFAULT;
			goto unpin;
		}
		if (bead_weigh(i)) {
			ret = -EINVAL;
			goto unpin;
		}
	}
	ret = bead_polish(beads, i);
unpin:
	/* expect: check nothing */
	unpin_user_pages(beads, i);
	return ret;
}

/* It drops this one itself. */
int rosary_string_right(unsigned long addr, unsigned int n)
{
	struct page *beads[BEADS];
	unsigned int i;
	int ret;

	for (i = 0; i < n && i < BEADS; i++) {
		/* expect: check nothing */
		if (pin_user_pages_fast(addr + i * PAGE_SIZE, 1, 0, &beads[i]) != 1) {
			ret = -EFAULT;
			goto unpin;
		}
		if (bead_weigh(i)) {
			/* expect: check nothing */
			unpin_user_page(beads[i]);
			ret = -EINVAL;
			goto unpin;
		}
	}
	ret = bead_polish(beads, i);
unpin:
	/* expect: check nothing */
	unpin_user_pages(beads, i);
	return ret;
}

/* It counts this one first. */
int rosary_string_counted(unsigned long addr, unsigned int n)
{
	struct page *beads[BEADS];
	unsigned int done = 0;
	int ret;

	while (done < n && done < BEADS) {
		/* expect: check nothing */
		if (pin_user_pages_fast(addr + done * PAGE_SIZE, 1, 0, beads + done) != 1) {
			ret = -EFAULT;
			goto unpin;
		}
		done++;
		if (bead_weigh(done)) {
			ret = -EINVAL;
			goto unpin;
		}
	}
	ret = bead_polish(beads, done);
unpin:
	/* expect: check nothing */
	unpin_user_pages(beads, done);
	return ret;
}

/* --- page for page, from the last one on --- */

int rosary_cut(unsigned long addr, unsigned int n)
{
	struct page *beads[BEADS];
	int ret = -EFAULT;
	unsigned int i;

	for (i = 0; i < n && i < BEADS; i++) {
		/* expect: check pin-leak */
		if (get_user_pages_fast(addr + i * PAGE_SIZE, 1, 0, &beads[i]) != 1)
			goto put;
		if (bead_weigh(i)) {
			ret = -EINVAL;
			goto put;
		}
	}
	return bead_polish(beads, i);
put:
	while (i--)
		put_page(beads[i]);
	return ret;
}

int rosary_cut_down(unsigned long addr, int n)
{
	struct page *beads[BEADS];
	int i, k;

	for (i = 0; i < n && i < BEADS; i++) {
		/* expect: check pin-leak */
		if (get_user_pages_fast(addr + i * PAGE_SIZE, 1, 0, &beads[i]) != 1)
			goto put;
		if (bead_weigh(i))
			goto put;
	}
	return bead_polish(beads, i);
put:
	for (k = i - 1; k >= 0; k--)
		put_page(beads[k]);
	return -EFAULT;
}

int rosary_cut_up(unsigned long addr, int n)
{
	struct page *beads[BEADS];
	int i, k;

	for (i = 0; i < n && i < BEADS; i++) {
		/* expect: check pin-leak */
		if (get_user_pages_fast(addr + i * PAGE_SIZE, 1, 0, &beads[i]) != 1)
			goto put;
		if (bead_weigh(i))
			goto put;
	}
	return bead_polish(beads, i);
put:
	for (k = 0; k < i; k++)
		put_page(beads[k]);
	return -EFAULT;
}

/* These begin with the last one that came. */
int rosary_cut_right(unsigned long addr, int n)
{
	struct page *beads[BEADS];
	int i;

	for (i = 0; i < n && i < BEADS; i++) {
		/* expect: check nothing */
		if (get_user_pages_fast(addr + i * PAGE_SIZE, 1, 0, &beads[i]) != 1) {
			i--;
			goto put;
		}
		if (bead_weigh(i))
			goto put;
	}
	return bead_polish(beads, i);
put:
	for (; i >= 0; i--)
		put_page(beads[i]);
	return -EFAULT;
}

int rosary_cut_through(unsigned long addr, int n)
{
	struct page *beads[BEADS];
	int i, k;

	for (i = 0; i < n && i < BEADS; i++) {
		/* expect: check nothing */
		if (get_user_pages_fast(addr + i * PAGE_SIZE, 1, 0, &beads[i]) != 1)
			goto put;
		if (bead_weigh(i)) {
			i++;
			goto put;
		}
	}
	return bead_polish(beads, i);
put:
	for (k = 0; k < i; k++)
		put_page(beads[k]);
	return -EFAULT;
}

/* --- counted in an object --- */

struct rosary *rosary_new(unsigned long addr, unsigned long n)
{
	struct rosary *rosary = kzalloc(sizeof(*rosary), GFP_KERNEL);
	unsigned long i;

	if (!rosary)
		return NULL;
	rosary->beads = kcalloc(n, sizeof(*rosary->beads), GFP_KERNEL);
	if (!rosary->beads)
		goto free;
	do {
		i = rosary->n_beads;
		/* expect: check pin-leak */
		if (get_user_pages_unlocked(addr + i * PAGE_SIZE, 1, rosary->beads + i, FOLL_WRITE) != 1)
			goto put;
		if (bead_weigh(i))
			goto put;
		rosary->n_beads++;
	} while (rosary->n_beads < n);
	return rosary;
put:
	for (i = 0; i < rosary->n_beads; i++)
		put_page(rosary->beads[i]);
	kfree(rosary->beads);
free:
	kfree(rosary);
	return NULL;
}

struct rosary *rosary_new_right(unsigned long addr, unsigned long n)
{
	struct rosary *rosary = kzalloc(sizeof(*rosary), GFP_KERNEL);
	unsigned long i;

	if (!rosary)
		return NULL;
	rosary->beads = kcalloc(n, sizeof(*rosary->beads), GFP_KERNEL);
	if (!rosary->beads)
		goto free;
	do {
		i = rosary->n_beads;
		/* expect: check nothing */
		if (get_user_pages_unlocked(addr + i * PAGE_SIZE, 1, rosary->beads + i, FOLL_WRITE) != 1)
			goto put;
		rosary->n_beads++;
		if (bead_weigh(i))
			goto put;
	} while (rosary->n_beads < n);
	return rosary;
put:
	for (i = 0; i < rosary->n_beads; i++)
		put_page(rosary->beads[i]);
	kfree(rosary->beads);
free:
	kfree(rosary);
	return NULL;
}

/* --- what was dropped and what was not --- */

/* All that came are dropped once, in two pieces. */
int rosary_part(unsigned long addr, unsigned int n)
{
	struct page *beads[BEADS];
	unsigned int done = 0;
	int ret = 0;

	while (done < n) {
		/* expect: check nothing */
		ret = pin_user_pages_fast(addr + done * PAGE_SIZE, n - done, 0, beads + done);
		if (ret <= 0)
			break;
		if (bead_weigh(done)) {
			/* expect: check nothing */
			unpin_user_pages(beads + done, ret);
			ret = -EINVAL;
			break;
		}
		done += ret;
	}
	/* expect: check nothing */
	unpin_user_pages(beads, done);
	return ret;
}

/* The object gets this one before anything can fail. */
int rosary_hang(struct rosary *rosary, unsigned long addr, unsigned int n)
{
	struct page *beads[BEADS];
	unsigned int i;

	for (i = 0; i < n && i < BEADS; i++) {
		/* expect: check nothing */
		if (get_user_pages_fast(addr + i * PAGE_SIZE, 1, 0, &beads[i]) != 1)
			goto put;
		rosary->beads[i] = beads[i];
		if (bead_weigh(i))
			goto put;
	}
	return 0;
put:
	while (i--)
		put_page(beads[i]);
	return -EFAULT;
}
