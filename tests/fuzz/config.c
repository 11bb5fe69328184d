// SPDX-License-Identifier: GPL-2.0-only
/* .guptidy, which comes with a stranger's code: what is read of it stays in its folder. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "check/config/config.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

static void check_kernel(const struct config *config, const char *value)
{
	char *full = path_join(config->folder, value), *real = realpath(full, NULL);

	FUZZ_CHECK(real && path_is_below(real, config->folder));
	free(real);
	free(full);
}

static void check_setting(const struct config *config, const struct setting *setting)
{
	FUZZ_CHECK(*setting->value && !strpbrk(setting->value, "\n\033"));
	if (!strcmp(setting->key->name, "kernel"))
		check_kernel(config, setting->value);
}

void fuzz_one(const char *text, size_t length)
{
	struct config config = { .folder = realpath(fuzz_folder(), NULL), .path = mem_strdup(".guptidy") };
	struct err err = {0};
	int status = config_parse(&config, config.path, text, length, &err);

	FUZZ_CHECK(!status == !err.text);
	FUZZ_CHECK(!status || !strncmp(err.text, ".guptidy:", strlen(".guptidy:")));
	for (size_t i = 0; !status && i < config.settings.n; i++)
		check_setting(&config, &config.settings.items[i]);
	err_clear(&err);
	config_free(&config);
}
