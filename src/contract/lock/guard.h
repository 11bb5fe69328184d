/* SPDX-License-Identifier: GPL-2.0-only */
/* guard(mmap_read_lock)(mm): a lock that is dropped where its scope ends. */
#ifndef GUPTIDY_LOCK_GUARD_H
#define GUPTIDY_LOCK_GUARD_H

#include "contract/lock/lock.h"

/* True if token i is `guard` or `scoped_guard` with a class behind it. */
bool lock_is_guard(const struct outline *outline, size_t i);

/* What the guard at token i does to an mmap lock; see lock_event.until. */
struct lock_event lock_guard_event(struct source *source, size_t i);

#endif
