// SPDX-License-Identifier: GPL-2.0-only
#include "calls/site/written.h"

#include "c/source/versions.h"
#include "calls/site/argument.h"
#include "kernel/api/backports.h"

#include <string.h>

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

/* True if pointers stand where pointers are due, and integers where integers are. */
static bool has_kinds(const struct call_site *site, struct roles roles)
{
	if (roles.n != site->call.n)
		return false;
	for (size_t i = 0; i < site->call.n; i++) {
		struct argument argument =
			argument_of(site->source, site->call.arguments[i], site->oracle);

		if (site->call.arguments[i]->kind == EXPR_BAD ||
		    !argument_fits(&argument, gup_role_type(roles.items[i])))
			return false;
	}
	return true;
}

static bool written_fits(const struct call_site *site, struct roles roles)
{
	for (size_t i = 0; i < roles.n && roles.n == site->call.n; i++)
		if (!is_understood(site, roles.items[i], site->call.arguments[i]))
			return false;
	return has_kinds(site, roles);
}

static struct written *find(struct written_list *list, struct roles roles)
{
	for (size_t i = 0; i < list->n; i++)
		if (roles_same(list->items[i].roles, roles))
			return &list->items[i];
	return NULL;
}

/* The versions that the #if around the call is for. */
static version_set versions_of(const struct call_site *site)
{
	return source_versions(site->source, site->source->outline.tokens.items[site->call.name].offset);
}

/* Drops what no version had that compiles the call. */
static void keep_compiled(const struct call_site *site, struct written_list *list)
{
	version_set versions = versions_of(site);
	size_t kept = 0;

	for (size_t i = 0; i < list->n; i++)
		if (versions & versions_between(list->items[i].first, list->items[i].last))
			list->items[kept++] = list->items[i];
	list->n = kept;
}

static void find_understood(const struct call_site *site, struct written_list *list)
{
	list->n = 0;
	for (const struct gup_signature *s = site->function->signatures; s->returns; s++) {
		struct roles roles = { s->roles, gup_signature_length(s) };
		struct written *known = find(list, roles);

		if (known)
			known->last = s->last;
		else if (list->n < MAX_WRITTEN && written_fits(site, roles))
			list->items[list->n++] = (struct written){ roles, s->first, s->last };
	}
}

void written_for_mainline(const struct call_site *site, struct written_list *list)
{
	list->n = 0;
	if (call_site_hides_arguments(site))
		return;
	find_understood(site, list);
	keep_compiled(site, list);
}

/* What no version of mainline takes may be for a stable kernel. */
static void written_for_stable(const struct call_site *site, struct written_list *list,
			       bool (*fits)(const struct call_site *site, struct roles roles))
{
	for (const struct gup_backport *row = gup_backports; row->function; row++) {
		struct roles roles = { row->roles, 0 };

		while (row->roles[roles.n] != ROLE_NONE)
			roles.n++;
		if (!strcmp(row->function, site->function->name) && list->n < MAX_WRITTEN &&
		    fits(site, roles))
			list->items[list->n++] = (struct written){ roles, row->version, row->version };
	}
}

/* True unless a write or a force is something else by its text. */
static bool has_truths(const struct call_site *site, struct roles roles)
{
	for (size_t i = 0; i < roles.n; i++)
		if (roles.items[i] != ROLE_FLAGS &&
		    !is_understood(site, roles.items[i], site->call.arguments[i]))
			return false;
	return true;
}

/* A neighbour: no tree declares it for us, but its version tells. */
static bool is_of_version(const struct call_site *site, struct written_list *list)
{
	const struct gup_signature *signature =
		site->version ? gup_signature_at(site->function, site->version) : NULL;
	struct roles roles;

	if (!signature)
		return false;
	roles = (struct roles){ signature->roles, gup_signature_length(signature) };
	/* Where flags are due, anything is flags; FOLL_* in the place of a write were converted before. */
	list->n = roles.n == site->call.n && has_truths(site, roles);
	list->items[0] = (struct written){ roles, signature->first, signature->last };
	return list->n;
}

/* Arguments that are odd for any version, FOLL_WRITE as an int write say, by their number and kind alone. */
static void written_for_odd(const struct call_site *site, struct written_list *list)
{
	for (const struct gup_signature *s = site->function->signatures; s->returns; s++) {
		struct roles roles = { s->roles, gup_signature_length(s) };
		struct written *known = find(list, roles);

		if (known)
			known->last = s->last;
		else if (list->n < MAX_WRITTEN && has_kinds(site, roles))
			list->items[list->n++] = (struct written){ roles, s->first, s->last };
	}
}

static void written_for_any(const struct call_site *site, struct written_list *list)
{
	written_for_mainline(site, list);
	if (!list->n)
		written_for_stable(site, list, written_fits);
	if (!list->n) {
		written_for_odd(site, list);
		keep_compiled(site, list);
	}
	if (!list->n)
		written_for_stable(site, list, has_kinds);
	/* Vendors' kernels are newer than their version. */
	if (!list->n)
		find_understood(site, list);
	if (!list->n)
		written_for_odd(site, list);
}

/* True unless the #if around the call is for other versions than that of its own kernel. */
static bool is_for_own(const struct call_site *site)
{
	version_set own = versions_between(site->version, site->version);

	return !own || versions_of(site) & own;
}

void written_for(const struct call_site *site, struct written_list *list)
{
	const struct declared *declared = site->declared;

	list->n = 0;
	if (call_site_hides_arguments(site))
		return;
	if (!site->mention && is_for_own(site) && is_of_version(site, list))
		return;
	if (!declared || declared->is_mainline || !call_site_fits(site) || !is_for_own(site)) {
		written_for_any(site, list);
		return;
	}
	list->n = 1;
	list->items[0] = (struct written){ .roles = { declared->roles, declared->prototype.n } };
}
