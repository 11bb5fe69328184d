/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <linux/types.h>
#include <asm/current.h>

struct mm_struct;

struct task_struct {
	struct mm_struct *mm;
	int pid;
	char comm[16];
};

void cond_resched(void);
int signal_pending(struct task_struct *tsk);
struct mm_struct *get_task_mm(struct task_struct *tsk);
void mmput(struct mm_struct *mm);

#endif /* _LINUX_SCHED_H */
