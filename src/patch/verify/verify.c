// SPDX-License-Identifier: GPL-2.0-only
#include "patch/verify/verify.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/tree/root.h"
#include "kernel/tree/tree.h"
#include "patch/verify/configuration.h"
#include "patch/verify/farm.h"
#include "patch/verify/outcome.h"
#include "patch/verify/target.h"
#include "treewide/work/scratch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is at work. */
struct verification {
	const struct verify_options *options;
	const struct verify_step *steps;
	size_t n;
	struct target_list targets;
	const struct configuration *configuration;
	const char *planted;		/* the copy that was made last, or NULL */
};

static void tell_progress(const struct verification *work, const char *what)
{
	char *text = mem_printf("%s: %s", work->configuration->arch, what);

	if (work->options->progress)
		work->options->progress(text);
	free(text);
}

static void set_why(struct target *target, char *why)
{
	free(target->verified.why);
	target->verified.why = why;
}

static bool is_for(const struct configuration *configuration, const struct target *target)
{
	if (target->module || configuration->module)
		return target->module && configuration->module && !strcmp(target->module, configuration->module);
	return !target->arch || !strcmp(target->arch, configuration->arch);
}

/* Whether the configuration at work can be asked about it. */
static bool is_wanted(const struct verification *work, const struct target *target)
{
	return !target->is_done && is_for(work->configuration, target);
}

/* Builds those targets anew for which chosen[] is set. */
static int build(struct verification *work, const bool *chosen, struct buf *said, struct err *err)
{
	/* An object of a driver is built with its module alone: its folder may have no Makefile. */
	static const char *const modules[] = { "modules", NULL };
	struct { const char **items; size_t n, capacity; } names = {0};
	int status = 0;

	for (size_t i = 0; i < work->targets.n; i++) {
		if (!chosen[i])
			continue;
		target_remove(&work->targets.items[i], work->configuration);
		VEC_PUSH(&names, work->targets.items[i].object);
	}
	if (names.n) {
		VEC_PUSH(&names, NULL);
		status = configuration_make(work->configuration, work->options->jobs,
					    work->configuration->module ? modules : names.items, said, err);
	}
	free(names.items);
	return status < 0 ? -1 : 0;
}

/* Builds what the configuration can build of the files as they were. */
static int build_before(struct verification *work, struct err *err)
{
	bool *chosen = mem_calloc(work->targets.n + 1, sizeof(*chosen));
	struct buf said = {0};
	int status;

	for (size_t i = 0; i < work->targets.n; i++)
		chosen[i] = is_wanted(work, &work->targets.items[i]);
	status = build(work, chosen, &said, err);
	for (size_t i = 0; !status && i < work->targets.n; i++) {
		struct target *target = &work->targets.items[i];

		target->is_built = chosen[i] && target_keep(target, work->configuration);
		if (chosen[i] && !target->is_built) {
			set_why(target, outcome_error(work->configuration, target, &said));
			target->was_broken = target->verified.why && strstr(target->verified.why, "error: ");
		}
		if (target->is_built) {
			set_why(target, NULL);
			free(outcome_warning(work->configuration, target, &said, &target->n_warnings));
		}
	}
	buf_free(&said);
	free(chosen);
	return status;
}

static void blame(const struct verification *work, const struct verify_step *step, struct target *target)
{
	target->verified.step = (char *)step->name;
	target->verified.number = (size_t)(step - work->steps) + 1;
}

/* What a step made of one that did not compile as it was. */
static void judge_broken(const struct verification *work, const struct verify_step *step, struct target *target,
			 const struct buf *said)
{
	if (target_exists(target, work->configuration)) {
		target->verified.verdict = VERIFIED_MENDED;
		set_why(target, NULL);
		return;
	}
	if (target->verified.verdict == VERIFIED_MENDED) {
		target->verified.verdict = VERIFIED_BROKEN;
		blame(work, step, target);
	}
	set_why(target, outcome_error(work->configuration, target, said));
}

/* What a step made of one that compiled. The first thing that is wrong with it stays its verdict. */
static void judge_built(const struct verification *work, const struct verify_step *step, struct target *target,
			const struct buf *said)
{
	size_t n_warnings;
	char *warning = outcome_warning(work->configuration, target, said, &n_warnings);

	if (verified_is_bad(&target->verified)) {
		free(warning);
	} else if (!target_exists(target, work->configuration)) {
		target->verified.verdict = VERIFIED_BROKEN;
		blame(work, step, target);
		set_why(target, outcome_error(work->configuration, target, said));
		free(warning);
	} else if (n_warnings > target->n_warnings) {
		target->verified.verdict = VERIFIED_WARNS;
		blame(work, step, target);
		set_why(target, warning);
	} else {
		free(warning);
	}
}

static void judge(const struct verification *work, const struct verify_step *step, struct target *target,
		  const struct buf *said)
{
	if (target->is_built)
		judge_built(work, step, target, said);
	else
		judge_broken(work, step, target, said);
}

static bool can_judge(const struct target *target)
{
	return target->is_built || target->was_broken;
}

/* Those that a step can break: its own C files; all, if it changes what others include. */
static void choose(const struct verification *work, const struct verify_step *step, bool *chosen)
{
	bool all = step_is_included(step);

	for (size_t i = 0; i < work->targets.n; i++)
		chosen[i] = all && can_judge(&work->targets.items[i]);
	for (size_t i = 0; i < step->n; i++) {
		struct target *target = target_of(&work->targets, step->files[i].path);

		if (target && can_judge(target))
			chosen[target - work->targets.items] = true;
	}
}

static int take_step(struct verification *work, const struct verify_step *step, struct err *err)
{
	bool *chosen = mem_calloc(work->targets.n + 1, sizeof(*chosen));
	struct buf said = {0};
	int status = 0;

	for (size_t i = 0; !status && i < step->n; i++) {
		const char *path = configuration_path(work->configuration, step->files[i].path);

		if (path)
			status = farm_replace(work->configuration->copy, path, step->files[i].text,
					      step->files[i].length, err);
	}
	choose(work, step, chosen);
	if (!status)
		status = build(work, chosen, &said, err);
	for (size_t i = 0; !status && i < work->targets.n; i++)
		if (chosen[i])
			judge(work, step, &work->targets.items[i], &said);
	buf_free(&said);
	free(chosen);
	return status;
}

/* Compares what was built with what it was, when all steps are taken. */
static int compare(struct verification *work, struct err *err)
{
	for (size_t i = 0; i < work->targets.n; i++) {
		struct target *target = &work->targets.items[i];
		int same;

		if (target->is_done || (!target->is_built && target->verified.verdict == VERIFIED_UNBUILT))
			continue;
		target->is_done = true;
		target->verified.arch = work->configuration->arch;
		if (target->verified.verdict != VERIFIED_UNBUILT)
			continue;
		same = target_is_same(target, work->configuration, err);
		if (same < 0)
			return -1;
		target->verified.verdict = same ? VERIFIED_SAME : VERIFIED_DIFFERS;
	}
	return 0;
}

static int restore(const struct verification *work, struct err *err)
{
	const struct configuration *configuration = work->configuration;

	for (size_t i = 0; i < work->n; i++)
		for (size_t k = 0; k < work->steps[i].n; k++) {
			const char *path = configuration_path(work->configuration, work->steps[i].files[k].path);

			if (path && farm_restore(configuration->real, configuration->copy, path, err))
				return -1;
		}
	return 0;
}

static bool is_any_wanted(const struct verification *work)
{
	for (size_t i = 0; i < work->targets.n; i++)
		if (is_wanted(work, &work->targets.items[i]))
			return true;
	return false;
}

/* Nothing that the configuration is asked about may be built by a configuration that was here earlier. */
static void forget_built(struct verification *work)
{
	for (size_t i = 0; i < work->targets.n; i++)
		work->targets.items[i].is_built = work->targets.items[i].was_broken = false;
}

/* Where a configuration of ours cannot be had, its files stay unbuilt; one that the user has must do. */
static int give_up(struct verification *work, const char *why, struct err *err)
{
	if (work->configuration->given || scratch_is_interrupted())
		return err_set(err, "%s", why);
	for (size_t i = 0; i < work->targets.n; i++)
		if (is_wanted(work, &work->targets.items[i]))
			set_why(&work->targets.items[i], mem_strdup(why));
	return 0;
}

/* Copies the sources, once for all architectures. */
static int plant(struct verification *work, struct err *err)
{
	const struct configuration *configuration = work->configuration;

	if (work->planted && !strcmp(work->planted, configuration->copy))
		return 0;
	work->planted = configuration->copy;
	return farm_plant(configuration->real, configuration->copy, err);
}

static int verify_with(struct verification *work, struct err *err)
{
	struct err why = {0};
	int status;

	forget_built(work);
	if (!is_any_wanted(work))
		return 0;
	if (plant(work, err))
		return -1;
	tell_progress(work, "configures");
	if (configuration_prepare(work->configuration, work->options->jobs, &why)) {
		status = give_up(work, why.text, err);
		err_clear(&why);
		return status;
	}
	tell_progress(work, "builds the files as they were");
	status = build_before(work, err);
	for (size_t i = 0; !status && i < work->n; i++) {
		tell_progress(work, work->steps[i].name ? work->steps[i].name : "builds the files as they are now");
		status = take_step(work, &work->steps[i], err);
	}
	if (!status)
		status = compare(work, err);
	if (!status)
		status = restore(work, err);
	return status;
}

static void report(const struct verification *work, struct verified_list *verified)
{
	for (size_t i = 0; i < work->targets.n; i++) {
		struct target *target = &work->targets.items[i];

		/* Nobody asked for one that was not converted, and cannot be built. */
		if (target->is_beside && target->verified.verdict == VERIFIED_UNBUILT)
			continue;
		target->verified.path = (char *)target->path;
		target->verified.is_beside = target->is_beside;
		target->verified.must_be_same = target->must_be_same;
		if (!target->verified.arch)
			target->verified.arch = (char *)tree_arch_of(work->options->tree, target->path);
		verified_list_add(verified, &target->verified);
	}
	verified_list_sort(verified);
}

int verify_run(const struct verify_options *options, const struct verify_step *steps, size_t n,
	       struct verified_list *verified, struct err *err)
{
	struct verification work = { .options = options, .steps = steps, .n = n };
	struct configuration_list configurations = {0};
	int status = 0;

	targets_collect(options, steps, n, &work.targets);
	if (mkdir(options->work, 0777) && errno != EEXIST)
		status = err_set(err, "%s: cannot be made: %s", options->work, strerror(errno));
	configurations_find(options, &work.targets.modules, &configurations);
	for (size_t i = 0; !status && i < configurations.n; i++) {
		work.configuration = &configurations.items[i];
		status = verify_with(&work, err);
	}
	if (!status)
		report(&work, verified);
	configurations_free(&configurations);
	targets_free(&work.targets);
	return status;
}

static bool has_config(const char *folder)
{
	char *config = path_join(folder, ".config");
	bool exists = !access(config, F_OK);

	free(config);
	return exists;
}

char *verify_configured(const struct tree *tree, const char *compile_commands, const char *built)
{
	char *folder = compile_commands ? path_folder(compile_commands) :
		       built && tree_is_built_in(tree, built) ? mem_strdup(built) : mem_strdup(tree->root);
	const char *named = *folder ? folder : ".";
	char *found = has_config(named) ? realpath(named, NULL) : NULL;

	free(folder);
	return found;
}
