// SPDX-License-Identifier: GPL-2.0-only
/* make, as it is called for a configuration. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "base/files/save.h"
#include "patch/verify/configuration.h"
#include "patch/verify/make.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * What allmodconfig leaves out: what takes keys, plugins, or programs of older kernels that today's compilers and
 * headers refuse (objtool, mdp). An object's code hardly hangs on any of it.
 */
static const char without[] =
	"CONFIG_MODULE_SIG=n\nCONFIG_GCC_PLUGINS=n\nCONFIG_DEBUG_INFO_NONE=y\nCONFIG_DEBUG_INFO_BTF=n\n"
	"CONFIG_WERROR=n\nCONFIG_RUST=n\nCONFIG_KASAN=n\nCONFIG_UBSAN=n\nCONFIG_KCSAN=n\nCONFIG_KCOV=n\n"
	"CONFIG_GCOV_KERNEL=n\nCONFIG_SYSTEM_TRUSTED_KEYRING=n\nCONFIG_SYSTEM_REVOCATION_LIST=n\n"
	"CONFIG_SECURITY_SELINUX=n\nCONFIG_UNWINDER_ORC=n\nCONFIG_UNWINDER_FRAME_POINTER=y\n"
	"CONFIG_STACK_VALIDATION=n\nCONFIG_RETPOLINE=n\n";

int configuration_make(const struct configuration *configuration, unsigned jobs, const char *const *targets,
		       struct buf *said, struct err *err)
{
	struct { const char **items; size_t n, capacity; } argv = {0};
	char *objects = mem_printf("%s=%s", configuration->module ? "M" : "O", configuration->folder);
	char *at_once = mem_printf("-j%u", jobs);
	int status;

	VEC_PUSH(&argv, "make");
	VEC_PUSH(&argv, "-s");
	VEC_PUSH(&argv, "-k");
	VEC_PUSH(&argv, "-O");
	VEC_PUSH(&argv, at_once);
	VEC_PUSH(&argv, objects);
	for (size_t i = 0; i < configuration->words.n; i++)
		VEC_PUSH(&argv, configuration->words.items[i]);
	for (; *targets; targets++)
		VEC_PUSH(&argv, *targets);
	VEC_PUSH(&argv, NULL);
	status = program_run(configuration->sources, argv.items, said, err);
	/* What a full disk keeps from being built does not compile any less. */
	if (status > 0 && said->length && strstr(said->data, "No space left on device"))
		status = err_set(err, "%s: cannot be built in: No space left on device; name a folder with room by "
				 "--work, or by TMPDIR", configuration->folder);
	free(argv.items);
	free(at_once);
	free(objects);
	return status;
}

static int make_or_fail(const struct configuration *configuration, unsigned jobs, const char *const *targets,
			struct err *err)
{
	struct buf said = {0};
	int status = configuration_make(configuration, jobs, targets, &said, err);
	char *words = said_last(&said);

	if (status > 0)
		err_set(err, "%s: `make %s` fails: %s", configuration->given ? configuration->given :
			configuration->folder, targets[0], words ? words : "it says nothing");
	free(words);
	buf_free(&said);
	return status ? -1 : 0;
}

static int copy_config(const struct configuration *configuration, struct err *err)
{
	char *to = path_join(configuration->folder, ".config");
	struct buf text = {0};
	int status = load_file(&text, configuration->given, err);

	if (!status)
		status = save_file(to, text.data, text.length, err);
	buf_free(&text);
	free(to);
	return status;
}

/* A kernel in which drivers can be built is not ours to write to. */
static int check_prepared(const struct configuration *configuration, struct err *err)
{
	char *path = path_join(configuration->sources, "include/generated/autoconf.h");
	int status = access(path, F_OK);

	free(path);
	return status ? err_set(err, "%s: is not prepared to build drivers; run `make modules_prepare` there",
				configuration->sources) : 0;
}

static int configure(const struct configuration *configuration, unsigned jobs, struct err *err)
{
	static const char *const as_given[] = { "olddefconfig", NULL };
	static const char *const prepare[] = { "prepare", NULL };
	char *list = path_join(configuration->folder, "without.config");
	char *word = mem_printf("KCONFIG_ALLCONFIG=%s", list);
	const char *const all[] = { "allmodconfig", word, NULL };
	int status;

	mkdir(configuration->folder, 0777);
	status = configuration->given ? copy_config(configuration, err) :
		 save_file(list, without, sizeof(without) - 1, err);
	if (!status)
		status = make_or_fail(configuration, 1, configuration->given ? as_given : all, err);
	if (!status)
		status = make_or_fail(configuration, jobs, prepare, err);
	free(word);
	free(list);
	return status;
}

int configuration_prepare(const struct configuration *configuration, unsigned jobs, struct err *err)
{
	return configuration->module ? check_prepared(configuration, err) : configure(configuration, jobs, err);
}
