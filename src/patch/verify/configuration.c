// SPDX-License-Identifier: GPL-2.0-only
#include "patch/verify/configuration.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "kernel/tree/tree.h"
#include "patch/verify/make.h"
#include "patch/verify/module.h"
#include "patch/verify/verify.h"

#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

static const struct {
	const char *arch, *machine, *triplet;
} compilers[] = {
#define COMPILER(arch, machine, triplet) { arch, machine, triplet },
#include "patch/verify/compilers.def"
};

static void add_word(struct configuration *configuration, char *word)
{
	VEC_PUSH(&configuration->words, word);
}

static bool has_arch(const struct tree *tree, const char *arch)
{
	for (char **known = tree->archs; known && *known; known++)
		if (!strcmp(*known, arch))
			return true;
	return false;
}

/* --- one that somebody made --- */

/* The value of NAME="..." or NAME=... in a .config; the caller frees it. NULL: it is not there. */
static char *value_of(const char *config, const char *name)
{
	char *line = mem_printf("\n%s=", name);
	const char *at = strstr(config, line);
	char *value = NULL;

	if (at) {
		at += strlen(line);
		at += *at == '"';
		value = mem_strndup(at, strcspn(at, "\"\n"));
	}
	free(line);
	return value;
}

/* "# Linux/x86 6.1.0 Kernel Configuration": make's ARCH; the caller frees it. */
static char *make_arch(const char *config)
{
	const char *at = strstr(config, "\n# Linux/");

	at = at ? at + strlen("\n# Linux/") : "";
	return mem_strndup(at, strcspn(at, " \n"));
}

/* make's ARCH can be one of several for a folder of arch/: x86_64, i386, sparc64. */
static const char *arch_folder(const struct tree *tree, const char *arch)
{
	if (has_arch(tree, arch))
		return arch;
	for (char **known = tree->archs; known && *known; known++)
		if (begins_with(arch, *known))
			return *known;
	return "x86";
}

/* Its compiler: "gcc", "gcc-12", "aarch64-linux-gnu-gcc", or a clang of some version. */
static void use_compiler(struct configuration *configuration, const char *config)
{
	char *text = value_of(config, "CONFIG_CC_VERSION_TEXT"), *clang = value_of(config, "CONFIG_CC_IS_CLANG");
	char *version = value_of(config, "CONFIG_CLANG_VERSION"), *name, *gcc;

	if (text)
		text[strcspn(text, " ")] = '\0';
	gcc = text ? strstr(text, "gcc") : NULL;
	if (clang) {
		name = mem_printf("clang-%d", version ? atoi(version) / 10000 : 0);
		add_word(configuration, mem_printf("CC=%s", program_exists(name) ? name : "clang"));
		free(name);
	} else if (gcc) {
		if (strcmp(gcc, "gcc"))
			add_word(configuration, mem_printf("CC=%s", text));
		*gcc = '\0';
		if (*text) {
			add_word(configuration, mem_printf("CROSS_COMPILE=%s", text));
			configuration->objdump = mem_printf("%sobjdump", text);
		}
	}
	free(version);
	free(clang);
	free(text);
}

/* What is said of the configuration that somebody made: its architecture and its compiler. */
static struct configuration read_given(const struct verify_options *options)
{
	struct configuration configuration = { .given = path_join(options->configured, ".config") };
	struct buf text = {0};
	struct err ignored = {0};
	char *arch;

	load_file(&text, configuration.given, &ignored);
	err_clear(&ignored);
	arch = make_arch(text.length ? text.data : "");
	if (*arch)
		add_word(&configuration, mem_printf("ARCH=%s", arch));
	configuration.arch = mem_strdup(*arch ? arch_folder(options->tree, arch) : "x86");
	use_compiler(&configuration, text.length ? text.data : "");
	free(arch);
	buf_free(&text);
	return configuration;
}

static void add_tree(const struct verify_options *options, struct configuration configuration,
		     struct configuration_list *list)
{
	configuration.real = mem_strdup(options->tree->root);
	configuration.copy = path_join(options->work, "source");
	configuration.sources = mem_strdup(configuration.copy);
	VEC_PUSH(list, configuration);
}

static void add_given(const struct verify_options *options, struct configuration_list *list)
{
	struct configuration configuration = read_given(options);

	configuration.folder = path_join(options->work, "objects");
	add_tree(options, configuration, list);
}

/* kbuild leaves a driver's objects beside its sources. */
static void add_module(const struct verify_options *options, const char *module, struct configuration_list *list)
{
	const char *whole = module_whole(module, options->place);
	struct configuration configuration = read_given(options);

	configuration.module = mem_strdup(module);
	configuration.real = mem_strdup(whole);
	configuration.copy = mem_printf("%s/module-%zu", options->work, list->n);
	configuration.sources = mem_strdup(options->configured);
	configuration.folder = mem_printf("%s%s", configuration.copy, module + strlen(whole));
	VEC_PUSH(list, configuration);
}

/* --- those of the compilers that are here --- */

static bool is_of_this_machine(const char *machine)
{
	struct utsname name;

	return machine && !uname(&name) && !strcmp(name.machine, machine);
}

static bool is_listed(const struct configuration_list *list, const char *arch)
{
	for (size_t i = 0; i < list->n; i++)
		if (!list->items[i].given && !strcmp(list->items[i].arch, arch))
			return true;
	return false;
}

enum compilers_for { FOR_THIS_MACHINE, FOR_OTHERS };

/* Configures for what these compilers are for. */
static void add_known(const struct verify_options *options, enum compilers_for which,
		      struct configuration_list *list)
{
	bool native = which == FOR_THIS_MACHINE;

	for (size_t i = 0; i < ARRAY_SIZE(compilers); i++) {
		const char *arch = compilers[i].arch, *triplet = compilers[i].triplet;
		struct configuration configuration = {0};
		char *gcc = native ? mem_strdup("gcc") : mem_printf("%s-gcc", triplet);

		if (is_of_this_machine(compilers[i].machine) == native && has_arch(options->tree, arch) &&
		    !is_listed(list, arch) && program_exists(gcc)) {
			configuration.arch = mem_strdup(arch);
			configuration.folder = mem_printf("%s/objects-%s", options->work, arch);
			add_word(&configuration, mem_printf("ARCH=%s", arch));
			/* dtc of kernels up to 5.5 defines a variable twice. */
			add_word(&configuration, mem_strdup("HOSTCFLAGS=-fcommon"));
			if (!native) {
				add_word(&configuration, mem_printf("CROSS_COMPILE=%s-", triplet));
				configuration.objdump = mem_printf("%s-objdump", triplet);
			}
			add_tree(options, configuration, list);
		}
		free(gcc);
	}
}

void configurations_find(const struct verify_options *options, const struct path_list *modules,
			 struct configuration_list *list)
{
	if (options->configured)
		add_given(options, list);
	for (size_t i = 0; options->configured && i < modules->n; i++)
		add_module(options, modules->items[i], list);
	if (options->all) {
		add_known(options, FOR_THIS_MACHINE, list);
		add_known(options, FOR_OTHERS, list);
	}
	for (size_t i = 0; i < list->n; i++)
		if (!list->items[i].objdump)
			list->items[i].objdump = mem_strdup("objdump");
}

const char *configuration_path(const struct configuration *configuration, const char *path)
{
	if (!configuration->module)
		return *path == '/' ? NULL : path;
	return path_is_below(path, configuration->real) ? path + strlen(configuration->real) + 1 : NULL;
}

void configurations_free(struct configuration_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct configuration *configuration = &list->items[i];

		for (size_t k = 0; k < configuration->words.n; k++)
			free(configuration->words.items[k]);
		free(configuration->words.items);
		free(configuration->arch);
		free(configuration->given);
		free(configuration->module);
		free(configuration->real);
		free(configuration->copy);
		free(configuration->sources);
		free(configuration->folder);
		free(configuration->objdump);
	}
	free(list->items);
	*list = (struct configuration_list){0};
}
