/* SPDX-License-Identifier: GPL-2.0-only */
/* What a call asks of the mmap lock, for the rules about it. */
#ifndef GUPTIDY_RULES_LOCK_CONTRACT_H
#define GUPTIDY_RULES_LOCK_CONTRACT_H

#include "check/rules/rule.h"
#include "contract/lock/entry.h"
#include "contract/lock/held.h"

/* What the call asks; LOCK_ANY when that is not sure. Mainline's contract of the tree's version. */
enum gup_lock lock_asked(const struct call_site *site);

/* The mm whose lock that is, see lock_mm(): "current->mm" when the call names none. */
const char *lock_asked_of(const struct call_site *site);

/*
 * Adds the way to the call on which the lock is so: what took or dropped it, named by done, the branches
 * from there, and the call, named by called.
 */
void lock_note_way(struct finding *finding, const struct call_site *site, enum hold hold,
		   const char *done, const char *called);

/* `name() at line n`, of the operation at that token; the caller frees it. */
char *lock_place(const struct call_site *site, size_t token);

/* `name()`, of where a chain of callers begins, with its path if that is another file; the caller frees it. */
char *lock_holder(const struct call_site *site, const struct entry *entry);

#endif
