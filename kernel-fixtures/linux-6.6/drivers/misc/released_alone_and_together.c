// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: one page of an array is released alone, and then the first so many of
 * them together: that one is among those, or it is not.
 */
#include <linux/mm.h>
#include <linux/module.h>

#define CANDLES 16

int candle_light(int n);
int candle_burn(struct page **candles, int n);

/* It is the one behind them. */
int candle_snuff(unsigned long addr, int n)
{
	struct page *candles[CANDLES];
	int i, ret = 0, lit = 0;

	for (i = 0; i < n; i++) {
		/* expect: check nothing */
		if (pin_user_pages_fast(addr + i * PAGE_SIZE, 1, 0, &candles[i]) != 1) {
			ret = -EFAULT;
			goto unpin;
		}
		if (candle_light(i)) {
			/* expect: check nothing */
			unpin_user_page(candles[i]);
			ret = -EINVAL;
			goto unpin;
		}
		lit++;
	}
	candle_burn(candles, n);
unpin:
	/* expect: check nothing */
	unpin_user_pages(candles, lit);
	return ret;
}

/* So it is by another name. */
int candle_snuff_named(unsigned long addr, int n)
{
	struct page *candles[CANDLES];
	int i, ret = 0, lit = 0;

	for (i = 0; i < n; i++) {
		struct page *candle;

		/* expect: check nothing */
		if (pin_user_pages_fast(addr + i * PAGE_SIZE, 1, 0, &candles[i]) != 1) {
			ret = -EFAULT;
			goto unpin;
		}
		candle = candles[i];
		if (candle_light(i)) {
			/* expect: check nothing */
			unpin_user_page(candle);
			ret = -EINVAL;
			goto unpin;
		}
		lit++;
	}
	candle_burn(candles, n);
unpin:
	/* expect: check nothing */
	unpin_user_pages(candles, lit);
	return ret;
}

/* It is the last one of them. */
int candle_snuff_twice(unsigned long addr, int n)
{
	struct page *candles[CANDLES];
	int i, ret = 0;

	for (i = 0; i < n; i++) {
		/* expect: check nothing */
		if (pin_user_pages_fast(addr + i * PAGE_SIZE, 1, 0, &candles[i]) != 1) {
			/* expect: check nothing */
			unpin_user_pages(candles, i);
			return -EFAULT;
		}
		if (candle_light(i)) {
			/* expect: check nothing */
			unpin_user_page(candles[i]);
			ret = -EINVAL;
			goto unpin;
		}
	}
	return candle_burn(candles, n);
unpin:
	/* expect: check double-release */
	unpin_user_pages(candles, i + 1);
	return ret;
}

/* And this is the first. */
int candle_first(unsigned long addr)
{
	struct page *candles[CANDLES];
	int ret = 0;

	/* expect: check nothing */
	if (pin_user_pages_fast(addr, 1, 0, &candles[0]) != 1)
		return -EFAULT;
	if (candle_light(0)) {
		/* expect: check nothing */
		unpin_user_page(candles[0]);
		ret = -EINVAL;
	}
	/* expect: check double-release */
	unpin_user_pages(candles, 1);
	return ret;
}

/* --- page for page --- */

/* The index has gone on to the one behind them. */
int candle_drip(unsigned long addr, int n)
{
	struct page *candles[CANDLES] = { NULL };
	int i, k, ret = 0;

	for (i = 0; i < n; i++) {
		/* expect: check nothing */
		if (get_user_pages_fast(addr + i * PAGE_SIZE, 1, 0, &candles[i]) != 1) {
			ret = -EFAULT;
			goto put;
		}
		if (candle_light(i)) {
			ret = -EINVAL;
			goto put;
		}
	}
	ret = candle_burn(candles, n);
put:
	for (k = 0; k < i; k++)
		put_page(candles[k]);
	if (k < n && candles[k])
		put_page(candles[k]);
	return ret;
}

/* It goes back to the one ahead of it. */
int candle_wind(unsigned long addr, int n, struct page **candles)
{
	int i, ret;

	for (i = 0; i < n; i++) {
		/* expect: check nothing */
		ret = pin_user_pages_fast(addr + i * PAGE_SIZE, 1, FOLL_WRITE, &candles[i]);
		if (ret != 1) {
			ret = ret < 0 ? ret : -EFAULT;
			goto unwind;
		}
		if (candle_light(i)) {
			/* expect: check nothing */
			unpin_user_page(candles[i]);
			ret = -EIO;
			goto unwind;
		}
	}
	return 0;
unwind:
	while (--i >= 0)
		/* expect: check nothing */
		unpin_user_page(candles[i]);
	return ret;
}

/* The same round drops it again. */
int candle_relight(unsigned long addr, int n, struct page **candles)
{
	int i, ret;

	for (i = 0; i < n; i++) {
		/* expect: check nothing */
		ret = get_user_pages_fast(addr + i * PAGE_SIZE, 1, FOLL_WRITE, &candles[i]);
		if (ret != 1)
			return -EFAULT;
		put_page(candles[i]);
		if (candle_light(i))
			/* expect: line double-release */
			put_page(candles[i]);
	}
	return 0;
}

/* It is dropped alone, and is none of the others from then on. */
int released_and_uncounted(unsigned long addr, int is_bad)
{
	struct page *pages[2];
	int n = 1;

	/* expect: check nothing */
	if (get_user_pages_fast(addr, 1, 0, pages) != 1)
		return -EFAULT;
	if (is_bad) {
		put_page(pages[0]);
		n--;
	}
	/* expect: check nothing */
	release_pages(pages, n);
	return 0;
}

/* Nobody takes it out of the count. */
int released_and_counted(unsigned long addr, int is_bad)
{
	struct page *pages[2];
	int n = 1;

	/* expect: check nothing */
	if (get_user_pages_fast(addr, 1, 0, pages) != 1)
		return -EFAULT;
	if (is_bad)
		put_page(pages[0]);
	/* expect: line double-release */
	release_pages(pages, n);
	return 0;
}
