/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_KERNEL_H
#define _LINUX_KERNEL_H

#include <linux/compiler.h>
#include <linux/stddef.h>
#include <linux/types.h>
#include <linux/printk.h>

/* direction of a transfer */
#define READ	0
#define WRITE	1

#define BIT(nr)			(1UL << (nr))
#define ARRAY_SIZE(a)		(sizeof(a) / sizeof((a)[0]))
#define DIV_ROUND_UP(n, d)	(((n) + (d) - 1) / (d))

#define min_t(type, a, b) ({		\
	type __min_a = (a);		\
	type __min_b = (b);		\
	__min_a < __min_b ? __min_a : __min_b; })

#define max_t(type, a, b) ({		\
	type __max_a = (a);		\
	type __max_b = (b);		\
	__max_a > __max_b ? __max_a : __max_b; })

#define min(a, b)	min_t(typeof(a), a, b)
#define max(a, b)	max_t(typeof(a), a, b)

#define WARN_ON(cond)	({ int __warn = !!(cond); unlikely(__warn); })

#endif /* _LINUX_KERNEL_H */
