/* SPDX-License-Identifier: GPL-2.0-only */
/* Code actions: what findings have ready, as edits that are proved before anybody sees them. */
#ifndef GUPTIDY_LSP_ACTIONS_H
#define GUPTIDY_LSP_ACTIONS_H

#include "program/lsp/look.h"

#define ACTION_FIX "quickfix"
#define ACTION_FIX_ALL "source.fixAll.guptidy"

/* What the editor asks for, and can do. */
struct action_wish {
	struct position start, end;
	const json_t *only;		/* kinds, as context.only has them, or NULL: all */
	bool takes_versions;		/* of documents that are edited */
	bool takes_disabled;		/* actions that say why they cannot be taken */
};

/*
 * The actions for a range of a judged document, as `check --fix` would do them: one for each call with a
 * finding on these lines, and one for all calls of the document. -1 sets err: nothing could be proved.
 */
int actions_of(struct look *look, const struct action_wish *wish, json_t **actions, struct err *err);

#endif
