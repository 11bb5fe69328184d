// SPDX-License-Identifier: GPL-2.0-only
/*
 * bool-as-flags: a truth value where gup_flags is expected.
 *
 * Complains about comparisons, !x, !!x, a && b, bool, 1-bit fields, true, and variables, parameters
 * and members that hold nothing but such values. Gets wrong: a variable whose only truth value is
 * replaced on every way to the call in a manner that the text does not show.
 */
#include "base/data/mem.h"
#include "calls/site/mend.h"
#include "check/rules/rule.h"

/* Flags beside the truth value, or no access at all: then nothing works by luck. */
static bool has_luck(const struct call_site *site)
{
	const struct expr *bare = expr_bare(site->access.expr);

	return !(site->access.meaning.bits & MEANS_FLAGS) &&
	       !(bare->kind == EXPR_IDENTIFIER &&
		 expr_op_is(&site->source->outline, bare, "false"));
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	const struct meaning *meaning = &site->access.meaning;

	if (site->access.role != ROLE_FLAGS || !meaning->because || !(meaning->bits & MEANS_TRUTH))
		return;
	finding_add(findings, site, &rule_bool_as_flags, meaning->confidence,
		    mem_printf("%s, but argument %zu of %s() is gup_flags%s%s",
			       meaning_because(site->source, meaning, MEANS_TRUTH),
			       site->access.index + 1, site->function->name, has_luck(site) ?
			       "; it works by luck alone, as FOLL_WRITE happens to be 1" : "",
			       mend_advice(site, MEANS_TRUTH)),
		    mend_call_as_flags(site));
}

const struct rule rule_bool_as_flags = {
	.name = "bool-as-flags",
	.about = ABOUT_ACCESS,
	.against = AGAINST_CHANGES,
	.severity = SEVERITY_ERROR,
	.summary = "a truth value where gup_flags is expected",
	.text =
	"Most of the family takes `unsigned int gup_flags`, a set of FOLL_* bits. A truth value in\n"
	"that place compiles in silence, and works as long as true is 1 and FOLL_WRITE is 1. It is\n"
	"wrong all the same: the next change of the value, or a mask in place of the comparison,\n"
	"gives FOLL_TOUCH or FOLL_GET, and a read-only pin for memory that a device writes to.\n"
	"\n"
	"This is one half of the vfio bug of 2018:\n"
	"\n"
	"	ret = get_user_pages_longterm(vaddr, 1, !!(prot & IOMMU_WRITE), page, vmas);\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	ret = get_user_pages_longterm(vaddr, 1, prot & IOMMU_WRITE ? FOLL_WRITE : 0,\n"
	"				      page, vmas);\n"
	"\n"
	"High confidence: the argument itself is a truth value, or an object of type bool.\n"
	"Medium: a variable that is only ever 0 or 1 in its function, a function of the file that\n"
	"returns nothing else, a member of a struct of the file that gets nothing else, or a parameter that\n"
	"callers in the file fill with truth values: all of them, or some while the others pass flags.\n"
	"\n"
	"Where another way to the call brings flags, the finding names the line that brings the truth\n"
	"value, and the mended text is that line's, not the call's.\n"
	"\n"
	"What it gets wrong: a way through the function that no run takes, as two conditions exclude\n"
	"each other, is a way all the same. Values that come from other files are not followed, nor are members\n"
	"of a struct that a header declares.\n",
	.check = check,
};
