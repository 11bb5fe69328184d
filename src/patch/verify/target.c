// SPDX-License-Identifier: GPL-2.0-only
#include "patch/verify/target.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/tree/tree.h"
#include "patch/verify/configuration.h"
#include "patch/verify/make.h"
#include "patch/verify/module.h"
#include "patch/verify/object.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BEFORE "before"

struct target *target_of(const struct target_list *targets, const char *path)
{
	for (size_t i = 0; i < targets->n; i++)
		if (!strcmp(targets->items[i].path, path))
			return &targets->items[i];
	return NULL;
}

/* Why no configuration builds the file; NULL: one may. make must not even be asked for a tool. */
static const char *not_built_why(const struct target *target)
{
	static const char *const programs[] = { "tools", "scripts", "Documentation", "usr" };

	if (*target->path == '/' && !target->module)
		return "no Kbuild or Makefile around it names objects";
	for (size_t i = 0; i < ARRAY_SIZE(programs); i++)
		if (path_is_below(target->path, programs[i]))
			return "it is no file of the kernel itself";
	return NULL;
}

/* The module that a driver's file belongs to, or NULL. */
static const char *module_of(struct target_list *targets, const struct verify_options *options, const char *path)
{
	char *module = options->place ? module_folder(path, options->place) : NULL;

	for (size_t i = 0; module && i < targets->modules.n; i++)
		if (!strcmp(targets->modules.items[i], module)) {
			free(module);
			return targets->modules.items[i];
		}
	if (module)
		VEC_PUSH(&targets->modules, module);
	return module;
}

static void add(struct target_list *targets, const struct verify_options *options,
		struct target target)
{
	struct target *known = target_of(targets, target.path);
	const char *why;

	if (!ends_with(target.path, ".c"))
		return;
	if (known) {
		known->must_be_same &= target.must_be_same;
		return;
	}
	target.module = *target.path == '/' ? module_of(targets, options, target.path) : NULL;
	why = not_built_why(&target);
	if (why) {
		target.is_done = true;
		target.verified.why = mem_strdup(why);
	}
	target.object = mem_strdup(target.module ? target.path + strlen(target.module) + 1 : target.path);
	target.object[strlen(target.object) - 1] = 'o';
	if (begins_with(target.path, "arch/"))
		target.arch = tree_arch_of(options->tree, target.path);
	VEC_PUSH(targets, target);
}

bool step_is_included(const struct verify_step *step)
{
	for (size_t i = 0; i < step->n; i++)
		if (!ends_with(step->files[i].path, ".c"))
			return true;
	return false;
}

void targets_collect(const struct verify_options *options, const struct verify_step *steps, size_t n,
		     struct target_list *targets)
{
	bool with_beside = false;

	for (size_t i = 0; i < n; i++) {
		with_beside |= step_is_included(&steps[i]);
		for (size_t k = 0; k < steps[i].n; k++)
			add(targets, options, (struct target){
				.path = steps[i].files[k].path, .must_be_same = steps[i].files[k].must_be_same,
			});
	}
	for (size_t i = 0; with_beside && i < options->n_beside; i++)
		add(targets, options, (struct target){ .path = options->beside[i], .is_beside = true });
}

/* The path of the object; the caller frees it. */
static char *path_of(const struct target *target, const struct configuration *configuration)
{
	return path_join(configuration->folder, target->object);
}

/* Where it is kept, as it was before. */
static char *kept_path_of(const struct target *target, const struct configuration *configuration)
{
	return mem_printf("%s/" BEFORE "/%s", configuration->folder, target->object);
}

/* Makes the folders that lead to it. */
static void make_folders(char *path)
{
	for (char *slash = path; (slash = strchr(slash + 1, '/')); *slash = '/') {
		*slash = '\0';
		mkdir(path, 0777);
	}
}

bool target_keep(const struct target *target, const struct configuration *configuration)
{
	char *from = path_of(target, configuration), *to = kept_path_of(target, configuration);
	bool is_kept;

	make_folders(to);
	is_kept = !rename(from, to);
	free(from);
	free(to);
	return is_kept;
}

void target_remove(const struct target *target, const struct configuration *configuration)
{
	char *path = path_of(target, configuration);

	unlink(path);
	free(path);
}

bool target_exists(const struct target *target, const struct configuration *configuration)
{
	char *path = path_of(target, configuration);
	bool exists = !access(path, F_OK);

	free(path);
	return exists;
}

/* Of the object below that folder of the configuration. */
static int read_code(const struct target *target, const struct configuration *configuration,
		     const char *below, struct buf *code, struct err *err)
{
	char *folder = path_join(configuration->folder, below);
	int status = object_text(configuration->objdump, folder, target->object, code, err);

	free(folder);
	return status;
}

int target_is_same(const struct target *target, const struct configuration *configuration, struct err *err)
{
	struct buf old = {0}, new = {0};
	int status = read_code(target, configuration, BEFORE, &old, err);

	if (!status)
		status = read_code(target, configuration, "", &new, err);
	if (!status)
		status = old.length == new.length && (!old.length || !memcmp(old.data, new.data, old.length));
	buf_free(&old);
	buf_free(&new);
	return status;
}

void targets_free(struct target_list *targets)
{
	for (size_t i = 0; i < targets->n; i++) {
		free(targets->items[i].object);
		free(targets->items[i].verified.why);
	}
	free(targets->items);
	path_list_free(&targets->modules);
	*targets = (struct target_list){0};
}
