// SPDX-License-Identifier: GPL-2.0-only
/*
 * literal-flags: a number where flags are expected.
 *
 * Complains about non-zero numbers, masks (`x & 1`) that are a flag by their number only, and enums.
 * Gets wrong: a mask whose constant is an alias of a FOLL_ flag in another file.
 */
#include "base/data/mem.h"
#include "calls/site/mend.h"
#include "check/rules/rule.h"

#include <string.h>

/* "; 0x80 was FOLL_SPLIT ...": what another kernel makes of the number, if it is something else. */
static const char *renumbered(const struct call_site *site)
{
	const struct meaning *meaning = &site->access.meaning;
	const char *own, *there;

	if (!site->family->name || !site->family->own_version || meaning->bits != MEANS_NUMBER)
		return "";
	own = mend_number_in(site, meaning->number, site->family->own_version);
	there = mend_number_in(site, meaning->number, site->version);
	if (own && there && !strcmp(own, there))
		return "";
	return arena_printf(&site->source->arena, "; from %s it becomes %s", own ? own : "no flag",
			    there ? there : "no flag that callers may pass");
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	const struct meaning *meaning = &site->access.meaning;

	if (site->access.role != ROLE_FLAGS || !meaning->because ||
	    !(meaning->bits & (MEANS_NUMBER | MEANS_MASK)))
		return;
	finding_add(findings, site, &rule_literal_flags, meaning->confidence,
		    mem_printf("%s, but argument %zu of %s() is gup_flags: name the FOLL_* flags%s%s",
			       meaning_because(site->source, meaning, MEANS_NUMBER | MEANS_MASK),
			       site->access.index + 1, site->function->name,
			       mend_advice(site, MEANS_NUMBER | MEANS_MASK), renumbered(site)),
		    mend_call_as_flags(site));
}

const struct rule rule_literal_flags = {
	.name = "literal-flags",
	.about = ABOUT_ACCESS,
	.against = AGAINST_CHANGES,
	.severity = SEVERITY_WARNING,
	.summary = "a number or a foreign mask where gup_flags is expected",
	.text =
	"The values of FOLL_* are no promise: v6.3 gave nearly all of them new ones (FOLL_LONGTERM\n"
	"was 0x10000 and is 0x100), and 0x80 was FOLL_SPLIT before it was FOLL_NOFAULT. A number in\n"
	"the place of gup_flags means what it meant on the day it was written.\n"
	"\n"
	"	pinned = pin_user_pages_fast(addr, 1, 0x10001, &page);\n"
	"	pinned = pin_user_pages_fast(addr, 1, args->flags & 1, &page);\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	pinned = pin_user_pages_fast(addr, 1, FOLL_WRITE | FOLL_LONGTERM, &page);\n"
	"	pinned = pin_user_pages_fast(addr, 1, args->flags & 1 ? FOLL_WRITE : 0, &page);\n"
	"\n"
	"0 is no finding: it is the usual way to ask for no flag. Constants that count something else\n"
	"are: an enum, as a DMA direction, or READ and WRITE.\n"
	"\n"
	"High confidence: a number. Medium: a mask with a named constant that is no FOLL_ flag, such a\n"
	"constant alone, and what has an enum for its type.\n"
	"What it gets wrong: such a constant may be an alias of a FOLL_ flag, defined in another\n"
	"file.\n",
	.check = check,
};
