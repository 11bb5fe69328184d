// SPDX-License-Identifier: GPL-2.0-only
/* Commands: those of compile_commands.json, else made up in the order that kbuild uses. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/tree/arch.h"
#include "kernel/tree/args.h"
#include "kernel/tree/compdb.h"
#include "kernel/tree/kbuild.h"
#include "kernel/tree/paths.h"
#include "kernel/tree/standin.h"
#include "kernel/tree/tree.h"

#include <stdlib.h>
#include <string.h>

/* What makes kernel C of all versions acceptable to clang. */
static const char dialect[] = "-xc -std=gnu11 -fms-extensions -fshort-wchar -funsigned-char "
			      "-fno-common -fno-strict-aliasing -Qunused-arguments";

/* Any module name will do, but there must be one, and always the same: it is in the shared header. */
static const char defines[] =
	"-D__KERNEL__ -DKBUILD_MODNAME=\"guptidy\" -DKBUILD_BASENAME=\"guptidy\" "
	"-DKBUILD_MODFILE=\"guptidy\" -D__KBUILD_MODNAME=kmod_guptidy "
	"-DKBUILD_STR(s)=#s";

static void add_existing(struct args *args, const char *root, const char *folder)
{
	char *path = path_clean_join(root, folder);

	if (path_is_folder(path))
		args_printf(args, "-I%s", path);
	free(path);
}

static void add_arch_folder(struct args *args, const struct tree *tree, const char *arch,
			    const char *below)
{
	char *folder = mem_printf("arch/%s/%s", arch, below);

	add_existing(args, tree->root, folder);
	free(folder);
}

static void add_listed(struct args *args, const struct tree *tree, const char *folders)
{
	struct args list = {0};
	char **end;

	args_words(&list, folders);
	end = args_end(&list);
	for (char **folder = end; *folder; folder++) {
		add_existing(args, tree->root, *folder);
		free(*folder);
	}
	free(end);
}

/* Headers that kbuild includes before the file itself; which ones there are hangs on the version. */
static void add_includes(struct args *args, const struct tree *tree)
{
	static const char *const always[] = { "include/linux/compiler-version.h",
					     "include/linux/kconfig.h",
					     "include/linux/compiler_types.h" };

	for (size_t i = 0; i < ARRAY_SIZE(always); i++) {
		char *path = path_clean_join(tree->root, always[i]);

		if (path_is_file(path))
			args_add_include(args, path);
		free(path);
	}
}

static void add_base(struct args *args, const struct tree *tree, const char *name)
{
	const struct arch *arch = arch_find(name);
	char *stand_ins = stand_in_folder(name);

	args_printf(args, "--target=%s", arch->target);
	args_words(args, arch->flags);
	args_words(args, dialect);
	args_add(args, "-nostdlibinc"); /* -nostdinc, but clang's own headers stay */
	add_arch_folder(args, tree, name, "include");
	args_printf(args, "-I%s", stand_ins);
	add_arch_folder(args, tree, name, "include/generated");
	add_existing(args, tree->root, "include");
	add_arch_folder(args, tree, name, "include/uapi");
	add_existing(args, tree->root, "include/uapi");
	add_listed(args, tree, arch->folders);
	add_includes(args, tree);
	args_words(args, defines);
	free(stand_ins);
}

void tree_base_command(const struct tree *tree, const char *arch, struct compile_command *command)
{
	struct args args = {0};

	add_base(&args, tree, arch);
	*command = (struct compile_command){ .argv = args_end(&args), .kernel = true };
}

static void add_folder(const char *path, void *data)
{
	struct args *args = data;
	char *option = mem_printf("-I%s", path);

	if (!args_have(args, option))
		args_add(args, option);
	free(option);
}

static void add_folder_and_include(struct args *args, const char *folder)
{
	char *include = mem_printf("%s/include", folder);

	add_folder(folder, args);
	if (path_is_folder(include))
		add_folder(include, args);
	free(include);
}

/*
 * The folders of a file and of its parents below top: kbuild gives drivers their own -I words,
 * mostly for one of these. They come last, so that none can hide a header of the kernel. The parents
 * of a file out of the tree need not have to do with it: of those, only folders with a Makefile above.
 */
static void add_own_folders(struct args *args, const struct tree *tree, const char *path)
{
	bool is_inside = path_below(path, tree->root);
	char *folder = path_folder(path);

	while (path_below(folder, is_inside ? tree->root : "")) {
		char *up = path_folder(folder), *makefile = mem_printf("%s/Makefile", up);
		bool stop = !is_inside && !path_exists(makefile);

		kbuild_include_folders(tree->root, folder, add_folder, args);
		add_folder_and_include(args, folder);
		free(makefile);
		free(folder);
		folder = up;
		if (stop)
			break;
	}
	free(folder);
}

/* tools/ and scripts/ are programs: the host's headers, and copies of kernel headers in tools/. */
static bool is_user_space(const char *relative)
{
	return !strncmp(relative, "tools/", 6) || !strncmp(relative, "scripts/", 8);
}

static void make_user_space(struct args *args, const struct tree *tree, const char *path)
{
	static const char folders[] = "tools/include tools/lib tools/arch/x86/include";
	char *uapi = path_clean_join(tree->root, "tools/include/uapi");

	args_words(args, "-xc -std=gnu11 -fms-extensions -D_GNU_SOURCE -Qunused-arguments");
	add_own_folders(args, tree, path);
	add_listed(args, tree, folders);
	args_printf(args, "-idirafter%s", uapi);
	free(uapi);
}

static void make_up(const struct tree *tree, const char *path, const char *arch,
		    struct compile_command *command)
{
	const char *relative = path_below(path, tree->root);
	struct args args = {0};

	command->kernel = !relative || !is_user_space(relative);
	if (command->kernel) {
		add_base(&args, tree, arch);
		add_own_folders(&args, tree, path);
	} else {
		make_user_space(&args, tree, path);
	}
	command->argv = args_end(&args);
}

int tree_compile_command(const struct tree *tree, const char *path, const char *arch,
			 struct compile_command *command, struct err *err)
{
	char *full = path_clean_join(tree->root, path);
	int found;

	*command = (struct compile_command){0};
	found = compdb_find(tree->compdb, tree->root, full, arch_find(arch)->target, &command->argv,
			    err);
	command->exact = found > 0;
	if (found == 0)
		make_up(tree, full, arch, command);
	free(full);
	return found < 0 ? -1 : 0;
}

void compile_command_free(struct compile_command *command)
{
	for (char **argument = command->argv; argument && *argument; argument++)
		free(*argument);
	free(command->argv);
	*command = (struct compile_command){0};
}
