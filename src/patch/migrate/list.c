// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/list.h"

#include "base/data/arena.h"
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/syntax/variant.h"

/* --- reading --- */

/* Behind the last token of the item that the prototype or definition is. */
static size_t item_end(const struct source *source, size_t i, const struct call *list)
{
	const struct outline *outline = &source->outline;
	const struct function *function = outline_function_at(outline, list->name);
	size_t end = list->close;

	if (source->forms[i] == FORM_DEFINITION)
		return function && function->name_token == list->name && function->end < outline->tokens.n ?
			function->end + 1 : NO_TOKEN;
	while (end < outline->tokens.n && !token_is(&outline->tokens, end, ";"))
		end++;
	return end;
}

static void read_macro(const struct source *source, struct parameter_list *list)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct token *name = &tokens->items[list->call.name], *open = &tokens->items[list->call.open];
	const struct directive *directive = &tokens->directives.items[name->directive - 1];

	list->first = directive->first;
	list->last = directive->last;
	list->is_bare = open->offset != name->offset + name->length;
}

/* The name of parameter p, as far as it has one. */
static const char *name_of(struct source *source, const struct prototype *prototype, const struct expr *parameter,
			   size_t p)
{
	const struct token *token = &source->outline.tokens.items[parameter->first];

	if (prototype)
		return arena_printf(&source->arena, "%s", p < prototype->n ? prototype->parameters[p].name : "");
	return arena_printf(&source->arena, "%.*s", (int)token->length, source->text.data + token->offset);
}

static bool is_void(const struct source *source, const struct call *list)
{
	return list->n == 1 && list->arguments[0]->last == list->arguments[0]->first + 1 &&
	       token_is(&source->outline.tokens, list->arguments[0]->first, "void");
}

static const char *read_names(struct source *source, bool is_macro, struct parameter_list *list)
{
	struct prototype prototype;

	if (!is_macro && prototype_read(&source->outline, list->call.name, &prototype))
		return "its parameters cannot be read";
	list->names = arena_alloc(&source->arena, (list->call.n + 1) * sizeof(*list->names));
	list->n = is_void(source, &list->call) ? 0 : list->call.n;
	for (size_t p = 0; p < list->call.n; p++)
		list->names[p] = name_of(source, is_macro ? NULL : &prototype, list->call.arguments[p], p);
	if (!is_macro)
		prototype_free(&prototype);
	return NULL;
}

const char *parameter_list_read(struct source *source, size_t i, struct parameter_list *list)
{
	const struct token_list *tokens = &source->outline.tokens;
	bool is_macro = source->forms[i] == FORM_MACRO_DEFINITION;
	size_t name = source->tokens[i];

	*list = (struct parameter_list){ .call = { .name = name, .open = name, .close = name } };
	if (is_macro && !token_is(tokens, token_next(tokens, name), "("))
		list->is_bare = true;
	else if (call_read(&source->outline, name, &source->arena, &list->call))
		return "its parameters cannot be read";
	if (list->call.split)
		return "an #if stands between its parameters";
	list->first = source->outline.context[name] == CONTEXT_BODY ? statement_begin(&source->outline, name) :
		      outline_item(&source->outline, name);
	list->last = is_macro ? 0 : item_end(source, i, &list->call);
	if (list->last == NO_TOKEN)
		return "its body cannot be read";
	if (is_macro)
		read_macro(source, list);
	return list->is_bare ? NULL : read_names(source, is_macro, list);
}

/* --- what goes --- */

/* No member, and no struct of that name. In a macro's text each word is replaced, whatever it is there. */
static bool is_use(const struct token_list *tokens, size_t i, const char *name)
{
	static const char *const others[] = { ".", "->", "struct", "union", "enum" };

	return tokens->items[i].kind == TOKEN_IDENTIFIER && token_is(tokens, i, name) &&
	       (tokens->items[i].directive ||
		!token_is_any(tokens, token_previous(tokens, i), others, ARRAY_SIZE(others)));
}

static bool is_in(const struct expr *parameter, size_t i)
{
	return i >= parameter->first && i < parameter->last;
}

/* The first use of parameter p in what belongs to the list, and does not leave with it; or NO_TOKEN. */
static size_t use_of(const struct source *source, const struct parameter_list *list, size_t p,
		     const struct leaving *leaving)
{
	for (size_t i = list->first; i < list->last; i++)
		if (is_use(&source->outline.tokens, i, list->names[p]) && !is_in(list->call.arguments[p], i) &&
		    !leaving->goes(leaving->data, i))
			return i;
	return NO_TOKEN;
}

/* True if the name is a parameter of the macro that token i is in the text of. */
static bool is_own_word(const struct token_list *tokens, size_t i)
{
	size_t name = tokens->directives.items[tokens->items[i].directive - 1].first + 2;

	for (size_t at = token_next(tokens, name); at < i && !token_is(tokens, at, ")"); at = token_next(tokens, at))
		if (same_token_text(tokens, at, i))
			return true;
	return false;
}

/* True if the list, or the body behind it, has the name of the macro that token i is in the text of. */
static bool uses_macro(const struct token_list *tokens, const struct parameter_list *list, size_t i)
{
	size_t name = tokens->directives.items[tokens->items[i].directive - 1].first + 2;

	for (size_t at = list->first; at < list->last; at++)
		if (same_token_text(tokens, at, name))
			return true;
	return false;
}

/* A macro of the file that is used here has the name in its text: it would go on naming the parameter. */
static bool is_in_macro(const struct source *source, const struct parameter_list *list, const char *name)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = 0; i < tokens->n; i++)
		if (tokens->items[i].directive && is_use(tokens, i, name) &&
		    tokens->directives.items[tokens->items[i].directive - 1].kind == DIRECTIVE_DEFINE &&
		    !is_own_word(tokens, i) && uses_macro(tokens, list, i))
			return true;
	return false;
}

static bool has_comment(const struct source *source, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		if (token_is_comment(&source->outline.tokens.items[i]))
			return true;
	return false;
}

/* From the comma or parenthesis in front of parameter p to the one behind it. */
static bool has_comment_beside(const struct source *source, const struct expr *parameter)
{
	const struct token_list *tokens = &source->outline.tokens;

	return has_comment(source, token_previous(tokens, parameter->first), token_next(tokens, parameter->last - 1));
}

/* An attribute with a number in it counts parameters: __printf(2, 3). */
static bool counts_parameters(const struct source *source, const struct parameter_list *list, size_t end)
{
	const struct outline *outline = &source->outline;

	for (size_t i = list->first; i < end && i < list->last; i++)
		if ((i < list->call.name || i > list->call.close) && outline->tokens.items[i].kind == TOKEN_NUMBER &&
		    outline_encloser(outline, i) != NO_TOKEN)
			return true;
	return false;
}

static const char *why_not_drop(struct source *source, const struct parameter_list *list, size_t p,
				const struct leaving *leaving)
{
	bool is_macro = source->outline.tokens.items[list->call.name].directive;
	size_t use = *list->names[p] ? use_of(source, list, p, leaving) : NO_TOKEN;
	uint32_t line, column;

	if (token_is(&source->outline.tokens, list->call.arguments[p]->last - 1, "..."))
		return "it takes any number of them";
	if (has_comment_beside(source, list->call.arguments[p]))
		return "a comment stands beside a parameter that goes";
	if (use == NO_TOKEN)
		return !is_macro && *list->names[p] && is_in_macro(source, list, list->names[p]) ?
			arena_printf(&source->arena, "a macro that it uses names `%s`, which goes",
				     list->names[p]) : NULL;
	source_position(source, source->outline.tokens.items[use].offset, &line, &column);
	return arena_printf(&source->arena, "line %u uses `%s`, which goes", line, list->names[p]);
}

static bool is_in_order(const struct parameters *parameters)
{
	for (size_t k = 1; k < parameters->n_kept; k++)
		if (parameters->kept[k] < parameters->kept[k - 1])
			return false;
	return true;
}

/* Behind what an attribute may stand in: the body does not count parameters. */
static size_t head_end(const struct source *source, const struct parameter_list *list)
{
	const struct function *function = outline_function_at(&source->outline, list->call.name);

	if (source->outline.tokens.items[list->call.name].directive)
		return list->first;
	return function && function->name_token == list->call.name ? function->body : list->last;
}

const char *parameter_list_why_not(struct source *source, const struct parameter_list *list,
				   const struct parameters *parameters, const struct leaving *leaving)
{
	const char *reason = NULL;

	if (list->is_bare)
		return parameters->is_rename ? NULL : "the macro stands for another name";
	if (!parameters_fit(parameters, list->n))
		return arena_printf(&source->arena, "it has %zu parameter%s here, and the rules have %zu", list->n,
				    list->n == 1 ? "" : "s", parameters->n_named);
	if (parameters->is_rename)
		return NULL;
	if (counts_parameters(source, list, head_end(source, list)))
		return "an attribute counts its parameters";
	if (!is_in_order(parameters) && has_comment(source, list->call.open, list->call.close))
		return "a comment stands between parameters that change their places";
	for (size_t p = 0; p < list->n && !reason; p++)
		if (!parameters_keep(parameters, p))
			reason = why_not_drop(source, list, p, leaving);
	return reason;
}
