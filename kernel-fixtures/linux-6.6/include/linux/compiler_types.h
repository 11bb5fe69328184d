/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_COMPILER_TYPES_H
#define _LINUX_COMPILER_TYPES_H

#ifdef __CHECKER__
#define __user		__attribute__((noderef, address_space(1)))
#define __iomem		__attribute__((noderef, address_space(2)))
#define __force		__attribute__((force))
#else
#define __user
#define __iomem
#define __force
#endif

#define __must_check	__attribute__((__warn_unused_result__))
#define __weak		__attribute__((__weak__))
#define __always_inline	inline __attribute__((__always_inline__))
#define noinline	__attribute__((__noinline__))
#define __maybe_unused	__attribute__((__unused__))

#endif /* _LINUX_COMPILER_TYPES_H */
