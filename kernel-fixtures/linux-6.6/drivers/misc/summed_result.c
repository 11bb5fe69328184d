// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: loops that add up how many pages came. Those that never look for an
 * errno add it, too, and go on; beside them, those that look.
 */
#include <linux/mm.h>
#include <linux/module.h>

bool tally_go_on(void);

int tally_do(unsigned long addr, int n, struct page **pages)
{
	int done = 0, ret;

	do {
		/* expect: check unchecked-return */
		ret = pin_user_pages_fast(addr, n - done, FOLL_WRITE, pages + done);
		done += ret;
		addr += (unsigned long)ret * PAGE_SIZE;
	} while (done < n);
	return done;
}

int tally_at_once(unsigned long addr, int n, struct page **pages)
{
	int done = 0;

	while (n > done && tally_go_on())
		/* expect: check unchecked-return */
		done += get_user_pages_fast(addr, n - done, 0, pages + done);
	return 0;
}

int tally_left(unsigned long addr, long left, struct page **pages)
{
	long got;

	for (; left > 0; pages += got) {
		/* expect: check unchecked-return */
		got = get_user_pages_unlocked(addr, left, pages, 0);
		left -= got;
	}
	return 0;
}

/* --- something looks for it --- */

int tally_tested(unsigned long addr, int n, struct page **pages)
{
	int done = 0, ret;

	do {
		/* expect: check nothing */
		ret = pin_user_pages_fast(addr, n - done, FOLL_WRITE, pages + done);
		if (ret <= 0)
			return ret;
		done += ret;
	} while (done < n);
	return done;
}

int tally_tested_there(unsigned long addr, int n, struct page **pages)
{
	int done = 0, ret;

	do {
		/* expect: check nothing */
		ret = pin_user_pages_fast(addr, n - done, FOLL_WRITE, pages + done);
		done += ret;
	} while (ret > 0 && done < n);
	return done;
}

int tally_tested_behind(unsigned long addr, unsigned int n, struct page **pages)
{
	unsigned int done = 0;
	int ret;

	do {
		/* expect: check nothing */
		ret = pin_user_pages_fast(addr, n - done, FOLL_WRITE, pages + done);
		done += ret;
	} while (done < n);
	return ret < 0 ? ret : 0;
}

int tally_sum_tested(unsigned long addr, int n, struct page **pages)
{
	int done = 0, before;

	do {
		before = done;
		/* expect: check nothing */
		done += pin_user_pages_fast(addr, n - done, FOLL_WRITE, pages + done);
		if (done <= before)
			return before;
	} while (done < n);
	return done;
}

int tally_sum_corrected(unsigned long addr, int n, struct page **pages)
{
	int done = 0;

	while (done < n) {
		/* expect: check nothing */
		done += pin_user_pages_fast(addr, n - done, FOLL_WRITE, pages + done);
		if (done < 0)
			done = n;
	}
	return 0;
}

/* Two calls, no loop: the sum is held against what was asked for. */
int tally_two(unsigned long addr, int n, struct page **pages)
{
	int done = 0;

	/* expect: check nothing */
	done += pin_user_pages_fast(addr, n, FOLL_WRITE, pages);
	/* expect: check nothing */
	done += pin_user_pages_fast(addr + n * PAGE_SIZE, n, FOLL_WRITE, pages + n);
	return done == 2 * n ? 0 : -EFAULT;
}

/* An errno makes the sum larger than anything that was asked for. */
int tally_too_much(unsigned long addr, unsigned int n, struct page **pages)
{
	unsigned int done = 0;

	while (done < n)
		/* expect: check nothing */
		done += pin_user_pages_fast(addr, n - done, FOLL_WRITE, pages + done);
	return done > n ? -EFAULT : 0;
}

/* --- something else than an if sees an errno --- */

void tally_show(int *sum);
bool tally_is_bad(long sum);

int tally_failures(unsigned long addr, int n, struct page **pages)
{
	int done = 0, failures = 0, ret;

	do {
		/* expect: check nothing */
		ret = pin_user_pages_fast(addr, n - done, FOLL_WRITE, pages + done);
		done += ret;
		failures += ret < 0;
	} while (done < n && !failures);
	return done;
}

unsigned long tally_value(unsigned long addr, unsigned long n, struct page **pages)
{
	unsigned long done = 0;

	do
		/* expect: check nothing */
		done += pin_user_pages_fast(addr, n - done, FOLL_WRITE, pages + done);
	while (done != n && !tally_is_bad(done));
	return done;
}

int tally_asked(unsigned long addr, int n, struct page **pages)
{
	int done = 0, err = 0;

	do {
		/* expect: check nothing */
		done += pin_user_pages_fast(addr, n - done, FOLL_WRITE, pages + done);
		err = done < 0 ? done : 0;
	} while (!err && done < n);
	return err;
}

int tally_shown(unsigned long addr, int n, struct page **pages)
{
	int done = 0;

	while (done < n) {
		/* expect: check nothing */
		done += pin_user_pages_fast(addr, n - done, FOLL_WRITE, pages + done);
		tally_show(&done);
	}
	return done;
}

int tally_stopped(unsigned long addr, int n, struct page **pages)
{
	int done = 0;

	while (done < n) {
		/* expect: check nothing */
		done += pin_user_pages_fast(addr, n - done, FOLL_WRITE, pages + done);
		BUG_ON(done < 0);
	}
	return done;
}

/* What is only reckoned with it tells nobody. */
int tally_reckoned(unsigned long addr, int n, struct page **pages)
{
	unsigned long at = addr;
	int done = 0;

	while (done < n) {
		/* expect: check unchecked-return */
		done += pin_user_pages_fast(at, n - done, FOLL_WRITE, &pages[done]);
		at = addr + done * PAGE_SIZE;
	}
	return done;
}
