// SPDX-License-Identifier: GPL-2.0-only
#include "tree/tree.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/path.h"
#include "tree/args.h"
#include "tree/compdb.h"
#include "tree/place.h"
#include "tree/version.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Cuts the last component; false at the top. */
static bool go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (!slash || !slash[1])
		return false;
	*(slash == path ? slash + 1 : slash) = '\0';
	return true;
}

static bool states_version(const char *folder)
{
	struct tree_makefile makefile;
	bool yes;

	tree_makefile_read(&makefile, folder);
	yes = makefile.is_kernel;
	tree_makefile_free(&makefile);
	return yes;
}

/*
 * Ubuntu's headers for one flavour are links into the folder that all flavours share: that folder,
 * where include/linux really is, or NULL. The caller frees it.
 */
static char *linked_sources(const char *folder)
{
	static const char headers[] = "/include/linux";
	char *path = mem_printf("%s%s", folder, headers), *real = realpath(path, NULL);
	char *own = realpath(folder, NULL);
	size_t length = real ? strlen(real) : 0, tail = sizeof(headers) - 1;
	bool elsewhere = false;

	if (own && length > tail && !strcmp(real + length - tail, headers)) {
		real[length - tail] = '\0';
		elsewhere = strcmp(real, own) && states_version(real);
	}
	free(own);
	free(path);
	if (elsewhere)
		return real;
	free(real);
	return NULL;
}

/*
 * Where the sources of a build folder are: its Makefile includes theirs, as O= and Debian's headers
 * have it, or its folders are links. NULL: it has its own, or is no kernel's.
 */
static char *sources_of(const char *folder)
{
	struct tree_makefile makefile;
	char *sources = NULL;

	tree_makefile_read(&makefile, folder);
	if (makefile.is_kernel)
		sources = linked_sources(folder);
	else if (makefile.included && states_version(makefile.included))
		sources = mem_strdup(makefile.included);
	tree_makefile_free(&makefile);
	return sources;
}

/* True if folder is a kernel's; moves it to the sources when it is a build folder. */
static bool is_kernel(char **folder)
{
	char *sources = sources_of(*folder);

	if (!sources)
		return states_version(*folder);
	free(*folder);
	*folder = sources;
	return true;
}

bool tree_is_built_in(const struct tree *tree, const char *folder)
{
	char *sources = sources_of(folder), *real = sources ? realpath(sources, NULL) : NULL;
	bool yes = real && !strcmp(real, tree->root);

	free(real);
	free(sources);
	return yes;
}

/* realpath(), with an error that names the path. */
static char *resolve(const char *path, struct err *err)
{
	char *real = realpath(path, NULL);

	if (!real)
		err_set(err, "%s: %s; name an existing file or folder", path,
			strerror(errno));
	return real;
}

static char *root_of_kernel(const char *kernel, struct err *err)
{
	char *root = resolve(kernel, err), *real;

	if (!root)
		return NULL;
	if (!is_kernel(&root)) {
		err_set(err,
			"%s: not a kernel tree: no Makefile there states VERSION and PATCHLEVEL; "
			"give the top folder of kernel sources",
			kernel);
		free(root);
		return NULL;
	}
	real = resolve(root, err);
	free(root);
	return real;
}

bool tree_is_owner_trusted(const struct stat *st, const struct stat *asked)
{
	const char *sudo = getenv("SUDO_UID");

	return st->st_uid == geteuid() || st->st_uid == 0 || st->st_uid == asked->st_uid ||
	       (geteuid() == 0 && sudo && (uid_t)strtoul(sudo, NULL, 10) == st->st_uid);
}

static bool is_owned(const char *path, const struct stat *asked)
{
	struct stat st;

	return stat(path, &st) || tree_is_owner_trusted(&st, asked);
}

/*
 * A folder that is found above path, and that nobody named, must not be a stranger's, as anybody can put
 * a Makefile into a folder for temporary files: who owns the root steers how all is read.
 */
static bool is_trusted(const char *folder, const struct stat *asked)
{
	char *makefile = mem_printf("%s/Makefile", folder);
	bool trusted = is_owned(folder, asked) && is_owned(makefile, asked);

	free(makefile);
	return trusted;
}

/* The tree that was found at up, from own; source is where the Makefile there leads. */
static char *take_found(const char *path, const char *own, const char *up, const char *source,
			struct err *err)
{
	struct stat asked;

	if (stat(own, &asked) || (is_trusted(up, &asked) && is_trusted(source, &asked)))
		return resolve(source, err);
	err_set(err,
		"%s: the kernel tree above it, %s, belongs to another user, who would decide how it "
		"is read; pass --kernel %s if that is what you want",
		path, up, source);
	return NULL;
}

char *tree_root_above(const char *path)
{
	char *up = mem_strdup(path), *root;

	if (!is_folder(up))
		go_up(up);
	do {
		root = mem_strdup(up);
		if (is_kernel(&root)) {
			free(up);
			return root;
		}
		free(root);
	} while (go_up(up));
	free(up);
	return NULL;
}

/* The nearest kernel tree upwards, else the place of a driver alone. */
static char *root_above(const char *path, struct err *err)
{
	char *own = resolve(path, err), *up, *source, *real = NULL;
	bool found = false;

	if (!own)
		return NULL;
	if (!is_folder(own))
		go_up(own);
	if (access(own, R_OK | X_OK) != 0) {
		err_set(err, "%s: %s; name a folder that can be read", own, strerror(errno));
		free(own);
		return NULL;
	}
	up = mem_strdup(own);
	do {
		source = mem_strdup(up);
		found = is_kernel(&source);
		if (found)
			real = take_found(path, own, up, source, err);
		free(source);
	} while (!found && go_up(up));
	free(up);
	if (!found)
		real = place_of(own);
	free(own);
	return real;
}

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

		if (is_arch_name(entry->d_name) && is_folder(folder))
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
	tree_makefile_free(&makefile);
}

int tree_open(struct tree *tree, const char *path, const char *kernel, struct err *err)
{
	char *real = resolve(path, err);

	memset(tree, 0, sizeof(*tree));
	if (!real)
		return -1;
	free(real);
	tree->root = kernel ? root_of_kernel(kernel, err) : root_above(path, err);
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
		if (strlen(*arch) == length && memcmp(*arch, name, length) == 0)
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
	bool found = !access(full, F_OK);

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
