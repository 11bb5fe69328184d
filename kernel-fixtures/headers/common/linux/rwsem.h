/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_RWSEM_H
#define _LINUX_RWSEM_H

#include <linux/shape.h>

struct rw_semaphore {
	long count;
};

int rwsem_is_locked(struct rw_semaphore *sem);
void init_rwsem(struct rw_semaphore *sem);
void down_read(struct rw_semaphore *sem);
int down_read_trylock(struct rw_semaphore *sem);
#ifdef HAS_READ_KILLABLE
int down_read_killable(struct rw_semaphore *sem);
#endif
void up_read(struct rw_semaphore *sem);
void down_write(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);

#endif
