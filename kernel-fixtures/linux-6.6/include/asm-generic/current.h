/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_GENERIC_CURRENT_H
#define _ASM_GENERIC_CURRENT_H

struct task_struct;

struct task_struct *get_current(void);
#define current get_current()

#endif /* _ASM_GENERIC_CURRENT_H */
