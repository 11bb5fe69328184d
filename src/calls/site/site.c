// SPDX-License-Identifier: GPL-2.0-only
#include "calls/site/site.h"

#include "base/data/mem.h"
#include "c/source/kept.h"
#include "calls/site/argument.h"

/* The place of flags, or of an int write, among the arguments; -1: none, or nobody can tell. */
static int access_place(const struct call_site *site, enum gup_role role)
{
	int place = call_site_fits(site) && !site->call.is_forked ? declared_role(site->declared, role) : -1;

	/* Without a tree, all versions that take so many arguments must agree on this one. */
	for (size_t c = 0; place >= 0 && c < site->candidates.n; c++) {
		const struct declared *other = site->candidates.items[c];

		if (other->is_mainline && other->prototype.n == site->call.n &&
		    other->roles[place] != role)
			return -1;
	}
	return place;
}

static struct access read_access(const struct call_site *site)
{
	static const enum gup_role roles[] = { ROLE_FLAGS, ROLE_WRITE };
	struct access access = { .role = ROLE_NONE };

	for (size_t i = 0; i < ARRAY_SIZE(roles); i++) {
		int place = access_place(site, roles[i]);

		if (place < 0)
			continue;
		access.role = roles[i];
		access.index = (size_t)place;
		access.expr = site->call.arguments[place];
		access.meaning = call_site_meaning(site, access.expr);
		break;
	}
	return access;
}

/* Of a call with as many arguments as declared: the first one that cannot be meant for its place. */
static size_t find_misfit(const struct call_site *site)
{
	size_t i = 0;

	if (site->call.n != site->declared->prototype.n || site->declared->is_mainline || site->call.is_forked)
		return site->call.n;
	for (; i < site->call.n; i++) {
		struct argument argument =
			argument_of(site->source, site->call.arguments[i], site->oracle);

		if (!argument_fits(&argument, site->declared->prototype.parameters[i].type))
			break;
	}
	return i;
}

int call_site_read(struct source *source, size_t i, const struct family *family, unsigned version,
		   const struct oracle *oracle, struct call_site *site)
{
	*site = (struct call_site){
		.source = source, .mention = &source->file->mentions[i],
		.function = source->file->mentions[i].symbol->function,
		.family = family, .version = version, .oracle = oracle,
	};
	if (source_call(source, source->tokens[i], &site->call))
		return -1;
	site->misfit = site->call.n;
	family_candidates(family, site->function, source->path, &site->candidates);
	for (size_t c = 0; c < site->candidates.n; c++) {
		const struct declared *declared = site->candidates.items[c];

		if (!site->declared || (!call_site_fits(site) &&
					declared->prototype.n == site->call.n))
			site->declared = declared;
	}
	if (site->declared)
		site->misfit = find_misfit(site);
	site->access = read_access(site);
	return 0;
}

bool call_site_fits(const struct call_site *site)
{
	return site->declared && site->declared->prototype.n == site->call.n &&
	       site->misfit == site->call.n;
}

bool call_site_is_ambiguous(const struct call_site *site)
{
	if (!site->declared || !site->declared->is_mainline)
		return false;
	if (!call_site_fits(site) || site->call.is_forked)
		return true;
	return !site->access.expr && (declared_role(site->declared, ROLE_FLAGS) >= 0 ||
				      declared_role(site->declared, ROLE_WRITE) >= 0);
}

bool call_site_is_unreadable(const struct call_site *site)
{
	return site->access.expr && expr_bare(site->access.expr)->kind == EXPR_BAD;
}

bool call_site_needs_types(const struct call_site *site, size_t *token)
{
	/* An int write takes any truth value: no type makes it wrong, only FOLL_* in the text does. */
	if (site->access.role != ROLE_FLAGS)
		return false;
	*token = site->access.meaning.unknown;
	return site->access.meaning.bits & MEANS_UNKNOWN;
}

struct integer call_site_integer(const struct call_site *site, const struct expr *expr, bool *is_open)
{
	struct integer type = integer_asked(site->source, expr, site->oracle, is_open);

	if (*is_open && !site->oracle && site->wants_types)
		*site->wants_types = true;
	return type;
}

struct meaning call_site_meaning(const struct call_site *site, const struct expr *expr)
{
	return meaning_of(site->source, expr, site->oracle);
}
