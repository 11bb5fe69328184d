// SPDX-License-Identifier: GPL-2.0-only
/* The functions that are a file's own, and whether a parameter of one can go. */
#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/outline/words.h"
#include "c/source/kept.h"
#include "calls/value/callers.h"
#include "conversion/convert/doc.h"
#include "conversion/convert/spare_private.h"

#include <stdlib.h>
#include <string.h>

static void add_call(const struct call *call, void *data)
{
	struct call_list *list = data;

	VEC_PUSH(list, *call);
}

/* Adds the list of parameters at each place that declares or defines the function. */
static void read_lists(struct source *source, struct own_function *own)
{
	const struct outline *outline = &source->outline;
	const struct uses *uses = source_uses(source);
	size_t name = own->function->name_token;

	/* In two branches of an #if, each with a body of its own. */
	if (uses_function(uses, name) & SEVERAL_FUNCTIONS)
		own->why_not = "it is defined twice";
	for (uint32_t i = uses_first(uses, name); i != NO_USE; i = uses_next(uses, i)) {
		struct call list;

		if (outline->context[i] != CONTEXT_FILE ||
		    !token_is(&outline->tokens, token_next(&outline->tokens, i), "("))
			continue;
		if (call_read(outline, i, &source->arena, &list))
			own->why_not = "its parameters cannot be read";
		else
			VEC_PUSH(&own->lists, list);
	}
}

bool spare_open(struct converter *converter, struct spare *spare)
{
	struct source *source = converter->source;

	*spare = (struct spare){ .converter = converter };
	planned_map_open(converter, &spare->planned);
	if (!spare->planned.calls)
		return false;
	spare->goes = mem_calloc(source->outline.tokens.n, sizeof(*spare->goes));
	for (size_t i = 0; i < source->outline.functions.n && !ends_with(source->path, ".h"); i++) {
		struct own_function own = { .function = &source->outline.functions.items[i] };

		if (!function_is_static(&source->outline, own.function) ||
		    prototype_read(&source->outline, own.function->name_token, &own.prototype))
			continue;
		if (!callers_visit(source, own.function, add_call, &own.calls)) {
			prototype_free(&own.prototype);
			free(own.calls.items);
			continue;
		}
		read_lists(source, &own);
		VEC_PUSH(&spare->own, own);
	}
	return true;
}

static bool has_comment(const struct source *source, const struct call *call)
{
	for (size_t i = call->open; i < call->close; i++)
		if (token_is_comment(&source->outline.tokens.items[i]))
			return true;
	return false;
}

/* An attribute may count parameters, and a macro in front of the name may be one. */
static bool is_plain(struct source *source, const struct call *list)
{
	const struct outline *outline = &source->outline;
	const struct uses *uses = source_uses(source);
	size_t first = outline_item(outline, list->name), behind = token_next(&outline->tokens, list->close);

	for (size_t i = first; i < list->name; i++)
		if (token_is(&outline->tokens, i, "(") || uses_constant(uses, i) != NO_USE)
			return false;
	return token_is(&outline->tokens, behind, "{") || token_is(&outline->tokens, behind, ";");
}

static const char *why_not_described(const struct spare *spare, const struct own_function *own, const struct call *list)
{
	const struct source *source = spare->converter->source;
	const char *why_not = NULL;

	for (size_t p = 0; p < own->prototype.n && !why_not; p++)
		if (own->spare >> p & 1)
			why_not = doc_why_not_drop(source, outline_item(&source->outline, list->name),
						   own->prototype.parameters[p].name);
	return why_not;
}

static const char *why_not_declared(const struct spare *spare, const struct own_function *own)
{
	const char *why_not = NULL;

	for (size_t i = 0; i < own->lists.n && !why_not; i++) {
		const struct call *list = &own->lists.items[i];

		if (list->split || list->n != own->prototype.n || has_comment(spare->converter->source, list))
			return "a comment, or an #if, stands between its parameters";
		if (!is_plain(spare->converter->source, list))
			return "an attribute may count its parameters";
		why_not = why_not_described(spare, own, list);
	}
	return why_not;
}

static bool is_pure(const struct expr *argument)
{
	argument = expr_bare(argument);
	return argument->kind == EXPR_IDENTIFIER || argument->kind == EXPR_NUMBER ||
	       (argument->kind == EXPR_MEMBER && is_pure(argument->left));
}

/* True if the call, or one around it, is that of a function that loses a parameter as well. */
static bool is_nested(const struct spare *spare, const struct call *call)
{
	for (size_t f = 0; f < spare->own.n; f++) {
		const struct own_function *own = &spare->own.items[f];

		for (size_t i = 0; own->spare && !own->why_not && i < own->calls.n; i++) {
			const struct call *other = &own->calls.items[i];

			if (other->open < call->open ? call->close < other->close :
						       call->open < other->open && other->close < call->close)
				return true;
		}
	}
	return false;
}

static const char *why_not_call(const struct spare *spare, const struct own_function *own, const struct call *call)
{
	if (call->split || call->n != own->prototype.n || has_comment(spare->converter->source, call))
		return "a comment, or an #if, stands between the arguments of a call of it";
	if (convert_is_entangled(spare->converter, call) || is_nested(spare, call))
		return "a call of it has another converted call in its arguments, or stands in those of one";
	for (size_t p = 0; p < call->n; p++)
		if (own->spare >> p & 1 && !is_pure(call->arguments[p]))
			return "a caller passes what may do more than name one";
	return NULL;
}

/* Few files get as far as this: what others say of them is read when it is asked for. */
static const struct beyond *beyond_of(struct spare *spare)
{
	if (!spare->beyond.source)
		beyond_open(&spare->beyond, spare->converter->source);
	return &spare->beyond;
}

/* Why somebody else may call it, or know its parameters, whom the calls in the file do not show; NULL: nobody. */
static const char *why_not_alone(struct spare *spare, const struct own_function *own)
{
	struct source *source = spare->converter->source;

	if (!own->calls.n)
		return "the file shows no call of it";
	if (function_is_exported(source, own->function))
		return "it is exported";
	return beyond_why_not(beyond_of(spare), own->function->name, NAME_OBJECT);
}

const char *spare_why_not(struct spare *spare, const struct own_function *own)
{
	const char *why_not = own->why_not ? own->why_not : why_not_declared(spare, own);

	for (size_t i = 0; i < own->calls.n && !why_not; i++)
		why_not = why_not_call(spare, own, &own->calls.items[i]);
	for (size_t p = 0; p < own->prototype.n && !why_not; p++)
		if (own->spare >> p & 1 &&
		    beyond_macro_names(beyond_of(spare), own->function, own->prototype.parameters[p].name))
			why_not = "a macro that it uses has its name";
	return why_not ? why_not : why_not_alone(spare, own);
}

void spare_close(struct spare *spare)
{
	for (size_t i = 0; i < spare->own.n; i++) {
		prototype_free(&spare->own.items[i].prototype);
		free(spare->own.items[i].lists.items);
		free(spare->own.items[i].calls.items);
	}
	free(spare->own.items);
	free(spare->goes);
	if (spare->beyond.source)
		beyond_close(&spare->beyond);
	planned_map_close(&spare->planned);
}
