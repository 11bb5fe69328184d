// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/spare.h"

#include "c/outline/words.h"
#include "calls/value/local.h"
#include "conversion/convert/doc.h"
#include "conversion/convert/spare_private.h"
#include "outcome/plan/call_plan.h"

#include <string.h>

/* --- which --- */

/* True if the use of a parameter stays; else *planned becomes the converted call that had it, if one did. */
static bool is_kept(const struct spare *spare, size_t i, const struct planned_call **planned)
{
	const struct planned_call *around = useless_in(&spare->planned, i);

	if (local_find(spare->converter->source, i).parameter < 0)
		return true;
	if (around)
		*planned = around;
	return !around && !spare->goes[i];
}

/* True if it is all of an argument: what is only asked for a member is rather the function's own business. */
static bool is_handed_on(const struct token_list *tokens, size_t i)
{
	size_t before = token_previous(tokens, i), behind = token_next(tokens, i);

	return (token_is(tokens, before, "(") || token_is(tokens, before, ",")) &&
	       (token_is(tokens, behind, ")") || token_is(tokens, behind, ","));
}

/* True if another parameter hangs on it, as the length of an array may. */
static bool is_in_list(const struct token_list *tokens, const struct own_function *own, size_t p)
{
	const struct parameter *parameter = &own->prototype.parameters[p];

	for (size_t i = own->function->open; i < own->function->close; i++)
		if (token_is(tokens, i, parameter->name) && is_object_at(tokens, i) &&
		    tokens->items[i].offset != parameter->name_begin)
			return true;
	return false;
}

/* True if the function handed the parameter on and has no use for it any more; *planned is a call that had one. */
static bool is_spare(const struct spare *spare, const struct own_function *own, size_t p,
		     const struct planned_call **planned)
{
	const struct token_list *tokens = &spare->converter->source->outline.tokens;
	const char *name = own->prototype.parameters[p].name;
	bool was_handed_on = false;

	if (is_in_list(tokens, own, p))
		return false;
	for (size_t i = own->function->body; i < own->function->end && *name; i++) {
		if (!token_is(tokens, i, name) || !is_object_at(tokens, i))
			continue;
		if (tokens->items[i].directive || is_kept(spare, i, planned))
			return false;
		was_handed_on |= is_handed_on(tokens, i);
	}
	return was_handed_on;
}

/* A parameter is spare; so are the arguments in its place, unless the function keeps it all the same. */
static void mark_parameter(struct spare *spare, struct own_function *own, size_t p)
{
	own->spare |= 1u << p;
	for (size_t c = 0; !own->why_not && c < own->calls.n; c++) {
		const struct call *call = &own->calls.items[c];
		const struct expr *argument = p < call->n ? call->arguments[p] : NULL;

		if (argument && argument->last == argument->first + 1)
			spare->goes[argument->first] = true;
	}
}

/* Marks what is spare until nothing more is. */
static void mark(struct spare *spare)
{
	bool is_new = true;

	while (is_new) {
		is_new = false;
		for (size_t f = 0; f < spare->own.n; f++) {
			struct own_function *own = &spare->own.items[f];
			const struct planned_call *planned;

			for (size_t p = 0; p < own->prototype.n; p++) {
				if (own->spare >> p & 1 || !is_spare(spare, own, p, &planned))
					continue;
				mark_parameter(spare, own, p);
				is_new = true;
			}
		}
	}
}

/* Finds functions whose parameters must stay: who passed them on has a use for them after all. */
static bool is_refused(struct spare *spare)
{
	bool is_news = false;

	for (size_t f = 0; f < spare->own.n; f++) {
		struct own_function *own = &spare->own.items[f];

		if (!own->spare || own->why_not)
			continue;
		own->why_not = spare_why_not(spare, own);
		is_news |= own->why_not != NULL;
	}
	for (size_t f = 0; f < spare->own.n && is_news; f++)
		spare->own.items[f].spare = 0;
	if (is_news)
		memset(spare->goes, 0, spare->converter->source->outline.tokens.n * sizeof(*spare->goes));
	return is_news;
}

/* --- what becomes of them --- */

static void plan(const struct spare *spare, const struct own_function *own, const struct call *list, const char *rest)
{
	struct call_plan plan;

	call_plan_clear(&plan, list, &spare->converter->source->arena);
	for (size_t p = 0; p < list->n; p++)
		if (!(own->spare >> p & 1))
			call_plan_add(&plan, p, NULL);
	if (!plan.n && rest)
		call_plan_add(&plan, NO_ARGUMENT, rest);
	convert_plan(spare->converter, list, &plan);
}

static void drop_docs(const struct spare *spare, const struct own_function *own, const struct call *list)
{
	size_t item = outline_item(&spare->converter->source->outline, list->name);

	for (size_t p = 0; p < own->prototype.n; p++)
		if (own->spare >> p & 1)
			convert_doc_drop(spare->converter, item, own->prototype.parameters[p].name);
}

static void drop(const struct spare *spare, const struct own_function *own)
{
	for (size_t i = 0; i < own->lists.n; i++) {
		plan(spare, own, &own->lists.items[i], "void");
		drop_docs(spare, own, &own->lists.items[i]);
	}
	for (size_t i = 0; i < own->calls.n; i++)
		plan(spare, own, &own->calls.items[i], NULL);
}

static void leave(const struct spare *spare, const struct own_function *own)
{
	for (size_t p = 0; p < own->prototype.n; p++) {
		const struct planned_call *planned = NULL;

		if (is_spare(spare, own, p, &planned) && planned)
			convert_leave(spare->converter, planned->offset,
				      "parameter `%s` has no use left in %s(): remove it, with what its callers pass; "
				      "%s", own->prototype.parameters[p].name, own->function->name, own->why_not);
	}
}

void convert_spare(struct converter *converter)
{
	struct spare spare;

	if (spare_open(converter, &spare)) {
		do {
			mark(&spare);
		} while (is_refused(&spare));
	}
	for (size_t f = 0; f < spare.own.n; f++)
		if (spare.own.items[f].why_not)
			leave(&spare, &spare.own.items[f]);
	for (size_t f = 0; f < spare.own.n; f++)
		if (spare.own.items[f].spare && !spare.own.items[f].why_not)
			drop(&spare, &spare.own.items[f]);
	spare_close(&spare);
}
