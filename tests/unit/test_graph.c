// SPDX-License-Identifier: GPL-2.0-only
/* What of the graph needs no ninja: groups of files, depfiles, the files of a work folder. */
#include "base/data/buf.h"
#include "base/files/load.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "treewide/graph/depfile.h"
#include "treewide/graph/groups.h"
#include "treewide/graph/texts.h"
#include "treewide/run/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* --- groups --- */

#define FILES 400

struct files {
	struct run run;
	struct source sources[FILES];
	struct grouped all[FILES];
	struct groups groups;
};

static char *archs[] = { (char *)"s390", (char *)"x86", NULL };

/* Of the first n paths, but one. */
static void group_files(struct files *files, size_t n, size_t but)
{
	size_t kept = 0;

	*files = (struct files){ .run.tree.archs = archs };
	for (size_t i = 0; i < n; i++) {
		if (i == but)
			continue;
		files->sources[kept].path = mem_printf("%s/file%03zu.c", i % 7 ? "drivers" : "arch/s390/kvm", i);
		files->all[kept] = (struct grouped){ files->sources[kept].path, kept };
		kept++;
	}
	files->run.sources = files->sources;
	files->run.n_sources = files->run.n_asked = kept;
	groups_make(&files->run.tree, files->all, kept, "", &files->groups);
}

static void free_files(struct files *files)
{
	for (size_t i = 0; i < files->run.n_sources; i++)
		free((char *)files->sources[i].path);
	groups_free(&files->groups);
}

static bool has_group(const struct groups *groups, const char *name)
{
	for (size_t i = 0; i < groups->n; i++)
		if (!strcmp(groups->items[i].name, name))
			return true;
	return false;
}

static void each_file_is_in_one_group_of_its_architecture(void **state)
{
	struct files *files = mem_calloc(1, sizeof(*files));
	size_t n = 0;

	(void)state;
	group_files(files, FILES, FILES);
	for (size_t i = 0; i < files->groups.n; i++) {
		const struct group *group = &files->groups.items[i];

		assert_in_range(group->files.n, 1, 20);
		for (size_t j = 0; j < group->files.n; j++)
			assert_string_equal(group->arch,
					    tree_arch_of(&files->run.tree, group->files.items[j].path));
		n += group->files.n;
	}
	assert_int_equal(n, FILES);
	assert_int_equal(groups_of_arch(&files->groups, "s390"), (FILES + 6) / 7);
	free_files(files);
	free(files);
}

/* The groups in front of it are the same, and those behind it soon are again. */
static void a_new_file_changes_few_groups(void **state)
{
	struct files *with = mem_calloc(1, sizeof(*with)), *without = mem_calloc(1, sizeof(*without));

	(void)state;
	group_files(with, FILES, FILES);
	for (size_t but = 1; but < FILES; but += 13) {
		size_t other = 0;

		group_files(without, FILES, but);
		for (size_t i = 0; i < without->groups.n; i++)
			other += !has_group(&with->groups, without->groups.items[i].name);
		assert_in_range(other, 0, 6);
		free_files(without);
	}
	free_files(with);
	free(with);
	free(without);
}

/* --- files --- */

static char *read_text(const char *path)
{
	struct buf text = {0};
	struct err err = {0};

	assert_int_equal(load_file(&text, path, &err), 0);
	return buf_take(&text);
}

static void add(struct path_list *list, const char *path)
{
	char *copy = mem_strdup(path);

	VEC_PUSH(list, copy);
}

static void write_text(const char *path, const char *text)
{
	struct buf content = {0};
	struct err err = {0};

	buf_puts(&content, text);
	assert_int_equal(work_write(path, &content, &err), 0);
	buf_free(&content);
}

static void a_depfile_says_what_ninja_can_read(void **state)
{
	struct path_list files = {0};
	struct err err = {0};
	char *text;

	(void)state;
	mkdir("a b", 0700);
	write_text("a b/x#y$z.h", "");
	write_text("a b/it's.h", "");
	add(&files, "a b/x#y$z.h");
	add(&files, "a b/x#y$z.h");
	add(&files, "a b/it's.h");
	add(&files, "a b/missing/too/deep.h");
	assert_int_equal(depfile_write("target", "cell/target", &files, &err), 0);
	text = read_text("target.d");
	assert_string_equal(text, "cell/target: \\\n a\\ b \\\n a\\ b/x\\#y$$z.h\n");
	free(text);
	path_list_free(&files);
}

static void what_is_no_news_stays_as_old_as_it_is(void **state)
{
	const struct timespec old = { .tv_sec = 1000000000 };
	struct buf content = {0};
	struct err err = {0};
	struct stat st;

	(void)state;
	texts_add(&content, "form");
	texts_add_marked(&content, 'A', "path");
	assert_int_equal(work_write(".", &content, &err), -1);
	err_clear(&err);
	assert_int_equal(work_write_news("./news", &content, &err), 0);
	assert_int_equal(work_set_age("./news", &old, &err), 0);
	assert_int_equal(work_write_news("./news", &content, &err), 0);
	assert_int_equal(stat("news", &st), 0);
	assert_int_equal(st.st_mtim.tv_sec, old.tv_sec);
	texts_add(&content, "more");
	assert_int_equal(work_write_news("./news", &content, &err), 0);
	assert_int_equal(stat("news", &st), 0);
	assert_int_not_equal(st.st_mtim.tv_sec, old.tv_sec);
	buf_free(&content);
}

static void texts_of_another_form_are_refused(void **state)
{
	static const char *const wrong[] = { "", "form", "other", "form\n" };
	struct path_list texts = {0};
	struct buf content = {0};
	struct err err = {0};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
		write_text("./texts", wrong[i]);
		assert_int_equal(texts_read("./texts", "form", &texts, &err), -1);
		assert_int_equal(texts.n, 0);
	}
	err_clear(&err);
	texts_add(&content, "form");
	texts_add(&content, "a\nb");
	buf_puts(&content, "not ended");
	assert_int_equal(work_write("./texts", &content, &err), 0);
	assert_int_equal(texts_read("./texts", "form", &texts, &err), -1);
	err_clear(&err);
	texts_add(&content, "");
	assert_int_equal(work_write("./texts", &content, &err), 0);
	assert_int_equal(texts_read("./texts", "form", &texts, &err), 0);
	assert_int_equal(texts.n, 2);
	assert_string_equal(texts.items[0], "a\nb");
	path_list_free(&texts);
	buf_free(&content);
}

static int enter(void **state)
{
	char *folder = mem_strdup("/tmp/guptidy-test-XXXXXX");

	*state = folder;
	return mkdtemp(folder) ? chdir(folder) : -1;
}

static int leave(void **state)
{
	char *command = mem_printf("rm -r '%s'", (char *)*state);
	int status = chdir("/") || system(command);

	free(command);
	free(*state);
	return status;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_file_is_in_one_group_of_its_architecture),
		cmocka_unit_test(a_new_file_changes_few_groups),
		cmocka_unit_test(a_depfile_says_what_ninja_can_read),
		cmocka_unit_test(what_is_no_news_stays_as_old_as_it_is),
		cmocka_unit_test(texts_of_another_form_are_refused),
	};

	return cmocka_run_group_tests(tests, enter, leave);
}
