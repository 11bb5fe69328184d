// SPDX-License-Identifier: GPL-2.0-only
/* Arguments that a call does not show, because a macro brings them. */
#include "c/outline/words.h"
#include "calls/site/site.h"
#include "calls/value/local.h"

/* How likely a name brings more than one argument. */
enum bringing {
	BRINGS_ONE,
	MAY_BRING_MORE,			/* if it is a macro, and it would be an odd one */
	BRINGS_MORE,			/* for all that the text tells */
	BRINGS_COMMA,			/* its #define in this file says so */
};

#define MAX_DEPTH 8			/* of macros in macros: some name themselves */

/* Constants that everybody knows. */
static bool is_well_known(const struct token_list *tokens, size_t i)
{
	return token_is(tokens, i, "NULL") || token_begins_with(tokens, i, "FOLL_") ||
	       token_begins_with(tokens, i, "FAULT_FLAG_");
}

static bool is_name(const struct token_list *tokens, size_t i)
{
	size_t before = token_previous(tokens, i);

	return tokens->items[i].kind == TOKEN_IDENTIFIER && !is_statement_word(tokens, i) &&
	       !token_is(tokens, before, ".") && !token_is(tokens, before, "->");
}

static enum bringing worse(enum bringing a, enum bringing b)
{
	return a > b ? a : b;
}

/* Where the value of the macro begins whose #define has its name at token i. */
static size_t body_of(const struct outline *outline, size_t i)
{
	const struct token *name = &outline->tokens.items[i];
	size_t body = i + 1;

	/* Its parameters begin right behind its name. */
	if (token_is(&outline->tokens, body, "(") &&
	    outline->tokens.items[body].offset == name->offset + name->length)
		body = outline_closing(outline, body) + 1;
	return body;
}

static enum bringing name_brings(struct source *source, size_t token, unsigned depth);

/* What a #define of this file makes of its name: a comma outside of all brackets is another argument. */
static enum bringing macro_brings(struct source *source, size_t name, unsigned depth)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	uint32_t directive = tokens->items[name].directive;
	enum bringing brings = BRINGS_ONE;

	for (size_t i = body_of(outline, name); i < tokens->n && tokens->items[i].directive == directive;
	     i++) {
		size_t close = outline_closing(outline, i);

		if (token_is(tokens, i, ","))
			return BRINGS_COMMA;
		if (is_name(tokens, i))
			brings = worse(brings, name_brings(source, i, depth + 1));
		if (close != NO_TOKEN)
			i = close;
	}
	return brings;
}

static enum bringing name_brings(struct source *source, size_t token, unsigned depth)
{
	const struct outline *outline = &source->outline;
	const struct uses *uses = source_uses(source);
	enum bringing brings = BRINGS_ONE;
	bool is_defined = false;

	if (is_well_known(&outline->tokens, token) || local_find(source, token).found)
		return BRINGS_ONE;
	if (uses_constant(uses, token) != NO_USE &&
	    !token_defines_macro(&outline->tokens, uses_constant(uses, token)))
		return BRINGS_ONE;	/* an enumerator */
	for (uint32_t i = uses_first(uses, token); i != NO_USE && depth < MAX_DEPTH; i = uses_next(uses, i)) {
		if (!token_defines_macro(&outline->tokens, i))
			continue;
		is_defined = true;
		brings = worse(brings, macro_brings(source, i, depth));
	}
	if (is_defined)
		return brings;
	return is_capitals(&outline->tokens, token) ? BRINGS_MORE : MAY_BRING_MORE;
}

static enum bringing argument_brings(struct source *source, const struct expr *argument)
{
	const struct outline *outline = &source->outline;
	enum bringing brings = argument->kind == EXPR_BAD ? BRINGS_MORE : BRINGS_ONE;

	for (size_t i = argument->first; i < argument->last; i++) {
		size_t close = outline_closing(outline, i);

		if (is_name(&outline->tokens, i))
			brings = worse(brings, name_brings(source, i, 0));
		if (close != NO_TOKEN)
			i = close;
	}
	return brings;
}

/* What all arguments together may bring of those that are missing. */
static enum bringing call_brings(const struct call_site *site)
{
	enum bringing brings = BRINGS_ONE;

	for (size_t i = 0; i < site->call.n && site->call.n < site->declared->prototype.n; i++)
		brings = worse(brings, argument_brings(site->source, site->call.arguments[i]));
	return brings;
}

static bool is_open_ended(const struct call_site *site)
{
	return site->call.split || site->declared->prototype.is_variadic;
}

/* What the compiler counts. */
static enum fit count(const struct call_site *site)
{
	const struct token_list *tokens = &site->source->outline.tokens;

	if (!site->oracle || !site->oracle->count)
		return FIT_UNKNOWN;
	return site->oracle->count(site->oracle->data, site->source,
				   tokens->items[site->call.name].offset,
				   tokens->items[site->call.close].offset);
}

bool call_hides_arguments(struct source *source, const struct call *call)
{
	for (size_t i = 0; i < call->n; i++)
		if (argument_brings(source, call->arguments[i]) == BRINGS_COMMA)
			return true;
	return false;
}

bool call_site_hides_arguments(const struct call_site *site)
{
	return call_hides_arguments(site->source, &site->call);
}

bool call_site_may_fit(const struct call_site *site)
{
	enum bringing brings;
	enum fit fit;

	if (is_open_ended(site))
		return true;
	brings = call_brings(site);
	if (brings == BRINGS_ONE)
		return false;
	fit = count(site);
	return fit == FIT_UNKNOWN ? brings >= BRINGS_MORE : fit == FIT_YES;
}

bool call_site_needs_count(const struct call_site *site)
{
	return site->declared && !is_open_ended(site) && call_brings(site) != BRINGS_ONE &&
	       count(site) == FIT_UNKNOWN;
}
