// SPDX-License-Identifier: GPL-2.0-only
/* bad-allow: a comment that should allow a finding and does not. Found by check/triage/allow.c. */
#include "check/rules/rule.h"

const struct rule rule_bad_allow = {
	.name = "bad-allow",
	.severity = SEVERITY_WARNING,
	.summary = "a comment `guptidy: allow` without a reason, or for a rule that there is not",
	.text =
	"A comment keeps a finding from being shown, when its author knows better than the rule:\n"
	"\n"
	"	/* guptidy: allow literal-flags - the firmware's mask has FOLL_WRITE's bit */\n"
	"	pinned = pin_user_pages_fast(start, nr, fw->mask & 1, pages);\n"
	"\n"
	"It stands on a line of the call or right above the call's statement or #define; other\n"
	"comments may stand between, but no empty line. With code in front of it on its line, it is\n"
	"about that code alone. `//` will do, and so will a line of a longer comment that begins with\n"
	"`guptidy:`. Several rules are parted by commas: `allow RULE1, RULE2 - reason`. It holds for\n"
	"all calls there, and for those rules alone.\n"
	"\n"
	"The reason is for whoever reads the code next, and is required: without one the comment\n"
	"allows nothing, and neither does the name of a rule that does not exist. Both are reported,\n"
	"so that a slip of the pen is not taken for an agreement. Write the reason, or the right\n"
	"name; `guptidy explain` lists the rules.\n"
	"\n"
	"High confidence always. What it gets wrong: it takes every comment for meant that has a line\n"
	"which begins with `guptidy: allow`, also one that only explains how that is written.\n",
};
