// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: values whose meaning the file itself tells: enums, what a function
 * returns, what some callers pass. Each beside a twin that is right.
 */
#include <linux/dma-direction.h>
#include <linux/mm.h>
#include <linux/module.h>

enum sextant_way { SEXTANT_NONE, SEXTANT_READ, SEXTANT_WRITE };
enum sextant_pin { SEXTANT_LOOK = 0, SEXTANT_TOUCH = FOLL_WRITE };

struct sextant {
	unsigned long addr;
	struct page **pages;
};

int sextant_enum(struct sextant *s, enum sextant_way way)
{
	/* expect: check literal-flags */
	return pin_user_pages_fast(s->addr, 1, way, s->pages);
}

int sextant_enum_right(struct sextant *s, enum sextant_pin pin)
{
	/* expect: check nothing */
	return pin_user_pages_fast(s->addr, 1, pin, s->pages);
}

int sextant_enumerator(struct sextant *s)
{
	/* expect: check literal-flags */
	return pin_user_pages_fast(s->addr, 1, SEXTANT_READ, s->pages);
}

int sextant_enumerator_right(struct sextant *s)
{
	/* expect: check nothing */
	return pin_user_pages_fast(s->addr, 1, SEXTANT_TOUCH, s->pages);
}

int sextant_direction(struct sextant *s, enum dma_data_direction dir)
{
	/* expect: check literal-flags */
	return pin_user_pages_fast(s->addr, 1, dir, s->pages);
}

int sextant_direction_right(struct sextant *s, enum dma_data_direction dir)
{
	/* expect: check nothing */
	return pin_user_pages_fast(s->addr, 1, dir == DMA_TO_DEVICE ? 0 : FOLL_WRITE, s->pages);
}

static int sextant_writes(enum sextant_way way)
{
	return way == SEXTANT_WRITE;
}

static unsigned int sextant_flags(enum sextant_way way)
{
	return way == SEXTANT_WRITE ? FOLL_WRITE : 0;
}

int sextant_result(struct sextant *s, enum sextant_way way)
{
	/* expect: check bool-as-flags */
	return pin_user_pages_fast(s->addr, 1, sextant_writes(way), s->pages);
}

int sextant_result_right(struct sextant *s, enum sextant_way way)
{
	/* expect: check nothing */
	return pin_user_pages_fast(s->addr, 1, sextant_flags(way), s->pages);
}

/* One caller knows what it takes, and one does not. */
static int sextant_mixed(struct sextant *s, unsigned int how)
{
	/* expect: check bool-as-flags */
	return pin_user_pages_fast(s->addr, 1, how, s->pages);
}

static int sextant_flags_alone(struct sextant *s, unsigned int how)
{
	/* expect: check nothing */
	return pin_user_pages_fast(s->addr, 1, how, s->pages);
}

int sextant_both(struct sextant *s, int how)
{
	if (sextant_flags_alone(s, how == 3 ? FOLL_WRITE : 0) < 0)
		return sextant_mixed(s, how == 3);
	return sextant_mixed(s, FOLL_WRITE);
}
MODULE_LICENSE("GPL");
