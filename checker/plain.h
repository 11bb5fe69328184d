/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Takes the kernel's address spaces away, for a second try: sparse makes errors of their misuse,
 * and gives no more warnings after its first error. Read behind <linux/compiler_types.h>.
 */
#undef __user
#define __user
#undef __iomem
#define __iomem
#undef __percpu
#define __percpu
#undef __rcu
#define __rcu
