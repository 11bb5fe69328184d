// SPDX-License-Identifier: GPL-2.0-only
#include "lsp/links.h"

#include "base/buf.h"
#include "rules/rule.h"
#include "version.h"

#include <stddef.h>

char *link_of_rule(const char *rule)
{
	static const char page[] = GUPTIDY_RULE_PAGE;
	struct buf link = {0};

	if (!*page || !rule_find(rule))
		return NULL;
	buf_puts(&link, page);
	buf_puts(&link, rule);
	return buf_take(&link);
}
