// SPDX-License-Identifier: GPL-2.0-only
#include "patch/engines/change.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "patch/engines/pieces.h"

#include <stdlib.h>
#include <string.h>

struct change {
	struct converter *converter;
	struct source *old;
	struct source new;
	struct scanned_file new_file;
	bool *is_whole;			/* mentions with readable parentheses in both texts */
	struct piece_list old_pieces, new_pieces;
};

static bool is_list(const struct source *source, size_t i)
{
	return (source_is_call(source, i) || source->forms[i] == FORM_DECLARATION ||
		source->forms[i] == FORM_DEFINITION) && mention_close(source, i) != NO_TOKEN;
}

/* A renamed call is the same call. */
static bool is_same_name(const struct symbol *old, const struct symbol *new)
{
	const struct gup_conversion *conversion = gup_conversion_of(old->function);

	return old == new || (conversion && conversion->successor &&
			      !strcmp(conversion->successor, new->name));
}

static int match_mentions(struct change *change, struct err *err)
{
	const struct source *old = change->old, *new = &change->new;

	if (old->file->n_mentions != new->file->n_mentions)
		return err_set(err, "%s: spatch would change the number of mentions; convert it by "
			       "hand", old->path);
	change->is_whole = mem_calloc(old->file->n_mentions, sizeof(*change->is_whole));
	for (size_t i = 0; i < old->file->n_mentions; i++) {
		if (!is_same_name(old->file->mentions[i].symbol, new->file->mentions[i].symbol) ||
		    old->forms[i] != new->forms[i])
			return err_set(err, "%s:%u: spatch would make something else of this "
				       "mention; convert it by hand", old->path,
				       old->file->mentions[i].line);
		change->is_whole[i] = is_list(old, i) && is_list(new, i);
	}
	return 0;
}

/* True if a line ends between tokens [first, last). */
static bool is_broken(const struct source *source, size_t first, size_t last)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct token *end = &tokens->items[last - 1];
	size_t begin = tokens->items[first].offset;

	return memchr(tokens->text + begin, '\n', end->offset + end->length - begin);
}

/* The text of tokens [first, last) in one line; the caller frees it. */
static char *line_of(const struct source *source, size_t first, size_t last)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct token *end = &tokens->items[last - 1];
	size_t begin = tokens->items[first].offset;
	struct buf line = {0};

	buf_add_line(&line, tokens->text + begin, end->offset + end->length - begin);
	return buf_take(&line);
}

/* The only argument that differs; call->n: none does; SIZE_MAX: more than one. */
static size_t changed_argument(const struct change *change, const struct call *old,
			       const struct call *new)
{
	const struct token_list *old_tokens = &change->old->outline.tokens;
	const struct token_list *new_tokens = &change->new.outline.tokens;
	size_t changed = old->n;

	for (size_t i = 0; i < old->n; i++) {
		const struct expr *a = old->arguments[i], *b = new->arguments[i];

		if (same_code(old_tokens, a->first, a->last, new_tokens, b->first, b->last))
			continue;
		if (changed != old->n)
			return SIZE_MAX;
		changed = i;
	}
	return changed;
}

/* What spatch broke is made one line again; breaks of the author's stay. The caller frees it. */
static char *argument_text(const struct change *change, const struct expr *old,
			   const struct expr *new)
{
	size_t begin = expr_begin(&change->new.outline, new);

	if (!is_broken(change->old, old->first, old->last))
		return line_of(&change->new, new->first, new->last);
	return mem_strndup(change->new.text.data + begin,
			   expr_end(&change->new.outline, new) - begin);
}

static void replace_argument(struct change *change, const struct call *old, const struct call *new,
			     size_t i, const char *name)
{
	const struct expr *a = old->arguments[i], *b = new->arguments[i];
	char *text = argument_text(change, a, b);

	if (token_comments(&change->old->outline.tokens, a->first, a->last) >
	    token_comments(&change->new.outline.tokens, b->first, b->last))
		convert_leave(change->converter,
			      change->old->outline.tokens.items[old->name].offset,
			      "spatch drops a comment inside argument %zu; convert it by hand", i + 1);
	else
		convert_argument(change->converter, old, name, i, text);
	free(text);
}

static void read_call(struct change *change, size_t i)
{
	const struct symbol *name = change->new.file->mentions[i].symbol;
	bool renamed = name != change->old->file->mentions[i].symbol;
	size_t offset = change->old->file->mentions[i].offset, changed;
	struct call old, new;

	if (call_read(&change->old->outline, change->old->tokens[i], &change->old->arena, &old) ||
	    call_read(&change->new.outline, change->new.tokens[i], &change->new.arena, &new))
		return;
	if (same_code(&change->old->outline.tokens, old.name, old.close,
		      &change->new.outline.tokens, new.name, new.close))
		return;
	if (old.split) {
		convert_leave(change->converter, offset,
			      "an #if stands between the arguments; convert each branch by hand");
		return;
	}
	changed = old.n == new.n ? changed_argument(change, &old, &new) : SIZE_MAX;
	if (changed == SIZE_MAX)
		convert_leave(change->converter, offset,
			      "spatch changes more than one argument; convert it by hand");
	else if (changed < old.n || renamed)
		replace_argument(change, &old, &new, changed < old.n ? changed : 0,
				 renamed ? name->name : NULL);
}

static size_t changed_parameter(const struct change *change, const struct prototype *old,
				const struct prototype *new)
{
	const struct token_list *a = &change->old->outline.tokens;
	const struct token_list *b = &change->new.outline.tokens;
	size_t changed = old->n;

	for (size_t p = 0; p < old->n; p++) {
		const struct parameter *from = &old->parameters[p], *to = &new->parameters[p];

		if (same_code(a, token_at(a, from->begin), token_at(a, from->end - 1) + 1,
			      b, token_at(b, to->begin), token_at(b, to->end - 1) + 1))
			continue;
		if (changed != old->n)
			return SIZE_MAX;
		changed = p;
	}
	return changed;
}

static void replace_parameter(struct change *change, size_t i, const struct prototype *old,
			      const struct parameter *to, size_t which)
{
	const struct token_list *tokens = &change->new.outline.tokens;
	struct edit_span spans[MAX_PARAMETERS];
	char *text = line_of(&change->new, token_at(tokens, to->begin),
			     token_at(tokens, to->end - 1) + 1);

	for (size_t p = 0; p < old->n; p++)
		spans[p] = (struct edit_span){ old->parameters[p].begin, old->parameters[p].end };
	convert_span(change->converter,
		     token_next(&change->old->outline.tokens, change->old->tokens[i]), spans,
		     old->n, which, text);
	free(text);
}

static void read_declaration(struct change *change, size_t i)
{
	struct prototype old, new;
	size_t changed;

	if (prototype_read(&change->old->outline, change->old->tokens[i], &old))
		return;
	if (!prototype_read(&change->new.outline, change->new.tokens[i], &new)) {
		changed = old.n == new.n ? changed_parameter(change, &old, &new) : SIZE_MAX;
		if (changed == SIZE_MAX)
			convert_leave(change->converter, change->old->file->mentions[i].offset,
				      "spatch changes more than one parameter; convert it by hand");
		else if (changed < old.n)
			replace_parameter(change, i, &old, &new.parameters[changed], changed);
		prototype_free(&new);
	}
	prototype_free(&old);
}

/* The definition of the family whose body holds the token. */
static bool is_in_definition(const struct source *source, size_t token)
{
	const struct function *function = outline_function_at(&source->outline, token);

	for (size_t i = 0; function && i < source->file->n_mentions; i++)
		if (source->forms[i] == FORM_DEFINITION && source->tokens[i] == function->name_token)
			return token >= function->body && token <= function->end;
	return false;
}

/*
 * A bare insertion or deletion takes a neighbour in, so that the blanks around it are known. False:
 * both neighbours are calls, which change by themselves.
 */
static bool widen(const struct change *change, struct hunk *hunk)
{
	if (hunk->old_first < hunk->old_last && hunk->new_first < hunk->new_last)
		return true;
	if (hunk->old_last < change->old_pieces.n &&
	    change->old_pieces.items[hunk->old_last].mention == NO_TOKEN) {
		hunk->old_last++;
		hunk->new_last++;
		return true;
	}
	if (!hunk->old_first ||
	    change->old_pieces.items[hunk->old_first - 1].mention != NO_TOKEN)
		return false;
	hunk->old_first--;
	hunk->new_first--;
	return true;
}

/* Where a person should look for the hunk: a byte of the old text, which may have no code at all. */
static size_t offset_of(const struct change *change, const struct hunk *hunk)
{
	const struct piece_list *pieces = &change->old_pieces;

	return pieces->n ? change->old->outline.tokens.items[
		pieces->items[hunk->old_first ? hunk->old_first - 1 : 0].first].offset : 0;
}

static void read_hunk(struct change *change, struct hunk hunk)
{
	const struct piece *old = change->old_pieces.items, *new = change->new_pieces.items;
	size_t first, last, which;
	struct call call;
	char *text;

	if (!widen(change, &hunk) || !is_in_definition(change->old, old[hunk.old_first].first)) {
		convert_leave(change->converter, offset_of(change, &hunk),
			      "spatch changes something beside the calls here; see what `spatch` alone "
			      "writes");
		return;
	}
	first = old[hunk.old_first].first;
	last = old[hunk.old_last - 1].last;
	text = line_of(&change->new, new[hunk.new_first].first, new[hunk.new_last - 1].last);
	if (token_comments(&change->old->outline.tokens, first, last))
		convert_leave(change->converter, change->old->outline.tokens.items[first].offset,
			      "a comment stands where spatch writes `%s`; convert it by hand", text);
	else if (call_of_argument(&change->old->outline, first, last, &change->old->arena, &call,
				  &which))
		convert_argument(change->converter, &call, NULL, which, text);
	else
		convert_replace(change->converter, first, last, text);
	free(text);
}

/* What stands between the calls: bodies of definitions. */
static int read_rest(struct change *change, struct err *err)
{
	struct hunk_list hunks = {0};
	int status;

	pieces_read(change->old, change->is_whole, &change->old_pieces);
	pieces_read(&change->new, change->is_whole, &change->new_pieces);
	status = pieces_compare(change->old, &change->old_pieces, &change->new, &change->new_pieces,
				&hunks);
	if (status)
		err_set(err, "%s: libgit2 could not compare the file with what spatch made of it",
			change->old->path);
	for (size_t i = 0; i < hunks.n; i++)
		read_hunk(change, hunks.items[i]);
	free(hunks.items);
	return status;
}

static void read_mentions(struct change *change)
{
	size_t end = 0;			/* of the last call: what stands in it is read with it */

	for (size_t i = 0; i < change->old->file->n_mentions; i++) {
		if (!change->is_whole[i] || change->old->tokens[i] < end)
			continue;
		end = mention_close(change->old, i);
		if (source_is_call(change->old, i))
			read_call(change, i);
		else
			read_declaration(change, i);
	}
}

int change_read(struct converter *converter, const char *text, size_t length, struct err *err)
{
	struct change change = { .converter = converter, .old = converter->source };
	int status;

	scan_text(converter->source->path, text, length, &change.new_file);
	source_from_text(&change.new, &change.new_file, text, length);
	status = match_mentions(&change, err);
	if (!status)
		status = read_rest(&change, err);
	if (!status)
		read_mentions(&change);
	free(change.is_whole);
	free(change.old_pieces.items);
	free(change.new_pieces.items);
	source_close(&change.new);
	scanned_file_free(&change.new_file);
	return status;
}
