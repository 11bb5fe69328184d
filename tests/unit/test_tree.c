// SPDX-License-Identifier: GPL-2.0-only
/* The tree room on small trees made in a temporary folder. */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "kernel/api/api.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "kernel/tree/tree.h"

struct fixture {
	char *folder;
};

/* Writes folder/path, with the folders it needs. */
static void put(const struct fixture *f, const char *path, const char *text)
{
	char *full = mem_printf("%s/%s", f->folder, path);
	FILE *file;

	for (char *slash = full + strlen(f->folder) + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		mkdir(full, 0777);
		*slash = '/';
	}
	file = fopen(full, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	free(full);
}

static void make_kernel(const struct fixture *f)
{
	put(f, "Makefile",
	    "# SPDX\nVERSION = 5\nPATCHLEVEL = 1\nSUBLEVEL = 7\nEXTRAVERSION = -rc3\n");
	put(f, "arch/x86/include/asm/page.h", "\n");
	put(f, "arch/x86/include/asm/Kbuild",
	    "generated-y += unistd_64.h odd.h\ngeneric-y += param.h\n");
	put(f, "arch/x86/include/uapi/asm/param.h", "\n");
	put(f, "arch/x86/include/uapi/asm/own.h", "\n");
	put(f, "arch/x86/Kconfig",
	    "config X86\n\tdef_bool y\n\tselect HAVE_THING\n\tselect NOT_IT if FOO\n");
	put(f, "arch/sparc/include/asm/oplib.h", "\n");
	put(f, "arch/a;b/include/asm/odd.h", "\n");	/* none of these three has an architecture's name */
	put(f, "arch/-a/include/asm/odd.h", "\n");
	put(f, "arch/.a/include/asm/odd.h", "\n");
	put(f, "include/linux/kconfig.h", "\n");
	put(f, "include/asm-generic/page.h", "\n");
	put(f, "include/asm-generic/local.h", "\n");
	put(f, "include/asm-generic/param.h", "\n");
	put(f, "include/asm-generic/own.h", "\n");
	put(f, "drivers/a/b/c.c", "\n");
	put(f, "drivers/a/inc/c.h", "\n");
	put(f, "drivers/a/b/Makefile",
	    "TOP = $(src)/..\nccflags-y := -I$(TOP)/inc \\\n\t-I $(UNKNOWN)/x\n");
	put(f, "tools/vm/p.c", "\n");
}

static int setup(void **state)
{
	struct fixture *f = mem_calloc(1, sizeof(*f));
	char *folder = mem_strdup("/tmp/guptidy-tree-XXXXXX");

	assert_non_null(mkdtemp(folder));
	f->folder = realpath(folder, NULL);
	free(folder);
	*state = f;
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	nftw(f->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(f->folder);
	free(f);
	return 0;
}

static void open_tree(const struct fixture *f, struct tree *tree, const char *path)
{
	char *full = mem_printf("%s/%s", f->folder, path);
	struct err err = {0};

	assert_int_equal(tree_open(tree, full, NULL, &err), 0);
	free(full);
}

static void finds_root_and_version(void **state)
{
	struct fixture *f = *state;
	struct tree tree;

	make_kernel(f);
	open_tree(f, &tree, "drivers/a/b/c.c");
	assert_string_equal(tree.root, f->folder);
	assert_int_equal(tree.version, KERNEL(5, 1));
	assert_string_equal(tree.version_text, "5.1.7-rc3");
	assert_string_equal(tree.archs[0], "sparc");
	assert_string_equal(tree.archs[1], "x86");
	assert_null(tree.archs[2]);
	tree_close(&tree);
}

static void follows_build_folder(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};
	struct tree tree;
	char *line = mem_printf("# made by kbuild\ninclude %s/Makefile\n", f->folder);
	char *build = mem_printf("%s/build", f->folder);

	make_kernel(f);
	put(f, "build/Makefile", line);
	assert_int_equal(tree_open(&tree, f->folder, build, &err), 0);
	assert_string_equal(tree.root, f->folder);
	tree_close(&tree);
	free(build);
	free(line);
}

static void driver_alone_is_its_folder(void **state)
{
	struct fixture *f = *state;
	struct tree tree;

	put(f, "drv/a.c", "\n");
	put(f, "drv/Makefile", "obj-m += a.o\nVERSION := x\n");
	open_tree(f, &tree, "drv/a.c");
	assert_true(strstr(tree.root, "/drv") != NULL);
	assert_int_equal(tree.version, 0);
	assert_string_equal(tree.version_text, "unknown");
	assert_null(tree.archs[0]);
	assert_string_equal(tree_arch_of(&tree, "a.c"), "x86");
	tree_close(&tree);
}

static void says_what_is_wrong(void **state)
{
	struct fixture *f = *state;
	struct err err = {0};
	struct tree tree;
	char *missing = mem_printf("%s/missing", f->folder);

	assert_int_equal(tree_open(&tree, missing, NULL, &err), -1);
	assert_non_null(strstr(err.text, "missing: No such file"));
	assert_int_equal(tree_open(&tree, f->folder, f->folder, &err), -1);
	assert_non_null(strstr(err.text, "not a kernel tree"));
	err_clear(&err);
	free(missing);
}

static void knows_architectures(void **state)
{
	struct fixture *f = *state;
	struct tree tree;

	make_kernel(f);
	open_tree(f, &tree, "");
	assert_string_equal(tree_arch_of(&tree, "arch/sparc/mm/gup.c"), "sparc");
	assert_string_equal(tree_arch_of(&tree, "./arch/sparc/mm/gup.c"), "sparc");
	assert_string_equal(tree_arch_of(&tree, "arch/nowhere/x.c"), "x86");
	assert_string_equal(tree_arch_of(&tree, "mm/gup.c"), "x86");
	assert_string_equal(tree_arch_with_header(&tree, "oplib.h"), "sparc");
	assert_null(tree_arch_with_header(&tree, "nothing.h"));
	tree_close(&tree);
}

static const struct stand_in *find(const struct stand_in *list, const char *name)
{
	for (; list->path; list++) {
		size_t length = strlen(list->path), tail = strlen(name);

		if (length > tail && !strcmp(list->path + length - tail, name))
			return list;
	}
	return NULL;
}

static void stands_in_for_generated(void **state)
{
	struct fixture *f = *state;
	struct stand_in *list;
	struct tree tree;

	make_kernel(f);
	open_tree(f, &tree, "");
	list = tree_stand_ins(&tree, "x86");
	assert_string_equal(find(list, "/asm/local.h")->text, "#include <asm-generic/local.h>\n");
	assert_null(find(list, "/asm/page.h"));	     /* x86 has it */
	assert_null(find(list, "/asm/own.h"));	     /* x86 has it in uapi */
	assert_non_null(find(list, "/asm/param.h")); /* generic-y says so */
	assert_string_equal(find(list, "/asm/odd.h")->text, "");
	assert_non_null(
		strstr(find(list, "/generated/autoconf.h")->text, "#define CONFIG_X86_64 1\n"));
	assert_non_null(strstr(find(list, "/generated/autoconf.h")->text, "CONFIG_HAVE_THING 1"));
	assert_null(strstr(find(list, "/generated/autoconf.h")->text, "CONFIG_NOT_IT"));
	assert_non_null(strstr(find(list, "/linux/version.h")->text, "LINUX_VERSION_CODE 327943"));
	stand_ins_free(list);
	tree_close(&tree);
}

static bool has(const struct compile_command *command, const char *tail)
{
	for (char **argument = command->argv; *argument; argument++) {
		size_t length = strlen(*argument), n = strlen(tail);

		if (length >= n && !strcmp(*argument + length - n, tail))
			return true;
	}
	return false;
}

static void makes_up_commands(void **state)
{
	struct fixture *f = *state;
	struct compile_command command;
	struct err err = {0};
	struct tree tree;

	make_kernel(f);
	open_tree(f, &tree, "");
	assert_int_equal(tree_compile_command(&tree, "drivers/a/b/c.c", "x86", &command, &err), 0);
	assert_false(command.exact);
	assert_true(command.kernel);
	assert_true(has(&command, "-D__KERNEL__"));
	assert_true(has(&command, "/include/linux/kconfig.h"));
	assert_true(has(&command, "/drivers/a/inc")); /* from the Makefile */
	assert_true(has(&command, "/drivers/a/b"));
	assert_false(has(&command, "compiler-version.h"));
	compile_command_free(&command);
	assert_int_equal(tree_compile_command(&tree, "tools/vm/p.c", "x86", &command, &err), 0);
	assert_false(command.kernel);
	assert_false(has(&command, "-D__KERNEL__"));
	compile_command_free(&command);
	tree_close(&tree);
}

static void takes_exact_commands(void **state)
{
	struct fixture *f = *state;
	struct compile_command command;
	struct err err = {0};
	struct tree tree;
	char *text = mem_printf(
		"[{\"directory\": \"%s\", \"file\": \"drivers/a/b/c.c\", \"command\": "
		"\"gcc -Wp,-MMD,x.d -nostdinc -I./include -include ./include/linux/kconfig.h "
		"-DA='\\\"q r\\\"' -fconserve-stack -mpreferred-stack-boundary=3 -m64 -c -o c.o "
		"drivers/a/b/c.c\"}]",
		f->folder);
	char *include = mem_printf("%s/include", f->folder);

	make_kernel(f);
	put(f, "compile_commands.json", text);
	open_tree(f, &tree, "");
	assert_int_equal(tree_compile_command(&tree, "drivers/a/b/c.c", "x86", &command, &err), 0);
	assert_true(command.exact);
	assert_true(has(&command, include));
	assert_true(has(&command, "A=\"q r\""));
	assert_true(has(&command, "-m64"));
	assert_true(has(&command, "-nostdlibinc"));
	assert_false(has(&command, "-fconserve-stack"));
	assert_false(has(&command, "-c"));
	assert_false(has(&command, "c.o"));
	assert_false(has(&command, "c.c"));
	compile_command_free(&command);
	tree_close(&tree);
	free(include);
	free(text);
}

/* gcc brings headers that do not fit clang; a folder of the user's that is called gcc is another matter. */
static void drops_folders_of_gcc(void **state)
{
	static const char *const dropped[] = {"/usr/lib/gcc/x86_64-linux-gnu/12/include",
					      "/usr/lib/gcc-cross/arm-linux-gnueabi/12/include-fixed",
					      "/opt/arm/bin/../lib/gcc/arm-eabi/4.9.x/include"};
	static const char *const kept[] = {"/src/gcc/include", "/src/gcc/arch/x86/include",
					   "/src/gcc/arch/x86/include/generated", "/src/gcc-6.1/include"};
	struct fixture *f = *state;
	struct err err = {0};

	make_kernel(f);
	for (size_t i = 0; i < ARRAY_SIZE(dropped) + ARRAY_SIZE(kept); i++) {
		bool keeps = i >= ARRAY_SIZE(dropped);
		const char *folder = keeps ? kept[i - ARRAY_SIZE(dropped)] : dropped[i];
		char *text = mem_printf("[{\"directory\": \"%s\", \"file\": \"drivers/a/b/c.c\", "
					"\"arguments\": [\"gcc\", \"-isystem\", \"%s\"]}]",
					f->folder, folder);
		struct compile_command command;
		struct tree tree;

		put(f, "compile_commands.json", text);
		open_tree(f, &tree, "");
		assert_int_equal(
			tree_compile_command(&tree, "drivers/a/b/c.c", "x86", &command, &err), 0);
		assert_int_equal(has(&command, folder), keeps);
		assert_int_equal(has(&command, "-isystem"), keeps);
		compile_command_free(&command);
		tree_close(&tree);
		free(text);
	}
}

/* The error for a compile_commands.json with that content. */
static void expect_error(struct fixture *f, const char *text, const char *word)
{
	struct compile_command command;
	struct err err = {0};
	struct tree tree;

	make_kernel(f);
	put(f, "compile_commands.json", text);
	open_tree(f, &tree, "");
	for (int again = 0; again < 2; again++) {
		assert_int_equal(
			tree_compile_command(&tree, "drivers/a/b/c.c", "x86", &command, &err), -1);
		assert_non_null(strstr(err.text, "/compile_commands.json"));
		assert_non_null(strstr(err.text, word));
	}
	err_clear(&err);
	tree_close(&tree);
}

static void refuses_broken_json(void **state)
{
	struct fixture *f = *state;
	char *empty =
		mem_printf("[{\"directory\": \"%s\", \"file\": \"drivers/a/b/c.c\"}]", f->folder);
	char *number = mem_printf("[{\"directory\": \"%s\", \"file\": \"drivers/a/b/c.c\", "
				  "\"arguments\": [\"cc\", 3]}]",
				  f->folder);

	expect_error(f, "", "make the file anew");
	expect_error(f, "[{\"directory\": ", "make the file anew");
	expect_error(f, "{}", "not a list");
	expect_error(f, "[3]", "entry 1");
	expect_error(f, "[{\"directory\": \"relative\", \"file\": \"x.c\"}]", "entry 1");
	expect_error(f, empty, "neither");
	expect_error(f, number, "no string");
	free(empty);
	free(number);
}

static void refuses_code(void **state)
{
	static const char *const bad[] = {
		"-fplugin=./x.so",
		"-load",
		"-Xclang\",\"-load",
		"-fpass-plugin=x.so",
		"@args",
		"-B/tmp",
		"-specs=x",
		"-mllvm\",\"-load=x.so",
		"-Xclang\",\"-add-plugin",
		"-fplugin=gcc-plugins/x.so",
		"-fplugin=my-scripts/gcc-plugins/x.so",
		"-fplugin=scripts/gcc-plugins/../x.so",
		"-fplugin=scripts/gcc-plugins",
		"-fplugin",
		"-Xclang\",\"-fplugin=x.so",
		"-fpass-plugin=./scripts/gcc-plugins/x.so",
		"-load=scripts/gcc-plugins/x.so",
		"-include-pch",
		"--config=x",
		"-Xclang\",\"-plugin",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		char *text = mem_printf("[{\"directory\": \"%s\", \"file\": \"drivers/a/b/c.c\", "
					"\"arguments\": [\"cc\", \"%s\", \"x.so\", \"-c\"]}]",
					f->folder, bad[i]);

		expect_error(f, text, "load code");
		free(text);
	}
}

/* gcc's plugins say nothing about how the text is to be read, and clang must not get to see them. */
static void leaves_out_the_kernels_gcc_plugins(void **state)
{
	static const char *const plugins[] = {
		"-fplugin=./scripts/gcc-plugins/latent_entropy_plugin.so",
		"-fplugin=scripts/gcc-plugins/stackleak_plugin.so",
		"-fplugin=/build/objects/scripts/gcc-plugins/randomize_layout_plugin.so",
		"-fplugin-arg-structleak_plugin-byref-all",
		"-fplugin-arg-stackleak_plugin-track-min-size=100",
	};
	struct fixture *f = *state;
	struct err err = {0};

	make_kernel(f);
	for (size_t i = 0; i < ARRAY_SIZE(plugins); i++) {
		char *text = mem_printf("[{\"directory\": \"%s\", \"file\": \"drivers/a/b/c.c\", "
					"\"arguments\": [\"gcc\", \"%s\", \"-DSTACKLEAK_PLUGIN\"]}]",
					f->folder, plugins[i]);
		struct compile_command command;
		struct tree tree;

		put(f, "compile_commands.json", text);
		open_tree(f, &tree, "");
		if (tree_compile_command(&tree, "drivers/a/b/c.c", "x86", &command, &err))
			fail_msg("%s", err.text);
		assert_true(command.exact);
		for (char **argument = command.argv; *argument; argument++)
			assert_null(strstr(*argument, "plugin"));
		assert_true(has(&command, "STACKLEAK_PLUGIN"));
		compile_command_free(&command);
		tree_close(&tree);
		free(text);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(finds_root_and_version),	  TEST(follows_build_folder),
		TEST(driver_alone_is_its_folder), TEST(says_what_is_wrong),
		TEST(knows_architectures),	  TEST(stands_in_for_generated),
		TEST(makes_up_commands),	  TEST(takes_exact_commands),
		TEST(refuses_broken_json),	  TEST(refuses_code),
		TEST(drops_folders_of_gcc),	  TEST(leaves_out_the_kernels_gcc_plugins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
