/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_PRINTK_H
#define _LINUX_PRINTK_H

#define KERN_ERR	"\001" "3"
#define KERN_WARNING	"\001" "4"
#define KERN_DEBUG	"\001" "7"

__attribute__((format(printf, 1, 2))) int printk(const char *fmt, ...);

#define pr_err(fmt, ...)	printk(KERN_ERR fmt, ##__VA_ARGS__)
#define pr_warn(fmt, ...)	printk(KERN_WARNING fmt, ##__VA_ARGS__)
#define pr_debug(fmt, ...)	printk(KERN_DEBUG fmt, ##__VA_ARGS__)

#endif /* _LINUX_PRINTK_H */
