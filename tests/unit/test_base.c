// SPDX-License-Identifier: GPL-2.0-only
/* The base room: files that are written whole or not at all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/save.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- save_file(), in a folder of its own --- */

static int enter_folder(void **state)
{
	char *folder = mem_strdup("/tmp/guptidy-test-XXXXXX");

	*state = folder;
	return mkdtemp(folder) && !chdir(folder) ? 0 : -1;
}

static int leave_folder(void **state)
{
	char *command = mem_printf("rm -rf %s", (char *)*state);
	int status = chdir("/") || system(command);

	free(command);
	free(*state);
	return status;
}

static void assert_holds(const char *path, const char *text)
{
	struct buf buf = {0};
	struct err err = {0};

	assert_int_equal(buf_read_file(&buf, path, &err), 0);
	assert_string_equal(buf.data, text);
	buf_free(&buf);
}

/* The entries of the working folder, without . and .. */
static size_t count_entries(void)
{
	DIR *folder = opendir(".");
	size_t n = 0;

	while (readdir(folder))
		n++;
	closedir(folder);
	return n - 2;
}

static void save(const char *path, const char *text)
{
	struct err err = {0};

	assert_int_equal(save_file(path, text, strlen(text), &err), 0);
	assert_null(err.text);
}

static void refuse(const char *path)
{
	struct err err = {0};

	assert_int_equal(save_file(path, "x", 1, &err), -1);
	assert_memory_equal(err.text, path, strlen(path));
	assert_non_null(strstr(err.text, ": cannot be written: "));
	err_clear(&err);
}

static void a_file_is_made_with_the_users_mode(void **state)
{
	struct stat st;
	mode_t old = umask(027);

	(void)state;
	save("new", "one\n");
	umask(old);
	assert_holds("new", "one\n");
	assert_int_equal(stat("new", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_int_equal(count_entries(), 1);
}

static void an_old_file_is_replaced_and_keeps_its_mode(void **state)
{
	struct stat before, after;

	(void)state;
	save("old", "one\n");
	assert_int_equal(chmod("old", 0604), 0);
	assert_int_equal(stat("old", &before), 0);
	save("./old", "");
	assert_int_equal(stat("old", &after), 0);
	assert_int_equal(after.st_mode & 0777, 0604);
	assert_int_equal(after.st_size, 0);
	assert_int_not_equal(before.st_ino, after.st_ino);
	assert_int_equal(count_entries(), 1);
}

static void a_link_stays_one(void **state)
{
	struct stat st;

	(void)state;
	save("file", "one\n");
	assert_int_equal(symlink("file", "link"), 0);
	save("link", "two\n");
	assert_holds("file", "two\n");
	assert_int_equal(lstat("link", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
}

static void what_is_no_file_is_written_to(void **state)
{
	struct stat st;

	(void)state;
	save("/dev/null", "one\n");
	assert_int_equal(stat("/dev/null", &st), 0);
	assert_true(S_ISCHR(st.st_mode));
}

static void what_cannot_be_written_is_named_and_left(void **state)
{
	struct stat st;

	(void)state;
	assert_int_equal(mkdir("folder", 0755), 0);
	refuse("folder");
	refuse("no/such/folder");
	refuse("/dev/full");
	assert_int_equal(stat("/dev/full", &st), 0);
	assert_true(S_ISCHR(st.st_mode));
	assert_int_equal(count_entries(), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_file_is_made_with_the_users_mode),
		TEST(an_old_file_is_replaced_and_keeps_its_mode),
		TEST(a_link_stays_one),
		TEST(what_is_no_file_is_written_to),
		TEST(what_cannot_be_written_is_named_and_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
