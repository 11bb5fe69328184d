// SPDX-License-Identifier: GPL-2.0-only
#include "check/triage/triage.h"

#include <stdlib.h>
#include <string.h>

static bool is_listed(const struct rule *const *list, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(list[i]->name, name))
			return true;
	return false;
}

bool triage_names(const struct choices *choices, const char *rule)
{
	return is_listed(choices->rules.items, choices->rules.n, rule);
}

bool triage_chooses(const struct choices *choices, const struct finding *finding)
{
	bool is_asked = triage_names(choices, finding->rule);

	if (choices->rules.n && !is_asked)
		return false;
	if (rule_find(finding->rule)->new_calls_only && !choices->of_change && !choices->all && !is_asked)
		return false;
	if (is_listed(choices->no_rules.items, choices->no_rules.n, finding->rule))
		return false;
	if (finding->severity == SEVERITY_ADVICE && is_asked)
		return finding->confidence != CONFIDENCE_LOW || choices->all;
	return choices->all || (finding->severity != SEVERITY_ADVICE &&
				finding->confidence != CONFIDENCE_LOW);
}

bool triage_narrows(const struct choices *choices, struct rule_set *needed)
{
	*needed = (struct rule_set){0};
	if (choices->baseline)
		return false;
	for (size_t i = 0; rules[i]; i++) {
		const char *name = rules[i]->name;

		needed->has[i] = (!choices->rules.n ||
				  is_listed(choices->rules.items, choices->rules.n, name)) &&
				 !is_listed(choices->no_rules.items, choices->no_rules.n, name);
		if (needed->has[i] && !rules[i]->check)
			return false;
	}
	return true;
}

bool triage_fails(const struct result *result, const struct choices *choices)
{
	for (size_t i = 0; i < result->findings.n; i++)
		if (result->findings.items[i].severity >= choices->fail_on)
			return true;
	return false;
}

void choices_free(struct choices *choices)
{
	free(choices->rules.items);
	free(choices->no_rules.items);
	free(choices->ratings.items);
	*choices = (struct choices){0};
}
