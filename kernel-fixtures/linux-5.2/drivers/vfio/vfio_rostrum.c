// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: what the mistake of 2018 was made from. The call is right, and the
 * truth value too; nobody on the way from the ioctl takes the mmap_sem, which
 * get_user_pages_fast() takes itself. Put the longterm function in its place,
 * as tests/cli/lint.bats does, and both are wrong.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/iommu.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

struct rostrum_request {
	unsigned long vaddr;
	unsigned long n;
	int prot;
};

#define ROSTRUM_PAGES	64
#define ROSTRUM_PAGE	4096

static unsigned long rostrum_pfns[ROSTRUM_PAGES];

static int rostrum_pin_page(unsigned long vaddr, int prot, unsigned long *pfn)
{
	struct page *page[1];
	int ret;

	/* expect: check nothing */
	ret = get_user_pages_fast(vaddr, 1,
				  prot & IOMMU_WRITE ? FOLL_WRITE : 0, page);
	if (ret != 1)
		return ret < 0 ? ret : -EFAULT;
	*pfn = page_to_pfn(page[0]);
	return 0;
}

static long rostrum_map(const struct rostrum_request *request)
{
	unsigned long i;
	int ret;

	if (request->n > ROSTRUM_PAGES)
		return -EINVAL;
	for (i = 0; i < request->n; i++) {
		ret = rostrum_pin_page(request->vaddr + i * ROSTRUM_PAGE,
				       request->prot, &rostrum_pfns[i]);
		if (ret)
			return ret;
	}
	return 0;
}

static long rostrum_ioctl(struct file *file, unsigned int cmd,
			  unsigned long arg)
{
	struct rostrum_request request;

	if (cmd != 1)
		return -EINVAL;
	if (copy_from_user(&request, (void __user *)arg, sizeof(request)))
		return -EFAULT;
	return rostrum_map(&request);
}

const struct file_operations rostrum_fops = {
	.unlocked_ioctl = rostrum_ioctl,
};
MODULE_LICENSE("GPL");
