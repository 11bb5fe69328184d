// SPDX-License-Identifier: GPL-2.0-only
/* Stamps of files: what the answers that are kept hang on. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/mem.h"
#include "base/files/fd.h"
#include "base/files/stamp.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SOME_TICKS 50000	/* microseconds: the clock of files goes on */

static char path[] = "/tmp/guptidy-run-XXXXXX";

/* Writes the file in place; it looks as old as ever. */
static void write_file(const char *text)
{
	static const struct timespec long_ago[2] = { { .tv_sec = 1 }, { .tv_sec = 1 } };
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(fd_write(fd, text, strlen(text)), 0);
	assert_int_equal(futimens(fd, long_ago), 0);
	close(fd);
	usleep(SOME_TICKS);
}

static char *stamp(void)
{
	struct stamps *stamps = stamps_new();
	char *copy = mem_strdup(stamps_get(stamps, path));

	stamps_free(stamps);
	return copy;
}

static void a_change_that_keeps_size_and_time_is_one(void **state)
{
	char *before, *again, *after;

	(void)state;
	write_file("one");
	before = stamp();
	again = stamp();
	write_file("two");
	after = stamp();
	assert_string_equal(before, again);
	assert_string_not_equal(before, after);
	free(before);
	free(again);
	free(after);
}

static void what_changes_meanwhile_does_not_hold(void **state)
{
	struct stamps *stamps;

	(void)state;
	write_file("one");
	stamps = stamps_new();
	assert_true(stamps_hold(stamps, path));
	assert_true(stamps_hold(stamps, "/nowhere"));
	write_file("two");
	assert_true(stamps_hold(stamps, path));		/* asked before: the next run sees another */
	stamps_free(stamps);
	stamps = stamps_new();
	write_file("three");
	assert_false(stamps_hold(stamps, path));
	stamps_free(stamps);
}

static int make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_change_that_keeps_size_and_time_is_one),
		cmocka_unit_test(what_changes_meanwhile_does_not_hold),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
