// SPDX-License-Identifier: GPL-2.0-only
/* What a worker can do once it is shut in: tried by one, as a parser would that a stranger's file steers. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/mem.h"
#include "treewide/work/sandbox.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A sanitizer takes its own memory by the terabyte. */
#ifdef __SANITIZE_ADDRESS__
#define MEMORY_IS_LIMITED false
#else
#define MEMORY_IS_LIMITED true
#endif

static char own[] = "/tmp/guptidy-own-XXXXXX", other[] = "/tmp/guptidy-other-XXXXXX";

static int make_file(const char *folder, const char *name)
{
	char *path = mem_printf("%s/%s", folder, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	free(path);
	return fd < 0 ? -1 : close(fd);
}

static int reads(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	return fd < 0 ? -1 : close(fd);
}

static int writes_to_own(void)
{
	return make_file(own, "new");
}

static int writes_to_other(void)
{
	return make_file(other, "new");
}

static int writes_to_old(void)
{
	return make_file(other, "old");
}

static int truncates(void)
{
	char *path = mem_printf("%s/old", other);
	int status = truncate(path, 0);

	free(path);
	return status;
}

static int removes(void)
{
	char *path = mem_printf("%s/old", other);
	int status = unlink(path);

	free(path);
	return status;
}

static int makes_folder(void)
{
	char *path = mem_printf("%s/folder", other);
	int status = mkdir(path, 0700);

	free(path);
	return status;
}

static int makes_link(void)
{
	char *path = mem_printf("%s/link", other);
	int status = symlink("/etc/passwd", path);

	free(path);
	return status;
}

/* What is its own comes to lie where it has no right. */
static int moves_out(void)
{
	char *from = mem_printf("%s/moved", own), *to = mem_printf("%s/moved", other);
	int status = make_file(own, "moved") || rename(from, to) ? -1 : 0;

	free(from);
	free(to);
	return status;
}

static int reads_other(void)
{
	char *path = mem_printf("%s/old", other);
	int status = reads(path);

	free(path);
	return status;
}

static int reads_endless(void)
{
	return reads("/dev/zero");
}

static int reads_processes(void)
{
	return reads("/proc/self/environ");
}

static int writes_nothing(void)
{
	int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);

	return fd < 0 ? -1 : close(fd);
}

static int runs_a_program(void)
{
	char *const argv[] = { (char *)"true", NULL };

	execv("/bin/true", argv);
	return -1;
}

static int has_an_environment(void)
{
	return getenv("PATH") || getenv("HOME") ? 0 : -1;
}

static int has_input(void)
{
	char byte;

	return read(STDIN_FILENO, &byte, 1) == 1 ? 0 : -1;
}

static int allocates_without_end(void)
{
	size_t step = (size_t)256 << 20;
	void *volatile memory = own;	/* or the compiler knows better than to ask for it */

	/* Not touched: address space alone. */
	for (int i = 0; i < 64 && memory; i++)
		memory = malloc(step);
	return memory ? 0 : -1;
}

static int starts_another(void)
{
	pid_t child = fork();

	if (!child)
		_exit(0);
	return child < 0 ? -1 : 0;
}

/* True if a worker that is shut in can do it. */
static bool can(int (*action)(void))
{
	const char *const folder = own;
	const struct sandbox sandbox = { .writable = &folder, .n_writable = 1, .workers = 2 };
	int status = 1;
	pid_t pid = fork();

	if (!pid) {
		sandbox_enter(&sandbox);
		_exit(action() ? 1 : 0);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return !WEXITSTATUS(status);
}

static bool has_landlock(void)
{
	return strstr(sandbox_describe(), "and Landlock");
}

static void works_in_its_own_folder(void **state)
{
	(void)state;
	assert_true(can(writes_to_own));
	assert_true(can(reads_other));
	assert_true(can(writes_nothing));
}

static void has_nothing_of_the_user(void **state)
{
	(void)state;
	assert_false(can(has_an_environment));
	assert_false(can(has_input));
}

static void has_limits(void **state)
{
	(void)state;
	if (MEMORY_IS_LIMITED)
		assert_false(can(allocates_without_end));
	/* The limit on processes does not hold for root. */
	if (geteuid())
		assert_false(can(starts_another));
}

static void writes_nowhere_else(void **state)
{
	(void)state;
	if (!has_landlock())
		skip();
	assert_false(can(writes_to_other));
	assert_false(can(writes_to_old));
	assert_false(can(truncates));
	assert_false(can(removes));
	assert_false(can(makes_folder));
	assert_false(can(makes_link));
	assert_false(can(moves_out));
}

static void starts_and_reads_nothing_else(void **state)
{
	(void)state;
	if (!has_landlock())
		skip();
	assert_false(can(runs_a_program));
	assert_false(can(reads_endless));
	assert_false(can(reads_processes));
}

static int make_folders(void **state)
{
	(void)state;
	return mkdtemp(own) && mkdtemp(other) ? make_file(other, "old") : -1;
}

static void remove_all(const char *folder)
{
	static const char *const names[] = { "new", "old", "moved", "link" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		char *path = mem_printf("%s/%s", folder, names[i]);

		unlink(path);
		free(path);
	}
	rmdir(folder);
}

static int remove_folders(void **state)
{
	(void)state;
	remove_all(own);
	remove_all(other);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(works_in_its_own_folder),
		cmocka_unit_test(has_nothing_of_the_user),
		cmocka_unit_test(has_limits),
		cmocka_unit_test(writes_nowhere_else),
		cmocka_unit_test(starts_and_reads_nothing_else),
	};

	return cmocka_run_group_tests(tests, make_folders, remove_folders);
}
