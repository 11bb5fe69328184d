/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_WORKQUEUE_H
#define _LINUX_WORKQUEUE_H

struct work_struct {
	void (*func)(struct work_struct *work);
};

#define INIT_WORK(work, function) ((work)->func = (function))

#endif /* _LINUX_WORKQUEUE_H */
