// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/tree/tree.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "kernel/tree/args.h"
#include "kernel/tree/compdb.h"
#include "kernel/tree/root.h"
#include "kernel/tree/version.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

struct names {
	char **items;
	size_t n, capacity;
};

/* As the kernel names its own: these names become words of commands, and nobody quotes them there. */
static bool is_arch_name(const char *name)
{
	size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

	return *name && *name != '-' && !name[length];
}

static char **read_archs(const char *root)
{
	char *path = mem_printf("%s/arch", root);
	DIR *dir = opendir(path);
	struct names names = {0};
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *folder = mem_printf("%s/%s", path, entry->d_name);

		if (is_arch_name(entry->d_name) && path_is_folder(folder))
			VEC_PUSH(&names, mem_strdup(entry->d_name));
		free(folder);
	}
	if (dir)
		closedir(dir);
	free(path);
	if (names.n)
		qsort(names.items, names.n, sizeof(names.items[0]), by_name);
	VEC_PUSH(&names, NULL);
	return names.items;
}

/* As the kernel's own KERNEL_VERSION(), which has one byte for the patch level. */
static unsigned code_of(const char *version_text)
{
	unsigned major = 0, minor = 0, patch = 0;

	sscanf(version_text, "%u.%u.%u", &major, &minor, &patch);
	return major << 16 | minor << 8 | (patch > 255 ? 255 : patch);
}

static void read_version(struct tree *tree)
{
	struct tree_makefile makefile;

	tree_makefile_read(&makefile, tree->root);
	tree->version = makefile.version;
	tree->version_text = mem_strdup(makefile.is_kernel ? makefile.version_text : "unknown");
	tree->version_code = code_of(tree->version_text);
	tree->is_red_hat = makefile.is_red_hat;
	tree_makefile_free(&makefile);
}

int tree_open(struct tree *tree, const char *path, const char *kernel, struct err *err)
{
	memset(tree, 0, sizeof(*tree));
	tree->root = tree_find_root(path, kernel, err);
	if (!tree->root)
		return -1;
	read_version(tree);
	tree->archs = read_archs(tree->root);
	tree->compdb = compdb_new(tree->root);
	return 0;
}

void tree_close(struct tree *tree)
{
	for (char **arch = tree->archs; arch && *arch; arch++)
		free(*arch);
	free(tree->archs);
	free(tree->root);
	free(tree->version_text);
	compdb_free(tree->compdb);
	memset(tree, 0, sizeof(*tree));
}

/* The tree's own string for an architecture, or NULL. */
static const char *find_arch(const struct tree *tree, const char *name, size_t length)
{
	for (char **arch = tree->archs; arch && *arch; arch++)
		if (strlen(*arch) == length && !memcmp(*arch, name, length))
			return *arch;
	return NULL;
}

static const char *default_arch(const struct tree *tree)
{
	const char *x86 = find_arch(tree, "x86", 3);

	if (x86)
		return x86;
	return tree->archs && tree->archs[0] ? tree->archs[0] : "x86";
}

const char *tree_arch_of(const struct tree *tree, const char *path)
{
	const char *arch = NULL;

	if (!strncmp(path, "./", 2))
		path += 2;
	if (!strncmp(path, "arch/x86/um/", 12)) /* user-mode Linux on x86 */
		arch = find_arch(tree, "um", 2);
	else if (!strncmp(path, "arch/", 5))
		arch = find_arch(tree, path + 5, strcspn(path + 5, "/"));
	return arch ? arch : default_arch(tree);
}

const char *tree_arch_with_header(const struct tree *tree, const char *asm_header)
{
	for (char **arch = tree->archs; arch && *arch; arch++) {
		char *path = mem_printf("%s/arch/%s/include/asm/%s", tree->root, *arch, asm_header);
		bool found = access(path, R_OK) == 0;

		free(path);
		if (found)
			return *arch;
	}
	return NULL;
}

int tree_set_commands(struct tree *tree, const char *path, struct err *err)
{
	struct compdb *compdb = compdb_open(path, err);

	if (!compdb)
		return -1;
	compdb_free(tree->compdb);
	tree->compdb = compdb;
	return 0;
}

bool tree_has(const struct tree *tree, const char *path)
{
	char *full = path_join(tree->root, path);
	bool found = path_exists(full);

	free(full);
	return found;
}

bool tree_has_commands(const struct tree *tree)
{
	return compdb_names_below(tree->compdb, tree->root);
}

void tree_set_command(struct tree *tree, const char *folder, const char *file, char *const *argv)
{
	struct args args = {0};
	char **words;

	/* In a command, the first word is the compiler. */
	args_add(&args, "cc");
	for (; *argv; argv++)
		args_add(&args, *argv);
	words = args_end(&args);
	compdb_free(tree->compdb);
	tree->compdb = compdb_of_command(folder, file, words);
	for (size_t i = 0; words[i]; i++)
		free(words[i]);
	free(words);
}
