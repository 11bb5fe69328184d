// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/complaint.h"

#include "base/data/mem.h"
#include "c/clang/parse.h"
#include "c/syntax/variant.h"
#include "kernel/tree/tree.h"
#include "patch/migrate/mention.h"

#include <stdlib.h>
#include <string.h>

void compiled_open(struct compiled *compiled, const struct tree *tree, const struct migration *migration,
		   struct parser *parser, const char *path, const struct buf *text)
{
	*compiled = (struct compiled){0};
	scan_text_names(path, text->data, text->length, migration->names.items, migration->n_calls, &compiled->file);
	source_from_text(&compiled->source, &compiled->file, text->data, text->length);
	source_judge(&compiled->source, tree->version_code, NULL);
	inquiry_open(&compiled->inquiry, tree, parser, &compiled->source);
}

void compiled_close(struct compiled *compiled)
{
	inquiry_close(&compiled->inquiry);
	source_close(&compiled->source);
	scanned_file_free(&compiled->file);
}

/* What the compiler says of bytes of the text; NULL: no parse knows who is called at name. */
static struct diagnostic *complaints(struct compiled *compiled, size_t name, struct edit_span span)
{
	struct unit *unit = inquiry_unit_or_macro(&compiled->inquiry, name);

	return unit ? unit_diagnostics(unit, compiled->source.path, span.begin, span.end) : NULL;
}

static void free_complaints(struct diagnostic *complaints)
{
	for (struct diagnostic *c = complaints; c && c->text; c++)
		free(c->text);
	free(complaints);
}

static bool has(const struct diagnostic *complaints, const char *text)
{
	for (; complaints && complaints->text; complaints++)
		if (!strcmp(complaints->text, text))
			return true;
	return false;
}

/* The last token of mention i: of a call, of a definition with its body, of a name alone; NO_TOKEN: of neither. */
static size_t last_token(const struct source *source, size_t i)
{
	const struct outline *outline = &source->outline;
	const struct function *function = outline_function_at(outline, source->tokens[i]);

	switch (source->forms[i]) {
	case FORM_CALL:
		return outline_closing(outline, token_next(&outline->tokens, source->tokens[i]));
	case FORM_DEFINITION:
		return function && function->end < outline->tokens.n ? function->end : NO_TOKEN;
	case FORM_ADDRESS:
		return source->tokens[i];
	default:
		return NO_TOKEN;
	}
}

/*
 * The bytes that a complaint about the call may stand at: all of its statement, as that of its result is the
 * assignment's or the operator's. Of anything else the bytes themselves.
 */
static struct edit_span surroundings(const struct source *source, struct edit_span span)
{
	const struct outline *outline = &source->outline;
	size_t name = token_at(&outline->tokens, span.begin), begin, end;

	if (name >= outline->tokens.n || outline->context[name] != CONTEXT_BODY)
		return span;
	begin = outline->tokens.items[statement_begin(outline, name)].offset;
	end = statement_end(outline, name);
	return (struct edit_span){ begin < span.begin ? begin : span.begin, end > span.end ? end : span.end };
}

/* What it said of bytes of the old text: where the first mention in span is read that it was asked about. */
static struct diagnostic *old_complaints(struct compiled *was, struct edit_span span, struct edit_span where)
{
	for (size_t i = 0; i < was->file.n_mentions; i++) {
		size_t offset = was->file.mentions[i].offset;
		struct diagnostic *found;

		if (offset < span.begin || offset >= span.end || last_token(&was->source, i) == NO_TOKEN)
			continue;
		found = complaints(was, offset, where);
		if (found)
			return found;
	}
	return NULL;
}

static const struct function *function_around(const struct source *source, size_t offset)
{
	return outline_function_at(&source->outline, token_at(&source->outline.tokens, offset));
}

/*
 * True if it minded something of the function around span already, or of what all functions see, or never read it:
 * of what it cannot make sense of, and of what hangs on that, it says no more, there or anywhere else.
 */
static bool was_minded(struct compiled *was, struct edit_span span)
{
	const struct function *function = function_around(&was->source, span.begin), *other;
	struct diagnostic *said = old_complaints(was, span, (struct edit_span){ 0, was->source.text.length });
	bool is_minded = !said;

	for (struct diagnostic *c = said; c && c->text; c++) {
		other = function_around(&was->source, c->offset);
		is_minded |= !other || other == function;
	}
	free_complaints(said);
	return is_minded;
}

/* The bytes that the compiler is asked about for mention i, or none. */
static struct edit_span span_of(const struct source *source, size_t i)
{
	size_t last = last_token(source, i);
	const struct token *tokens = source->outline.tokens.items;

	if (last == NO_TOKEN)
		return (struct edit_span){0};
	return (struct edit_span){ tokens[source->tokens[i]].offset, tokens[last].offset + tokens[last].length };
}

/* The old bytes of a call: of one that an edit made, all that the edit replaced. */
static struct edit_span old_span(const struct edit_list *edits, struct edit_span now)
{
	struct edit_span was = { edit_origin(edits, now.begin), edit_origin(edits, now.end - 1) + 1 };

	for (size_t i = 0; i < edits->n; i++) {
		size_t begin = edits->items[i].offset, end = begin + strlen(edits->items[i].old_text);

		if (begin >= was.begin && begin < was.end && end > was.end)
			was.end = end;
	}
	return was;
}

static bool is_edited(const struct edit_list *edits, struct edit_span was)
{
	for (size_t i = 0; i < edits->n; i++)
		if (edits->items[i].offset < was.end &&
		    edits->items[i].offset + strlen(edits->items[i].old_text) >= was.begin)
			return true;
	return false;
}

/* No parse knows the name any more: what the compiler says there, if it does. The caller frees it. */
static char *unknown(struct compiled *is, size_t name)
{
	char *why = inquiry_why_not(&is->inquiry, name);

	return why ? why : mem_strdup("the compiler no longer knows what is called");
}

static bool holds(struct edit_span span, size_t at)
{
	return at >= span.begin && at < span.end;
}

/* True if it stands in another call of the same statement: what is said there is that one's. */
static bool is_of_another(const struct source *source, struct edit_span call, size_t at)
{
	for (size_t i = 0; i < source->file->n_mentions && !holds(call, at); i++) {
		struct edit_span other = span_of(source, i);

		if (source->forms[i] == FORM_CALL && holds(other, at) && !holds(other, call.begin))
			return true;
	}
	return false;
}

static bool is_written(const struct source *source, size_t i)
{
	return source->forms[i] == FORM_CALL &&
	       mention_is_written(source, source->tokens[i], last_token(source, i));
}

bool new_complaint(struct compiled *was, struct compiled *is, const struct edit_list *edits, size_t i,
		   struct complaint *complaint)
{
	struct edit_span now = span_of(&is->source, i), old;
	struct diagnostic *said, *known = NULL;
	uint32_t column;

	*complaint = (struct complaint){0};
	if (!now.end)
		return false;
	old = old_span(edits, now);
	if (!is_edited(edits, old))
		return false;
	complaint->offset = old.begin;
	source_position(&was->source, old.begin, &complaint->line, &column);
	said = complaints(is, now.begin, surroundings(&is->source, now));
	is->has_complaints |= said && said->text;
	if (!said || said->text)
		known = old_complaints(was, old, surroundings(&was->source, old));
	if (known && !said)
		complaint->text = unknown(is, now.begin);
	for (struct diagnostic *c = said; c && c->text && !complaint->text; c++)
		if (!has(known, c->text) && !is_of_another(&is->source, now, c->offset))
			complaint->text = mem_strdup(c->text);
	if (!complaint->text && is_written(&is->source, i) && (!said || was_minded(was, old)))
		complaint->text = mem_strdup("nothing, and it is assigned to, or its address taken; look at it "
					     "by hand");
	free_complaints(known);
	free_complaints(said);
	return complaint->text;
}
