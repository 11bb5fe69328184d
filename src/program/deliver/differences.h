/* SPDX-License-Identifier: GPL-2.0-only */
/* What two engines made otherwise, on its way to whoever asked. */
#ifndef GUPTIDY_DELIVER_DIFFERENCES_H
#define GUPTIDY_DELIVER_DIFFERENCES_H

#include "program/session/session.h"

/*
 * Reports the comparison with what the second engine left. Files that spatch failed on are trouble, and in the
 * run's result; what it did not see in others is only said.
 */
void deliver_differences(struct session *session, const struct comparison *comparison, const struct result *other);

/* Says why there was no comparison; the run's result has the trouble. */
void deliver_no_differences(struct session *session, struct err *err);

#endif
