// SPDX-License-Identifier: GPL-2.0-only
/* Snapshots of folders: what is in them, and what may be believed of those that were kept. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/buf.h"
#include "base/files/load.h"
#include "base/data/digest.h"
#include "base/data/err.h"
#include "base/files/keep.h"
#include "base/data/mem.h"
#include "base/files/save.h"
#include "kernel/disk/private.h"
#include "kernel/disk/snapshot.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENOUGH 70	/* files whose news are worth a write */

static const char *const everything = "";
static char folder[] = "/tmp/guptidy-disk-XXXXXX";

static char *at(const char *name)
{
	static char path[256];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static void write_file(const char *name, const char *text)
{
	struct err err = {0};

	assert_int_equal(save_file(at(name), text, strlen(text), &err), 0);
}

static bool is_c(const char *path)
{
	size_t length = strlen(path);

	return length > 2 && !strcmp(path + length - 2, ".c");
}

static struct snapshot_options options(const char *key)
{
	static char root[256], kept[256];

	snprintf(root, sizeof(root), "%s/tree", folder);
	snprintf(kept, sizeof(kept), "%s/kept", folder);
	return (struct snapshot_options){
		.root = root, .paths = &everything, .n_paths = 1, .threads = 2, .wants = is_c,
		.kept = kept, .key = key,
	};
}

static void take(struct snapshot *snapshot, const struct snapshot_options *how)
{
	struct err err = {0};

	assert_int_equal(snapshot_take(snapshot, how, &err), 0);
}

static struct snapshot_entry *find(const struct snapshot *snapshot, const char *path,
				   const char *name)
{
	struct snapshot_folder *found = snapshot_folder(snapshot, path);

	return found ? snapshot_entry(found, name) : NULL;
}

/* Takes one, says that all its files are silent, and keeps it. */
static void keep(const char *key)
{
	struct snapshot_options how = options(key);
	struct snapshot snapshot;

	unlink(how.kept);
	take(&snapshot, &how);
	for (size_t f = 0; f < snapshot.n; f++)
		for (size_t i = 0; i < snapshot.folders[f].n; i++)
			if (snapshot.folders[f].entries[i].is_stamped) {
				snapshot.folders[f].entries[i].is_silent = true;
				snapshot.n_news++;
			}
	snapshot_keep(&snapshot, &how);
	if (!snapshot.keeps) {	/* nothing to be tested on such a file system */
		snapshot_free(&snapshot);
		skip();
	}
	snapshot_free(&snapshot);
	assert_int_equal(access(how.kept, R_OK), 0);
}

/* A tree whose stamps are settled: it takes some seconds, so all tests share it. */
static int make_tree(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	mkdir(at("tree"), 0755);
	mkdir(at("tree/few"), 0755);
	mkdir(at("tree/few/deep"), 0755);
	mkdir(at("tree/many"), 0755);
	mkdir(at("tree/.git"), 0755);
	write_file("tree/.git/inside.c", "");
	write_file("tree/few/one.c", "one");
	write_file("tree/few/notes", "notes");
	write_file("tree/few/deep/two.c", "two");
	for (int i = 0; i < ENOUGH; i++) {
		char name[64];

		snprintf(name, sizeof(name), "tree/many/%02d.c", i);
		write_file(name, name);
	}
	if (symlink("one.c", at("tree/few/link.c")) || symlink("many", at("tree/linked")))
		return -1;
	sleep(4);
	return 0;
}

static int remove_tree(void **state)
{
	char *command = mem_printf("rm -rf %s", folder);
	int status = system(command);

	(void)state;
	free(command);
	return status;
}

static void a_snapshot_has_names_types_and_wanted_stamps(void **state)
{
	struct snapshot_options how = options(NULL);
	struct snapshot snapshot;
	struct stat st;

	(void)state;
	how.kept = NULL;
	take(&snapshot, &how);
	assert_int_equal(snapshot.n, 4);
	assert_string_equal(snapshot.folders[0].path, "");
	assert_int_equal(snapshot_folder(&snapshot, "few")->n, 4);
	assert_int_equal(find(&snapshot, "", "few")->type, DT_DIR);
	assert_int_equal(find(&snapshot, "", ".git")->type, DT_DIR);
	assert_null(snapshot_folder(&snapshot, ".git"));
	assert_int_equal(find(&snapshot, "", "linked")->type, DT_LNK);
	assert_null(snapshot_folder(&snapshot, "linked"));
	assert_int_equal(find(&snapshot, "few", "link.c")->type, DT_LNK);
	assert_false(find(&snapshot, "few", "link.c")->is_stamped);
	assert_false(find(&snapshot, "few", "notes")->is_stamped);
	assert_true(find(&snapshot, "few", "one.c")->is_stamped);
	assert_int_equal(stat(at("tree/few/one.c"), &st), 0);
	assert_int_equal(find(&snapshot, "few", "one.c")->stamp.inode, st.st_ino);
	assert_int_equal(find(&snapshot, "few", "one.c")->stamp.size, 3);
	assert_non_null(find(&snapshot, "few/deep", "two.c"));
	snapshot_free(&snapshot);
}

static void a_folder_is_taken_once(void **state)
{
	static const char *const paths[] = { "few/deep", "few", "few", "many" };
	struct snapshot_options how = options(NULL);
	struct snapshot snapshot;

	(void)state;
	how.kept = NULL;
	how.paths = paths;
	how.n_paths = 4;
	take(&snapshot, &how);
	assert_int_equal(snapshot.n, 3);
	snapshot_free(&snapshot);
}

static void a_folder_that_is_gone_is_an_error_of_its_own(void **state)
{
	static const char *const gone = "gone";
	struct snapshot_options how = options(NULL);
	struct snapshot snapshot;

	(void)state;
	how.kept = NULL;
	how.paths = &gone;
	take(&snapshot, &how);
	assert_int_equal(snapshot.n, 1);
	assert_int_equal(snapshot.folders[0].error, ENOENT);
	snapshot_free(&snapshot);
}

/* As many files may be open as it takes to open the root and one folder, but not to read its names. */
static void names_that_cannot_be_read_are_an_error_and_not_none(void **state)
{
	struct snapshot_options how = options(NULL);
	struct snapshot snapshot;
	struct rlimit before, few;
	int next = dup(STDIN_FILENO);

	(void)state;
	assert_true(next >= 0);
	close(next);
	how.kept = NULL;
	how.threads = 1;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	few = (struct rlimit){ .rlim_cur = (rlim_t)next + 2, .rlim_max = before.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
	take(&snapshot, &how);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	assert_int_equal(snapshot.n, 1);
	assert_int_equal(snapshot.folders[0].error, EMFILE);
	assert_false(snapshot.folders[0].is_settled);
	snapshot_free(&snapshot);
}

/* The second line is the checksum of what follows. */
static void sign(struct buf *text, const char *key)
{
	char *line = memchr(text->data, '\n', text->length), sum[DIGEST_LENGTH + 1];
	char *body = line + 1 + DIGEST_LENGTH + 1;

	keep_sum(key, body, (size_t)(text->data + text->length - body), sum);
	memcpy(line + 1, sum, DIGEST_LENGTH);
}

/* Changes the kept file: who believes it sees that. With a key it is as if the program had written it. */
static void forge(const char *from, const char *to, const char *key)
{
	struct snapshot_options how = options(NULL);
	struct buf text = {0};
	struct err err = {0};
	char *found;

	assert_int_equal(load_file(&text, how.kept, &err), 0);
	found = memmem(text.data, text.length, from, strlen(from) + 1);
	assert_non_null(found);
	memcpy(found, to, strlen(to) + 1);
	if (key)
		sign(&text, key);
	assert_int_equal(save_file(how.kept, text.data, text.length, &err), 0);
	buf_free(&text);
}

static void a_settled_folder_is_believed(void **state)
{
	struct snapshot_options how = options("key");
	struct snapshot snapshot;

	(void)state;
	keep("key");
	forge("one.c", "two.c", "key");
	take(&snapshot, &how);
	assert_null(find(&snapshot, "few", "one.c"));
	assert_non_null(find(&snapshot, "few", "two.c"));
	assert_non_null(find(&snapshot, "few/deep", "two.c"));
	assert_int_equal(snapshot.n, 4);
	assert_int_equal(snapshot.n_news, 0);
	snapshot_free(&snapshot);
}

static void the_word_of_a_reader_is_kept_with_the_stamp(void **state)
{
	struct snapshot_options how = options("key");
	struct snapshot snapshot;

	(void)state;
	keep("key");
	take(&snapshot, &how);
	assert_true(find(&snapshot, "few", "one.c")->is_silent);
	assert_true(find(&snapshot, "many", "69.c")->is_silent);
	assert_false(find(&snapshot, "few", "notes")->is_silent);
	snapshot_free(&snapshot);
}

static void another_key_is_another_word(void **state)
{
	struct snapshot_options how = options("kez");
	struct snapshot snapshot;

	(void)state;
	keep("key");
	take(&snapshot, &how);
	assert_false(find(&snapshot, "few", "one.c")->is_silent);
	snapshot_free(&snapshot);
}

/* Same size, same time of modification, even the same inode. */
static void a_file_that_was_written_is_not_silent(void **state)
{
	struct snapshot_options how = options("key");
	struct snapshot snapshot;
	struct timespec times[2];
	struct stat before, after;
	int fd;

	(void)state;
	keep("key");
	assert_int_equal(stat(at("tree/many/00.c"), &before), 0);
	fd = open(at("tree/many/00.c"), O_WRONLY);
	assert_int_equal(write(fd, "T", 1), 1);
	times[0] = before.st_atim;
	times[1] = before.st_mtim;
	assert_int_equal(futimens(fd, times), 0);
	close(fd);
	assert_int_equal(stat(at("tree/many/00.c"), &after), 0);
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	take(&snapshot, &how);
	assert_false(find(&snapshot, "many", "00.c")->is_silent);
	assert_true(find(&snapshot, "many", "01.c")->is_silent);
	snapshot_free(&snapshot);
}

/* From here on that folder is as new as can be. */
static void a_folder_that_changed_is_read_and_its_files_are_known(void **state)
{
	struct snapshot_options how = options("key");
	struct snapshot snapshot;

	(void)state;
	keep("key");
	write_file("tree/many/new.c", "new");
	take(&snapshot, &how);
	assert_non_null(find(&snapshot, "many", "new.c"));
	assert_false(find(&snapshot, "many", "new.c")->is_silent);
	assert_true(find(&snapshot, "many", "01.c")->is_silent);
	assert_false(snapshot_folder(&snapshot, "many")->is_settled);
	snapshot_free(&snapshot);

	/* Nor will it be believed if it was kept while it was that new. */
	keep("key");
	kept_read(&snapshot, how.kept, "key");
	assert_int_equal(snapshot_folder(&snapshot, "many")->stamp.inode, 0);
	kept_free(&snapshot.kept);
	free(snapshot.folders);
	forge("new.c", "old.c", "key");
	take(&snapshot, &how);
	assert_non_null(find(&snapshot, "many", "new.c"));
	assert_null(find(&snapshot, "many", "old.c"));
	assert_true(find(&snapshot, "many", "01.c")->is_silent);
	assert_false(find(&snapshot, "many", "new.c")->is_silent);
	snapshot_free(&snapshot);
}

static void a_snapshot_that_was_changed_is_not_believed(void **state)
{
	struct snapshot_options how = options("key");
	struct snapshot snapshot;

	(void)state;
	keep("key");
	forge("one.c", "two.c", NULL);
	take(&snapshot, &how);
	assert_non_null(find(&snapshot, "few", "one.c"));
	assert_null(find(&snapshot, "few", "two.c"));
	snapshot_free(&snapshot);
}

static int rename_to_outside(void)
{
	char *outside = mem_strdup(at("deep"));
	int status = rename(at("tree/few/deep"), outside);

	free(outside);
	return status;
}

static void a_folder_that_became_a_link_is_none(void **state)
{
	struct snapshot_options how = options("key");
	struct snapshot snapshot;

	(void)state;
	keep("key");
	assert_int_equal(rename_to_outside(), 0);
	assert_int_equal(symlink("../many", at("tree/few/deep")), 0);
	take(&snapshot, &how);
	assert_int_equal(find(&snapshot, "few", "deep")->type, DT_LNK);
	assert_null(snapshot_folder(&snapshot, "few/deep"));
	snapshot_free(&snapshot);
}

/* Cut anywhere, or overwritten with nothing: it is as if there were none, and no crash. */
static void a_kept_file_that_is_not_whole_is_none(void **state)
{
	struct snapshot_options how = options("key");
	struct snapshot snapshot;
	struct buf text = {0};
	struct err err = {0};

	(void)state;
	keep("key");
	assert_int_equal(load_file(&text, how.kept, &err), 0);
	for (size_t cut = 0; cut < text.length; cut += 1 + text.length / 500) {
		assert_int_equal(save_file(how.kept, text.data, cut, &err), 0);
		kept_read(&snapshot, how.kept, "key");
		/* A cut between two folders leaves those before it, which are as true as they were. */
		for (size_t i = 0; i < snapshot.n; i++)
			assert_true(!snapshot.folders[i].n || *snapshot.folders[i].entries[0].name);
		kept_free(&snapshot.kept);
		free(snapshot.folders);
	}
	memset(text.data + text.length / 2, 0, text.length / 2);
	assert_int_equal(save_file(how.kept, text.data, text.length, &err), 0);
	kept_read(&snapshot, how.kept, "key");
	assert_int_equal(snapshot.n, 0);
	buf_free(&text);
	take(&snapshot, &how);
	assert_non_null(find(&snapshot, "few", "one.c"));
	snapshot_free(&snapshot);
}

static void times_of_a_file_system_without_folders_on_a_disk_are_not_trusted(void **state)
{
	int fd = open("/proc", O_RDONLY | O_DIRECTORY);

	(void)state;
	assert_true(fd >= 0);
	assert_false(trust_times(fd));
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_snapshot_has_names_types_and_wanted_stamps),
		cmocka_unit_test(a_folder_is_taken_once),
		cmocka_unit_test(a_folder_that_is_gone_is_an_error_of_its_own),
		cmocka_unit_test(names_that_cannot_be_read_are_an_error_and_not_none),
		cmocka_unit_test(a_settled_folder_is_believed),
		cmocka_unit_test(a_snapshot_that_was_changed_is_not_believed),
		cmocka_unit_test(the_word_of_a_reader_is_kept_with_the_stamp),
		cmocka_unit_test(another_key_is_another_word),
		cmocka_unit_test(a_kept_file_that_is_not_whole_is_none),
		cmocka_unit_test(a_file_that_was_written_is_not_silent),
		cmocka_unit_test(a_folder_that_changed_is_read_and_its_files_are_known),
		cmocka_unit_test(a_folder_that_became_a_link_is_none),
		cmocka_unit_test(times_of_a_file_system_without_folders_on_a_disk_are_not_trusted),
	};

	return cmocka_run_group_tests(tests, make_tree, remove_tree);
}
