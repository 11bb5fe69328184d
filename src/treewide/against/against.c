// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/against/against.h"

#include "base/data/mem.h"
#include "check/rules/rule.h"
#include "treewide/against/beside.h"
#include "treewide/drive/drive.h"

#include <stdlib.h>
#include <string.h>

struct comparison {
	const struct run *own;		/* judged by the code's own kernel */
	const char *kernel;		/* the other one */
};

/* The same words about the same call, in the same files. */
static bool is_same(const struct finding *a, const struct finding *b)
{
	return a->rule == b->rule && a->line == b->line && a->column == b->column &&
	       !strcmp(a->path, b->path) && !strcmp(a->callee, b->callee) &&
	       !strcmp(a->message, b->message);
}

/* Without a tree of its own, nobody knows which contract the code was written to. */
static bool may_be_new(const struct comparison *comparison, const struct finding *finding)
{
	const struct gup_function *function =
		gup_function_find(finding->callee, strlen(finding->callee));

	return !comparison->own->tree.version && function && gup_contract_changed(function);
}

static bool is_known(const struct comparison *comparison, const struct finding *finding)
{
	const struct finding_list *own = &comparison->own->result.findings;

	for (size_t i = 0; i < own->n; i++)
		if (is_same(&own->items[i], finding))
			return !may_be_new(comparison, finding);
	return false;
}

static bool breaks(const struct comparison *comparison, const struct finding *finding)
{
	switch (rule_find(finding->rule)->against) {
	case AGAINST_ALWAYS:
		return true;
	case AGAINST_CHANGES:
		return !is_known(comparison, finding);
	default:
		return false;
	}
}

/* Messages of rules that only compare kernels name theirs; the others speak of the code. */
static void name_kernel(const struct comparison *comparison, struct finding *finding)
{
	char *message = finding->message;

	if (rule_find(finding->rule)->against != AGAINST_CHANGES)
		return;
	finding->message = mem_printf("in %s: %s", comparison->kernel, message);
	free(message);
}

static void keep_what_breaks(const struct comparison *comparison, struct finding_list *findings)
{
	size_t kept = 0;

	for (size_t i = 0; i < findings->n; i++) {
		struct finding *finding = &findings->items[i];

		if (!breaks(comparison, finding)) {
			finding_free(finding);
			continue;
		}
		name_kernel(comparison, finding);
		findings->items[kept++] = *finding;
	}
	findings->n = kept;
}

/* Comments may be about what is dropped, and are no matter of kernels. */
static void compare(const struct comparison *comparison, struct run *run)
{
	run_heed_comments(run);
	keep_what_breaks(comparison, &run->result.findings);
	keep_what_breaks(comparison, &run->result.suppressed);
}

static int judge_both(struct run *own, const struct run_options *options, struct run *run,
		      const struct run_options *theirs, struct err *err)
{
	struct run_ahead ahead = { .run = run, .options = theirs };

	if (run_open(own, options, err) || run_open(run, theirs, err) ||
	    run_analyse_ahead(own, options, &ahead, GOAL_CHECK, err))
		return -1;
	return ahead.is_done ? 0 : run_analyse(run, theirs, GOAL_CHECK, err);
}

int against_run(struct against *against, const struct run_options *options, const char *word,
		struct err *err)
{
	const struct target_options how = { .jobs = options->jobs, .use_cache = options->use_cache };
	struct run_options theirs = *options;
	struct against_names names;
	struct run own = {0};
	int status;

	*against = (struct against){0};
	if (target_open(&against->target, word, &how, err))
		return -1;
	against_names(&against->target, &names);
	theirs.against = &against->target;
	theirs.beside = names.items;
	theirs.n_beside = names.n;
	status = judge_both(&own, options, &against->run, &theirs, err);
	if (!status && rules_ask(options->rules, &rule_stale_call))
		against_judge_beside(&against->run, &against->target);
	if (!status)
		compare(&(struct comparison){ &own, against->target.name }, &against->run);
	run_close(&own);
	free(names.items);
	return status;
}

void against_close(struct against *against)
{
	run_close(&against->run);
	target_close(&against->target);
}
