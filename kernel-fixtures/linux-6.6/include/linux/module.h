/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_MODULE_H
#define _LINUX_MODULE_H

#include <linux/kernel.h>
#include <linux/export.h>
#include <linux/errno.h>

struct module;

#define THIS_MODULE		((struct module *)0)
#define MODULE_LICENSE(text)	\
	static const char __mod_license[] __maybe_unused = text
#define MODULE_DESCRIPTION(text)	\
	static const char __mod_description[] __maybe_unused = text
#define module_param_named(name, value, type, perm)	\
	static type *const __param_##name __maybe_unused = &(value)

#endif /* _LINUX_MODULE_H */
