// SPDX-License-Identifier: GPL-2.0-only
/*
 * count-truncation: a 64-bit count is passed to a function that counts in int.
 *
 * Complains about counts that the function makes of 64-bit numbers which it never compares with
 * a limit. Gets wrong: a bound that the callers keep. So it is of low confidence, always.
 */
#include "base/data/mem.h"
#include "calls/value/bound.h"
#include "calls/value/integer.h"
#include "check/rules/rule.h"

#include <string.h>

/* The place of a count that the tree declares as a 32-bit number, or -1. */
static int narrow_count(const struct call_site *site)
{
	static const enum gup_role roles[] = { ROLE_NR_INT, ROLE_NR };

	for (size_t i = 0; i < ARRAY_SIZE(roles); i++) {
		int place = declared_role(site->declared, roles[i]);

		if (place >= 0)
			return strcmp(site->declared->prototype.parameters[place].type, "int") &&
			       strcmp(site->declared->prototype.parameters[place].type,
				      "unsigned int") ? -1 : place;
	}
	return -1;
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	const struct outline *outline = &site->source->outline;
	const struct expr *count;
	struct finding *finding;
	struct integer type;
	bool is_open;
	int place;

	if (!outline_function_at(outline, site->call.name) ||
	    outline->tokens.items[site->call.name].directive || !call_site_fits(site) ||
	    family_is_core(site->source->path))
		return;
	place = narrow_count(site);
	if (place < 0)
		return;
	count = site->call.arguments[place];
	if (bound_in_sight(site->source, count))
		return;
	type = call_site_integer(site, count, &is_open);
	if (!type.is_known || type.bits < 64)
		return;
	finding = finding_add(findings, site, &rule_count_truncation, CONFIDENCE_LOW,
			      mem_printf("argument %d of %s() is `%s`, and a 64-bit count is cut to it without a "
					 "bound in sight", place + 1, site->function->name,
					 site->declared->prototype.parameters[place].type), NULL);
	finding_point(finding, site->source, count);
}

const struct rule rule_count_truncation = {
	.name = "count-truncation",
	.severity = SEVERITY_WARNING,
	.summary = "a 64-bit count is cut to the int that the function counts in",
	.text =
	"get_user_pages() takes an unsigned long, but the fast functions an int. A count of 1 << 32 pages\n"
	"is 0 there, and one of 1 << 31 is negative: memory that nobody pinned is used, or an array is\n"
	"filled that is larger than was asked for.\n"
	"\n"
	"	unsigned long n = (len + PAGE_SIZE - 1) >> PAGE_SHIFT;\n"
	"\n"
	"	pinned = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"\n"
	"Write a bound first:\n"
	"\n"
	"	if (n > INT_MAX)\n"
	"		return -EINVAL;\n"
	"\n"
	"No finding: the count, or a variable that it is made of, is compared with a limit or the result,\n"
	"masked, or handed to another function or macro, as min(); for a member that may be anywhere in the\n"
	"file. And a count of 32 bits, or whose type neither the text nor the compiler tells.\n"
	"\n"
	"Low confidence always, and shown with --all only: mostly somebody further up keeps the\n"
	"count small.\n"
	"\n"
	"What it gets wrong: a bound that the callers keep.\n",
	.check = check,
};
