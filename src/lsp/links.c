// SPDX-License-Identifier: GPL-2.0-only
#include "lsp/links.h"

#include "base/mem.h"
#include "rules/rule.h"
#include "version.h"

#include <stddef.h>

char *link_of_rule(const char *rule)
{
	return rule_find(rule) ? mem_printf("%s#%s", GUPTIDY_RULES_URI, rule) : NULL;
}
