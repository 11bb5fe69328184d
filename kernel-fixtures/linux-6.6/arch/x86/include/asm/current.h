/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_X86_CURRENT_H
#define _ASM_X86_CURRENT_H

struct task_struct;

extern struct task_struct *x86_current_task;

static inline struct task_struct *get_current(void)
{
	return x86_current_task;
}

#define current get_current()

#endif /* _ASM_X86_CURRENT_H */
