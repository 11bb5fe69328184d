// SPDX-License-Identifier: GPL-2.0-only
#include "commands/session.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool is_named(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

static bool is_wanted(const struct options *options, const struct finding *finding)
{
	if (options->rules.n &&
	    !is_named(options->rules.items, options->rules.n, finding->rule->name))
		return false;
	if (is_named(options->no_rules.items, options->no_rules.n, finding->rule->name))
		return false;
	return options->all || (finding->severity != SEVERITY_ADVICE &&
				finding->confidence != CONFIDENCE_LOW);
}

static void keep_wanted(const struct options *options, struct finding_list *findings)
{
	struct finding_list dropped = {0}, kept = {0};

	for (size_t i = 0; i < findings->n; i++)
		VEC_PUSH(is_wanted(options, &findings->items[i]) ? &kept : &dropped,
			 findings->items[i]);
	free(findings->items);
	*findings = kept;
	finding_list_free(&dropped);
}

int command_check(int argc, char **argv)
{
	struct session session;
	int status = session_open(&session, argc, argv, GOAL_CHECK);

	if (status)
		return status;
	keep_wanted(&session.options, &session.run.result.findings);
	session_report(&session, (struct report){ .subject = SUBJECT_FINDINGS });
	if (session.options.verbose)
		text_files(&session.run, stderr);
	return session_close(&session, session.run.result.findings.n > 0);
}
