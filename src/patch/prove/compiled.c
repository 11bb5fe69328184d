// SPDX-License-Identifier: GPL-2.0-only
/* What the compiler says of a converted file. */
#include "base/data/mem.h"
#include "c/clang/inquiry.h"
#include "c/clang/parse.h"
#include "c/outline/words.h"
#include "calls/target/target.h"
#include "patch/prove/edited.h"
#include "patch/prove/place.h"
#include "patch/prove/private.h"
#include "patch/prove/prove_values.h"

#include <stdlib.h>
#include <string.h>

/*
 * A pointer where an integer is due, and the like. Such a call is one of another version; what was
 * wrong before is no reason to write it again.
 */
static bool is_conversion(const char *complaint)
{
	return !strncmp(complaint, "incompatible ", strlen("incompatible "));
}

static void free_diagnostics(struct diagnostic *diagnostics)
{
	for (struct diagnostic *d = diagnostics; d && d->text; d++)
		free(d->text);
	free(diagnostics);
}

static bool is_known(const struct diagnostic *known, const char *text)
{
	for (; known && known->text; known++)
		if (!strcmp(known->text, text))
			return true;
	return false;
}

/* What the compiler says of a range of a source's bytes; NULL when no parse reaches the callee. */
static struct diagnostic *complaints_about(struct inquiry *inquiry, size_t i, struct edit_span range)
{
	const struct source *source = inquiry->source;
	struct unit *unit = inquiry_unit(inquiry, source->file->mentions[i].offset);

	return unit ? unit_diagnostics(unit, source->path, range.begin, range.end) : NULL;
}

/*
 * What the compiler says of mention i as it will be, and did not say before; NULL if nothing. The text
 * as it is is parsed only where that decides: most of what is converted compiles without a word.
 */
static char *prove_mention_compiled(const struct rewritten *file, struct after *after,
				    struct inquiry *before, struct inquiry *now, size_t i)
{
	struct diagnostic *complaints, *known;
	size_t pair = after->pairs[i];
	char *reason = NULL;
	uint32_t line;

	if (pair == SIZE_MAX || !is_edited(file, i))
		return NULL;
	line = after->file.mentions[pair].line;
	complaints = complaints_about(now, pair, edited_span(&after->source, pair));
	if (complaints && !complaints->text) {
		free_diagnostics(complaints);
		return NULL;
	}
	after->has_complaints = true;
	known = complaints_about(before, i, edited_span(file->old_source, i));
	if (known && !complaints)
		reason = mem_printf("line %u: the compiler no longer knows the callee", line);
	for (struct diagnostic *d = complaints; d && d->text && !reason; d++)
		if (!is_known(known, d->text) || is_conversion(d->text))
			reason = mem_printf("line %u: %s", line, d->text);
	free_diagnostics(known);
	free_diagnostics(complaints);
	return reason;
}

static size_t mention_at(const struct scanned_file *file, size_t offset)
{
	size_t i = 0;

	while (i < file->n_mentions && file->mentions[i].offset != offset)
		i++;
	return i;
}

/* The bytes from a place to the end of the statement there, or of the line. */
static struct edit_span span_behind(const struct source *source, size_t offset)
{
	size_t end = offset;

	while (end < source->text.length && !strchr(";{}", source->text.data[end]))
		end++;
	return (struct edit_span){ offset, end };
}

/* The end of the edits that begin at or around an offset of the old text and follow each other. */
static size_t end_of_edit(const struct rewritten *file, size_t offset)
{
	size_t end = offset;

	for (size_t i = 0; i < file->n_edits; i++) {
		size_t behind = file->edits[i].offset + strlen(file->edits[i].old_text);

		if (file->edits[i].offset <= end && behind > end)
			end = behind;
	}
	return end;
}

/* What is called no more was no macro's: that of a driver's header may do something else than the function. */
static char *prove_gone(const struct rewritten *file, struct inquiry *before, const struct planned_call *planned)
{
	static const char *const heads[] = { "if", "for", "while", "switch", "return", "sizeof", NULL };
	const struct token_list *tokens = &file->old_source->outline.tokens;
	size_t end = end_of_edit(file, planned->offset);

	for (size_t i = token_at(tokens, planned->offset); i < tokens->n && tokens->items[i].offset < end; i++) {
		const char *name = tokens->text + tokens->items[i].offset;
		size_t length = tokens->items[i].length;

		if (token_is_called(tokens, i) && !word_is_any(tokens, i, heads) &&
		    !memmem(planned->call, strlen(planned->call), name, length) &&
		    !inquiry_unit(before, tokens->items[i].offset) &&
		    inquiry_unit_or_macro(before, tokens->items[i].offset))
			return mem_printf("%.*s() is a macro's here, which is called where `%s` is to be",
					  (int)length, name, planned->call);
	}
	return NULL;
}

/* What was planned where no name of the family stood: the same is asked about the call that comes in. */
static char *prove_newcomer(const struct rewritten *file, struct after *after, struct inquiry *before,
			    struct inquiry *now, const struct planned_call *planned)
{
	size_t i = mention_at(&after->file, place_after(file, planned->offset));
	struct unit *unit = inquiry_unit(before, planned->offset);
	struct edit_span was = span_behind(file->old_source, planned->offset);
	struct diagnostic *complaints, *known;
	char *reason = NULL;

	complaints = i < after->file.n_mentions ? complaints_about(now, i, edited_span(&after->source, i)) :
		     NULL;
	known = unit ? unit_diagnostics(unit, file->old_source->path, was.begin, was.end) : NULL;
	if (!complaints)
		reason = mem_printf("the compiler does not see `%s`", planned->call);
	else
		reason = prove_gone(file, before, planned);
	for (struct diagnostic *d = complaints; d && d->text && !reason; d++) {
		after->has_complaints = true;
		if (!is_known(known, d->text))
			reason = mem_printf("line %u: %s", after->file.mentions[i].line, d->text);
	}
	free_diagnostics(known);
	free_diagnostics(complaints);
	return reason;
}

/* The planned calls of a file that are none of the old text's mentions, one after the other; NULL: no more. */
static const struct planned_call *next_newcomer(const struct proof *proof, const struct rewritten *file,
						size_t *at)
{
	const struct planned_call *items;
	size_t n = planned_list_of(&proof->run->result.planned, file->path, &items);

	for (; *at < n; (*at)++)
		if (mention_at(file->old_source->file, items[*at].offset) == file->old_source->file->n_mentions)
			return &items[(*at)++];
	return NULL;
}

static char *prove_newcomers_compiled(const struct proof *proof, const struct rewritten *file,
				      struct after *after, struct inquiry *before, struct inquiry *now)
{
	const struct planned_call *planned;
	char *reason = NULL;
	size_t at = 0;

	while (!reason && (planned = next_newcomer(proof, file, &at)))
		reason = prove_newcomer(file, after, before, now, planned);
	return reason;
}

/*
 * A definition whose `int write` becomes flags: what it passes on is then whatever flags it got, and
 * no longer what the text of its body shows.
 */
static bool is_in_converted_definition(const struct proof *proof, const struct source *source, size_t i)
{
	const struct function *function = outline_function_at(&source->outline, source->tokens[i]);
	const struct declared *declared = function ?
		family_at(&proof->run->family, source->path,
			  source->outline.tokens.items[function->name_token].offset) : NULL;

	return declared && gup_conversion_of(declared->function) &&
	       declared_role(declared, ROLE_WRITE) >= 0;
}

/* A call in both texts of a file. */
struct both {
	const struct oracle *before, *now;	/* NULL: the text alone is asked */
	struct call_site old, new;
};

/* Reads the call of mention i in both texts. False: it is none. */
static bool read_both(const struct proof *proof, const struct rewritten *file, struct after *after,
		      size_t i, struct both *both)
{
	unsigned version = proof->run->tree.version;

	return !call_site_read(source_narrowed(file->old_source), i, &proof->run->family, version,
			       both->before, &both->old) &&
	       !call_site_read(source_narrowed(&after->source), after->pairs[i], &proof->family, version,
			       both->now, &both->new);
}

/* What the call of mention i asks for in both texts: by all that is known of them, if the text does not do. */
static char *prove_mention_values(const struct proof *proof, const struct rewritten *file,
				  struct after *after, struct inquiry *before, struct inquiry *now,
				  size_t i)
{
	struct both by_text = {0}, by_all = { .before = &before->oracle, .now = &now->oracle };
	char *why, *reason = NULL;

	if (file->old_source->forms[i] != FORM_CALL || after->pairs[i] == SIZE_MAX ||
	    !is_edited(file, i) ||
	    is_in_converted_definition(proof, file->old_source, i) ||
	    !read_both(proof, file, after, i, &by_text) ||
	    prove_values_by_text(&by_text.old, &by_text.new) ||
	    !read_both(proof, file, after, i, &by_all))
		return NULL;
	why = prove_values(&by_all.old, &by_all.new);
	if (why)
		reason = mem_printf("line %u: %s", after->file.mentions[after->pairs[i]].line, why);
	free(why);
	return reason;
}

void put_path(const char *path, void *data)
{
	buf_add(data, path, strlen(path) + 1);
}

/*
 * The files that a proof rests on, each with its NUL: then it may be kept. It may not if a question found
 * no answer, or the compiler complains: a header that is missing may appear, and has no stamp.
 */
static void put_files(const struct after *after, struct inquiry *before, struct inquiry *now,
		      struct buf *out)
{
	if (!inquiry_is_complete(before) || !inquiry_is_complete(now) || after->has_complaints)
		return;
	inquiry_files(before, put_path, out);
	inquiry_files(now, put_path, out);
	put_path(after->source.path, out);
}

/* The calls of the file alone; false: that does not do. */
static bool prove_alone(struct parser *parser, struct after *after, struct buf *out)
{
	if (!after->alone.length ||
	    !parser_accepts(parser, after->alone.data, after->alone.length))
		return false;
	buf_add(out, "", 1);
	buf_add(out, after->rests_on.data, after->rests_on.length);
	put_path(after->source.path, out);
	return true;
}

/* The whole file, with all that it includes. */
static void prove_whole(struct proof *proof, struct parser *parser, size_t index, struct buf *out)
{
	const struct rewritten *file = &proof->rewrite->items[index];
	struct after *after = &proof->after[index];
	struct inquiry before, now;
	char *reason = NULL;

	inquiry_open(&before, &proof->run->tree, parser, file->old_source);
	inquiry_open(&now, &proof->run->tree, parser, &after->source);
	before.stand_ins = proof->before;
	before.overlay = now.overlay = proof->state;
	now.stand_ins = proof->overlay;
	for (size_t i = 0; i < file->old_source->file->n_mentions && !reason; i++)
		reason = prove_mention_values(proof, file, after, &before, &now, i);
	for (size_t i = 0; i < file->old_source->file->n_mentions && !reason; i++)
		reason = prove_mention_compiled(file, after, &before, &now, i);
	if (!reason)
		reason = prove_newcomers_compiled(proof, file, after, &before, &now);
	buf_add(out, reason ? reason : "", reason ? strlen(reason) + 1 : 1);
	if (!reason)
		put_files(after, &before, &now, out);
	inquiry_close(&now);
	inquiry_close(&before);
	free(reason);
}

/* What the call of mention i asks for in both texts, where these alone tell it. */
static char *prove_ported_values(const struct proof *proof, const struct rewritten *file,
				 struct after *after, size_t i)
{
	struct both both = {0};

	if (file->old_source->forms[i] != FORM_CALL || after->pairs[i] == SIZE_MAX ||
	    !is_edited(file, i) || !read_both(proof, file, after, i, &both) ||
	    (both.old.access.meaning.bits | both.new.access.meaning.bits) & MEANS_UNKNOWN)
		return NULL;
	return prove_values(&both.old, &both.new);
}

/*
 * A file of another kernel's: that one's headers are not those of the run. What its calls alone do not tell
 * is proved by the text.
 */
static void prove_ported(struct proof *proof, struct parser *parser, size_t i, struct buf *out)
{
	const struct rewritten *file = &proof->rewrite->items[i];
	struct after *after = &proof->after[i];
	char *reason = NULL;

	for (size_t m = 0; m < file->old_source->file->n_mentions && !reason; m++)
		reason = prove_ported_values(proof, file, after, m);
	if (!reason && !after->alone.length) {
		buf_add(out, "", 1);
		return;
	}
	if (!reason && prove_alone(parser, after, out))
		return;
	if (!reason)
		reason = mem_printf("the compiler does not take a call as %s declares it", proof->to->name);
	buf_add(out, reason, strlen(reason) + 1);
	free(reason);
}

void prove_compiled(struct proof *proof, struct parser *parser, size_t i, struct buf *out)
{
	size_t at = 0;

	if (proof->to)
		prove_ported(proof, parser, i, out);
	else if (next_newcomer(proof, &proof->rewrite->items[i], &at) ||
		 !prove_alone(parser, &proof->after[i], out))
		prove_whole(proof, parser, i, out);
}
