/* SPDX-License-Identifier: GPL-2.0-only */
/* LINUX_VERSION_CODE is given by whoever compiles. */
#ifndef _LINUX_VERSION_H
#define _LINUX_VERSION_H

#define KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + ((c) > 255 ? 255 : (c)))

#endif
