// SPDX-License-Identifier: GPL-2.0-only
#include "rules/rule.h"

#include "base/suggest.h"

#include <string.h>

const struct rule *const rules[] = {
#define RULE(id) &rule_##id,
#include "rules/rules.def"
	NULL,
};

const struct rule *rule_find(const char *name)
{
	for (const struct rule *const *rule = rules; *rule; rule++)
		if (!strcmp((*rule)->name, name))
			return *rule;
	return NULL;
}

void rules_check(const struct call_site *site, struct finding_list *findings)
{
	for (const struct rule *const *rule = rules; *rule; rule++)
		if ((*rule)->check)
			(*rule)->check(site, findings);
}

const char *severity_name(enum severity severity)
{
	static const char *const names[] = {
		[SEVERITY_ADVICE] = "advice",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};

	return names[severity];
}

const char *confidence_name(enum confidence confidence)
{
	static const char *const names[] = {
		[CONFIDENCE_LOW] = "low",
		[CONFIDENCE_MEDIUM] = "medium",
		[CONFIDENCE_HIGH] = "high",
	};

	return names[confidence];
}

char *rule_suggestion(const char *name)
{
	struct suggestion best = {0};

	for (const struct rule *const *rule = rules; *rule; rule++)
		suggest(&best, name, (*rule)->name);
	return suggestion_text(&best);
}
