// SPDX-License-Identifier: GPL-2.0-only
/*
 * The text of a converted file against what it was: each call is what was planned for it, or what it was.
 */
#include "base/data/mem.h"
#include "base/data/search.h"
#include "calls/site/site.h"
#include "patch/prove/edited.h"
#include "patch/prove/place.h"
#include "patch/prove/private.h"
#include "patch/prove/words.h"

#include <stdlib.h>
#include <string.h>

static bool same_argument(const struct source *old, const struct expr *a,
			  const struct source *new, const struct expr *b)
{
	size_t begin = expr_begin(&old->outline, a), end = expr_end(&old->outline, a);
	size_t new_begin = expr_begin(&new->outline, b), new_end = expr_end(&new->outline, b);

	return end - begin == new_end - new_begin &&
	       !memcmp(old->text.data + begin, new->text.data + new_begin, end - begin);
}

/* Edits that nobody planned, see struct result: one argument differs at most. */
static char *prove_unplanned(const struct source *was, const struct call_site *old,
			     const struct source *is, const struct call_site *new)
{
	size_t changed = 0;

	if (new->call.n != old->call.n)
		return mem_strdup("a call would lose or gain an argument");
	for (size_t a = 0; a < old->call.n; a++)
		changed += !same_argument(was, old->call.arguments[a], is, new->call.arguments[a]);
	return changed > 1 ? mem_strdup("more than one argument of a call would change") : NULL;
}

/* Must the call of mention i fit when all is done? Of another kernel's prototypes, those that are left need not. */
static bool must_fit(const struct proof *proof, const struct rewritten *file, size_t i, const struct call_site *old)
{
	if ((proof->to || proof->mends) && is_edited(file, i))
		return true;
	return !proof->to && call_site_fits(old);
}

/* The call of mention i by the text of both: if it fitted, or has been edited for another kernel, it fits. */
static char *prove_call_text(const struct proof *proof, const struct rewritten *file,
			     struct after *after, size_t i)
{
	struct source *was = source_narrowed(file->old_source);
	struct source *is = source_narrowed(&after->source);
	struct call_site old, new;
	char *reason;

	if (call_site_read(was, i, &proof->run->family, 0, NULL, &old))
		return NULL;
	if (call_site_read(is, after->pairs[i], &proof->family, 0, NULL, &new))
		return mem_strdup("a call would lose its end");
	reason = proof->run->result.is_unplanned ? prove_unplanned(was, &old, is, &new) : NULL;
	if (reason)
		return reason;
	if (must_fit(proof, file, i, &old) && !call_site_fits(&new))
		return mem_strdup("a call would not fit the converted prototypes");
	return NULL;
}

/* True if the new text has the planned call at a byte, token by token. */
static bool is_as_planned(struct after *after, size_t offset, const struct planned_call *planned)
{
	const struct outline *outline = &after->source.outline;
	size_t name = token_at(&outline->tokens, offset);
	struct call call;

	if (name == outline->tokens.n || outline->tokens.items[name].offset != offset ||
	    call_read(outline, name, &after->source.arena, &call))
		return false;
	return words_follow(&outline->tokens, &name, planned->call) && name == call.close + 1;
}

/* The planned calls of a file, by where they stood. */
struct planned_calls {
	const struct planned_call *items;
	size_t n;
	size_t *ends;			/* of each the last byte that it, or one in front of it, stood on, and
					   one more */
};

/* Where the call ended in the old text; its begin, if no call stood there. */
static size_t end_of(const struct source *old, const struct planned_call *planned)
{
	const struct outline *outline = &old->outline;
	size_t name = token_at(&outline->tokens, planned->offset);
	size_t open = name < outline->tokens.n ? token_next(&outline->tokens, name) : NO_TOKEN;
	size_t close = open < outline->tokens.n ? outline_closing(outline, open) : NO_TOKEN;

	return close == NO_TOKEN ? planned->offset : (size_t)outline->tokens.items[close].offset + 1;
}

static void read_planned(const struct proof *proof, const struct rewritten *file,
			 struct planned_calls *planned)
{
	planned->n = planned_list_of(&proof->run->result.planned, file->path, &planned->items);
	planned->ends = mem_calloc(planned->n + 1, sizeof(*planned->ends));
	for (size_t p = 0; p < planned->n; p++) {
		size_t end = end_of(file->old_source, &planned->items[p]);

		planned->ends[p] = p && planned->ends[p - 1] > end ? planned->ends[p - 1] : end;
	}
}

/* True if a plan is about the byte of the old text. */
static bool is_planned(const struct planned_calls *planned, size_t offset)
{
	size_t i;

	LOWER_BOUND(i, planned->n, planned->items[i].offset <= offset);
	return i && planned->ends[i - 1] > offset;
}

/* True if an edit lies in the call of mention i, and no plan is about it. */
static bool is_changed_unplanned(const struct rewritten *file, const struct planned_calls *planned,
				 size_t i)
{
	struct edit_span span = edited_span(file->old_source, i);

	for (size_t e = edited_from(file, span.begin);
	     e < file->n_edits && file->edits[e].offset < span.end; e++)
		if (!edit_is_layout(&file->edits[e]) && !is_planned(planned, file->edits[e].offset))
			return true;
	return false;
}

/* What mentions the family now and did not before is what a call was planned to be. */
static char *prove_newcomers(const struct rewritten *file, const struct after *after,
			     const struct planned_calls *planned)
{
	bool *is_known = mem_calloc(after->file.n_mentions + 1, sizeof(*is_known));
	struct place_walk walk = { .file = file };
	char *reason = NULL;

	for (size_t i = 0; i < file->old_source->file->n_mentions; i++)
		if (after->pairs[i] != SIZE_MAX)
			is_known[after->pairs[i]] = true;
	for (size_t p = 0, n = 0; p < planned->n; p++) {
		size_t offset = place_next(&walk, planned->items[p].offset);

		while (offset != SIZE_MAX && n < after->file.n_mentions &&
		       after->file.mentions[n].offset < offset)
			n++;
		if (n < after->file.n_mentions && after->file.mentions[n].offset == offset)
			is_known[n] = true;
	}
	for (size_t n = 0; n < after->file.n_mentions && !reason; n++)
		if (!is_known[n])
			reason = mem_strdup("a mention would come in that nobody planned");
	free(is_known);
	return reason;
}

/* Each planned call is there. */
static char *prove_planned(const struct rewritten *file, struct after *after,
			   const struct planned_calls *planned)
{
	struct place_walk walk = { .file = file };

	for (size_t p = 0; p < planned->n; p++)
		if (!is_as_planned(after, place_next(&walk, planned->items[p].offset), &planned->items[p]))
			return mem_printf("a call would not become `%s`", planned->items[p].call);
	return NULL;
}

/* No other one has been edited, or is gone. */
static char *prove_others(const struct rewritten *file, const struct after *after,
			  const struct planned_calls *planned)
{
	const struct source *old = file->old_source;

	for (size_t i = 0; i < old->file->n_mentions; i++) {
		if (old->forms[i] != FORM_CALL)
			continue;
		if (after->pairs[i] == SIZE_MAX && !is_planned(planned, old->file->mentions[i].offset))
			return mem_strdup("a call would go");
		if (is_changed_unplanned(file, planned, i))
			return mem_strdup("a call would change that nobody planned");
	}
	return prove_newcomers(file, after, planned);
}

static char *prove_plans(const struct proof *proof, const struct rewritten *file, struct after *after)
{
	struct planned_calls planned;
	char *reason;

	if (proof->run->result.is_unplanned)
		return NULL;
	read_planned(proof, file, &planned);
	reason = prove_planned(file, after, &planned);
	if (!reason)
		reason = prove_others(file, after, &planned);
	free(planned.ends);
	return reason;
}

/* Mention i is there, or its call has become one of something that is no family. */
static char *prove_mention(const struct proof *proof, const struct rewritten *file,
			   struct after *after, size_t i)
{
	const struct source *old = file->old_source;
	size_t pair = after->pairs[i];

	if (pair == SIZE_MAX)
		return old->forms[i] == FORM_CALL ? NULL : mem_strdup("a mention would go");
	if (old->forms[i] != after->source.forms[pair])
		return mem_strdup("a mention would become something else");
	return old->forms[i] == FORM_CALL ? prove_call_text(proof, file, after, i) : NULL;
}

/* The first line of a text that begins so, or NULL; at begins a line, or is NULL itself. */
static const char *line_with(const char *at, const char *end, const char *beginning)
{
	size_t length = strlen(beginning);

	while (at && at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		if ((size_t)(end - at) >= length && !memcmp(at, beginning, length))
			return at;
		at = stop ? stop + 1 : NULL;
	}
	return NULL;
}

/* What a merge left in the file is two texts in one: an edit of one side is nobody's wish. */
static char *prove_merged(const struct rewritten *file)
{
	const char *end = file->old_text + file->old_length;
	const char *begin = line_with(file->old_text, end, "<<<<<<< ");
	size_t line = 1;

	if (!line_with(line_with(begin, end, "======="), end, ">>>>>>> "))
		return NULL;
	for (const char *at = file->old_text; at < begin; at++)
		line += *at == '\n';
	return mem_printf("a merge left a conflict in line %zu; resolve it first", line);
}

char *prove_text(const struct proof *proof, size_t index)
{
	const struct rewritten *file = &proof->rewrite->items[index];
	struct after *after = &proof->after[index];
	char *reason = prove_merged(file);

	if (!reason && proof->run->result.is_unplanned &&
	    after->file.n_mentions != file->old_source->file->n_mentions)
		return mem_strdup("the number of mentions would change");
	for (size_t i = 0; i < file->old_source->file->n_mentions && !reason; i++)
		reason = prove_mention(proof, file, after, i);
	return reason ? reason : prove_plans(proof, file, after);
}
