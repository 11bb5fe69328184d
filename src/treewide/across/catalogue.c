// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/across/catalogue.h"

#include "base/data/arena.h"
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "contract/owner/origin.h"
#include "contract/pages/array.h"
#include "contract/pages/member.h"
#include "contract/path/callee.h"

#include <stdlib.h>
#include <string.h>

/* One file that is read. */
struct cataloguing {
	const struct run *run;
	struct catalogue *catalogue;
	struct source *source;
	struct word_set known;		/* the names of known members */
	struct { size_t *items; size_t n, capacity; } named;	/* its tokens that are such names */
	/* For one function: */
	struct arena arena;
	struct { struct acquire *items; size_t n, capacity; } acquires;	/* if they were read: all in it */
	bool has_acquires;
	uint32_t variable;		/* the first use of one's name, or NO_USE: */
	struct { size_t *items; size_t n, capacity; } stored;	/* the members that it is stored in */
};

static char *word_at(const struct source *source, size_t i)
{
	const struct token *token = &source->outline.tokens.items[i];

	return mem_strndup(source->text.data + token->offset, token->length);
}

static void add_use(const struct cataloguing *of, struct member_uses *uses, size_t call,
		    enum hold_kind kind)
{
	struct source *source = of->source;
	struct member_use use;

	/* One call may fill a variable that is stored several times. */
	if (uses->n && uses->items[uses->n - 1].source == source && uses->items[uses->n - 1].token == call)
		return;
	use = (struct member_use){
		.source = source, .token = call, .path = mem_strdup(source->path), .kind = kind,
		.function = mem_strdup(source_function_name(source, call)),
		.callee = word_at(source, call),
	};

	source_position(source, source->outline.tokens.items[call].offset, &use.line, &use.column);
	VEC_PUSH(uses, use);
}

static struct member_row *row_of(const struct cataloguing *of, const struct member *member)
{
	return catalogue_member(of->catalogue, member->record, member->name);
}

static bool is_member_name(const struct token_list *tokens, size_t i)
{
	size_t before = token_previous(tokens, i);

	return tokens->items[i].kind == TOKEN_IDENTIFIER &&
	       (token_is(tokens, before, "->") || token_is(tokens, before, "."));
}

/* The first token of the object in object->member: the name furthest to the left. */
static size_t begin_of_object(const struct token_list *tokens, size_t i)
{
	size_t before = token_previous(tokens, i);

	while (token_is(tokens, before, "->") || token_is(tokens, before, ".")) {
		i = token_previous(tokens, before);
		before = token_previous(tokens, i);
	}
	return i;
}

/* `work->pages = value`, `work->pages[i] = value`: the token that the value begins with, or NO_TOKEN. */
static size_t value_stored_at(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t next = token_next(tokens, i);

	if (token_is(tokens, next, "["))
		next = token_next(tokens, outline_closing(outline, next));
	return token_is(tokens, next, "=") ? token_next(tokens, next) : NO_TOKEN;
}

/* The member that the value at token i is stored in, as a token; or NO_TOKEN. */
static size_t stored_in(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t target = token_previous(tokens, token_previous(tokens, i));

	if (!token_is(tokens, token_previous(tokens, i), "="))
		return NO_TOKEN;
	if (token_is(tokens, target, "]"))
		target = token_previous(tokens, outline_encloser(outline, target));
	return target != NO_TOKEN && is_member_name(tokens, target) &&
	       value_stored_at(outline, target) == i ? target : NO_TOKEN;
}

static bool read_stored(struct cataloguing *of, size_t i, struct member *member)
{
	const struct outline *outline = &of->source->outline;

	return member_read(of->source, expr_read(outline, begin_of_object(&outline->tokens, i), i + 1,
						 &of->arena), &of->arena, member);
}

/* Lists the members that the function stores the variable in; the next call often has the same one. */
static void list_stored(struct cataloguing *of, const struct function *function, size_t variable)
{
	const struct token_list *tokens = &of->source->outline.tokens;
	const struct uses *uses = source_uses(of->source);

	if (uses_first(uses, variable) == of->variable)
		return;
	of->variable = uses_first(uses, variable);
	of->stored.n = 0;
	for (uint32_t i = uses_behind(uses, variable, function->body); i != NO_USE && i < function->end;
	     i = uses_next(uses, i)) {
		size_t target = stored_in(&of->source->outline, i);

		if (target != NO_TOKEN && token_is(tokens, token_next(tokens, i), ";"))
			VEC_PUSH(&of->stored, target);
	}
}

/* Pages that came into a variable: the members that are set to it. */
static void read_stores_of(struct cataloguing *of, const struct function *function,
			   const struct acquire *acquire)
{
	size_t variable = acquire->pages ? acquire->pages->op : acquire->result;
	struct member member;

	if (variable == NO_TOKEN || (acquire->pages && acquire->pages->kind == EXPR_UNARY))
		variable = acquire->pages ? acquire->pages->left->op : NO_TOKEN;
	if (variable == NO_TOKEN || of->source->outline.tokens.items[variable].kind != TOKEN_IDENTIFIER)
		return;
	list_stored(of, function, variable);
	for (size_t i = 0; i < of->stored.n; i++)
		if (read_stored(of, of->stored.items[i], &member))
			add_use(of, &row_of(of, &member)->acquires, acquire->call.name, acquire->kind);
}

static void read_acquire(struct cataloguing *of, const struct function *function, size_t i)
{
	struct acquire acquire;
	struct member member;

	if (!acquire_at(of->source, i, &acquire))
		return;
	if (acquire.pages && member_filled(of->source, acquire.pages, &of->arena, &member))
		add_use(of, &row_of(of, &member)->acquires, i, acquire.kind);
	else
		read_stores_of(of, function, &acquire);
}

static void read_call(struct cataloguing *of, const struct function *function, size_t i)
{
	enum hold_kind released = release_kind(&of->source->outline.tokens, i);
	struct member member;

	/* A driver's own for kernels that lack it drops whatever that kernel takes. */
	if (released != HOLD_KIND_NONE && callee_is_own(of->source, i))
		return;
	if (released == HOLD_KIND_NONE)
		read_acquire(of, function, i);
	else if (member_released(of->source, i, &of->arena, &member))
		add_use(of, &row_of(of, &member)->releases, i, released);
}

/* --- what else is put into a member --- */

static void know_names(struct cataloguing *of)
{
	for (size_t m = 0; m < of->catalogue->members.n; m++)
		word_set_add_text(&of->known, of->catalogue->members.items[m].name);
}

/* Is the word at token i the name of a member? All words are asked about. */
static bool has_name(const struct cataloguing *of, size_t i, uint32_t hash)
{
	const struct catalogue *catalogue = of->catalogue;

	if (!word_set_may_have(&of->known, hash))
		return false;
	for (size_t m = 0; m < catalogue->members.n; m++)
		if (token_is(&of->source->outline.tokens, i, catalogue->members.items[m].name))
			return true;
	return false;
}

static void read_acquires(struct cataloguing *of, const struct function *function)
{
	const struct marks *calls = acquire_calls(of->source);
	struct acquire acquire;

	if (of->has_acquires)
		return;
	for (size_t i = marks_from(calls, function->body); i < calls->n && calls->items[i] < function->end; i++)
		if (acquire_at(of->source, calls->items[i], &acquire))
			VEC_PUSH(&of->acquires, acquire);
	of->has_acquires = true;
}

/* Did read_stores_of() see that these are pages? */
static bool is_filled(struct cataloguing *of, const struct function *function, size_t variable)
{
	const struct token_list *tokens = &of->source->outline.tokens;

	read_acquires(of, function);
	for (size_t i = 0; i < of->acquires.n; i++) {
		const struct acquire *acquire = &of->acquires.items[i];

		for (size_t t = acquire->pages ? acquire->pages->first : 0;
		     acquire->pages && t < acquire->pages->last; t++)
			if (same_token_text(tokens, t, variable))
				return true;
		if (acquire->result != NO_TOKEN && same_token_text(tokens, acquire->result, variable))
			return true;
	}
	return false;
}

static void read_store(struct cataloguing *of, const struct function *function, size_t i)
{
	const struct token_list *tokens = &of->source->outline.tokens;
	size_t value = value_stored_at(&of->source->outline, i);
	struct member_row *row;
	struct member member;

	if (value == NO_TOKEN || array_is_empty(&of->source->outline, value) ||
	    !read_stored(of, i, &member))
		return;
	row = catalogue_find(of->catalogue, member.record, member.name);
	if (row && (tokens->items[value].kind != TOKEN_IDENTIFIER ||
		    !token_is(tokens, token_next(tokens, value), ";") ||
		    !is_filled(of, function, value)))
		row->n_other++;
}

/* Where a function fills or empties members, perhaps; each token once, in order. */
static void read_calls(struct cataloguing *of, const struct function *function)
{
	const struct marks *acquires = acquire_calls(of->source), *releases = release_calls(of->source);
	size_t a = marks_from(acquires, function->body), r = marks_from(releases, function->body);

	for (;;) {
		size_t acquire = a < acquires->n ? acquires->items[a] : function->end;
		size_t release = r < releases->n ? releases->items[r] : function->end;
		size_t i = acquire < release ? acquire : release;

		if (i >= function->end)
			break;
		a += acquire == i;
		r += release == i;
		if (!run_leaves_out(of->run, of->source, of->source->outline.tokens.items[i].offset))
			read_call(of, function, i);
	}
}

static int by_token(const void *a, const void *b)
{
	const size_t *left = a, *right = b;

	return *left < *right ? -1 : *left > *right;
}

/* The places of the source where a member of such a name stands. */
static void list_named(struct cataloguing *of)
{
	const struct uses *uses = source_uses(of->source);
	const struct token_list *tokens = &of->source->outline.tokens;

	of->named.n = 0;
	for (size_t i = 0; i < uses->words.n; i++) {
		const struct used_word *word = &uses->words.items[i];

		if (!has_name(of, word->first, word->hash))
			continue;
		for (uint32_t at = word->first; at != NO_USE; at = uses_next(uses, at))
			if (!tokens->items[at].directive && is_member_name(tokens, at))
				VEC_PUSH(&of->named, at);
	}
	if (of->named.n)
		qsort(of->named.items, of->named.n, sizeof(*of->named.items), by_token);
}

static void read_stores(struct cataloguing *of, const struct function *function)
{
	const struct marks named = { of->named.items, of->named.n };

	for (size_t i = marks_from(&named, function->body); i < named.n && named.items[i] < function->end; i++)
		read_store(of, function, named.items[i]);
}

/* --- all of it --- */

static void read_functions(struct cataloguing *of, void (*read)(struct cataloguing *of, const struct function *))
{
	for (size_t f = 0; f < of->source->outline.functions.n; f++) {
		read(of, &of->source->outline.functions.items[f]);
		arena_free(&of->arena);
		of->arena = (struct arena){0};
		of->acquires.n = 0;
		of->has_acquires = false;
		of->variable = NO_USE;
	}
}

static void read_files(struct cataloguing *of, const struct known_files *files, bool looks_at_stores)
{
	for (size_t s = 0; s < files->n + files->helpers.n; s++) {
		of->source = s < files->n ? files->items[s] : files_helper(files, s - files->n);
		if (looks_at_stores)
			list_named(of);
		read_functions(of, looks_at_stores ? read_stores : read_calls);
	}
}

void catalogue_read(const struct run *run, const struct known_files *files,
		    struct catalogue *catalogue)
{
	struct cataloguing of = { .run = run, .catalogue = catalogue, .variable = NO_USE };

	read_files(&of, files, false);
	catalogue_drop_strangers(catalogue);
	know_names(&of);
	read_files(&of, files, true);
	catalogue_sort(catalogue);
	free(of.acquires.items);
	free(of.stored.items);
	free(of.named.items);
}
