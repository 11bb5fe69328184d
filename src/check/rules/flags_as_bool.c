// SPDX-License-Identifier: GPL-2.0-only
/*
 * flags-as-bool: FOLL_* where an int write is expected.
 *
 * Complains about FOLL_* alone, combined, in a ?:, or held by a variable. Gets wrong: nothing known;
 * it speaks only where the text of the function names a FOLL_ flag.
 */
#include "base/data/mem.h"
#include "calls/site/mend.h"
#include "check/rules/rule.h"

/* Is FOLL_WRITE named by the argument itself, not by an assignment further up? */
static bool names_write(const struct call_site *site, const struct expr *argument)
{
	const struct token_list *tokens = &site->source->outline.tokens;

	for (size_t i = argument->first; i < argument->last; i++)
		if (token_is(tokens, i, "FOLL_WRITE"))
			return true;
	return false;
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	const struct access *access = &site->access;
	bool by_luck;

	if (access->role != ROLE_WRITE || !(access->meaning.bits & MEANS_FLAGS))
		return;
	by_luck = mend_agrees_as_write(site);
	finding_add(findings, site, &rule_flags_as_bool,
		    by_luck && names_write(site, access->expr) ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM,
		    mem_printf("FOLL_* flags as argument %zu of %s(), which is the truth value `%s`%s",
			       access->index + 1, site->function->name,
			       site->declared->prototype.parameters[access->index].name, by_luck ?
			       "; it works by luck alone, as FOLL_WRITE is not 0" :
			       ": any flag at all asks for write access, and not FOLL_WRITE alone"),
		    NULL);
}

const struct rule rule_flags_as_bool = {
	.name = "flags-as-bool",
	.about = ABOUT_ACCESS,
	.against = AGAINST_CHANGES,
	.severity = SEVERITY_WARNING,
	.summary = "FOLL_* flags where a truth value (int write) is expected",
	.text =
	"Up to v5.1 get_user_pages_fast() took `int write`, not flags, and __get_user_pages_fast()\n"
	"did so until it went in v5.8. FOLL_WRITE in that place asks for write access by luck, as\n"
	"any number but 0 does. So does FOLL_FORCE, and FOLL_GET, and FOLL_LONGTERM alone, and then\n"
	"the luck is over: pages are written to that the caller wanted to read, and the flag that\n"
	"was meant has no effect.\n"
	"\n"
	"	ret = get_user_pages_fast(addr, 1, FOLL_WRITE, &page);	/* means: 1 */\n"
	"\n"
	"Write 1 or 0 until the tree's prototype takes flags; then this line is right as it is.\n"
	"`guptidy convert` leaves such arguments alone and changes the prototype.\n"
	"\n"
	"High confidence: the argument names FOLL_WRITE. Medium: another flag, or a variable that\n"
	"was given flags earlier in the function.\n"
	"\n"
	"`gup_flags & FOLL_WRITE` is right as an int write: it is not 0 if and only if FOLL_WRITE is\n"
	"asked for, also by way of a variable.\n"
	"\n"
	"What it gets wrong: nothing that is known. Flags that come from another file are not seen.\n",
	.check = check,
};
