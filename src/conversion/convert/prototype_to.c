// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/prototype_to.h"

#include "base/data/buf.h"
#include "c/outline/type.h"
#include "c/syntax/variant.h"
#include "outcome/plan/call_plan.h"

#include <string.h>

static bool has_comment(const struct source *source, const struct call *list)
{
	for (size_t i = list->open; i < list->close; i++)
		if (token_is_comment(&source->outline.tokens.items[i]))
			return true;
	return false;
}

static bool has_names(const struct prototype *prototype)
{
	for (size_t i = 0; i < prototype->n; i++)
		if (*prototype->parameters[i].name)
			return true;
	return false;
}

/* The name of what comes in at a place of the new list: its own, or what the kernel calls its kind. */
static const char *name_of(const struct prototype_port *port, const struct operation *operation)
{
	bool is_new = operation->kind == OPERATION_ADD ||
		(operation->kind != OPERATION_KEEP && port->roles.items[operation->from] != operation->role);

	if (!has_names(port->prototype))
		return "";
	return is_new ? gup_role_name(operation->role) : port->prototype->parameters[operation->from].name;
}

/* The parameter at a place of the new list; NULL: the old one as it is. In the source's arena. */
static const char *text_of(struct source *source, const struct prototype_port *port,
			   const struct operation *operation, size_t place)
{
	const char *type = port->to->prototype.parameters[place].type, *name = name_of(port, operation);
	const char *gap = *name && type[strlen(type) - 1] != '*' ? " " : "";

	if (operation->kind == OPERATION_KEEP && !strcmp(type, port->prototype->parameters[operation->from].type))
		return NULL;
	return arena_printf(&source->arena, "%s%s%s", type, gap, name);
}

const char *prototype_plan(struct source *source, const struct prototype_port *port, struct call_plan *plan)
{
	struct operations operations;

	if (port->list.split)
		return "an #if stands between the parameters";
	if (has_comment(source, &port->list))
		return "a comment stands between the parameters";
	call_plan_clear(plan, &port->list, &source->arena);
	operations_between(port->roles, (struct roles){ port->to->roles, port->to->prototype.n }, &operations);
	for (size_t i = 0; i < operations.n; i++) {
		const struct operation *operation = &operations.items[i];

		if (operation->kind != OPERATION_DROP)
			call_plan_add(plan, operation->kind == OPERATION_ADD ? NO_ARGUMENT : operation->from,
				      text_of(source, port, operation, plan->n));
	}
	return NULL;
}

static bool knows_roles(const struct declared *declared)
{
	for (size_t i = 0; i < declared->prototype.n; i++)
		if (declared->roles[i] == ROLE_NONE)
			return false;
	return true;
}

static bool has_doc(const struct source *source, size_t name)
{
	size_t item = outline_item(&source->outline, name);

	return item && source->outline.tokens.items[item - 1].kind == TOKEN_KERNEL_DOC;
}

/* True if what stands in front of the name says that it returns what that kernel's does; also in a body. */
static bool returns_same(const struct source *source, size_t name, const struct declared *to)
{
	const struct outline *outline = &source->outline;
	size_t first = outline->context[name] == CONTEXT_BODY ? statement_begin(outline, name) :
								outline_item(outline, name);
	struct buf type = {0};
	bool is_same;

	for (; first < name; first++)
		if (!token_is_comment(&outline->tokens.items[first]))
			type_add_token(&type, &outline->tokens, first);
	is_same = type.data && !strcmp(type.data, to->prototype.returns);
	buf_free(&type);
	return is_same;
}

/* True if nothing stands behind the parameters: an attribute may count them. */
static bool is_plain(const struct token_list *tokens, const struct call *list)
{
	size_t behind = token_next(tokens, list->close);

	return token_is(tokens, behind, ";") || token_is(tokens, behind, ",");
}

/* True if it is a driver's own function that is declared, whose definition stays as it is. */
static bool is_defined_there(const struct family *family, const struct gup_function *function)
{
	for (size_t i = 0; i < family->n; i++)
		if (family->items[i].function == function && family->items[i].is_definition &&
		    !family->items[i].is_home && !family->items[i].is_mainline)
			return true;
	return false;
}

const char *convert_prototype(struct converter *converter, size_t i, const struct declared *to)
{
	struct source *source = converter->source;
	const struct declared *declared =
		family_at(converter->family, source->path, source->file->mentions[i].offset);
	struct prototype_port port = { .prototype = declared ? &declared->prototype : NULL, .to = to };
	struct call_plan plan;
	const char *why_not;

	if (declared && is_defined_there(converter->family, declared->function))
		return "the driver defines it";
	if (!declared || declared->is_home || declared->is_macro || !knows_roles(declared) || !knows_roles(to) ||
	    !returns_same(source, source->tokens[i], to) || has_doc(source, source->tokens[i]) ||
	    call_read(&source->outline, source->tokens[i], &source->arena, &port.list) ||
	    !is_plain(&source->outline.tokens, &port.list))
		return "nobody knows what each parameter is for";
	port.roles = (struct roles){ declared->roles, declared->prototype.n };
	why_not = prototype_plan(source, &port, &plan);
	if (!why_not)
		convert_plan(converter, &port.list, &plan);
	return why_not;
}
