// SPDX-License-Identifier: GPL-2.0-only
#include "program/options/command.h"
#include "program/options/options.h"

#include <stdio.h>
#include <stdlib.h>

static void list_rules(void)
{
	for (const struct rule *const *rule = rules; *rule; rule++)
		printf("%-16s %-8s %s\n", (*rule)->name, severity_name((*rule)->severity),
		       (*rule)->summary);
}

static void refuse(const char *name)
{
	char *meant = rule_suggestion(name);

	fprintf(stderr, "%s: there is no rule of that name%s `guptidy explain` lists them\n", name,
		*meant ? meant : ";");
	free(meant);
}

int command_explain(int argc, char **argv)
{
	const char *separator = "";
	struct options options;
	int status = EXIT_NOTHING;

	options_parse(argc, argv, &options);
	if (!options.paths.n)
		list_rules();
	for (size_t i = 0; i < options.paths.n; i++) {
		const struct rule *rule = rule_find(options.paths.items[i]);

		if (rule) {
			printf("%s%s (%s): %s\n\n%s", separator, rule->name,
			       severity_name(rule->severity), rule->summary, rule->text);
			separator = "\n";
			continue;
		}
		refuse(options.paths.items[i]);
		status = EXIT_TROUBLE;
	}
	options_free(&options);
	return status;
}
