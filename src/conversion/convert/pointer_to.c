// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/pointer_to.h"

#include "base/data/mem.h"
#include "c/outline/type.h"
#include "calls/site/port.h"
#include "conversion/convert/asked.h"
#include "conversion/convert/comment.h"
#include "conversion/convert/pointer.h"
#include "conversion/convert/prototype_to.h"

#include <stdlib.h>
#include <string.h>

/* A pointer on its way to another kernel. */
struct following {
	struct converter *converter;
	const struct gup_function *function;	/* that it gets */
	const struct target *target;
	struct pointer pointer;
	struct prototype prototype;	/* its own */
	struct written written;		/* what all calls through it are written for */
	const struct declared *to;
};

static bool has_types(const struct prototype *prototype, const struct gup_signature *signature)
{
	size_t n = gup_signature_length(signature);

	for (size_t i = 0; i < n && n == prototype->n; i++)
		if (strcmp(prototype->parameters[i].type, gup_role_type(signature->roles[i])))
			return false;
	return n == prototype->n;
}

/* What stands in front of the pointer, as a type. The caller frees it. */
static char *returned_by(const struct pointer *pointer)
{
	const struct outline *outline = &pointer->source->outline;
	static const char *const ends[] = { ";", "{", "}", "=" };
	size_t open = outline_encloser(outline, pointer->name), first = open;
	struct buf type = {0};

	while (first && !token_is_any(&outline->tokens, first - 1, ends, ARRAY_SIZE(ends)))
		first--;
	for (; first < open; first++)
		if (!token_is_comment(&outline->tokens.items[first]))
			type_add_token(&type, &outline->tokens, first);
	return buf_take(&type);
}

/* Finds the one signature that the function had and the pointer's type is. */
static bool find_written(struct following *following)
{
	char *returned = returned_by(&following->pointer);
	size_t n = 0;

	for (const struct gup_signature *s = following->function->signatures; s->returns; s++) {
		if (!has_types(&following->prototype, s) || strcmp(returned, s->returns))
			continue;
		if (n && !roles_same(following->written.roles, (struct roles){ s->roles, gup_signature_length(s) }))
			n++;
		following->written = (struct written){
			{ s->roles, gup_signature_length(s) }, s->first, s->last,
		};
		n += !n;
	}
	free(returned);
	return n == 1;
}

static const struct declared *declared_there(const struct following *following)
{
	struct candidates candidates;

	family_candidates(&following->target->family, following->function, "", &candidates);
	return candidates.n ? candidates.items[0] : NULL;
}

/* Plans one call; NULL, or why it cannot be. A call that is written so already has a plan that changes nothing. */
static const char *plan_call(const struct following *following, size_t token, struct call_site *site,
			     struct ported *ported)
{
	struct source *source = following->pointer.source;
	const char *why_not;

	*site = (struct call_site){
		.source = source, .function = following->function, .family = following->converter->family,
	};
	if (source->outline.context[token] != CONTEXT_BODY ||
	    call_read(&source->outline, token, &source->arena, &site->call) || site->call.split ||
	    site->call.n != following->written.roles.n)
		return "a call of it cannot be read";
	port_plan(site, &following->written,
		  (struct kernel){ &following->target->family, following->target->version }, ported);
	if (ported->reason)
		return ported->reason;
	why_not = asked_of(site, ported, following->target);
	if (!why_not && (ported->plan.callee || convert_is_entangled(following->converter, &site->call)))
		why_not = "a call of it is one of another function there, or has another converted call in it";
	return why_not ? why_not : why_comment_lost(site, &ported->plan);
}

/* True if a call through the pointer stands in the arguments of another one. */
static bool is_nested(const struct call_site *sites, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			if (sites[i].call.open < sites[k].call.open && sites[k].call.close < sites[i].call.close)
				return true;
	return false;
}

static const char *plan_calls(const struct following *following, struct call_site *sites, struct ported *ported)
{
	for (size_t i = 0; i < following->pointer.calls.n; i++) {
		const char *why_not = plan_call(following, following->pointer.calls.items[i], &sites[i], &ported[i]);

		if (why_not)
			return why_not;
	}
	if (is_nested(sites, following->pointer.calls.n))
		return "a call of it stands in the arguments of another one";
	return NULL;
}

/* Of several addresses that the pointer gets the first one converts it. */
static bool is_done(const struct following *following)
{
	const struct planned_list *planned = following->converter->planned;
	const struct source *source = following->pointer.source;
	size_t offset = source->outline.tokens.items[following->pointer.close].offset;

	for (size_t i = 0; planned && i < planned->n; i++)
		if (planned->items[i].offset == offset && !strcmp(planned->items[i].path, source->path))
			return true;
	return false;
}

static const char *convert(const struct following *following)
{
	struct source *source = following->pointer.source;
	struct prototype_port port = {
		.prototype = &following->prototype, .roles = following->written.roles, .to = following->to,
	};
	size_t n = following->pointer.calls.n;
	struct call_site *sites = arena_alloc(&source->arena, (n + 1) * sizeof(*sites));
	struct ported *ported = arena_alloc(&source->arena, (n + 1) * sizeof(*ported));
	const char *why_not;
	struct call_plan list;

	if (call_read(&source->outline, following->pointer.close, &source->arena, &port.list))
		return "its parameters cannot be read";
	why_not = prototype_plan(source, &port, &list);
	if (!why_not)
		why_not = plan_calls(following, sites, ported);
	if (!why_not)
		why_not = pointer_why_not(&following->pointer);
	if (why_not)
		return why_not;
	convert_plan(following->converter, &port.list, &list);
	for (size_t i = 0; i < n; i++)
		if (!ported[i].is_same)
			convert_plan(following->converter, &sites[i].call, &ported[i].plan);
	return NULL;
}

static const char *follow(struct following *following)
{
	following->to = declared_there(following);
	if (!following->to)
		return "that kernel has no such function";
	if (!find_written(following))
		return "its type is none that the function ever had";
	if (roles_same(following->written.roles,
		       (struct roles){ following->to->roles, following->to->prototype.n }) || is_done(following))
		return NULL;
	return following->target->serves_older ? "older kernels need it as it is" : convert(following);
}

const char *convert_pointer(struct converter *converter, size_t i, const struct target *target)
{
	struct source *source = converter->source;
	struct following following = {
		.converter = converter, .function = source->file->mentions[i].symbol->function, .target = target,
	};
	const char *why_not = pointer_read(source, source->tokens[i], &following.pointer);

	if (!why_not && prototype_read(&source->outline, following.pointer.close, &following.prototype))
		why_not = "its parameters cannot be read";
	if (!why_not) {
		why_not = follow(&following);
		prototype_free(&following.prototype);
	}
	pointer_free(&following.pointer);
	return why_not;
}
