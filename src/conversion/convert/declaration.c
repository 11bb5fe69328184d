// SPDX-License-Identifier: GPL-2.0-only
/* Prototypes and definitions: `int write` becomes `unsigned int gup_flags`, with its uses. */
#include "base/data/mem.h"
#include "c/outline/uses.h"
#include "c/outline/words.h"
#include "c/source/kept.h"
#include "calls/value/local.h"
#include "conversion/convert/convert.h"
#include "conversion/convert/doc.h"

#include <stdlib.h>

#define NEW_TYPE "unsigned int"
#define NEW_NAME "gup_flags"

static void replace_parameter(struct converter *converter, size_t name_token,
			      const struct prototype *prototype, size_t which, const char *text)
{
	struct edit_span spans[MAX_PARAMETERS];
	size_t open = token_next(&converter->source->outline.tokens, name_token);

	for (size_t p = 0; p < prototype->n; p++)
		spans[p] = (struct edit_span){ prototype->parameters[p].begin,
					       prototype->parameters[p].end };
	convert_span(converter, open, spans, prototype->n, which, text);
}

static bool is_use(const struct token_list *tokens, size_t i, const char *name)
{
	size_t before = token_previous(tokens, i);

	return tokens->items[i].kind == TOKEN_IDENTIFIER && token_is(tokens, i, name) &&
	       !token_is(tokens, before, ".") && !token_is(tokens, before, "->");
}

/* The body changes the parameter, or lets somebody else change it. */
static bool is_written(const struct token_list *tokens, size_t i)
{
	return is_set_at(tokens, i) || is_address_taken(tokens, i);
}

/* Something else of that name: a label, a member, a tag, a variable of an inner block. */
static bool is_other_thing(const struct converter *converter, size_t i)
{
	return !is_object_at(&converter->source->outline.tokens, i) ||
	       local_find(converter->source, i).parameter < 0;
}

/* A macro of the file that names the parameter would go on doing so. */
static bool is_used_by_macro(const struct converter *converter, const char *name)
{
	const struct token_list *tokens = &converter->source->outline.tokens;

	for (size_t i = 0; i < tokens->n; i++)
		if (tokens->items[i].directive && tokens->items[i].kind == TOKEN_IDENTIFIER &&
		    token_is(tokens, i, name))
			return true;
	return false;
}

/* True if the body has a use for the new name already. */
static bool is_taken(const struct converter *converter, const struct function *function)
{
	const struct token_list *tokens = &converter->source->outline.tokens;

	for (size_t i = function->open; i < function->end; i++)
		if (is_use(tokens, i, NEW_NAME))
			return true;
	return false;
}

/* `write ? FOLL_WRITE : 0`, the old way of making flags: the last of its five tokens, or NO_TOKEN. */
static size_t end_of_flags_idiom(const struct token_list *tokens, size_t i)
{
	static const char *const idiom[] = { "?", "FOLL_WRITE", ":", "0" };

	for (size_t w = 0; w < ARRAY_SIZE(idiom); w++) {
		i = token_next(tokens, i);
		if (!token_is(tokens, i, idiom[w]))
			return NO_TOKEN;
	}
	return i;
}

/* True if the callee takes flags in that place once the tree is converted. */
static bool takes_flags(const struct converter *converter, const struct call *call, size_t place)
{
	const struct token *name = &converter->source->outline.tokens.items[call->name];
	const struct gup_function *function =
		gup_function_find(converter->source->text.data + name->offset, name->length);
	struct candidates candidates;

	if (!function)
		return false;
	family_candidates(converter->family, function, converter->source->path, &candidates);
	if (!candidates.n || place >= candidates.items[0]->prototype.n)
		return false;
	return candidates.items[0]->roles[place] == ROLE_FLAGS ||
	       (candidates.items[0]->roles[place] == ROLE_WRITE && gup_conversion_of(function));
}

/* Does an operator beside the token bind as tightly as & or tighter, or would gcc ask to see it apart? */
static bool is_tight(const struct token_list *tokens, size_t i)
{
	static const char *const operators[] = {
		"!", "~", "==", "!=", "<", ">", "<=", ">=", "<<", ">>", "+", "-", "*", "/", "%",
		"&", "|", "^",
	};

	return token_is_any(tokens, i, operators, ARRAY_SIZE(operators));
}

/* A cast in front binds more tightly than anything. */
static bool is_cast_end(const struct token_list *tokens, size_t i)
{
	return token_is(tokens, i, ")");
}

static bool needs_parentheses(const struct token_list *tokens, size_t i)
{
	size_t before = token_previous(tokens, i), after = token_next(tokens, i);

	return is_tight(tokens, before) || is_tight(tokens, after) || is_cast_end(tokens, before);
}

/* A use of the parameter, and what it becomes. */
struct use {
	size_t first, last;		/* tokens [first, last) */
	const char *text;
	bool is_argument;		/* of that call, in that place */
	struct call call;
	size_t place;
};

static struct use read_use(const struct converter *converter, size_t i)
{
	const struct token_list *tokens = &converter->source->outline.tokens;
	size_t idiom = end_of_flags_idiom(tokens, i);
	struct use use = { .first = i, .last = i + 1 };

	if (idiom != NO_TOKEN) {
		use.last = idiom + 1;
		use.text = NEW_NAME;
		return use;
	}
	use.is_argument = call_of_argument(&converter->source->outline, i, i + 1,
					   &converter->source->arena, &use.call, &use.place);
	if (use.is_argument)
		use.text = takes_flags(converter, &use.call, use.place) ?
			NEW_NAME : NEW_NAME " & FOLL_WRITE";
	else
		use.text = needs_parentheses(tokens, i) ?
			"(" NEW_NAME " & FOLL_WRITE)" : NEW_NAME " & FOLL_WRITE";
	return use;
}

struct use_list {
	struct use *items;
	size_t n, capacity;
};

/* The use that begins at token i, or NULL. */
static const struct use *use_at(const struct use_list *uses, size_t i)
{
	for (size_t u = 0; u < uses->n; u++)
		if (uses->items[u].first == i)
			return &uses->items[u];
	return NULL;
}

/* Leaves the record of a call in the body, with all its uses of the parameter. */
static void plan_call(struct converter *converter, const struct call *call, const struct use_list *uses)
{
	const struct token_list *tokens = &converter->source->outline.tokens;
	struct buf text = {0};
	bool is_used = false;

	for (size_t i = call->name; i <= call->close;) {
		const struct use *use = use_at(uses, i);

		if (use)
			buf_printf(&text, "%s ", use->text);
		else if (!token_is_comment(&tokens->items[i]))
			buf_printf(&text, "%.*s ", (int)tokens->items[i].length,
				   tokens->text + tokens->items[i].offset);
		is_used |= use != NULL;
		i = use ? use->last : i + 1;
	}
	if (is_used)
		planned_list_add(converter->planned, converter->source->path,
				 tokens->items[call->name].offset, text.data);
	buf_free(&text);
}

static void plan_calls(struct converter *converter, const struct function *function,
		       const struct use_list *uses)
{
	struct source *source = converter->source;

	for (size_t i = 0; i < source->file->n_mentions; i++) {
		struct call call;

		if (source->forms[i] == FORM_CALL && source->tokens[i] > function->body &&
		    source->tokens[i] < function->end &&
		    !source_call(source, source->tokens[i], &call))
			plan_call(converter, &call, uses);
	}
}

/* Each use is an edit of its own, and a call may have several: its record is made of all of them. */
static void convert_uses(struct converter *converter, const struct function *function,
			 const struct use_list *uses)
{
	struct converter unrecorded = *converter;

	unrecorded.planned = NULL;
	for (size_t u = 0; u < uses->n; u++) {
		const struct use *use = &uses->items[u];

		if (use->is_argument)
			convert_argument(&unrecorded, &use->call, NULL, use->place, use->text);
		else
			convert_replace(&unrecorded, use->first, use->last, use->text);
	}
	if (converter->planned)
		plan_calls(converter, function, uses);
}

/* Converts the uses in a body; false when it does something with the parameter that no rule knows. */
static bool convert_body(struct converter *converter, const struct function *function,
			 const char *name)
{
	const struct token_list *tokens = &converter->source->outline.tokens;
	struct use_list uses = {0};

	if (is_taken(converter, function) || is_used_by_macro(converter, name)) {
		convert_leave(converter, tokens->items[function->name_token].offset,
			      "the definition has a " NEW_NAME " of its own, or a macro that uses `%s`; "
			      "convert it by hand", name);
		return false;
	}
	for (size_t i = function->body; i < function->end; i++) {
		if (!is_use(tokens, i, name))
			continue;
		if (tokens->items[i].directive || is_written(tokens, i) ||
		    is_other_thing(converter, i)) {
			convert_leave(converter, tokens->items[i].offset,
				      "the definition changes `%s`, hands it to a macro, or calls "
				      "something else so; make it flags by hand", name);
			return false;
		}
	}
	for (size_t i = function->body; i < function->end; i++) {
		if (is_use(tokens, i, name)) {
			struct use use = read_use(converter, i);

			VEC_PUSH(&uses, use);
		}
	}
	convert_uses(converter, function, &uses);
	free(uses.items);
	return true;
}

void convert_declaration(struct converter *converter, size_t i)
{
	const struct declared *declared =
		family_at(converter->family, converter->source->path,
			  converter->source->file->mentions[i].offset);
	size_t name = converter->source->tokens[i];
	const struct gup_conversion *conversion =
		gup_conversion_of(converter->source->file->mentions[i].symbol->function);
	const struct function *function = outline_function_at(&converter->source->outline, name);
	const struct parameter *parameter;
	const struct declared *holder;
	int which;

	if (conversion && conversion->successor)
		convert_leave(converter, converter->source->file->mentions[i].offset,
			      "%s() goes: remove its %s once no caller is left",
			      conversion->function,
			      function && function->name_token == name ? "definition" : "prototype");
	which = declared ? declared_role(declared, ROLE_WRITE) : -1;
	if (!conversion || conversion->successor || which < 0)
		return;
	holder = family_holder(converter->family, declared->function, converter->source->path);
	if (holder) {
		convert_leave_held(converter, holder);
		return;
	}
	parameter = &declared->prototype.parameters[which];
	if (function && function->name_token == name && *parameter->name &&
	    !convert_body(converter, function, parameter->name))
		return;
	replace_parameter(converter, name, &declared->prototype, (size_t)which,
			  *parameter->name ? NEW_TYPE " " NEW_NAME : NEW_TYPE);
	if (*parameter->name)
		convert_doc(converter, outline_item(&converter->source->outline, name), parameter->name);
}

bool convert_is_due(const struct family *family, const struct gup_function *function)
{
	const struct gup_conversion *conversion = gup_conversion_of(function);
	struct candidates candidates;

	family_candidates(family, function, "", &candidates);
	return conversion && candidates.n &&
	       (conversion->successor ||
		declared_role(candidates.items[0], ROLE_WRITE) >= 0);
}

void convert_mention(struct converter *converter, size_t i)
{
	const struct mention *mention = &converter->source->file->mentions[i];
	const struct gup_conversion *conversion = gup_conversion_of(mention->symbol->function);
	enum form form = converter->source->forms[i];

	if (!convert_is_due(converter->family, mention->symbol->function))
		return;
	if (conversion->successor && form == FORM_EXPORT)
		convert_leave(converter, mention->offset,
			      "%s() goes: remove its export with its definition",
			      conversion->function);
	else if (conversion->successor)
		convert_leave(converter, mention->offset,
			      "names %s(), which goes: say %s() with %s", conversion->function,
			      conversion->successor, conversion->flag);
	else if (form == FORM_MACRO_BODY)
		convert_leave(converter, mention->offset,
			      "what calls %s() by way of this macro is not converted; pass flags "
			      "there", conversion->function);
	else if (form == FORM_ADDRESS)
		convert_leave(converter, mention->offset,
			      "the type of %s() changes: give the pointer `unsigned int gup_flags`, "
			      "and its calls flags", conversion->function);
}
