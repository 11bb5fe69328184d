// SPDX-License-Identifier: GPL-2.0-only
/* Files that clang is given in memory. */
#include "base/data/mem.h"
#include "c/clang/private.h"

#include <stdlib.h>

/*
 * What the common header includes: the headers that most callers include themselves, measured. One
 * that a version lacks is left out.
 */
#define COMMON(header) "#if __has_include(<" header ">)\n#include <" header ">\n#endif\n"

static const char common_text[] =
	COMMON("linux/types.h") COMMON("linux/kernel.h") COMMON("linux/module.h")
	COMMON("linux/slab.h") COMMON("linux/mm.h") COMMON("linux/sched.h")
	COMMON("linux/sched/mm.h") COMMON("linux/sched/signal.h") COMMON("linux/sched/task.h")
	COMMON("linux/pagemap.h") COMMON("linux/highmem.h") COMMON("linux/uaccess.h")
	COMMON("linux/device.h") COMMON("linux/interrupt.h") COMMON("linux/dma-mapping.h")
	COMMON("linux/fs.h") COMMON("linux/vmalloc.h") COMMON("linux/file.h")
	COMMON("linux/mutex.h") COMMON("linux/delay.h") COMMON("linux/workqueue.h")
	COMMON("linux/hugetlb.h") COMMON("linux/swap.h") COMMON("linux/rmap.h")
	COMMON("linux/mmu_notifier.h") COMMON("linux/seq_file.h") COMMON("linux/pci.h")
	COMMON("linux/platform_device.h") COMMON("linux/miscdevice.h") COMMON("linux/poll.h")
	COMMON("linux/uio.h") COMMON("linux/bio.h") COMMON("linux/blkdev.h")
	COMMON("linux/scatterlist.h") COMMON("linux/iommu.h") COMMON("linux/debugfs.h")
	COMMON("linux/idr.h") COMMON("linux/kthread.h") COMMON("linux/eventfd.h")
	COMMON("linux/compat.h") COMMON("linux/skbuff.h") COMMON("linux/netdevice.h")
	COMMON("linux/memcontrol.h") COMMON("linux/mempolicy.h") COMMON("linux/ptrace.h")
	COMMON("linux/syscalls.h") COMMON("linux/perf_event.h")
	COMMON("linux/irq.h") COMMON("net/sock.h");

char *common_header_path(const char *arch)
{
	return mem_printf("/guptidy-stand-ins/%s/common.h", arch);
}

static size_t count(const struct stand_in *files)
{
	size_t n = 0;

	while (files && files[n].path)
		n++;
	return n;
}

/* libclang wants real paths here: it compares names when it cannot compare files. */
static void add_all(struct unsaved *unsaved, const struct stand_in *files)
{
	for (; files && files->path; files++) {
		struct CXUnsavedFile *item = &unsaved->items[unsaved->n++];

		item->Filename = mem_strdup(files->path);
		item->Contents = files->text;
		item->Length = files->length;
	}
}

void unsaved_make(struct unsaved *unsaved, const struct arch_state *arch,
		  const struct stand_in *overlay)
{
	struct CXUnsavedFile *common;

	unsaved->n = 0;
	unsaved->items =
		mem_calloc(count(arch->stand_ins) + count(overlay) + 1, sizeof(unsaved->items[0]));
	add_all(unsaved, arch->stand_ins);
	add_all(unsaved, overlay);
	common = &unsaved->items[unsaved->n++];
	common->Filename = common_header_path(arch->name);
	common->Contents = common_text;
	common->Length = sizeof(common_text) - 1;
}

void unsaved_free(struct unsaved *unsaved)
{
	for (unsigned i = 0; i < unsaved->n; i++)
		free((char *)unsaved->items[i].Filename);
	free(unsaved->items);
}
