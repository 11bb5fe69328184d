// SPDX-License-Identifier: GPL-2.0-only
/* The base room: files that are written whole or not at all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/buf.h"
#include "base/files/load.h"
#include "base/data/digest.h"
#include "base/data/err.h"
#include "base/files/leftover.h"
#include "base/data/mem.h"
#include "base/files/name.h"
#include "base/files/open.h"
#include "base/files/path.h"
#include "base/files/replace.h"
#include "base/files/save.h"
#include "base/data/search.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- save_file() and replace_file(), in a folder of their own --- */

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

	assert_int_equal(load_file(&buf, path, &err), 0);
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

/* Links of a killed run's names, which lead to the file itself, are left alone. */
static void a_taken_name_is_stepped_aside_for(void **state)
{
	char taken[64];

	(void)state;
	save("old", "one\n");
	snprintf(taken, sizeof(taken), ".guptidy-%ld-0", (long)getpid());
	assert_int_equal(symlink("old", taken), 0);
	save("old", "two\n");
	assert_holds("old", "two\n");
	assert_holds(taken, "two\n");
	assert_int_equal(count_entries(), 2);
}

/* An owner's set-id bits are nothing for whoever writes the file anew. */
static void a_new_owner_gets_no_set_id_bits(void **state)
{
	struct stat st;

	(void)state;
	save("old", "one\n");
	assert_int_equal(chmod("old", 06755), 0);
	save("old", "two\n");
	assert_int_equal(stat("old", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0755);
}

/* In a child: a file-size limit stops the writing, and its signal comes while it is on. */
static void save_over_the_limit(void)
{
	struct rlimit file = {.rlim_cur = 4, .rlim_max = 4}, core = {0};
	struct err err = {0};

	signal(SIGXFSZ, SIG_DFL);
	if (setrlimit(RLIMIT_CORE, &core) || setrlimit(RLIMIT_FSIZE, &file))
		_exit(1);
	save_file("old", "a longer text\n", 14, &err);
	_exit(2);
}

static void a_signal_waits_until_nothing_is_left_behind(void **state)
{
	pid_t child;
	int status;

	(void)state;
	save("old", "one\n");
	child = fork();
	assert_true(child >= 0);
	if (!child)
		save_over_the_limit();
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGXFSZ);
	assert_holds("old", "one\n");
	assert_int_equal(count_entries(), 1);
}

static int replace_old(const struct stat *before)
{
	struct replacement replacement = {
		.folder = AT_FDCWD, .name = "old", .mode = before->st_mode, .before = before,
		.old_text = "one\n", .old_length = 4,
	};
	const char *what;

	return replace_file(&replacement, "new\n", 4, &what);
}

static void only_the_file_that_was_seen_is_replaced(void **state)
{
	struct stat before;

	(void)state;
	save("old", "one\n");
	assert_int_equal(link("old", "other"), 0);
	assert_int_equal(stat("old", &before), 0);
	assert_int_equal(replace_old(&before), 0);
	assert_holds("old", "new\n");
	assert_holds("other", "one\n");
	assert_int_equal(replace_old(&before), 1);
	assert_int_equal(unlink("old"), 0);
	assert_int_equal(replace_old(&before), 1);
	assert_int_equal(count_entries(), 1);
}

static void the_step_that_failed_is_told(void **state)
{
	struct replacement replacement = {.folder = AT_FDCWD, .name = "no/folder/file"};
	const char *what = NULL;

	(void)state;
	assert_int_equal(replace_file(&replacement, "x", 1, &what), -1);
	assert_int_equal(errno, ENOENT);
	assert_string_equal(what, "no temporary file can be made in its folder");
	assert_int_equal(mkdir("folder", 0755), 0);
	replacement.name = "folder";
	assert_int_equal(replace_file(&replacement, "x", 1, &what), -1);
	assert_int_equal(errno, EISDIR);
	assert_string_equal(what, "cannot be replaced");
	assert_int_equal(count_entries(), 1);
}

/* --- names and files of strangers --- */

static void a_name_is_spelled_one_way(void **state)
{
	static const char *const rows[][2] = {
		{ "a/b.c", "a/b.c" }, { "a//b.c", "a/b.c" }, { "./a/./b.c", "a/b.c" },
		{ ".//.///a", "a" }, { "a/.", "a" }, { "a/", "a/" }, { "a//", "a/" },
		{ "/a", "/a" }, { "//a", "/a" }, { "a/../b", "a/../b" }, { "", "" }, { ".", "" },
		{ "./", "" }, { "a/...", "a/..." }, { ".a/b.", ".a/b." },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *name = mem_strdup(rows[i][0]);

		name_clean(name);
		assert_string_equal(name, rows[i][1]);
		free(name);
	}
}

static void names_that_lead_elsewhere_are_refused(void **state)
{
	static const char *const bad[] = {
		"", "/a", "..", "../a", "a/..", "a/../b", ".git", ".git/config", "a/.GIT/b", "a//b",
		".", "./a", "a/./b",
	};
	static const char *const good[] = { "a", "a/b", "..a", "a..", ".gitignore", "a/...", "a.git" };
	char *name = mem_calloc(5000, 1);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		assert_non_null(name_refused(bad[i]));
	for (size_t i = 0; i < ARRAY_SIZE(good); i++)
		assert_null(name_refused(good[i]));
	memset(name, 'x', 256);
	assert_non_null(name_refused(name));
	for (size_t i = 0; i < 4096; i++)
		name[i] = i % 2 ? '/' : 'x';
	assert_non_null(name_refused(name));
	name[4095] = '\0';
	assert_null(name_refused(name));
	free(name);
}

static void only_files_are_opened_and_no_links_followed(void **state)
{
	static const struct {
		const char *path;
		int error;		/* of open_below(); 0: it opens */
		mode_t mode;
	} rows[] = {
		{ "in/file", 0, S_IFREG }, { "file", 0, S_IFREG }, { "in//file", 0, S_IFREG },
		{ "in", EINVAL, S_IFDIR }, { "pipe", EINVAL, S_IFIFO }, { "link", ELOOP, S_IFLNK },
		{ "out/file", ENOTDIR, 0 }, { "nothing", ENOENT, 0 }, { "file/x", ENOTDIR, 0 },
		{ "in/nothing", ENOENT, 0 }, { "nowhere/file", ENOENT, 0 }, { "out/nothing", ENOTDIR, 0 },
		{ "in/dangling", ELOOP, S_IFLNK },
	};
	struct stat st;
	int fd;

	(void)state;
	assert_int_equal(mkdir("in", 0700) | mkfifo("pipe", 0600) | symlink("file", "link") |
			 symlink("in", "out") | symlink("nothing", "in/dangling"), 0);
	fd = open("in/file", O_WRONLY | O_CREAT, 0600);
	assert_int_equal(link("in/file", "file"), 0);
	close(fd);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		errno = 0;
		fd = open_below(".", rows[i].path, &st);
		assert_int_equal(fd < 0 ? errno : 0, rows[i].error);
		assert_int_equal(mode_below(".", rows[i].path) & S_IFMT, rows[i].mode);
		if (fd >= 0)
			close(fd);
	}
	fd = open_file("link", &st);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(open_file("pipe", &st), -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)

static void a_way_leads_from_one_folder_to_another(void **state)
{
	static const struct {
		const char *from, *to, *way;
	} rows[] = {
		{ "/a", "/a/b/c", "b/c" }, { "/a", "/a", "" }, { "/a/b/c", "/a", "../.." }, { "/a/b", "/a", ".." },
		{ "/a", "/ab/c", "/ab/c" }, { "/ab", "/a", "/a" }, { "/a/b", "/a/c", "/a/c" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char *way = path_from(rows[i].from, rows[i].to);

		assert_string_equal(way, rows[i].way);
		free(way);
	}
}

static void a_path_is_below_a_folder(void **state)
{
	(void)state;
	assert_string_equal(path_rest("/a/b/c", "/a"), "b/c");
	assert_string_equal(path_rest("/a", "/a"), "");
	assert_string_equal(path_rest("/a/b", "/"), "a/b");
	assert_string_equal(path_rest("/", "/"), "");
	assert_string_equal(path_rest("a/b", ""), "a/b");
	assert_null(path_rest("/ab", "/a"));
	assert_null(path_rest("a", "/"));
	assert_null(path_rest("/a", ""));
}

static void a_path_is_below_folders(void **state)
{
	static const char *const folders[] = { "a", "a-b", "b/c", "b/c/d", "b/cc" };
	static const char *const all[] = { "", "z" };

	(void)state;
	assert_true(path_is_below_any("a", folders, 5));
	assert_true(path_is_below_any("a/x/y", folders, 5));
	assert_true(path_is_below_any("a-b/x", folders, 5));
	assert_true(path_is_below_any("b/c/x", folders, 5));
	assert_true(path_is_below_any("b/cc/x", folders, 5));
	assert_false(path_is_below_any("b", folders, 5));
	assert_false(path_is_below_any("ab", folders, 5));
	assert_false(path_is_below_any("a-/x", folders, 5));
	assert_false(path_is_below_any("b/cd/x", folders, 5));
	assert_false(path_is_below_any("a", folders, 0));
	assert_true(path_is_below_any("x/y", all, 2));
}

static void digest_of(const char *first, const char *second, char *text)
{
	struct digest digest;

	digest_init(&digest);
	digest_text(&digest, first);
	digest_text(&digest, second);
	digest_end(&digest, text);
}

static void digests_tell_rows_apart(void **state)
{
	char one[DIGEST_LENGTH + 1], other[DIGEST_LENGTH + 1];
	struct digest digest;

	(void)state;
	digest_init(&digest);
	digest_end(&digest, one);	/* the well-known one of nothing */
	assert_string_equal(one, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	digest_of("ab", "c", one);
	digest_of("a", "bc", other);
	assert_string_not_equal(one, other);
	digest_of("", "", one);
	digest_of("", NULL, other);
	assert_string_not_equal(one, other);
}

static void leftovers_are_told_by_their_names(void **state)
{
	static const char *const others[] = {
		"guptidy-1-0", ".guptidy-", ".guptidy-1", ".guptidy-1-", ".guptidy--1-0", ".guptidy-1-0.c",
		".guptidy-x-0", ".guptidy-1-0 ", ".guptidy-12345678901-0", ".guptidy-1--0",
	};
	pid_t process = 0;

	(void)state;
	assert_true(leftover_is(".guptidy-1-0", NULL));
	assert_true(leftover_is(".guptidy-4194304-99", &process));
	assert_int_equal(process, 4194304);
	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		assert_false(leftover_is(others[i], NULL));
}

static void the_first_that_is_not_before_is_found(void **state)
{
	static const int sorted[] = { 1, 3, 3, 7 };
	static const size_t first[] = { 0, 0, 1, 1, 3, 3, 3, 3, 4 };
	size_t i;

	(void)state;
	for (int sought = 0; sought < (int)ARRAY_SIZE(first); sought++) {
		LOWER_BOUND(i, ARRAY_SIZE(sorted), sorted[i] < sought);
		assert_int_equal(i, first[sought]);
	}
	LOWER_BOUND(i, 0, sorted[i] < 1);
	assert_int_equal(i, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_spelled_one_way),
		cmocka_unit_test(names_that_lead_elsewhere_are_refused),
		TEST(only_files_are_opened_and_no_links_followed),
		TEST(a_file_is_made_with_the_users_mode),
		TEST(an_old_file_is_replaced_and_keeps_its_mode),
		TEST(a_link_stays_one),
		TEST(what_is_no_file_is_written_to),
		TEST(what_cannot_be_written_is_named_and_left),
		TEST(a_taken_name_is_stepped_aside_for),
		TEST(a_new_owner_gets_no_set_id_bits),
		TEST(a_signal_waits_until_nothing_is_left_behind),
		TEST(digests_tell_rows_apart),
		cmocka_unit_test(the_first_that_is_not_before_is_found),
		TEST(leftovers_are_told_by_their_names),
		TEST(only_the_file_that_was_seen_is_replaced),
		TEST(the_step_that_failed_is_told),
		TEST(a_way_leads_from_one_folder_to_another),
		TEST(a_path_is_below_a_folder),
		TEST(a_path_is_below_folders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
