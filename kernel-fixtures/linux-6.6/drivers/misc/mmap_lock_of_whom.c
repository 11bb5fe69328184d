// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: the mmap lock of the wrong mm, and one that was only tried for. Each
 * beside a twin that is right, or that nobody can judge.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>

struct fairlead {
	unsigned long addr;
	int n;
	struct mm_struct *mm;
	struct task_struct *task;
	struct page **pages;
};

/* --- of another mm --- */

long fairlead_of_task(struct fairlead *lead, pid_t pid)
{
	struct task_struct *task = find_get_task_by_vpid(pid);
	struct mm_struct *mm = get_task_mm(task);
	long ret;

	mmap_read_lock(current->mm);
	/* expect: check lock-not-held */
	ret = get_user_pages_remote(mm, lead->addr, lead->n, 0, lead->pages, NULL);
	mmap_read_unlock(current->mm);
	mmput(mm);
	put_task_struct(task);
	return ret;
}

long fairlead_of_task_right(struct fairlead *lead, pid_t pid)
{
	struct task_struct *task = find_get_task_by_vpid(pid);
	struct mm_struct *mm = get_task_mm(task);
	long ret;

	mmap_read_lock(mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, lead->addr, lead->n, 0, lead->pages, NULL);
	mmap_read_unlock(mm);
	mmput(mm);
	put_task_struct(task);
	return ret;
}

long fairlead_waits(struct fairlead *lead, struct pid *pid)
{
	struct task_struct *task;
	struct mm_struct *mm;
	long ret = -EINTR;

	task = get_pid_task(pid, PIDTYPE_PID);
	mm = mm_access(task, PTRACE_MODE_ATTACH_REALCREDS);
	if (!mmap_read_lock_killable(mm)) {
		/* expect: check lock-not-held */
		ret = pin_user_pages(lead->addr, lead->n, 0, lead->pages);
		mmap_read_unlock(mm);
	}
	mmput(mm);
	put_task_struct(task);
	return ret;
}

/* Somebody asks whether it is his own. */
long fairlead_compares(struct fairlead *lead, pid_t pid)
{
	struct task_struct *task = find_get_task_by_vpid(pid);
	struct mm_struct *mm = get_task_mm(task);
	long ret = -EPERM;

	if (task == current) {
		mmap_read_lock(current->mm);
		/* expect: check nothing */
		ret = get_user_pages_remote(mm, lead->addr, lead->n, 0, lead->pages, NULL);
		mmap_read_unlock(current->mm);
	}
	mmput(mm);
	put_task_struct(task);
	return ret;
}

/* Whose they are, their owner knows. */
long fairlead_of_member(struct fairlead *lead)
{
	long ret;

	mmap_read_lock(current->mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(lead->mm, lead->addr, lead->n, 0, lead->pages, NULL);
	mmap_read_unlock(current->mm);
	return ret;
}

long fairlead_of_parameter(struct fairlead *lead, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);
	long ret;

	mmap_read_lock(current->mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(mm, lead->addr, lead->n, 0, lead->pages, NULL);
	mmap_read_unlock(current->mm);
	mmput(mm);
	return ret;
}

/* --- only tried for --- */

long fairlead_tries(struct fairlead *lead)
{
	long ret;

	if (mmap_read_trylock(current->mm))
		return -EAGAIN;
	/* expect: check lock-not-held */
	ret = get_user_pages(lead->addr, lead->n, 0, lead->pages);
	mmap_read_unlock(current->mm);
	return ret;
}

long fairlead_tries_right(struct fairlead *lead)
{
	long ret;

	if (!mmap_read_trylock(current->mm))
		return -EAGAIN;
	/* expect: check nothing */
	ret = get_user_pages(lead->addr, lead->n, 0, lead->pages);
	mmap_read_unlock(current->mm);
	return ret;
}

long fairlead_keeps_answer(struct fairlead *lead)
{
	bool locked = mmap_read_trylock(lead->mm);
	long ret = -EAGAIN;

	if (!locked) {
		/* expect: check lock-not-held */
		ret = get_user_pages_remote(lead->mm, lead->addr, lead->n, 0, lead->pages, NULL);
		mmap_read_unlock(lead->mm);
	}
	return ret;
}

long fairlead_waits_then(struct fairlead *lead)
{
	long ret;

	if (!mmap_read_trylock(current->mm))
		mmap_read_lock(current->mm);
	/* expect: check nothing */
	ret = get_user_pages(lead->addr, lead->n, 0, lead->pages);
	mmap_read_unlock(current->mm);
	return ret;
}

/* Its caller's, if it need not try. */
long fairlead_may_try(struct fairlead *lead, bool tries)
{
	long ret;

	if (tries && mmap_read_trylock(current->mm))
		return -EAGAIN;
	/* expect: check nothing */
	ret = get_user_pages(lead->addr, lead->n, 0, lead->pages);
	mmap_read_unlock(current->mm);
	return ret;
}

/* Of two that it gets, the wrong one. */
long fairlead_lead_to(struct fairlead *from, struct fairlead *to)
{
	long ret;

	mmap_read_lock(from->mm);
	/* expect: check lock-not-held */
	ret = get_user_pages_remote(to->mm, to->addr, to->n, 0, to->pages, NULL);
	mmap_read_unlock(from->mm);
	return ret;
}

long fairlead_lead_to_right(struct fairlead *from, struct fairlead *to)
{
	long ret;

	mmap_read_lock(to->mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(to->mm, from->addr, to->n, 0, to->pages, NULL);
	mmap_read_unlock(to->mm);
	return ret;
}

/* They are the same here. */
long fairlead_lead_to_itself(struct fairlead *from, struct fairlead *to)
{
	long ret;

	if (from->mm != to->mm)
		return -EXDEV;
	mmap_read_lock(from->mm);
	/* expect: check nothing */
	ret = get_user_pages_remote(to->mm, to->addr, to->n, 0, to->pages, NULL);
	mmap_read_unlock(from->mm);
	return ret;
}

/* The caller may hold the other one. */
long fairlead_lead_nested(struct mm_struct *from, struct mm_struct *to, struct fairlead *lead)
{
	long ret;

	mmap_write_lock_nested(from, SINGLE_DEPTH_NESTING);
	/* expect: check nothing */
	ret = get_user_pages_remote(to, lead->addr, lead->n, 0, lead->pages, NULL);
	mmap_write_unlock(from);
	return ret;
}

long fairlead_lead_first(struct mm_struct *from, struct mm_struct *to, struct fairlead *lead)
{
	long ret;

	mmap_write_lock(from);
	/* expect: check lock-not-held */
	ret = get_user_pages_remote(to, lead->addr, lead->n, 0, lead->pages, NULL);
	mmap_write_unlock(from);
	return ret;
}

/* The branch for another mm lets go of a lock first: it is no sign that there was none before. */
long fairlead_changes_over(struct fairlead *lead, struct mm_struct *mm)
{
	long ret;

	if (mm == current->mm) {
		/* expect: check nothing */
		ret = get_user_pages(lead->addr, lead->n, 0, lead->pages);
	} else {
		mmap_read_unlock(current->mm);
		mmap_read_lock(mm);
		/* expect: check nothing */
		ret = get_user_pages_remote(mm, lead->addr, lead->n, 0, lead->pages, NULL);
		mmap_read_unlock(mm);
		mmap_read_lock(current->mm);
	}
	return ret;
}
MODULE_LICENSE("GPL");

/* Whichever side of the sign it stands on. */
long fairlead_compares_current(struct fairlead *lead, pid_t pid)
{
	struct task_struct *task = find_get_task_by_vpid(pid);
	struct mm_struct *mm = get_task_mm(task);
	long ret = -EPERM;

	if (current == task) {
		mmap_read_lock(current->mm);
		/* expect: check nothing */
		ret = get_user_pages_remote(mm, lead->addr, lead->n, 0, lead->pages, NULL);
		mmap_read_unlock(current->mm);
	}
	mmput(mm);
	put_task_struct(task);
	return ret;
}

/* A function tells that it is his own. */
long fairlead_same_group(struct fairlead *lead, pid_t pid)
{
	struct task_struct *task = find_get_task_by_vpid(pid);
	struct mm_struct *mm = get_task_mm(task);
	long ret = -EPERM;

	if (same_thread_group(current, task)) {
		mmap_read_lock(current->mm);
		/* expect: check nothing */
		ret = get_user_pages_remote(mm, lead->addr, lead->n, 0, lead->pages, NULL);
		mmap_read_unlock(current->mm);
	}
	mmput(mm);
	put_task_struct(task);
	return ret;
}

/* What is asked of one of them alone does not make them the same. */
long fairlead_lead_on(struct fairlead *from, struct fairlead *to)
{
	long ret;

	if (from->n == 0 || to->n == 0)
		return -EINVAL;
	mmap_read_lock(from->mm);
	/* expect: check lock-not-held */
	ret = get_user_pages_remote(to->mm, to->addr, to->n, 0, to->pages, NULL);
	mmap_read_unlock(from->mm);
	return ret;
}
