// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: members that get nothing but truth values, whatever their types say, and are passed as flags; each beside
 * a twin that gets flags, or who knows what.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

enum astrolabe_way { ASTROLABE_READ, ASTROLABE_WRITE };

struct astrolabe {
	unsigned long addr;
	struct page **pages;
	u8 writes;
	int reads, turns;
	unsigned int how;
	unsigned int counted;
	unsigned int handed;
};

/* User space fills it. */
struct astrolabe_order {
	unsigned long addr;
	unsigned int write;
};

/* A table fills it. */
struct astrolabe_model {
	const char *name;
	unsigned int write;
};

static const struct astrolabe_model astrolabe_models[] = { { "brass", FOLL_WRITE }, { "paper", 0 } };

void astrolabe_turn(unsigned int *turns);

void astrolabe_set(struct astrolabe *a, enum astrolabe_way way)
{
	a->writes = way == ASTROLABE_WRITE;
	a->how = way == ASTROLABE_WRITE ? FOLL_WRITE : 0;
	a->turns = way == ASTROLABE_WRITE;
	a->counted = !way;
	a->handed = !way;
	astrolabe_turn(&a->handed);
}

struct astrolabe *astrolabe_new(enum astrolabe_way way)
{
	struct astrolabe template = { .reads = way != ASTROLABE_WRITE, .turns = FOLL_FORCE };

	return kmemdup(&template, sizeof(template), GFP_KERNEL);
}

void astrolabe_reset(struct astrolabe *a)
{
	a->writes = 0;
	a->reads = 1;
	a->counted++;
}

int astrolabe_written(struct astrolabe *a)
{
	/* expect: check bool-as-flags */
	return pin_user_pages_fast(a->addr, 1, a->writes, a->pages);
}

int astrolabe_read(struct astrolabe *a)
{
	/* expect: check bool-as-flags */
	return pin_user_pages_fast(a->addr, 1, a->reads, a->pages);
}

int astrolabe_by_flags(struct astrolabe *a)
{
	/* expect: check nothing */
	return pin_user_pages_fast(a->addr, 1, a->how, a->pages);
}

int astrolabe_by_either(struct astrolabe *a)
{
	/* expect: check nothing */
	return pin_user_pages_fast(a->addr, 1, a->turns, a->pages);
}

int astrolabe_by_count(struct astrolabe *a)
{
	/* expect: check nothing */
	return pin_user_pages_fast(a->addr, 1, a->counted, a->pages);
}

int astrolabe_by_another(struct astrolabe *a)
{
	/* expect: check nothing */
	return pin_user_pages_fast(a->addr, 1, a->handed, a->pages);
}

int astrolabe_on_order(struct astrolabe *a, const void __user *from)
{
	struct astrolabe_order order;

	if (copy_from_user(&order, from, sizeof(order)))
		return -EFAULT;
	if (!a->addr)
		order.write = !order.addr;
	/* expect: check nothing */
	return pin_user_pages_fast(order.addr, 1, order.write, a->pages);
}

int astrolabe_by_table(struct astrolabe *a, struct astrolabe_model *model)
{
	if (!model->name)
		model->write = !a->addr;
	/* expect: check nothing */
	return pin_user_pages_fast(a->addr, 1, model->write, a->pages);
}

/* Whoever loads the module sets it. */
struct astrolabe_setting {
	int write;
};

static struct astrolabe_setting astrolabe_setting;
module_param_named(write, astrolabe_setting.write, int, 0444);

int astrolabe_by_parameter(struct astrolabe *a, struct astrolabe_setting *setting)
{
	if (!a->addr)
		setting->write = !a->turns;
	/* expect: check nothing */
	return pin_user_pages_fast(a->addr, 1, setting->write, a->pages);
}
MODULE_LICENSE("GPL");
