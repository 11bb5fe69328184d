/* SPDX-License-Identifier: GPL-2.0-only */
/* guptidy: what all kernels have in common, as far as a driver for the tests needs it. */
#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H

typedef _Bool bool;
#define true 1
#define false 0
#define NULL ((void *)0)

#endif
