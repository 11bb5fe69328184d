// SPDX-License-Identifier: GPL-2.0-only
/*
 * kbuild generates some headers before it compiles anything. These take their place: plain values
 * where C code needs them, nothing at all where only assembly does, and for each asm/x.h that an
 * architecture leaves to asm-generic a line that includes it, as kbuild itself writes.
 */
#include "kernel/tree/standin.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "kernel/tree/arch.h"
#include "kernel/tree/kconfig.h"
#include "kernel/tree/tree.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

struct fixed {
	const char *name, *text;
};

static const struct fixed fixed[] = {
	{ "generated/bounds.h", "#define NR_PAGEFLAGS 28\n#define MAX_NR_ZONES 5\n#define NR_CPUS_BITS 6\n"
				"#define SPINLOCK_SIZE 4\n#define LRU_GEN_WIDTH 0\n#define __LRU_REFS_WIDTH 0\n" },
	{ "generated/timeconst.h",
	  "#define HZ_TO_MSEC_MUL32 0x80000000ULL\n#define HZ_TO_MSEC_ADJ32 0x0ULL\n"
	  "#define HZ_TO_MSEC_SHR32 29\n#define MSEC_TO_HZ_MUL32 0x80000000ULL\n"
	  "#define MSEC_TO_HZ_ADJ32 0x180000000ULL\n#define MSEC_TO_HZ_SHR32 33\n"
	  "#define HZ_TO_MSEC_NUM 4\n#define HZ_TO_MSEC_DEN 1\n#define MSEC_TO_HZ_NUM 1\n"
	  "#define MSEC_TO_HZ_DEN 4\n#define HZ_TO_USEC_MUL32 0xFA000000ULL\n"
	  "#define HZ_TO_USEC_ADJ32 0x0ULL\n#define HZ_TO_USEC_SHR32 20\n"
	  "#define USEC_TO_HZ_MUL32 0x83126E98ULL\n#define USEC_TO_HZ_ADJ32 0x7FF7CED9168ULL\n"
	  "#define USEC_TO_HZ_SHR32 43\n#define HZ_TO_USEC_NUM 4000\n#define HZ_TO_USEC_DEN 1\n"
	  "#define USEC_TO_HZ_NUM 1\n#define USEC_TO_HZ_DEN 4000\n#define HZ_TO_NSEC_NUM 4000000\n"
	  "#define HZ_TO_NSEC_DEN 1\n#define NSEC_TO_HZ_NUM 1\n#define NSEC_TO_HZ_DEN 4000000\n" },
	{ "generated/compile.h", "#define UTS_MACHINE \"\"\n#define UTS_VERSION \"\"\n"
				 "#define LINUX_COMPILE_BY \"\"\n#define LINUX_COMPILE_HOST \"\"\n"
				 "#define LINUX_COMPILER \"\"\n" },
	{ "generated/utsversion.h", "#define UTS_VERSION \"\"\n" },
	{ "generated/package.h", "#define LINUX_PACKAGE_ID \"\"\n" },
	{ "generated/randstruct_hash.h", "#define RANDSTRUCT_HASHED_SEED \"\"\n" },
	{ "generated/randomize_layout_hash.h", "#define RANDSTRUCT_HASHED_SEED \"\"\n" },
	{ "generated/nr-irqs.h", "#define NR_IRQS 512\n" },
	{ "generated/asm-offsets.h", "" },
	{ "generated/rq-offsets.h", "" },
	{ "generated/autoksyms.h", "" },
	{ "generated/machtypes.h", "" },
	{ "generated/mach-types.h", "" },
	{ "generated/user_constants.h", "" },
	{ "generated/vdso-offsets.h", "" },
	{ "generated/vdso32-offsets.h", "" },
	{ "generated/vdso64-offsets.h", "" },
	{ "generated/compat_vdso-offsets.h", "" },
};

/* What kbuild makes of the table of system calls: nothing but the count matters to C code. */
static const char unistd_text[] = "#define __NR_syscalls 512\n#define NR_syscalls 512\n"
				  "#define __NR_syscall_max 511\n#define __NR_Linux_syscalls 512\n";

/* A tree asks for some hundred. One that asks for more gets no more: each is compared with all. */
#define MAX_STAND_INS 4096

struct set {
	struct stand_in *items;
	size_t n, capacity;
	char *folder;
};

char *stand_in_folder(const char *arch)
{
	return mem_printf("/guptidy-stand-ins/%s/include", arch);
}

/* Takes text over. The first stand-in of a name stays. */
static void add(struct set *set, const char *name, char *text)
{
	struct stand_in item = { .text = text, .length = strlen(text) };
	size_t i = 0;

	item.path = mem_printf("%s/%s", set->folder, name);
	while (i < set->n && strcmp(set->items[i].path, item.path) != 0)
		i++;
	if (i == set->n && set->n < MAX_STAND_INS) {
		VEC_PUSH(set, item);
		return;
	}
	free(item.path);
	free(text);
}

/* "NAME" or "NAME=value", blank-separated, as lines of autoconf.h; a later line wins. */
static void add_config(struct buf *text, const char *words)
{
	for (words += strspn(words, " "); *words; words += strspn(words, " ")) {
		int length = (int)strcspn(words, " "), name = (int)strcspn(words, " =");

		buf_printf(text, "#undef CONFIG_%.*s\n#define CONFIG_%.*s ", name, words, name,
			   words);
		if (name < length)
			buf_printf(text, "%.*s\n", length - name - 1, words + name + 1);
		else
			buf_puts(text, "1\n");
		words += length;
	}
}

static void add_autoconf(struct set *set, const struct tree *tree, const char *name)
{
	const struct arch *arch = arch_find(name);
	struct buf text = {0};
	char *selected = kconfig_selected(tree->root, name, arch->config);

	add_config(&text, selected);
	add_config(&text, arch_common_config());
	add_config(&text, arch->config);
	free(selected);
	add(set, "generated/autoconf.h", buf_take(&text));
}

static void add_version(struct set *set, const struct tree *tree)
{
	unsigned major = tree->version / 1000, minor = tree->version % 1000;

	add(set, "generated/utsrelease.h",
	    mem_printf("#define UTS_RELEASE \"%s\"\n", tree->version_text));
	add(set, "linux/version.h",
	    mem_printf("#define LINUX_VERSION_CODE %u\n"
		       "#define KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + \\\n"
		       "	((c) > 255 ? 255 : (c)))\n"
		       "#define LINUX_VERSION_MAJOR %u\n#define LINUX_VERSION_PATCHLEVEL %u\n"
		       "#define LINUX_VERSION_SUBLEVEL %u\n",
		       tree->version_code, major, minor, tree->version_code & 255));
}

/* True if the words of "KEY += a.h b.h" lines of a Kbuild file hold name. */
static bool kbuild_names(const struct buf *kbuild, const char *key, const char *name)
{
	size_t key_length = strlen(key), name_length = strlen(name);
	const char *line = kbuild->data;

	while (line && (line = strstr(line, key))) {
		size_t end = strcspn(line, "\n");
		const char *word = line + key_length;
		const char *stop = line + end;

		for (word += strspn(word, " \t+:="); word < stop; word += strspn(word, " \t")) {
			size_t length = strcspn(word, " \t\n");

			if (length == name_length && !memcmp(word, name, length))
				return true;
			word += length;
			if (!length)
				break;
		}
		line = stop;
	}
	return false;
}

static void read_kbuild(struct buf *text, const char *root, const char *folder)
{
	char *path = mem_printf("%s/%s/Kbuild", root, folder);
	struct err ignored = {0};

	load_file(text, path, &ignored); /* not every version has each of them */
	err_clear(&ignored);
	free(path);
}

/* Adds an empty header for each word of "KEY += a.h b.h". */
static void add_generated(struct set *set, const struct buf *kbuild, const char *key)
{
	const char *line = kbuild->data;

	while (line && (line = strstr(line, key))) {
		const char *stop = line + strcspn(line, "\n"), *word = line + strlen(key);

		for (word += strspn(word, " \t+:="); word < stop; word += strspn(word, " \t")) {
			size_t length = strcspn(word, " \t\n");
			char *name = mem_printf("asm/%.*s", (int)length, word);

			/* A name with a folder could lead out of ours. */
			if (!memchr(word, '/', length))
				add(set, name, mem_strdup(strstr(name, "/unistd") ? unistd_text : ""));
			free(name);
			word += length;
		}
		line = stop;
	}
}

struct arch_headers {
	const char *root, *name;
	const struct arch *arch;
	struct buf asm_kbuild, uapi_kbuild, mandatory;
};

static bool has_header(const struct arch_headers *headers, const char *folder, const char *header)
{
	char *path = mem_printf("%s/%s/asm/%s", headers->root, folder, header);
	bool found = path_exists(path);

	free(path);
	return found;
}

/* Folders that an architecture borrows from another one (user-mode Linux from x86). */
static bool borrowed(const struct arch_headers *headers, const char *header)
{
	const char *folder = headers->arch->folders;
	bool found = false;

	for (; folder && *folder && !found; folder += strspn(folder, " ")) {
		size_t length = strcspn(folder, " ");
		char *copy = mem_strndup(folder, length);

		found = has_header(headers, copy, header);
		free(copy);
		folder += length;
	}
	return found;
}

static bool needs_forward(const struct arch_headers *headers, const char *header)
{
	char *asm_folder = mem_printf("arch/%s/include", headers->name);
	char *uapi_folder = mem_printf("arch/%s/include/uapi", headers->name);
	bool own = has_header(headers, asm_folder, header);
	bool other = has_header(headers, uapi_folder, header) || borrowed(headers, header);

	free(asm_folder);
	free(uapi_folder);
	if (own)
		return false;
	if (!other)
		return true;
	return kbuild_names(&headers->asm_kbuild, "generic-y", header) ||
	       kbuild_names(&headers->mandatory, "mandatory-y", header);
}

static void add_forwards(struct set *set, const struct arch_headers *headers, const char *folder)
{
	char *path = mem_printf("%s/%s", headers->root, folder);
	DIR *dir = opendir(path);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		const char *dot = strrchr(entry->d_name, '.');
		char *name;

		if (!dot || strcmp(dot, ".h") != 0 || !needs_forward(headers, entry->d_name))
			continue;
		name = mem_printf("asm/%s", entry->d_name);
		add(set, name, mem_printf("#include <asm-generic/%s>\n", entry->d_name));
		free(name);
	}
	if (dir)
		closedir(dir);
	free(path);
}

static void add_asm(struct set *set, const struct tree *tree, const char *arch)
{
	struct arch_headers headers = { .root = tree->root, .name = arch, .arch = arch_find(arch) };
	char *asm_folder = mem_printf("arch/%s/include/asm", arch);
	char *uapi_folder = mem_printf("arch/%s/include/uapi/asm", arch);

	read_kbuild(&headers.asm_kbuild, tree->root, asm_folder);
	read_kbuild(&headers.uapi_kbuild, tree->root, uapi_folder);
	read_kbuild(&headers.mandatory, tree->root, "include/asm-generic");
	add_generated(set, &headers.asm_kbuild, "generated-y");
	add_generated(set, &headers.asm_kbuild, "syscall-y");
	add_generated(set, &headers.uapi_kbuild, "generated-y");
	add_generated(set, &headers.uapi_kbuild, "syscall-y");
	add_forwards(set, &headers, "include/asm-generic");
	add_forwards(set, &headers, "include/uapi/asm-generic");
	buf_free(&headers.asm_kbuild);
	buf_free(&headers.uapi_kbuild);
	buf_free(&headers.mandatory);
	free(asm_folder);
	free(uapi_folder);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct stand_in *)a)->path, ((const struct stand_in *)b)->path);
}

struct stand_in *tree_stand_ins(const struct tree *tree, const char *arch)
{
	struct set set = { .folder = stand_in_folder(arch) };

	for (size_t i = 0; i < ARRAY_SIZE(fixed); i++)
		add(&set, fixed[i].name, mem_strdup(fixed[i].text));
	add_autoconf(&set, tree, arch);
	add_version(&set, tree);
	add_asm(&set, tree, arch);
	qsort(set.items, set.n, sizeof(set.items[0]), by_path); /* readdir() has no order */
	VEC_PUSH(&set, ((struct stand_in){0}));
	free(set.folder);
	return set.items;
}

void stand_ins_free(struct stand_in *stand_ins)
{
	for (struct stand_in *item = stand_ins; item && item->path; item++) {
		free(item->path);
		free(item->text);
	}
	free(stand_ins);
}
