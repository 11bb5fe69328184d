/* SPDX-License-Identifier: GPL-2.0-only */
/* Included in front of everything: the command line names the compiler. */
#ifdef _LINUX_COMPILER_VERSION_H
#error "compiler-version.h is included by the command line only"
#endif
#define _LINUX_COMPILER_VERSION_H
