// SPDX-License-Identifier: GPL-2.0-only
#include "contract/hold/acquire.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/source/by_token.h"
#include "c/source/kept.h"
#include "c/source/traits.h"
#include "calls/site/argument.h"
#include "calls/summary/across.h"
#include "contract/hold/wrapper.h"
#include "contract/path/callee.h"
#include "kernel/api/symbol.h"

#include <assert.h>
#include <limits.h>

/* 1 + its place among the symbols; 0: it is none. */
static unsigned char number_of_symbol(struct source *source, size_t i)
{
	const struct token *token = &source->outline.tokens.items[i];
	const struct symbol *symbol = symbol_find(source->text.data + token->offset, token->length);

	assert(symbol_count < UCHAR_MAX);
	return symbol ? (unsigned char)(symbol - symbols + 1) : 0;
}

/* The name of the family or of a relative at token i, or NULL. */
static const struct symbol *symbol_at(struct source *source, size_t i)
{
	static const struct trait trait = { TRAIT_SLOT, number_of_symbol };
	unsigned char number = trait_of(source, &trait, i);

	return number ? &symbols[number - 1] : NULL;
}

static bool fits(struct source *source, const struct call *call, const struct gup_signature *signature)
{
	if (gup_signature_length(signature) != call->n)
		return false;
	for (size_t i = 0; i < call->n; i++) {
		struct argument argument = argument_of(source, call->arguments[i], NULL);

		if (!argument_fits(&argument, gup_role_type(signature->roles[i])))
			return false;
	}
	return true;
}

/* Where the pages go: the number of the parameter, or that of all of them. */
static size_t place_of_pages(const struct gup_signature *signature)
{
	size_t i = 0;

	while (signature->roles[i] != ROLE_NONE && signature->roles[i] != ROLE_PAGES &&
	       signature->roles[i] != ROLE_PAGEP && signature->roles[i] != ROLE_FOLIOS)
		i++;
	return i;
}

/*
 * The newest signature that the call fits, or NULL: there is none, or versions put the pages at
 * different places and the arguments do not tell which one this is.
 */
static const struct gup_signature *signature_of(struct source *source,
						const struct gup_function *function,
						const struct call *call)
{
	const struct gup_signature *found = NULL;

	for (const struct gup_signature *s = function->signatures; s->returns; s++) {
		if (!fits(source, call, s))
			continue;
		if (found && place_of_pages(found) != place_of_pages(s))
			return NULL;
		found = s;
	}
	return found;
}

/* The same; who asks about the pages of a call asks again and again. */
static const struct gup_signature *known_signature(struct source *source, const struct gup_function *function,
						   const struct call *call)
{
	static const struct slot_kind kind = { .size = sizeof(struct by_token), .hangs_on_others = true };
	static const struct gup_signature none;
	struct by_token *table = source_slot(source, &kind);
	const struct gup_signature *known = by_token_find(table, call->name);

	if (!known) {
		known = signature_of(source, function, call);
		known = known ? known : &none;
		by_token_keep(table, call->name, known, &source->arena);
	}
	return known == &none ? NULL : known;
}

static const struct expr *argument_in(const enum gup_role *roles, const struct call *call,
				      enum gup_role role)
{
	for (size_t i = 0; i < call->n; i++)
		if (roles[i] == role)
			return expr_bare(call->arguments[i]);
	return NULL;
}

static bool read_answer(struct acquire *acquire, enum gup_result result)
{
	switch (result) {
	case RESULT_COUNT_OR_ERRNO:
	case RESULT_COUNT:
		acquire->answer = ANSWER_COUNT;
		return true;
	case RESULT_BYTES_OR_ERRNO:
		acquire->answer = ANSWER_BYTES;
		return true;
	case RESULT_TRUTH:
		acquire->answer = ANSWER_TRUTH;
		return true;
	case RESULT_PAGE_OR_NULL:
	case RESULT_PAGE_OR_ERRPTR:
	case RESULT_PAGE_OR_ERRPTR_OR_NULL:
		acquire->answer = ANSWER_PAGE;
		return true;
	default:
		return false;
	}
}

/* Where the pages go, and how many. */
static bool read_pages(const struct outline *outline, const enum gup_role *roles,
		       struct acquire *acquire)
{
	static const enum gup_role places[] = { ROLE_PAGES, ROLE_PAGEP, ROLE_FOLIOS };
	static const enum gup_role counts[] = { ROLE_NR, ROLE_NR_INT, ROLE_MAX_FOLIOS };

	for (size_t i = 0; i < ARRAY_SIZE(places) && !acquire->pages; i++)
		acquire->pages = argument_in(roles, &acquire->call, places[i]);
	for (size_t i = 0; i < ARRAY_SIZE(counts) && !acquire->count; i++)
		acquire->count = argument_in(roles, &acquire->call, counts[i]);
	acquire->is_one = acquire->answer == ANSWER_TRUTH || acquire->answer == ANSWER_PAGE ||
			  (acquire->count && expr_op_is(outline, acquire->count, "1") &&
			   acquire->count->kind == EXPR_NUMBER);
	if (acquire->answer == ANSWER_PAGE)
		return true;
	return acquire->pages && !expr_is_null(outline, acquire->pages);
}

/* follow_page() takes a reference if it is told to. */
static bool takes_hold(const struct outline *outline, const enum gup_role *roles,
		       const struct call *call)
{
	if (!argument_in(roles, call, ROLE_VMA))
		return true;
	for (size_t i = call->open; i < call->close; i++)
		if (token_is(&outline->tokens, i, "FOLL_GET"))
			return true;
	return false;
}

static bool read_call(struct source *source, size_t i, struct acquire *acquire)
{
	*acquire = (struct acquire){ .result = call_taker(&source->outline.tokens, i) };
	return !source_call(source, i, &acquire->call) && !acquire->call.split;
}

static bool read_as(const struct outline *outline, const enum gup_role *roles, enum gup_result result,
		    struct acquire *acquire)
{
	acquire->kind = token_begins_with(&outline->tokens, acquire->call.name, "pin_") ||
			token_begins_with(&outline->tokens, acquire->call.name, "memfd_pin_") ?
			HOLD_KIND_PIN : HOLD_KIND_REFERENCE;
	return read_answer(acquire, result) && read_pages(outline, roles, acquire) &&
	       takes_hold(outline, roles, &acquire->call);
}

static bool of_family(struct source *source, const struct gup_function *function,
		      struct acquire *acquire)
{
	const struct gup_signature *signature = known_signature(source, function, &acquire->call);

	return signature && read_as(&source->outline, signature->roles, signature->result, acquire);
}

static bool of_relative(const struct outline *outline, struct acquire *acquire)
{
	const struct token *name = &outline->tokens.items[acquire->call.name];
	const struct gup_relative *relative = gup_relative_find(outline->tokens.text + name->offset,
								name->length, acquire->call.n);

	if (!relative)
		return false;
	acquire->kind = relative->kind;
	acquire->pages = expr_bare(acquire->call.arguments[relative->pages]);
	if (relative->count >= 0)
		acquire->count = expr_bare(acquire->call.arguments[relative->count]);
	return read_answer(acquire, relative->result) && !expr_is_null(outline, acquire->pages);
}

/* The wrapper that is called at token i: of the file itself, or of another one. */
static const struct wrapper *wrapper_at(struct source *source, size_t i, struct source **file)
{
	const struct function *function = callee_in_file(source, i);
	struct across_place place;

	*file = source;
	if (function)
		return callee_is_one_of_several(source, i) ? NULL : wrapper_of(source, function);
	if (!across_callee(source, i, &place))
		return NULL;
	*file = place.source;
	return wrapper_from(source, place.source, place.function);
}

static const struct expr *argument_at(const struct call *call, int place)
{
	return place < 0 || (size_t)place >= call->n ? NULL : expr_bare(call->arguments[place]);
}

static bool of_wrapper(struct source *source, size_t i, bool by_member, struct acquire *acquire)
{
	struct source *file;
	const struct wrapper *wrapper = wrapper_at(source, i, &file);

	if (!wrapper || !*wrapper->member == by_member || !read_call(source, i, acquire))
		return false;
	acquire->member = by_member ? wrapper->member : NULL;
	acquire->wrapper = wrapper;
	acquire->wrapped_in = file;
	acquire->kind = wrapper->kind;
	acquire->answer = wrapper->answer;
	acquire->is_one = wrapper->is_one;
	acquire->is_complete = wrapper->is_complete;
	acquire->pages = argument_at(&acquire->call, wrapper->pages);
	acquire->count = argument_at(&acquire->call, wrapper->count);
	return wrapper->pages < 0 || (acquire->pages && !expr_is_null(&source->outline, acquire->pages));
}

bool acquire_at(struct source *source, size_t i, struct acquire *acquire)
{
	const struct symbol *symbol;

	if (!token_is_called(&source->outline.tokens, i))
		return false;
	symbol = symbol_at(source, i);
	if (!symbol)
		return of_wrapper(source, i, false, acquire);
	if ((symbol->function && symbol->function->kind != KIND_ACQUIRE) || callee_is_own(source, i) ||
	    !read_call(source, i, acquire))
		return false;
	return symbol->function ? of_family(source, symbol->function, acquire) :
				  of_relative(&source->outline, acquire);
}

bool acquire_by_member_at(struct source *source, size_t i, struct acquire *acquire)
{
	return token_is_called(&source->outline.tokens, i) &&
	       !symbol_at(source, i) && of_wrapper(source, i, true, acquire);
}

/* Does a function of the name at token i hand out pages, perhaps? */
static bool hands_out(struct source *source, size_t i)
{
	struct source *file;

	if (symbol_at(source, i))
		return !callee_is_own(source, i);
	return wrapper_at(source, i, &file);
}

bool acquire_is_named(struct source *source, size_t i)
{
	return token_is(&source->outline.tokens, token_next(&source->outline.tokens, i), "(") &&
	       hands_out(source, i);
}

void acquire_add_symbols(struct source *source, struct word_set *words)
{
	(void)source;
	for (size_t i = 0; i < symbol_count; i++)
		word_set_add_text(words, symbols[i].name);
}

/* Whatever may hand out pages: symbols, and functions that may be wrappers. */
static void add_callees(struct source *source, struct word_set *words)
{
	const struct outline *outline = &source->outline;

	acquire_add_symbols(source, words);
	for (size_t f = 0; f < outline->functions.n; f++)
		word_set_add(words, word_hash(&outline->tokens, outline->functions.items[f].name_token));
	across_add_words(source, words);
}

static bool is_any(struct source *source, size_t i)
{
	(void)source;
	(void)i;
	return true;
}

const struct marks *acquire_candidates(struct source *source)
{
	static const struct mark mark = {
		{ .size = sizeof(struct marks *), .hangs_on_others = true }, is_any, true, add_callees,
	};

	return marks_of(source, &mark);
}

const struct marks *acquire_calls(struct source *source)
{
	static const struct mark mark = {
		{ .size = sizeof(struct marks *), .hangs_on_others = true }, hands_out, true, add_callees,
	};

	return marks_of(source, &mark);
}
