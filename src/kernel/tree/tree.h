/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A kernel tree: its root, its version, its architectures, and how a compiler must be called for a
 * file of it. This room never looks into C code.
 */
#ifndef GUPTIDY_TREE_TREE_H
#define GUPTIDY_TREE_TREE_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct compdb;

struct tree {
	char *root;		/* absolute, links resolved, no slash at the end */
	unsigned version;	/* KERNEL() number of api.h, 0 when the Makefile does not say */
	unsigned version_code;	/* as LINUX_VERSION_CODE, 0 when the Makefile does not say */
	char *version_text;	/* "6.12.117", or "unknown" */
	bool is_red_hat;	/* defines RHEL_RELEASE_CODE */
	char **archs;		/* the folders of arch/ that a shell reads as one word, sorted; NULL at the end */
	struct compdb *compdb;	/* compile_commands.json at the root, read when first needed, or
				   what took its place */
};

/* Opens the tree that holds path, or the one that kernel names: see kernel/tree/root.h. -1 sets err. */
int tree_open(struct tree *tree, const char *path, const char *kernel, struct err *err);

/*
 * Uses this command (ended by NULL, without the compiler's own name; given in the absolute folder)
 * for that file, and no compile_commands.json.
 */
void tree_set_command(struct tree *tree, const char *folder, const char *file, char *const *argv);

/*
 * Uses the commands of that file, which may lie anywhere, as with O=, and not those of the root's
 * compile_commands.json. -1 sets err: it is missing, or broken.
 */
int tree_set_commands(struct tree *tree, const char *path, struct err *err);

/* True if the tree has a file or folder of that path, which is relative to its root. */
bool tree_has(const struct tree *tree, const char *path);

/* True if there is a command for any file of the tree. */
bool tree_has_commands(const struct tree *tree);

/* Frees what tree_open() made. */
void tree_close(struct tree *tree);

/* The architecture whose headers a file (relative to the root) needs: arch/A/... is A, else the default. */
const char *tree_arch_of(const struct tree *tree, const char *path);

/*
 * The architecture that has the header asm/... (given without "asm/"), for a file outside arch/ that
 * only builds there; NULL when none has it.
 */
const char *tree_arch_with_header(const struct tree *tree, const char *asm_header);

/* A file that the compiler sees and the disk does not hold, or holds with another text. */
struct stand_in {
	char *path;		/* absolute */
	char *text;
	size_t length;
};

/* How to parse one file. */
struct compile_command {
	char **argv;		/* arguments without compiler and file name; NULL at the end */
	bool exact;		/* from compile_commands.json, not made up */
	bool kernel;		/* kernel code with tree_base_command(); false: user space, or exact */
};

/*
 * The command for a file, for an architecture: from the tree's compile_commands.json when it names
 * the file (only what options.def keeps; what could make clang do more than parse is refused), else
 * made up in kbuild's order with the -I words of the Makefiles around the file. path is relative to
 * the root, or absolute. The caller frees it with compile_command_free(). -1 sets err.
 */
int tree_compile_command(const struct tree *tree, const char *path, const char *arch,
			 struct compile_command *command, struct err *err);

/*
 * What the made-up commands of all kernel files of an architecture begin with: enough for a
 * precompiled header. The caller frees it with compile_command_free().
 */
void tree_base_command(const struct tree *tree, const char *arch, struct compile_command *command);

/* Frees a command. */
void compile_command_free(struct compile_command *command);

/*
 * The headers that kbuild would have generated, for one architecture, as files in memory: an array
 * ended by .path == NULL, owned by the caller, freed with stand_ins_free().
 */
struct stand_in *tree_stand_ins(const struct tree *tree, const char *arch);

/* Frees an array of stand-ins. */
void stand_ins_free(struct stand_in *stand_ins);

#endif
