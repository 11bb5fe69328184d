// SPDX-License-Identifier: GPL-2.0-only
/* unused-allow: a comment that allows what nobody complains about. Found by check/triage/allow.c. */
#include "check/rules/rule.h"

const struct rule rule_unused_allow = {
	.name = "unused-allow",
	.severity = SEVERITY_WARNING,
	.summary = "a comment `guptidy: allow` for a rule that complains about nothing there",
	.text =
	"A comment that allows a finding outlives it: the call is mended, or moves, and what stays is\n"
	"an excuse without a deed, which one day covers up a mistake that nobody looked at.\n"
	"\n"
	"	/* guptidy: allow literal-flags - the firmware's mask has FOLL_WRITE's bit */\n"
	"	pinned = pin_user_pages_fast(start, nr, FOLL_WRITE, pages);\n"
	"\n"
	"Remove the comment, or the rule's name from it. Write no comment for a finding that you\n"
	"only expect.\n"
	"\n"
	"Nothing is said in a file where something could not be analysed, without a kernel tree, nor\n"
	"in a branch of an #if on LINUX_VERSION_CODE that this tree leaves out.\n"
	"\n"
	"High confidence always. What it gets wrong: a driver that builds for several kernels may need\n"
	"the comment for another one; leave the rule out with --no-rule there.\n",
};
