# SPDX-License-Identifier: GPL-2.0-only
#
# Drivers for convert --to --since. tests/real/since compiles them in real kernels.

# driver VERSION: driver/pin.c as it was written for that kernel.
driver()
{
	case $1 in
	4.4)	plant driver/pin.c <<'END' ;;
#include <linux/mm.h>
#include <linux/sched.h>

long pin_own(unsigned long from, unsigned long n, int write, struct page **pages)
{
	long got;

	down_read(&current->mm->mmap_sem);
	got = get_user_pages(current, current->mm, from, n, write, 0, pages, NULL);
	up_read(&current->mm->mmap_sem);
	return got;
}

long pin_other(struct task_struct *task, struct mm_struct *mm, unsigned long from, struct page **page)
{
	return get_user_pages(task, mm, from, 1, 1, 1, page, NULL);
}

long pin_unlocked(unsigned long from, unsigned long n, struct page **pages)
{
	return get_user_pages_unlocked(current, current->mm, from, n, 1, 0, pages);
}

int pin_fast(unsigned long from, int n, struct page **pages)
{
	return get_user_pages_fast(from, n, 1, pages);
}
END
	4.9)	plant driver/pin.c <<'END' ;;
#include <linux/mm.h>
#include <linux/sched.h>

long pin_own(unsigned long from, unsigned long n, struct page **pages)
{
	return get_user_pages(from, n, FOLL_WRITE, pages, NULL);
}

long pin_other(struct mm_struct *mm, unsigned long from, struct page **page)
{
	return get_user_pages_remote(NULL, mm, from, 1, FOLL_WRITE | FOLL_FORCE, page, NULL);
}

int pin_fast(unsigned long from, int n, int write, struct page **pages)
{
	return get_user_pages_fast(from, n, write, pages);
}
END
	5.0)	plant driver/pin.c <<'END' ;;
#include <linux/mm.h>
#include <linux/sched.h>

long pin_own(unsigned long from, unsigned long n, struct page **pages)
{
	return get_user_pages(from, n, FOLL_WRITE, pages, NULL);
}

long pin_other(struct mm_struct *mm, unsigned long from, struct page **page)
{
	int locked = 1;

	return get_user_pages_remote(NULL, mm, from, 1, FOLL_WRITE, page, NULL, &locked);
}

bool peek(unsigned long at, struct page **page)
{
	return __get_user_pages_fast(at, 1, 1, page) == 1;
}
END
	5.8)	plant driver/pin.c <<'END' ;;
#include <linux/mm.h>
#include <linux/sched.h>

long pin_own(unsigned long from, unsigned long n, struct page **pages)
{
	long got;

	if (mmap_read_lock_killable(current->mm))
		return -4;
	got = pin_user_pages(from, n, FOLL_WRITE | FOLL_LONGTERM, pages, NULL);
	mmap_read_unlock(current->mm);
	return got;
}

long pin_unlocked(unsigned long from, unsigned long n, struct page **pages)
{
	return pin_user_pages_unlocked(from, n, pages, FOLL_WRITE);
}

void drop(struct page **pages, unsigned long n)
{
	unpin_user_pages_dirty_lock(pages, n, true);
}

bool peek(unsigned long at, struct page **page)
{
	return get_user_page_fast_only(at, FOLL_WRITE, page);
}
END
	6.1)	plant driver/pin.c <<'END' ;;
#include <linux/mm.h>
#include <linux/sched.h>

int pin_fast(unsigned long from, int n, struct page **pages)
{
	return pin_user_pages_fast(from, n, FOLL_WRITE | FOLL_LONGTERM, pages);
}

long pin_other(struct mm_struct *mm, unsigned long from, struct page **page)
{
	return pin_user_pages_remote(mm, from, 1, FOLL_WRITE, page, NULL, NULL);
}

long pin_own(unsigned long from, struct page **pages)
{
	return get_user_pages(from, 1, FOLL_WRITE, pages, NULL);
}

void drop(struct page *page)
{
	unpin_user_page(page);
}
END
	esac
}
