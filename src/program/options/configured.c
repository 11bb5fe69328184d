// SPDX-License-Identifier: GPL-2.0-only
#include "program/options/configured.h"

#include "base/data/mem.h"
#include "program/options/options.h"
#include "program/options/typed.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Both choose the rules: whoever names some does not want others left out. */
static bool gave_rules(const struct options *options)
{
	return options_gave(options, "rule") || options_gave(options, "no-rule");
}

static bool counts(const struct options *options, const char *name)
{
	if (!options_take(options, name) || options_gave(options, name))
		return false;
	if (!strcmp(name, "rule") || !strcmp(name, "no-rule"))
		return !gave_rules(options);
	/* It says how far back a conversion goes, not that there is one. */
	return strcmp(name, "since") || options->to;
}

/* Its folder is that of the file, and not where we stand. */
static char *word_of(const struct config *config, const struct setting *setting)
{
	char *folder, *path, *word;

	if (strcmp(setting->key->name, "kernel"))
		return mem_printf("--%s=%s", setting->key->name, setting->value);
	folder = path_folder(config->path);
	path = path_join(folder, setting->value);
	word = mem_printf("--kernel=%s", path);
	free(path);
	free(folder);
	return word;
}

static void list_words(struct configured *configured, const struct options *options)
{
	for (size_t i = 0; i < configured->config.settings.n; i++) {
		const struct setting *setting = &configured->config.settings.items[i];
		char *word;

		if (!counts(options, setting->key->name))
			continue;
		word = word_of(&configured->config, setting);
		VEC_PUSH(&configured->words, word);
	}
}

void configured_apply(struct configured *configured, struct options *options)
{
	size_t argc = (size_t)options->argc, n;
	char **argv = options->argv;

	list_words(configured, options);
	n = configured->words.n;
	if (!n)
		return;
	configured->argv = mem_calloc(argc + n + 1, sizeof(*argv));
	configured->argv[0] = argv[0];
	memcpy(configured->argv + 1, configured->words.items, n * sizeof(*argv));
	memcpy(configured->argv + 1 + n, argv + 1, (argc - 1) * sizeof(*argv));
	options_free(options);
	options_parse((int)(argc + n), configured->argv, options);
}

/* The first that is there. */
static const char *first_path(const struct options *options)
{
	for (size_t i = 0; i < options->paths.n; i++)
		if (!access(options->paths.items[i], F_OK))
			return options->paths.items[i];
	return options->paths.n ? NULL : ".";
}

int configured_read(struct configured *configured, struct options *options, struct err *err)
{
	char *folder = options->stdin_name ? typed_folder(options->stdin_name) : NULL;
	const char *path = folder ? folder : first_path(options);
	int status = 0;

	/* A folder that is not there, the run will name. */
	if (path && !access(path, F_OK) && !options->no_config && options_take(options, "no-config")) {
		status = config_read(&configured->config, path, err);
		if (!status)
			configured_apply(configured, options);
	}
	free(folder);
	return status;
}

const char *configured_path(const struct configured *configured)
{
	return configured->words.n ? configured->config.path : NULL;
}

void configured_free(struct configured *configured)
{
	config_free(&configured->config);
	path_list_free(&configured->words);
	free(configured->argv);
	*configured = (struct configured){0};
}
