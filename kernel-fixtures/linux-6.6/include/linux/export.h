/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_EXPORT_H
#define _LINUX_EXPORT_H

#define __EXPORT_SYMBOL(sym, kind)					\
	extern typeof(sym) sym;						\
	static const void *__ksym_##sym __maybe_unused =		\
		(const void *)&sym

#define EXPORT_SYMBOL(sym)	__EXPORT_SYMBOL(sym, "")
#define EXPORT_SYMBOL_GPL(sym)	__EXPORT_SYMBOL(sym, "_gpl")

#endif /* _LINUX_EXPORT_H */
