// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a switch asks about the result of the call that stands in its head, and what
 * came is lost behind it; each beside its twin that is right.
 */
#include <linux/mm.h>
#include <linux/module.h>

int turnout_set(void);

int turnout_at_once(unsigned long uaddr)
{
	struct page *sleeper;

	/* expect: check pin-leak */
	switch (pin_user_pages_fast(uaddr, 1, 0, &sleeper)) {
	case 1:
		break;
	case 0:
		return -EFAULT;
	default:
		return -ENOMEM;
	}
	if (turnout_set())
		return -EIO;
	/* expect: check nothing */
	unpin_user_page(sleeper);
	return 0;
}

int turnout_at_once_right(unsigned long uaddr)
{
	struct page *sleeper;
	int err;

	/* expect: check nothing */
	switch (pin_user_pages_fast(uaddr, 1, 0, &sleeper)) {
	case 1:
		break;
	case 0:
		return -EFAULT;
	default:
		return -ENOMEM;
	}
	err = turnout_set();
	/* expect: check nothing */
	unpin_user_page(sleeper);
	return err;
}

int turnout_kept(unsigned long uaddr)
{
	struct page *sleeper;
	int got, err;

	/* expect: check pin-leak */
	switch (got = pin_user_pages_fast(uaddr, 1, 0, &sleeper)) {
	case 1:
		err = turnout_set();
		if (err)
			return err;
		/* expect: check nothing */
		unpin_user_page(sleeper);
		return 0;
	default:
		return got < 0 ? got : -EFAULT;
	}
}

int turnout_kept_right(unsigned long uaddr)
{
	struct page *sleeper;
	int got, err;

	/* expect: check nothing */
	switch (got = pin_user_pages_fast(uaddr, 1, 0, &sleeper)) {
	case 1:
		err = turnout_set();
		/* expect: check nothing */
		unpin_user_page(sleeper);
		return err;
	default:
		return got < 0 ? got : -EFAULT;
	}
}

/* What takes them and what drops them is chosen by one number. */
int turnout_chosen(unsigned long uaddr, int way)
{
	struct page *sleeper = NULL;
	int err;

	switch (way) {
	case 1:
		/* expect: check nothing */
		switch (pin_user_pages_fast(uaddr, 1, 0, &sleeper)) {
		case 1:
			break;
		default:
			return -EFAULT;
		}
		break;
	default:
		break;
	}
	err = turnout_set();
	switch (way) {
	case 1:
		/* expect: check nothing */
		unpin_user_page(sleeper);
		break;
	default:
		break;
	}
	return err;
}
