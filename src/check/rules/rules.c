// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/suggest.h"
#include "check/rules/rule.h"

#include <string.h>

const struct rule *const rules[] = {
#define RULE(id) &rule_##id,
#include "check/rules/rules.def"
	NULL,
};

const struct rule *rule_find(const char *name)
{
	for (const struct rule *const *rule = rules; *rule; rule++)
		if (!strcmp((*rule)->name, name))
			return *rule;
	return NULL;
}

const char *rule_name(const char *name)
{
	const struct rule *rule = rule_find(name);

	return rule ? rule->name : NULL;
}

static bool is_asked(const struct rule_set *asked, size_t i)
{
	return !asked || asked->has[i];
}

bool rules_ask(const struct rule_set *asked, const struct rule *rule)
{
	for (size_t i = 0; rules[i]; i++)
		if (rules[i] == rule)
			return is_asked(asked, i);
	return false;
}

bool rules_look_at_acquires(const struct rule_set *asked)
{
	bool look = false;

	for (size_t i = 0; rules[i]; i++)
		look |= is_asked(asked, i) && rules[i]->check_acquire;
	return look;
}

bool rules_look_at_members(const struct rule_set *asked)
{
	bool look = false;

	for (size_t i = 0; rules[i]; i++)
		look |= is_asked(asked, i) && rules[i]->check_member;
	return look;
}

bool rules_look_across(const struct rule_set *asked)
{
	bool look = rules_look_at_acquires(asked) || rules_look_at_members(asked);

	for (size_t i = 0; rules[i]; i++)
		look |= is_asked(asked, i) && rules[i]->looks_across;
	return look;
}

void rules_check(const struct rule_set *asked, const struct call_site *site, struct finding_list *findings)
{
	for (size_t i = 0; rules[i]; i++)
		if (is_asked(asked, i) && rules[i]->check)
			rules[i]->check(site, findings);
}

void rules_check_across(const struct rule_set *asked, const struct call_site *site,
			struct finding_list *findings)
{
	for (size_t i = 0; rules[i]; i++)
		if (is_asked(asked, i) && rules[i]->looks_across)
			rules[i]->check(site, findings);
}

void rules_check_acquire(const struct rule_set *asked, const struct acquire_site *site,
			 struct finding_list *findings)
{
	for (size_t i = 0; rules[i]; i++)
		if (is_asked(asked, i) && rules[i]->check_acquire &&
		    (!site->acquire->member || rules[i]->follows_members))
			rules[i]->check_acquire(site, findings);
}

void rules_check_member(const struct rule_set *asked, const struct member_row *member,
			struct finding_list *findings)
{
	for (size_t i = 0; rules[i]; i++)
		if (is_asked(asked, i) && rules[i]->check_member)
			rules[i]->check_member(member, findings);
}

char *rule_suggestion(const char *name)
{
	struct suggestion best = {0};

	for (const struct rule *const *rule = rules; *rule; rule++)
		suggest(&best, name, (*rule)->name);
	return suggestion_text(&best);
}
