// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/lint/helpers.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "calls/summary/across.h"
#include "contract/hold/release.h"
#include "contract/lock/lock.h"
#include "kernel/tree/overlay.h"
#include "treewide/across/helping.h"

#include <stdlib.h>

static bool is_helper(struct source *source, const struct function *function)
{
	if (function_is_private(source, function))
		return false;
	for (size_t i = function->body; i < function->end; i++)
		if (release_kind(&source->outline.tokens, i) != HOLD_KIND_NONE)
			return true;
	return lock_is_touched(source, function->body, function->end);
}

static void add_names(struct source *source, struct name_list *names)
{
	for (size_t f = 0; f < source->outline.functions.n; f++) {
		const struct function *function = &source->outline.functions.items[f];
		struct symbol name = { .name = function->name };

		if (is_helper(source, function))
			VEC_PUSH(names, name);
	}
}

/* A touched file as one state has it; what that has not is passed over. */
static void read_file(const struct near_states *states, const struct overlay *overlay, char *path,
		      struct touched_helpers *helpers, struct name_list *names)
{
	const struct scanned_file file = { .path = path, .language = language_of(path) };
	struct source *source;
	struct buf text = {0};
	struct err err = {0};

	if (file.language == LANGUAGE_C && !family_is_home(path) &&
	    !overlay_read(overlay, states->root, path, &text, &err) && text.data &&
	    may_help(text.data, text.length)) {
		source = mem_calloc(1, sizeof(*source));
		source_from_text(source, &file, text.data, text.length);
		VEC_PUSH(helpers, source);
		add_names(source, names);
	}
	err_clear(&err);
	buf_free(&text);
}

void touched_helpers_read(const struct near_states *states, struct touched_helpers *helpers,
			  struct name_list *names)
{
	const struct change *change = states->change;

	*helpers = (struct touched_helpers){0};
	for (size_t i = 0; i < change->touched.n; i++) {
		read_file(states, &change->old_state, change->touched.items[i].path, helpers, names);
		read_file(states, &change->new_state, change->touched.items[i].path, helpers, names);
	}
}

void touched_helpers_free(struct touched_helpers *helpers)
{
	for (size_t i = 0; i < helpers->n; i++) {
		source_close(helpers->items[i]);
		free(helpers->items[i]);
	}
	free(helpers->items);
}
