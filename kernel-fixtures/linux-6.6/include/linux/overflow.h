/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_OVERFLOW_H
#define _LINUX_OVERFLOW_H

#define struct_size(p, member, n)	(sizeof(*(p)) + (n) * sizeof(*(p)->member))

#endif /* _LINUX_OVERFLOW_H */
