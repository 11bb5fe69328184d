/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _UAPI_LINUX_TYPES_H
#define _UAPI_LINUX_TYPES_H

typedef unsigned char		__u8;
typedef unsigned short		__u16;
typedef unsigned int		__u32;
typedef signed int		__s32;
typedef unsigned long long	__u64;
typedef signed long long	__s64;

typedef unsigned long		__kernel_size_t;
typedef long			__kernel_ssize_t;
typedef long long		__kernel_loff_t;

#endif /* _UAPI_LINUX_TYPES_H */
