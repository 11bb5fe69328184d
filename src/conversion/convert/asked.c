// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/asked.h"

#include "kernel/api/restrictions.h"
#include "kernel/api/takeovers.h"

#include <string.h>

/* The old argument that is flags in the new call, and stays one. */
static const struct expr *kept_flags(const struct call_site *site, const struct ported *ported)
{
	size_t place = roles_place((struct roles){ ported->declared->roles,
						   ported->declared->prototype.n }, ROLE_FLAGS);
	const struct planned_argument *argument;

	if (place >= ported->plan.n)
		return NULL;
	argument = &ported->plan.arguments[place];
	return argument->old == NO_ARGUMENT ? NULL : site->call.arguments[argument->old];
}

/* The next FOLL_* word in a text at or behind *at, its length; 0: there is none. */
static size_t next_flag(const char **at)
{
	const char *found = strstr(*at, "FOLL_");

	if (!found)
		return 0;
	*at = found;
	return strspn(found, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
}

/* True if the flag may be among those of the call: by its text, or by what its variables hold. */
static bool may_hold(const struct meaning *meaning, const char *text, const char *flag)
{
	size_t length;

	for (size_t i = 0; meaning && gup_flags[i].name && i < 63; i++)
		if (meaning->flags >> i & 1 && !strcmp(gup_flags[i].name, flag))
			return true;
	for (const char *at = text; (length = next_flag(&at)); at += length)
		if (strlen(flag) == length && !memcmp(at, flag, length))
			return true;
	return false;
}

static const char *gone(const struct call_site *site, const char *flag, size_t length)
{
	return arena_printf(&site->source->arena, "there is no %.*s: %s", (int)length, flag,
			    gup_flag_advice(flag, length));
}

/* A flag that the kernel does not have. */
static const char *find_gone(const struct call_site *site, const struct target *target,
			     const struct meaning *meaning, const char *text)
{
	size_t length;

	for (const char *at = text; (length = next_flag(&at)); at += length) {
		const char *flag = arena_printf(&site->source->arena, "%.*s", (int)length, at);

		if (!family_has_flag(&target->family, flag))
			return gone(site, at, length);
	}
	for (const struct gup_flag *flag = gup_flags; flag->name; flag++)
		if (may_hold(meaning, "", flag->name) && !family_has_flag(&target->family, flag->name))
			return gone(site, flag->name, strlen(flag->name));
	return NULL;
}

/* True if what the row speaks of beside the flag is there. */
static bool holds_with(const struct call_site *site, const struct ported *ported,
		       const struct gup_restriction *row, const struct meaning *meaning, const char *text)
{
	const char *locked;

	if (!*row->with)
		return true;
	if (strcmp(row->with, "&locked"))
		return may_hold(meaning, text, arena_printf(&site->source->arena, "FOLL_%s", row->with));
	locked = ported_argument(site, ported, ROLE_LOCKED);
	return locked && strcmp(locked, "NULL");
}

static const char *find_refused(const struct call_site *site, const struct ported *ported,
				const struct target *target, const struct meaning *meaning,
				const char *text)
{
	for (const struct gup_restriction *row = gup_restrictions; row->why; row++) {
		for (const struct gup_flag *flag = gup_flags; flag->name; flag++) {
			if (gup_restriction_is_about(row, target->version, ported->function, flag->name,
						     strlen(flag->name)) &&
			    may_hold(meaning, text, flag->name) &&
			    holds_with(site, ported, row, meaning, text))
				return arena_printf(&site->source->arena, "%s() refuses %s: %s",
						    ported->function->name, flag->name, row->why);
		}
	}
	return NULL;
}

const char *asked_of(const struct call_site *site, const struct ported *ported,
		     const struct target *target)
{
	const char *text = ported_argument(site, ported, ROLE_FLAGS), *why;
	const struct expr *kept = text ? kept_flags(site, ported) : NULL;
	struct meaning meaning = {0};

	if (!text)
		return NULL;
	if (kept)
		meaning = call_site_meaning(site, kept);
	/* A number that was an `int write` is flags by now. */
	if (site->access.role == ROLE_FLAGS && meaning.bits & MEANS_NUMBER &&
	    !strstr(text, "FOLL_") && strcmp(text, "1"))
		return arena_printf(&site->source->arena, "`%s` may stand for other flags: name them", text);
	why = find_gone(site, target, &meaning, text);
	return why ? why : find_refused(site, ported, target, &meaning, text);
}
