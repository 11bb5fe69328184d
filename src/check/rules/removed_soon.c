// SPDX-License-Identifier: GPL-2.0-only
/*
 * removed-soon: a new call of a function that is on its way out.
 *
 * Complains about calls of a function that a conversion replaces and that this tree still has. As
 * old calls are the conversion's business, only `guptidy lint` shows it unless it is asked for.
 */
#include "base/data/mem.h"
#include "calls/site/mend.h"
#include "check/rules/rule.h"

#include <string.h>

/* The call of the successor; NULL where the two do not take the same arguments. */
static char *converted(const struct call_site *site, const struct gup_conversion *conversion)
{
	const struct gup_function *successor =
		gup_function_find(conversion->successor, strlen(conversion->successor));
	const struct access *access = &site->access;
	struct candidates candidates = {0};

	if (successor)
		family_candidates(site->family, successor, site->source->path, &candidates);
	if (access->role != ROLE_FLAGS || access->expr->kind == EXPR_BAD || !candidates.n ||
	    candidates.items[0]->prototype.n != site->call.n ||
	    candidates.items[0]->roles[access->index] != ROLE_FLAGS ||
	    !family_has_flag(site->family, conversion->flag))
		return NULL;
	return mend_call(site, conversion->successor, access->index,
			 mend_add_flag(site, conversion->flag));
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	const struct gup_conversion *conversion = gup_conversion_of(site->function);

	if (!conversion || !conversion->successor || !site->declared || site->declared->is_mainline)
		return;
	finding_add(findings, site, &rule_removed_soon, CONFIDENCE_HIGH,
		    mem_printf("%s() is on its way out: call %s() with %s%s", conversion->function,
			       conversion->successor, conversion->flag,
			       family_has_flag(site->family, conversion->flag) ?
			       "" : ", which this tree has yet to get"),
		    converted(site, conversion));
}

const struct rule rule_removed_soon = {
	.name = "removed-soon",
	.about = ABOUT_NAME,
	.severity = SEVERITY_WARNING,
	.new_calls_only = true,
	.summary = "a new call of a function that is on its way out",
	.text =
	"A function that a treewide conversion replaces stays until its last caller is converted. Each\n"
	"new call of it makes the conversion start again, and breaks when the function goes: mainline\n"
	"dropped get_user_pages_longterm() in v5.2, and FOLL_LONGTERM says the same.\n"
	"\n"
	"	/* new code, on a tree that still has the function */\n"
	"	pinned = get_user_pages_longterm(start, nr, FOLL_WRITE, pages, NULL);\n"
	"\n"
	"Write\n"
	"\n"
	"	pinned = get_user_pages(start, nr, FOLL_WRITE | FOLL_LONGTERM, pages, NULL);\n"
	"\n"
	"High confidence always. `guptidy lint` shows it for calls that a change brings in; `guptidy\n"
	"check` only with --rule removed-soon or --all, as `guptidy convert` mends the old calls.\n"
	"What it gets wrong: a call that is moved and changed at once looks new.\n",
	.check = check,
};
