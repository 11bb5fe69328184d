// SPDX-License-Identifier: GPL-2.0-only
/*
 * The text of a converted file against what it was: each call is what was planned for it, or what it was.
 */
#include "base/mem.h"
#include "prove/edited.h"
#include "prove/place.h"
#include "prove/private.h"
#include "site/site.h"

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
	/* Of another kernel's prototypes, those that are left need not fit. */
	if ((proof->to ? is_edited(file, i) : call_site_fits(&old)) && !call_site_fits(&new))
		return mem_strdup("a call would not fit the converted prototypes");
	return NULL;
}

/* True if tokens [first, last) are those of the text, comments apart; a macro's body is as good as any code. */
static bool has_words(const struct token_list *tokens, size_t first, size_t last, const char *text)
{
	struct token_list wanted;
	size_t n = 0;
	bool is_same;

	tokenize(text, strlen(text), &wanted);
	for (; first < last; first++) {
		const struct token *token = &tokens->items[first];

		if (token_is_comment(token))
			continue;
		while (n < wanted.n && token_is_comment(&wanted.items[n]))
			n++;
		if (n == wanted.n || token->length != wanted.items[n].length ||
		    memcmp(tokens->text + token->offset, text + wanted.items[n].offset, token->length))
			break;
		n++;
	}
	while (n < wanted.n && token_is_comment(&wanted.items[n]))
		n++;
	is_same = first == last && n == wanted.n;
	token_list_free(&wanted);
	return is_same;
}

/* True if the new text has the planned call, token by token, where the old one stood. */
static bool is_as_planned(const struct rewritten *file, struct after *after,
			  const struct planned_call *planned)
{
	const struct outline *outline = &after->source.outline;
	size_t offset = place_after(file, planned->offset);
	size_t name = token_at(&outline->tokens, offset);
	struct call call;

	if (name == outline->tokens.n || outline->tokens.items[name].offset != offset ||
	    call_read(outline, name, &after->source.arena, &call))
		return false;
	return has_words(&outline->tokens, call.name, call.close + 1, planned->call);
}

/* The bytes of the old text that a planned call stood on; empty: no call stood there. */
static struct edit_span span_of(const struct source *old, const struct planned_call *planned)
{
	const struct outline *outline = &old->outline;
	size_t name = token_at(&outline->tokens, planned->offset);
	size_t open = name < outline->tokens.n ? token_next(&outline->tokens, name) : NO_TOKEN;
	size_t close = open < outline->tokens.n ? outline_closing(outline, open) : NO_TOKEN;

	if (close == NO_TOKEN)
		return (struct edit_span){0};
	return (struct edit_span){ planned->offset, (size_t)outline->tokens.items[close].offset + 1 };
}

struct planned_calls {
	const struct planned_call *items;
	size_t n;
};

/* True if a plan is about the byte. */
static bool is_planned(const struct source *old, const struct planned_calls *planned, size_t offset)
{
	for (size_t p = 0; p < planned->n && planned->items[p].offset <= offset; p++)
		if (span_of(old, &planned->items[p]).end > offset)
			return true;
	return false;
}

/* True if an edit lies in the call of mention i, and no plan is about it. */
static bool is_changed_unplanned(const struct rewritten *file, const struct planned_calls *planned,
				 size_t i)
{
	struct edit_span span = edited_span(file->old_source, i);

	for (size_t e = 0; e < file->n_edits; e++)
		if (file->edits[e].offset >= span.begin && file->edits[e].offset < span.end &&
		    !is_planned(file->old_source, planned, file->edits[e].offset))
			return true;
	return false;
}

/* What mentions the family now and did not before is what a call was planned to be. */
static char *prove_newcomers(const struct rewritten *file, const struct after *after,
			     const struct planned_calls *planned)
{
	bool *is_known = mem_calloc(after->file.n_mentions + 1, sizeof(*is_known));
	char *reason = NULL;

	for (size_t i = 0; i < file->old_source->file->n_mentions; i++)
		if (after->pairs[i] != SIZE_MAX)
			is_known[after->pairs[i]] = true;
	for (size_t p = 0, n = 0; p < planned->n; p++) {
		size_t offset = place_after(file, planned->items[p].offset);

		while (n < after->file.n_mentions && after->file.mentions[n].offset < offset)
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

/* Each planned call is there, and no other one has been edited. */
static char *prove_plans(const struct proof *proof, const struct rewritten *file, struct after *after)
{
	const struct source *old = file->old_source;
	struct planned_calls planned;

	if (proof->run->result.is_unplanned)
		return NULL;
	planned.n = planned_list_of(&proof->run->result.planned, file->path, &planned.items);
	for (size_t p = 0; p < planned.n; p++)
		if (!is_as_planned(file, after, &planned.items[p]))
			return mem_printf("a call would not become `%s`", planned.items[p].call);
	for (size_t i = 0; i < old->file->n_mentions; i++) {
		bool is_call = old->forms[i] == FORM_CALL;

		if (is_call && after->pairs[i] == SIZE_MAX &&
		    !is_planned(old, &planned, old->file->mentions[i].offset))
			return mem_strdup("a call would go");
		if (is_call && is_changed_unplanned(file, &planned, i))
			return mem_strdup("a call would change that nobody planned");
	}
	return prove_newcomers(file, after, &planned);
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

char *prove_text(const struct proof *proof, size_t index)
{
	const struct rewritten *file = &proof->rewrite->items[index];
	struct after *after = &proof->after[index];
	char *reason = NULL;

	if (proof->run->result.is_unplanned &&
	    after->file.n_mentions != file->old_source->file->n_mentions)
		return mem_strdup("the number of mentions would change");
	for (size_t i = 0; i < file->old_source->file->n_mentions && !reason; i++)
		reason = prove_mention(proof, file, after, i);
	return reason ? reason : prove_plans(proof, file, after);
}
