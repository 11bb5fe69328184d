// SPDX-License-Identifier: GPL-2.0-only
#include "site/port.h"

#include "plan/print.h"
#include "site/argument.h"

#include <stdlib.h>
#include <string.h>

/* The place of a role in a signature, or NO_ARGUMENT. */
static size_t place_of(const struct gup_signature *signature, enum gup_role role)
{
	for (size_t i = 0; signature->roles[i] != ROLE_NONE; i++)
		if (signature->roles[i] == role)
			return i;
	return NO_ARGUMENT;
}

/* The argument that a signature has in that role, or NULL. */
static const struct expr *argument_in(const struct call_site *site,
				      const struct gup_signature *signature, enum gup_role role)
{
	size_t place = place_of(signature, role);

	return place == NO_ARGUMENT ? NULL : site->call.arguments[place];
}

static bool is_text(const struct call_site *site, const struct expr *argument, const char *text)
{
	const struct outline *outline = &site->source->outline;
	size_t begin = expr_begin(outline, argument), length = strlen(text);

	return expr_end(outline, argument) - begin == length &&
	       !memcmp(site->source->text.data + begin, text, length);
}

static const char *text_of(const struct call_site *site, const struct expr *argument)
{
	const struct outline *outline = &site->source->outline;
	size_t begin = expr_begin(outline, argument);

	return arena_printf(&site->source->arena, "%.*s", (int)(expr_end(outline, argument) - begin),
			    site->source->text.data + begin);
}

/* A truth value that names flags, or flags that are a number: this signature is not meant. */
static bool is_understood(const struct call_site *site, enum gup_role role,
			  const struct expr *argument)
{
	unsigned bits;

	if (role != ROLE_FLAGS && role != ROLE_WRITE && role != ROLE_FORCE)
		return true;
	bits = meaning_of(site->source, argument, site->oracle).bits;
	return role == ROLE_FLAGS ?
		!(bits & (MEANS_TRUTH | MEANS_NUMBER | MEANS_MASK | MEANS_POINTER)) :
		!(bits & (MEANS_FLAGS | MEANS_POINTER));
}

static bool is_written_for(const struct call_site *site, const struct gup_signature *signature)
{
	if (gup_signature_length(signature) != site->call.n)
		return false;
	for (size_t i = 0; i < site->call.n; i++) {
		enum gup_role role = signature->roles[i];
		struct argument argument =
			argument_of(site->source, site->call.arguments[i], site->oracle);

		if (site->call.arguments[i]->kind == EXPR_BAD ||
		    !argument_fits(&argument, gup_role_type(role)) ||
		    !is_understood(site, role, site->call.arguments[i]))
			return false;
	}
	return true;
}

static bool same_roles(const struct gup_signature *a, const struct gup_signature *b)
{
	size_t i = 0;

	while (a->roles[i] != ROLE_NONE && a->roles[i] == b->roles[i])
		i++;
	return a->roles[i] == b->roles[i];
}

/* The one signature that the call was written for, or NULL. */
static const struct gup_signature *signature_of(const struct call_site *site)
{
	const struct gup_function *function = site->function;
	const struct gup_signature *found = NULL;

	for (const struct gup_signature *s = function->signatures; s->returns; s++) {
		if (!is_written_for(site, s) || (found && same_roles(found, s)))
			continue;
		if (found)
			return NULL;
		found = s;
	}
	return found;
}

static bool is_pure(const struct expr *argument)
{
	argument = expr_bare(argument);
	return argument->kind == EXPR_IDENTIFIER ||
	       (argument->kind == EXPR_MEMBER && is_pure(argument->left));
}

/* True if nothing is lost with what this tree does not take. */
static bool may_drop(const struct call_site *site, const struct gup_signature *signature,
		     enum gup_role role, const struct expr *argument)
{
	switch (role) {
	case ROLE_VMAS:
	case ROLE_LOCKED:
	case ROLE_UNLOCKED:
		return is_text(site, argument, "NULL");
	case ROLE_TSK:
		/* Without an mm of its own, the function means the caller's. */
		return declared_role(site->declared, ROLE_MM) >= 0 ? is_pure(argument) :
			is_text(site, argument, "current") &&
			is_text(site, argument_in(site, signature, ROLE_MM), "current->mm");
	case ROLE_MM:
		return is_text(site, argument, "current->mm");
	case ROLE_WRITE:
	case ROLE_FORCE:
		return declared_role(site->declared, ROLE_FLAGS) >= 0;
	default:
		return false;
	}
}

static bool drops_nothing(const struct call_site *site, const struct gup_signature *signature)
{
	for (size_t i = 0; i < site->call.n; i++)
		if (declared_role(site->declared, signature->roles[i]) < 0 &&
		    !may_drop(site, signature, signature->roles[i], site->call.arguments[i]))
			return false;
	return true;
}

/* A truth value as a flag: "FOLL_WRITE", "", "write ? FOLL_WRITE : 0"; NULL: for a person. */
static const char *as_flag(const struct call_site *site, const struct expr *argument,
			   const char *flag)
{
	const struct outline *outline = &site->source->outline;
	const struct expr *bare;
	unsigned long value;

	if (!argument)
		return "";
	bare = expr_bare(argument);
	if (bare->kind == EXPR_NUMBER && !number_value(&outline->tokens, bare->op, &value))
		return value ? flag : "";
	if (is_text(site, argument, "true") || is_text(site, argument, "false"))
		return is_text(site, argument, "true") ? flag : "";
	if (bare->kind != EXPR_IDENTIFIER && bare->kind != EXPR_MEMBER)
		return NULL;
	return arena_printf(&site->source->arena,
			    outline->tokens.items[bare->first].directive ? "(%s) ? %s : 0" :
			    "%s ? %s : 0", text_of(site, bare), flag);
}

static const char *write_and_force(const struct call_site *site,
				   const struct gup_signature *signature)
{
	const char *write = as_flag(site, argument_in(site, signature, ROLE_WRITE), "FOLL_WRITE");
	const char *force = as_flag(site, argument_in(site, signature, ROLE_FORCE), "FOLL_FORCE");

	if (!write || !force)
		return NULL;
	if (!*write || !*force)
		return *write ? write : *force ? force : "0";
	return arena_printf(&site->source->arena,
			    strchr(write, '?') && strchr(force, '?') ? "(%s) | (%s)" :
			    strchr(write, '?') ? "(%s) | %s" :
			    strchr(force, '?') ? "%s | (%s)" : "%s | %s", write, force);
}

/* Plans what this tree's parameter of that role gets; false: nobody can tell. */
static bool plan_parameter(const struct call_site *site, const struct gup_signature *signature,
			   enum gup_role role, struct call_plan *plan)
{
	size_t place = place_of(signature, role), write = place_of(signature, ROLE_WRITE);
	const char *flags;

	if (role == ROLE_NONE)
		return false;
	if (place != NO_ARGUMENT) {
		call_plan_add(plan, place, NULL);
		return true;
	}
	if (role == ROLE_FLAGS && write != NO_ARGUMENT) {
		flags = write_and_force(site, signature);
		call_plan_add(plan, write, flags);
		return flags;
	}
	call_plan_add(plan, NO_ARGUMENT, "NULL");
	return role == ROLE_VMAS || role == ROLE_LOCKED || role == ROLE_UNLOCKED;
}

char *port_call(const struct call_site *site)
{
	const struct declared *declared = site->declared;
	const struct gup_signature *signature = signature_of(site);
	struct call_plan plan;

	if (!signature || !drops_nothing(site, signature))
		return NULL;
	call_plan_clear(&plan, &site->call, &site->source->arena);
	for (size_t i = 0; i < declared->prototype.n; i++)
		if (!plan_parameter(site, signature, declared->roles[i], &plan))
			return NULL;
	return call_print_whole(site->source, &site->call, &plan);
}
