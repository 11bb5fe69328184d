// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/to.h"

#include "c/outline/words.h"
#include "calls/site/port.h"
#include "calls/value/local.h"
#include "conversion/convert/asked.h"
#include "conversion/convert/comment.h"
#include "conversion/convert/one_page.h"
#include "conversion/convert/pointer_to.h"
#include "conversion/convert/prototype_to.h"
#include "outcome/plan/print.h"

#include <string.h>

/* Written for another kernel, or for whatever a configure script finds: a tree's own files have none. */
static bool is_for_others(const struct converter *converter, size_t offset)
{
	enum branch_verdict verdict = source_verdict(converter->source, offset);

	return verdict == VERDICT_OUT ||
	       (verdict == VERDICT_FOREIGN &&
		(source_is_outside(converter->source) || !family_is_known(converter->family)));
}

bool convert_leaves_out(struct converter *converter, size_t offset, const struct target *target)
{
	if (!is_for_others(converter, offset))
		return false;
	if (source_verdict(converter->source, offset) == VERDICT_OUT)
		convert_leave(converter, offset, "stands in an #if branch that %s does not compile: not touched",
			      target->name);
	else
		convert_leave(converter, offset,
			      "stands in an #if branch that hangs on the driver's own build: not touched");
	return true;
}

/* Where it stands: of the name. */
static size_t offset_of(const struct call_site *site)
{
	return site->source->outline.tokens.items[site->call.name].offset;
}

static const char *text_of(const struct call_site *site, const struct ported *ported)
{
	if (ported->reason)
		return ported->reason;
	return ported->is_same ? "" : call_plan_text(site->source, &site->call, &ported->plan);
}

static struct kernel kernel_of(const struct target *target)
{
	return (struct kernel){ &target->family, target->version };
}

/* True if all that the call can have been written for becomes one and the same. */
static bool port_all(const struct call_site *site, const struct written_list *list,
		     const struct target *target, struct ported *ported)
{
	port_plan(site, &list->items[0], kernel_of(target), ported);
	for (size_t i = 1; i < list->n; i++) {
		struct ported other;

		port_plan(site, &list->items[i], kernel_of(target), &other);
		if (strcmp(text_of(site, ported), text_of(site, &other)))
			return false;
	}
	return true;
}

static const char *versions_of(const struct call_site *site, const struct written *written)
{
	struct arena *arena = &site->source->arena;
	unsigned first = written->first, last = written->last;

	if (first == KERNEL_ALWAYS)
		return arena_printf(arena, "up to v%u.%u", last / 1000, last % 1000);
	if (last == KERNEL_NEVER)
		return arena_printf(arena, "since v%u.%u", first / 1000, first % 1000);
	return arena_printf(arena, "in v%u.%u to v%u.%u", first / 1000, first % 1000, last / 1000,
			    last % 1000);
}

static void leave_ambiguous(struct converter *converter, const struct call_site *site,
			    const struct written_list *list)
{
	const char *versions = "";

	for (size_t i = 0; i < list->n; i++)
		versions = arena_printf(&site->source->arena, "%s%s%s", versions, i ? ", or " : "",
					versions_of(site, &list->items[i]));
	convert_leave(converter, offset_of(site),
		      "it can be a call of %s() as it was %s; say with --kernel TREE what it is written for",
		      site->function->name, versions);
}

static void convert(struct converter *converter, const struct call_site *site, struct ported *ported,
		    const struct target *target)
{
	const char *why_not = asked_of(site, ported, target), *comment;

	if (why_not) {
		convert_leave(converter, offset_of(site), "in %s %s", target->name, why_not);
		return;
	}
	if (ported->is_same)
		return;
	if (ported->plan.callee && convert_is_own(converter->source, ported->plan.callee)) {
		convert_leave(converter, offset_of(site), CONVERT_OWN, ported->plan.callee);
		return;
	}
	if (convert_is_entangled(converter, &site->call)) {
		convert_leave(converter, offset_of(site), CONVERT_ENTANGLED);
		return;
	}
	comment = why_comment_lost(site, &ported->plan);
	if (comment)
		convert_leave(converter, offset_of(site), "%s", comment);
	else if (!convert_one_page(converter, site, ported, target))
		convert_plan(converter, &site->call, &ported->plan);
}

/* A call that nobody can read, or that is none of any version; false: it may be read. */
static bool leave_unreadable(struct converter *converter, const struct call_site *site)
{
	if (site->call.split || site->is_cut)
		convert_leave(converter, offset_of(site),
			      "an #if stands between the arguments; convert each branch by hand");
	else
		return false;
	return true;
}

static void leave_unknown(struct converter *converter, const struct call_site *site)
{
	bool may_fit = call_site_hides_arguments(site) || (site->declared && call_site_may_fit(site));

	convert_leave(converter, offset_of(site), may_fit ?
		      "a macro may bring some of the arguments; convert it by hand" :
		      "its arguments are those of no version of the function; see `guptidy explain "
		      "stale-call`");
}

/* True in the family's own definitions: that kernel has its own. */
static bool is_in_family(const struct call_site *site)
{
	const struct outline *outline = &site->source->outline;
	const struct function *function = outline_function_at(outline, site->call.name);
	const struct declared *declared = function ?
		family_at(site->family, site->source->path,
			  outline->tokens.items[function->name_token].offset) : NULL;

	return declared && declared->is_home && declared->is_definition;
}

bool convert_call_to(struct converter *converter, const struct call_site *site,
		     const struct target *target)
{
	struct written_list list;
	struct ported ported;

	if (is_in_family(site) || leave_unreadable(converter, site))
		return true;
	written_for(site, &list);
	if (!list.n) {
		if (site->mention || call_site_hides_arguments(site))
			leave_unknown(converter, site);
		return true;
	}
	if (!port_all(site, &list, target, &ported)) {
		if (!site->oracle)
			return false;
		leave_ambiguous(converter, site, &list);
	} else if (ported.reason) {
		convert_leave(converter, offset_of(site), "in %s %s", target->name, ported.reason);
	} else {
		convert(converter, site, &ported, target);
	}
	return true;
}

/* True if that kernel declares the function with these parameters. */
static bool has_roles(const struct target *target, const struct gup_function *function,
		      struct roles roles)
{
	struct candidates candidates;

	family_candidates(&target->family, function, "", &candidates);
	for (size_t i = 0; i < candidates.n; i++)
		if (roles_same(roles, (struct roles){ candidates.items[i]->roles,
						      candidates.items[i]->prototype.n }))
			return true;
	return false;
}

/* As this tree declares it; NULL: it does not. */
static const struct declared *declared_here(const struct converter *converter, size_t i)
{
	const struct mention *mention = &converter->source->file->mentions[i];
	const struct declared *declared =
		family_at(converter->family, converter->source->path, mention->offset);
	struct candidates candidates;

	if (declared)
		return declared;
	family_candidates(converter->family, mention->symbol->function, converter->source->path,
			  &candidates);
	return candidates.n && !candidates.items[0]->is_mainline ? candidates.items[0] : NULL;
}

/* True if some kernel has it otherwise: one of them a driver without its kernel is written for. */
static bool was_ever_another(const struct target *target, const struct gup_function *function)
{
	for (const struct gup_signature *s = function->signatures; s->returns; s++)
		if (!has_roles(target, function, (struct roles){ s->roles, gup_signature_length(s) }))
			return true;
	return false;
}

/* True if what is mentioned here is not what that kernel has under the name, as far as one knows. */
static bool is_another(const struct converter *converter, size_t i, const struct target *target)
{
	const struct gup_function *function =
		converter->source->file->mentions[i].symbol->function;
	const struct declared *declared = declared_here(converter, i);

	if (!declared)
		return !family_is_known(converter->family) && was_ever_another(target, function);
	return !declared->is_macro &&
	       !has_roles(target, declared->function,
			  (struct roles){ declared->roles, declared->prototype.n });
}

/* True if the mention stands in the value of a macro, and not in an #if or an #undef. */
static bool is_in_value(const struct converter *converter, size_t i)
{
	const struct token_list *tokens = &converter->source->outline.tokens;
	size_t name = token_at(tokens, converter->source->file->mentions[i].offset);
	uint32_t directive = name < tokens->n ? tokens->items[name].directive : 0;

	return directive && tokens->directives.items[directive - 1].kind == DIRECTIVE_DEFINE;
}

/* A prototype of a driver's own becomes that kernel's; what the kernel itself declares is its own. */
static void convert_declared_to(struct converter *converter, size_t i, const struct target *target)
{
	const struct gup_function *function = converter->source->file->mentions[i].symbol->function;
	struct candidates candidates;
	const char *why_not = "";

	family_candidates(&target->family, function, "", &candidates);
	if (converter->source->forms[i] == FORM_DECLARATION && candidates.n && !target->serves_older)
		why_not = convert_prototype(converter, i, candidates.items[0]);
	if (why_not)
		convert_leave(converter, converter->source->file->mentions[i].offset,
			      "%s has another %s(), or none: convert its prototypes and definitions by "
			      "hand", target->name, function->name);
}

static void convert_address_to(struct converter *converter, size_t i, const struct target *target)
{
	const struct mention *mention = &converter->source->file->mentions[i];
	const char *why_not = convert_pointer(converter, i, target);

	if (why_not)
		convert_leave(converter, mention->offset,
			      "%s %s another %s(), or none: the pointer's type and its calls must follow; %s",
			      target->name, family_is_known(converter->family) ? "has" : "may have",
			      mention->symbol->function->name, why_not);
}

void convert_mention_to(struct converter *converter, size_t i, const struct target *target)
{
	const struct mention *mention = &converter->source->file->mentions[i];

	if (!is_another(converter, i, target) || is_for_others(converter, mention->offset))
		return;
	switch (converter->source->forms[i]) {
	case FORM_DECLARATION:
	case FORM_DEFINITION:
		convert_declared_to(converter, i, target);
		break;
	case FORM_ADDRESS:
		convert_address_to(converter, i, target);
		break;
	case FORM_MACRO_BODY:
		if (is_in_value(converter, i))
			convert_leave(converter, mention->offset,
				      "%s %s another %s(), or none, and what calls it by way of this macro "
				      "is not converted", target->name,
				      family_is_known(converter->family) ? "has" : "may have",
				      mention->symbol->function->name);
		break;
	default:
		break;
	}
}

static bool is_public_in(const struct family *family, const struct gup_function *function)
{
	struct candidates candidates;

	family_candidates(family, function, "", &candidates);
	return candidates.n && candidates.items[0]->is_public;
}

void convert_namesake_to(struct converter *converter, size_t i, const struct target *target)
{
	const struct mention *mention = &converter->source->file->mentions[i];
	const struct gup_function *function = mention->symbol->function;

	if (converter->source->forms[i] == FORM_DEFINITION && !is_for_others(converter, mention->offset) &&
	    is_public_in(&target->family, function) &&
	    (!family_is_known(converter->family) || !is_public_in(converter->family, function)))
		convert_leave(converter, mention->offset, "%s has a %s() of its own: give this one another "
			      "name", target->name, function->name);
}
