/* SPDX-License-Identifier: GPL-2.0-only */
/* `guptidy lint --each`: a verdict for each patch. */
#ifndef GUPTIDY_COMMANDS_EACH_H
#define GUPTIDY_COMMANDS_EACH_H

struct lint_options;
struct session;

/* Lints the patches and reports on all of them together. Returns the exit status. */
int lint_each(struct session *session, const struct lint_options *how);

#endif
