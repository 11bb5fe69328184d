/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_KCONFIG_H
#define _LINUX_KCONFIG_H

/* kbuild writes this file; the tree has none */
#include <generated/autoconf.h>

#define KC_COMMA_1		0,
#define KC_SECOND(a, b, ...)	b
#define KC_IS_1_LAST(x)		KC_SECOND(x 1, 0, 0)
#define KC_IS_1_NEXT(x)		KC_IS_1_LAST(KC_COMMA_##x)
#define KC_IS_1(x)		KC_IS_1_NEXT(x)

#define IS_BUILTIN(option)	KC_IS_1(option)
#define IS_MODULE(option)	KC_IS_1(option##_MODULE)
#define IS_ENABLED(option)	(IS_BUILTIN(option) || IS_MODULE(option))

#endif /* _LINUX_KCONFIG_H */
