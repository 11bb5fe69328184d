// SPDX-License-Identifier: GPL-2.0-only
#include "rules/rule.h"

int call_site_read(struct source *source, size_t i, const struct family *family, unsigned version,
		   const struct oracle *oracle, struct call_site *site)
{
	*site = (struct call_site){
		.source = source, .mention = &source->file->mentions[i],
		.family = family, .version = version, .oracle = oracle,
	};
	if (call_read(&source->outline, source->tokens[i], &source->arena, &site->call))
		return -1;
	family_candidates(family, site->mention->name, source->path, &site->candidates);
	for (size_t c = 0; c < site->candidates.n; c++) {
		const struct declared *declared = site->candidates.items[c];

		if (!site->declared || (!call_site_fits(site) &&
					declared->prototype.n == site->call.n))
			site->declared = declared;
	}
	return 0;
}

bool call_site_fits(const struct call_site *site)
{
	return site->declared && site->declared->prototype.n == site->call.n;
}

bool call_site_is_ambiguous(const struct call_site *site)
{
	if (!site->declared || !site->declared->is_mainline)
		return false;
	if (!call_site_fits(site))
		return true;
	for (size_t i = 0; i < site->call.n; i++)
		if ((site->declared->roles[i] == ROLE_FLAGS ||
		     site->declared->roles[i] == ROLE_WRITE) &&
		    !call_site_argument(site, site->declared->roles[i], NULL))
			return true;
	return false;
}

bool call_site_is_unreadable(const struct call_site *site)
{
	const struct expr *flags = call_site_argument(site, ROLE_FLAGS, NULL);
	const struct expr *write = call_site_argument(site, ROLE_WRITE, NULL);

	return (flags && expr_bare(flags)->kind == EXPR_BAD) ||
	       (write && expr_bare(write)->kind == EXPR_BAD);
}

struct expr *call_site_argument(const struct call_site *site, enum gup_role role, size_t *index)
{
	int place = call_site_fits(site) ? declared_role(site->declared, role) : -1;

	/* Without a tree, all versions that take so many arguments must agree on this one. */
	for (size_t c = 0; place >= 0 && c < site->candidates.n; c++) {
		const struct declared *other = site->candidates.items[c];

		if (other->is_mainline && other->prototype.n == site->call.n &&
		    other->roles[place] != role)
			return NULL;
	}
	if (place < 0)
		return NULL;
	if (index)
		*index = (size_t)place;
	return site->call.arguments[place];
}

bool call_site_needs_types(const struct call_site *site, size_t *token)
{
	struct expr *flags = call_site_argument(site, ROLE_FLAGS, NULL);
	struct meaning meaning;

	/* An int write takes any truth value: no type makes it wrong, only FOLL_* in the text does. */
	if (!flags)
		return false;
	meaning = meaning_of(site->source, flags, site->oracle);
	*token = meaning.unknown;
	return meaning.bits & MEANS_UNKNOWN;
}
