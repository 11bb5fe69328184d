// SPDX-License-Identifier: GPL-2.0-only
/* The text of a converted file against what it was. */
#include "base/mem.h"
#include "prove/private.h"
#include "site/site.h"

#include <string.h>

static bool same_argument(const struct source *old, const struct expr *a,
			  const struct source *new, const struct expr *b)
{
	size_t begin = expr_begin(&old->outline, a), end = expr_end(&old->outline, a);
	size_t new_begin = expr_begin(&new->outline, b), new_end = expr_end(&new->outline, b);

	return end - begin == new_end - new_begin &&
	       !memcmp(old->text.data + begin, new->text.data + new_begin, end - begin);
}

/* The call of mention i by the text of both: one argument differs at most, and it fits. */
static char *prove_call_text(const struct proof *proof, const struct rewritten *file,
			     struct after *after, size_t i)
{
	struct source *was = source_narrowed(file->old_source);
	struct source *is = source_narrowed(&after->source);
	struct call_site old, new;
	size_t changed = 0;

	if (call_site_read(was, i, &proof->run->family, 0, NULL, &old))
		return NULL;
	if (call_site_read(is, i, &proof->family, 0, NULL, &new) ||
	    new.call.n != old.call.n)
		return mem_strdup("a call would lose or gain an argument");
	for (size_t a = 0; a < old.call.n; a++)
		changed += !same_argument(was, old.call.arguments[a], is, new.call.arguments[a]);
	if (changed > 1)
		return mem_strdup("more than one argument of a call would change");
	if (call_site_fits(&old) && !call_site_fits(&new))
		return mem_strdup("a call would not fit the converted prototypes");
	return NULL;
}

char *prove_text(const struct proof *proof, size_t index)
{
	const struct rewritten *file = &proof->rewrite->items[index];
	struct after *after = &proof->after[index];
	const struct source *old = file->old_source;

	if (after->file.n_mentions != old->file->n_mentions)
		return mem_strdup("the number of mentions would change");
	for (size_t i = 0; i < old->file->n_mentions; i++) {
		char *reason;

		if (old->forms[i] != after->source.forms[i])
			return mem_strdup("a mention would become something else");
		reason = old->forms[i] == FORM_CALL ? prove_call_text(proof, file, after, i) : NULL;
		if (reason)
			return reason;
	}
	return NULL;
}
