// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: functions that the kernel calls without the mmap lock, as their
 * parameters show, or the member that they are assigned to. Each beside one of
 * which nobody knows.
 */
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>

struct device;
struct device_attribute;
struct kobject;
struct bin_attribute;
struct ctl_table;
struct stanchion_ops;

struct stanchion {
	struct page *pages[4];
	unsigned long addr;
	struct {
		int (*create_cq)(struct stanchion *stanchion, int n);
		int (*create)(struct stanchion *stanchion, int n);
	} ops;
};

static struct stanchion stanchion;

/* --- files of sysfs, and of /proc/sys --- */

static ssize_t stanchion_store(struct device *dev, struct device_attribute *attr, const char *buf, size_t n)
{
	/* expect: check lock-not-held */
	if (pin_user_pages(stanchion.addr, 4, FOLL_WRITE, stanchion.pages) != 4)
		return -EFAULT;
	return n;
}

static ssize_t stanchion_store_right(struct device *dev, struct device_attribute *attr, const char *buf,
				     size_t n)
{
	long ret;

	mmap_read_lock(current->mm);
	/* expect: check nothing */
	ret = pin_user_pages(stanchion.addr, 4, FOLL_WRITE, stanchion.pages);
	mmap_read_unlock(current->mm);
	return ret == 4 ? n : -EFAULT;
}

static int stanchion_sysctl(const struct ctl_table *table, int write, void *buffer, size_t *n, loff_t *pos)
{
	/* expect: check lock-not-held */
	return pin_user_pages(stanchion.addr, 4, write ? FOLL_WRITE : 0, stanchion.pages) == 4 ? 0 : -EFAULT;
}

/* mmap() of a binary attribute comes with the lock. */
static int stanchion_mmap(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			  struct vm_area_struct *vma)
{
	/* expect: check nothing */
	return pin_user_pages(stanchion.addr, 4, FOLL_WRITE, stanchion.pages) == 4 ? 0 : -EFAULT;
}

/* Nobody knows who gets the attribute itself. */
static int stanchion_count(struct stanchion *post, int n)
{
	/* expect: check nothing */
	return pin_user_pages(post->addr, n, FOLL_WRITE, post->pages) == n ? 0 : -EFAULT;
}

/* A helper of such functions gets the attribute, and one of them has taken the lock. */
static int stanchion_put_up(struct stanchion *post, struct device_attribute *attr)
{
	/* expect: check nothing */
	return pin_user_pages(post->addr, 4, FOLL_WRITE, post->pages) == 4 ? 0 : -EFAULT;
}

static ssize_t stanchion_raise(struct device *dev, struct device_attribute *attr, const char *buf, size_t n)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = stanchion_put_up(&stanchion, attr);
	mmap_read_unlock(current->mm);
	return ret ? ret : n;
}

/* Nobody has taken it for this one. */
static int stanchion_dig_in(struct stanchion *post, struct device_attribute *attr)
{
	/* expect: check lock-not-held */
	return pin_user_pages(post->addr, 4, FOLL_WRITE, post->pages) == 4 ? 0 : -EFAULT;
}

static ssize_t stanchion_lower(struct device *dev, struct device_attribute *attr, const char *buf, size_t n)
{
	return stanchion_dig_in(&stanchion, attr) ? -EFAULT : n;
}

/* Nobody knows who calls a function that others see. */
int stanchion_dig_for_others(struct stanchion *post, struct device_attribute *attr)
{
	/* expect: check nothing */
	return pin_user_pages(post->addr, 4, FOLL_WRITE, post->pages) == 4 ? 0 : -EFAULT;
}

/* Nor what gets it as a callback does before it calls it. */
static int stanchion_paint(struct bin_attribute *attr, struct stanchion *post)
{
	/* expect: check nothing */
	return pin_user_pages(post->addr, 4, FOLL_WRITE, post->pages) == 4 ? 0 : -EFAULT;
}

int stanchion_for_each(int (*paint)(struct bin_attribute *attr, struct stanchion *post));

int stanchion_paint_all(void)
{
	return stanchion_for_each(stanchion_paint);
}

/* --- members of tables that are filled by hand --- */

static int stanchion_map(struct stanchion *post, int n)
{
	/* expect: check lock-not-held */
	return pin_user_pages(post->addr, n, FOLL_WRITE, post->pages) == n ? 0 : -EFAULT;
}

static int stanchion_create_cq(struct stanchion *post, int n)
{
	return n > 4 ? -EINVAL : stanchion_map(post, n);
}

void stanchion_set(struct stanchion *post)
{
	post->ops.create_cq = stanchion_create_cq;
	post->ops.create = stanchion_count;
}

/* A table of the driver's own has a member of that name, which it calls with the lock. */
struct stanchion_own {
	int (*reg_user_mr)(struct stanchion *stanchion, int n);
};

static int stanchion_lend(struct stanchion *post, int n)
{
	/* expect: check nothing */
	return pin_user_pages(post->addr, n, FOLL_WRITE, post->pages) == n ? 0 : -EFAULT;
}

void stanchion_set_own(struct stanchion_own *own)
{
	own->reg_user_mr = stanchion_lend;
}

int stanchion_call_own(struct stanchion_own *own, struct stanchion *post, int n)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = own->reg_user_mr(post, n);
	mmap_read_unlock(current->mm);
	return ret;
}
