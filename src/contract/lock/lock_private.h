/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of contract/lock/lock.h share: calls, and what their names tell. */
#ifndef GUPTIDY_LOCK_LOCK_PRIVATE_H
#define GUPTIDY_LOCK_LOCK_PRIVATE_H

#include "contract/lock/lock.h"
#include "kernel/api/api.h"

/* What a lock operation is given: see locks.def. */
enum lock_operand { OPERAND_MM, OPERAND_SEM, OPERAND_CURRENT };

/* The operation of locks.def at token i; false: it is none, or cannot be read. */
bool lock_operation_at(struct source *source, size_t i, struct lock_event *event);

/*
 * The same where it is about current->mm: its arguments do not matter, and are not read, as calls in calls would
 * be, each again for each.
 */
bool lock_operation_on_current(struct source *source, size_t i, struct lock_event *event);

/* The mm in &mm->mmap_sem, or NULL. */
const struct expr *lock_mm_of_semaphore(const struct outline *outline, const struct expr *expr);

/* What alone the local variable at the token is ever set to, or NULL. */
const struct expr *lock_sole_value(struct source *source, size_t use);

/* True if the name at token i has to do with an mmap lock. */
bool lock_is_named(struct source *source, size_t i);

/* True if the name at token i is called; and if it is a member's. */
bool lock_is_call(const struct token_list *tokens, size_t i);
bool lock_is_member_call(const struct token_list *tokens, size_t i);

/* The signature of so many parameters that may drop the lock and says so by the last of them, or NULL. */
const struct gup_signature *lock_dropping_signature(const struct gup_function *function, size_t n);

/* The effect of a call, at token i, of any function that locks.def has not. */
enum lock_effect lock_effect_of_call(struct source *source, size_t i);

#endif
