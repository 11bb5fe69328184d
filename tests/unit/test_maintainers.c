// SPDX-License-Identifier: GPL-2.0-only
/* MAINTAINERS: patterns, areas, people, prefixes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "base/files/save.h"
#include "kernel/maintainers/folder.h"
#include "kernel/maintainers/prefix.h"
#include "kernel/maintainers/recipients.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[] = "/tmp/test_maintainers.XXXXXX";

static void write_file(const char *name, const char *text, size_t length)
{
	char *path = path_join(root, name);
	struct err err = {0};

	assert_int_equal(save_file(path, text, length, &err), 0);
	free(path);
}

static void make_folder(const char *name)
{
	char *path = path_join(root, name);

	mkdir(path, 0700);
	free(path);
}

static int begin(void **state)
{
	(void)state;
	return mkdtemp(root) ? 0 : -1;
}

static int end(void **state)
{
	char *command = mem_printf("rm -rf %s", root);
	int status = system(command);

	(void)state;
	free(command);
	return status;
}

static void open_text(struct maintainers *maintainers, const char *text)
{
	struct err err = {0};

	write_file("MAINTAINERS", text, strlen(text));
	if (maintainers_open(maintainers, root, &err))
		fail_msg("%s", err.text);
}

/* The names of the areas of a path, or of a patch if path is NULL, and how they were found: "A/F B/K". */
static char *areas(const char *text, const char *path, const char *words)
{
	struct maintainers maintainers;
	struct area_list list = {0};
	struct buf names = {0};
	struct err err = {0};
	size_t length = words ? strlen(words) : 0;
	int status;

	open_text(&maintainers, text);
	status = path ? maintainers_of(&maintainers, path, words, length, &list, &err) :
			maintainers_of_patch(&maintainers, words, length, &list, NULL, &err);
	if (status)
		buf_puts(&names, err.text);
	for (size_t i = 0; !status && i < list.n; i++)
		buf_printf(&names, "%s%s/%c", i ? " " : "", list.items[i].area->name, list.items[i].by);
	err_clear(&err);
	area_list_free(&list);
	maintainers_close(&maintainers);
	return buf_take(&names);
}

#define EXPECT(text, path, words, expected)					\
	do {									\
		char *found_ = areas(text, path, words);			\
		assert_string_equal(found_, expected);				\
		free(found_);							\
	} while (0)

static void test_globs(void **state)
{
	static const struct {
		const char *pattern, *path;
		bool fits;
	} cases[] = {
		{ "mm/", "mm/gup.c", true },
		{ "mm/", "mm/kasan/init.c", true },
		{ "mm", "mm/kasan/init.c", true },	/* a folder, without its slash */
		{ "mm", "mmc.c", false },
		{ "mm/gup.c", "mm/gup.c", true },
		{ "mm/gup", "mm/gup_test.c", true },	/* the end of a name is open */
		{ "mm/gup", "mm/gup/x.c", false },
		{ "mm/*", "mm/gup.c", true },
		{ "mm/*", "mm/kasan/init.c", false },
		{ "mm/*/", "mm/kasan/init.c", true },
		{ "mm/*/", "mm/gup.c", false },
		{ "mm/gup?c", "mm/gup.c", true },
		{ "mm/g.p.c", "mm/gup.c", false },	/* a dot is one */
		{ "mm/*.[ch]", "mm/gup.h", true },
		{ "mm/*.[ch]", "mm/gup.S", false },
		{ "mm/g[aeiou]p.c", "mm/gup.c", true },
		{ "arch/*/mm/", "arch/x86/mm/init.c", true },
		{ "arch/*/mm/", "arch/x86/kernel/mm/init.c", true },	/* as the script has it */
		{ "*", "Makefile", true },
		{ "*", "mm/Makefile", false },
		{ "*/", "mm/Makefile", true },
		{ "a+b/", "a+b/c", false },		/* the script takes it for a regular expression */
		{ "a+b/", "aab/c", true },
		{ "x/(a|b).c", "x/b.c", true },
	};

	(void)state;
	make_folder("mm");
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char *text = mem_printf("A\nF:\t%s\n", cases[i].pattern);
		char *found = areas(text, cases[i].path, NULL);

		if (strcmp(found, cases[i].fits ? "A/F" : ""))
			fail_msg("%s and %s: \"%s\"", cases[i].pattern, cases[i].path, found);
		free(found);
		free(text);
	}
}

static void test_order(void **state)
{
	(void)state;
	/* The deepest first, N: and keywords last, what is as deep as another in the file's order. */
	EXPECT("ALL\nF: *\nF: */\n\nDRIVERS\nF: drivers/\n\nDEEP\nF: drivers/a/b/\n\nSAME\nF: drivers/a/*/\n\n"
	       "NAME\nN: thing\n\nWORD\nK: magic\n", "drivers/a/b/thing.c", "some magic",
	       "DEEP/F SAME/F DRIVERS/F NAME/N ALL/F WORD/K");
	/* The last line that fits decides. */
	EXPECT("A\nF: a/b/c.c\nF: a/\n\nB\nF: a/b/\n", "a/b/c.c", NULL, "B/F A/F");
	/* An area is left out by X:, wherever it stands. */
	EXPECT("A\nF: a/\nX: a/b/\n\nB\nX: a/c/\nF: a/\n", "a/b/c.c", NULL, "B/F");
	EXPECT("A\nN: b\nX: a/b/\n", "a/b/c.c", NULL, "");
}

static void test_sections(void **state)
{
	(void)state;
	/* An empty line or a remark within an area is none, and a name of several lines is the last. */
	EXPECT("Words\n\n\tF: nothing\nA\n\nM: x@y\n# remark\n\nF: a/\nB\nnot b\nF: a/\n", "a/b", NULL,
	       "A/F not b/F");
	/* Line ends of other systems, and blanks at the end. */
	EXPECT("A\r\nF:\ta/ \r\n", "a/b", NULL, "A/F");
	EXPECT("", "a/b", NULL, "");
	EXPECT("F: a/", "a/b", NULL, "/F");
}

static void test_keywords(void **state)
{
	static const char text[] = "A\nK: \\bmagic\\b\n\nB\nK: one | two three\n";

	(void)state;
	EXPECT(text, "x", "no magic.", "A/K");
	EXPECT(text, "x", "magical", "");
	EXPECT(text, "x", "twothree", "B/K");
	/* In a patch: the message, and what is added or removed. */
	EXPECT(text, NULL, "Subject: magic\n", "A/K");
	EXPECT(text, NULL, "--- a/x\n+++ b/x\n@@ -1 +1 @@ magic\n magic\n", "");
	EXPECT(text, NULL, "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-\tno magic\n", "A/K");
	EXPECT(text, NULL, "Fixes: 0123456789ab (\"magic\")\n", "");
	/* The script puts its own pattern in front of the first of two. */
	EXPECT(text, NULL, "--- a/x\n+++ b/x\n@@ -1 +1 @@\n twothree\n", "B/K");
	EXPECT(text, NULL, "--- a/x\n+++ b/x\n@@ -1 +1 @@\n one\n", "");
}

static void test_patch_paths(void **state)
{
	static const char text[] = "A\nF: a/\n\nB\nF: b/\n\nC\nF: c/\n";

	(void)state;
	EXPECT(text, NULL, "diff --git a/b/x b/b/x\n", "B/F");
	EXPECT(text, NULL, "rename from a/x\nrename to c/x\n", "A/F C/F");
	EXPECT(text, NULL, "--- /dev/null\n+++ b/b/x\n", "B/F");
	EXPECT(text, NULL, "--- linux.orig/b/x\t2020-01-01\n+++ linux/b/x\n", "B/F");
}

static void refused(const char *text, size_t length, const char *expected)
{
	struct maintainers maintainers;
	struct err err = {0};

	write_file("MAINTAINERS", text, length);
	assert_int_equal(maintainers_open(&maintainers, root, &err), -1);
	if (!strstr(err.text, expected))
		fail_msg("%s", err.text);
	assert_true(begins_with(err.text, root));
	err_clear(&err);
}

static void test_refused(void **state)
{
	static const char with_nul[] = "A\nF: a\0b\n";
	char *huge = mem_calloc(17 << 20, 1), *path = path_join(root, "MAINTAINERS");
	struct maintainers maintainers;
	struct err err = {0};

	(void)state;
	refused(with_nul, sizeof(with_nul) - 1, "MAINTAINERS:2: holds a NUL byte");
	refused("A\n\nN: [a\n", 8, "MAINTAINERS:3: N: has no pattern that can be read: missing");
	refused("A\nK: (?C1)\\C\n", 13, "MAINTAINERS:2: K: has no pattern");
	memset(huge, 'a', 17 << 20);
	refused(huge, 17 << 20, "more than 16 MB");
	memcpy(huge, "A\nN: ", 5);
	refused(huge, 5000, "MAINTAINERS:2: N: has no pattern");
	unlink(path);
	assert_int_equal(maintainers_open(&maintainers, root, &err), -1);
	err_clear(&err);
	free(path);
	free(huge);
}

/* Patterns that try all ways before they fail. */
static void test_explosions(void **state)
{
	static const char long_path[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/b";
	static const char *const texts[] = {
		"A\nN: (a+)+$\n", "A\nF: ****************************x/\n",
		"A\nX: *a*a*a*a*a*a*a*a*a*a*a*a*a*x\nF: aa\n",
		"A\nN: (a|a)*c\n", "A\nN: ^(?:(?:a?){20}){20}c\n", "A\nN: (?R)?x\n",
	};
	char *words = mem_calloc(1 << 20, 1);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		char *found = areas(texts[i], long_path, NULL);

		if (*found && !strstr(found, "takes too many steps"))
			fail_msg("%s: %s", texts[i], found);
		free(found);
	}
	EXPECT("A\nN: (a+)+$\n", long_path, NULL,
	       "MAINTAINERS:2: the pattern of N: takes too many steps to match; write it without repetitions in "
	       "repetitions");
	memset(words, 'a', (1 << 20) - 1);
	EXPECT("A\nK: nothing\n\nB\nK: a.*a.*a.*[bc]\n", "x", words,
	       "MAINTAINERS:5: the pattern of K: takes too many steps to match; write it without repetitions in "
	       "repetitions");
	/* Few steps at each place, and many places. */
	words[1 << 18] = '\0';
	EXPECT("A\nK: a[^b]*+[cd]\n", "x", words,
	       "MAINTAINERS:2: the pattern of K: takes too many steps to match; write it without repetitions in "
	       "repetitions");
	free(words);
}

/* "To a, Cc b": the recipients of a/x. */
static char *recipients(const char *text, const char *mailmap)
{
	struct recipient_list list = {0};
	struct maintainers maintainers;
	struct area_list found = {0};
	struct buf all = {0};
	struct err err = {0};

	write_file(".mailmap", mailmap, strlen(mailmap));
	open_text(&maintainers, text);
	assert_int_equal(maintainers_of(&maintainers, "a/x", NULL, 0, &found, &err), 0);
	recipients_of(&maintainers, &found, &list);
	for (size_t i = 0; i < list.n; i++)
		buf_printf(&all, "%s%c:%s", i ? ", " : "", *recipient_role_name(list.items[i].role),
			   list.items[i].text);
	recipient_list_free(&list);
	area_list_free(&found);
	maintainers_close(&maintainers);
	return buf_take(&all);
}

static void test_recipients(void **state)
{
	static const struct {
		const char *text, *mailmap, *expected;
	} cases[] = {
		{ "M: Ada B <ada@b>\nR: c@d\nL: l@e (moderated)", "", "m:Ada B <ada@b>, r:c@d, l:l@e" },
		{ "L: l@e\tsubscribers-only\nM: A. B <a@b> (all of it, really)", "", "m:\"A. B\" <a@b>" },
		{ "M: \"Lee, A\" <a@b>\nM: Pan, B <b@b>", "", "m:\"Lee, A\" <a@b>, m:\"Pan, B\" <b@b>" },
		{ "M: A <a@b>, B <b@b>,c@b", "", "m:A <a@b>, m:B <b@b>, m:c@b" },
		{ "L: The List <l@e>\nL: L@E", "", "l:l@e" },
		/* Each once: by name, or by mail. */
		{ "M: A <a@b>\nR: A <other@b>\nR: B <A@b>\nM: a@b", "", "m:A <a@b>" },
		{ "M: Linus Torvalds <torvalds@linux-foundation.org>\nM: a@b", "", "m:a@b" },
		{ "M: nobody\nM:\nL: no list", "", "" },
		/* .mailmap, in its four forms; then a person may be one that was there. */
		{ "M: A <a@b>", "New Name <a@b>", "m:New Name <a@b>" },
		{ "M: A <a@b>", "<new@b> <a@b>", "m:A <new@b>" },
		{ "M: A <a@b>", "N <new@b> <a@b>", "m:N <new@b>" },
		{ "M: A <a@b>", "N <new@b> A <a@b>\nX <x@b> B <a@b>", "m:N <new@b>" },
		{ "M: A <a@b>\nM: Z <z@b>", "# <x@b> <a@b>\n<z@b> <a@b> # why\nbroken <\n", "m:A <z@b>" },
		{ "M: J\303\251 <a@b>", "", "m:\"J\303\251\" <a@b>" },
		{ "M: \"A \\\"x\\\" B\" <a@b>", "", "m:\"A \\\"x\\\" B\" <a@b>" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char *text = mem_printf("AREA\n%s\nF: a/\n", cases[i].text);
		char *found = recipients(text, cases[i].mailmap);

		if (strcmp(found, cases[i].expected))
			fail_msg("%s: %s, not %s", cases[i].text, found, cases[i].expected);
		free(found);
		free(text);
	}
}

static void test_folder_prefix(void **state)
{
	static const struct {
		const char *paths[2], *expected;
	} cases[] = {
		{ { "mm/gup.c" }, "mm/gup: " },
		{ { "mm/gup.c", "mm/memory.c" }, "mm: " },
		{ { "drivers/vfio/vfio_main.c" }, "vfio: " },
		{ { "drivers/gpu/drm/i915/a.c", "drivers/gpu/drm/i915/gem/b.c" }, "drm/i915: " },
		{ { "drivers/gpu/drm/i915/core/a.c" }, "drm/i915: " },
		{ { "drivers/usb/core/hub.c" }, "usb: core: " },
		{ { "drivers/pci/probe.c" }, "PCI: " },
		{ { "drivers/leds/leds-lamp.c" }, "leds: lamp: " },
		{ { "drivers/leds/led-core.c" }, "leds: led-core: " },
		{ { "drivers/leds/leds-lamp.c", "drivers/leds/leds-bulb.c" }, "leds: " },
		{ { "drivers/hwmon/warm.c" }, "hwmon: (warm) " },
		{ { "drivers/lectern/paper/core/a.c" }, "paper: " },
		{ { "sound/core/a.c" }, "ALSA: core: " },
		{ { "arch/powerpc/mm/init.c" }, "powerpc/mm: " },
		{ { "arch/powerpc/mm/init.c", "arch/powerpc/kvm/a.c" }, "powerpc: " },
		{ { "arch/x86/a.c", "arch/arm/a.c" }, "treewide: " },
		{ { "mm/gup.c", "fs/io.c" }, "treewide: " },
		{ { "include/linux/mm.h" }, "mm: " },
		{ { "virt/" }, "virt: " },
		{ { "include/linux/" }, "linux: " },
		{ { "Makefile" }, "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char *prefix = folder_prefix(NULL, cases[i].paths, cases[i].paths[1] ? 2 : 1);

		assert_string_equal(prefix, cases[i].expected);
		free(prefix);
	}
}

static void test_part_prefix(void **state)
{
	static const struct {
		const char *paths[2], *expected;
	} cases[] = {
		{ { "drivers/gpu/drm/lamp/deep/a.c" }, "drm/lamp: " },
		{ { "drivers/gpu/drm/lamp/a.c", "drivers/gpu/drm/lamp/deep/b.c" }, "drm/lamp: " },
		{ { "drivers/net/ethernet/pulp/ink/core/a.c" }, "net: ink: " },
		{ { "drivers/usb/host/quill-hcd.c" }, "usb: quill-hcd: " },
		{ { "drivers/usb/host/quill-hcd.c", "drivers/usb/host/quill-mem.c" }, "usb: quill: " },
		{ { "drivers/hsi/clients/a.c" }, "HSI: " },
		{ { "drivers/lectern/clients/a.c" }, "lectern: " },
		{ { "drivers/bare/deep/a.c" }, "bare: " },
		{ { "lib/fold.c" }, "fold: " },
		{ { "lib/other.c" }, "lib/other: " },
	};
	struct maintainers maintainers;

	(void)state;
	make_folder("drivers");
	make_folder("drivers/bare");
	open_text(&maintainers, "title\n\nALL\nF:\t*\nF:\t*/\n\nDRIVERS\nF:\tdrivers/\n\nLIB\nF:\tlib/\n\n"
		  "LAMP\nF:\tdrivers/gpu/drm/lamp/\n\nINK\nF:\tdrivers/net/ethernet/pulp/ink/core/\n\n"
		  "QUILL\nF:\tdrivers/usb/host/quill-*\n\nHSI\nF:\tdrivers/hsi/\n\n"
		  "LECTERN\nF:\tdrivers/lectern/\n\nBARE\nF:\tdrivers/bare\n\nFOLD\nF:\tlib/fold.c\n");
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char *prefix = folder_prefix(&maintainers, cases[i].paths, cases[i].paths[1] ? 2 : 1);

		if (strcmp(prefix, cases[i].expected))
			fail_msg("%s: %s", cases[i].paths[0], prefix);
		free(prefix);
	}
	maintainers_close(&maintainers);
}

/* What comes of subjects, parted by |, of commits to mm/gup.c; with one in front that begins with a +, to mm/x.c. */
static char *elected(const char *subjects)
{
	struct prefixes prefixes = {0};
	static const char *const paths[] = { "mm/gup.c" };
	char *copy = mem_strdup(subjects), *rest = copy, *text, *prefix;

	while ((text = strsep(&rest, "|"))) {
		bool beside = *text == '+';
		struct subject subject = { .text = mem_strdup(text + beside) };

		path_set_add(&subject.paths, beside ? "mm/x.c" : "mm/gup.c");
		VEC_PUSH(&prefixes.subjects, subject);
	}
	prefix = prefix_of(&prefixes, NULL, paths, 1);
	prefixes_free(&prefixes);
	free(copy);
	return prefix;
}

static void test_prefix(void **state)
{
	static const char *const cases[][2] = {
		{ "mm: gup: fix|mm: gup: add|mm: drop", "mm: gup: " },
		{ "mm: gup: fix|mm: slab: add|mm: drop|gup: x", "mm: " },
		{ "gup: new|mm: old|mm: older|treewide: all", "mm: " },
		{ "treewide: a|treewide: b|tree-wide: c|mm: old", "mm: " },
		{ "+gup: a|+gup: b|mm: old", "mm: " },		/* the file's own count more than those beside it */
		{ "+slab: a|Fix things|Revert \"mm: x\"", "slab: " },
		{ "", "mm/gup: " },
		{ "Fix a bug: it was bad", "mm/gup: " },
		{ "mm, gup: x", "mm, gup: " },
		{ "perf tools: x", "perf tools: " },
		{ "mm/gup.c:fix", "mm/gup: " },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char *prefix = elected(cases[i][0]);

		if (strcmp(prefix, cases[i][1]))
			fail_msg("%s: %s", cases[i][0], prefix);
		free(prefix);
	}
}

/* Who changes many places at once writes no prefix of any of them. */
static void test_changes_of_all(void **state)
{
	static const char *const paths[] = { "mm/gup.c" };
	struct prefixes prefixes = {0};
	struct subject wide = { .text = mem_strdup("seed: all") }, own = { .text = mem_strdup("mm: one") };
	char *prefix;

	(void)state;
	path_set_add(&wide.paths, "mm/gup.c");
	for (char c = 'a'; c < 'j'; c++) {
		char *path = mem_printf("drivers/%c/main.c", c);

		path_set_add(&wide.paths, path);
		free(path);
	}
	path_set_sort(&wide.paths);
	path_set_add(&own.paths, "mm/gup.c");
	VEC_PUSH(&prefixes.subjects, wide);
	VEC_PUSH(&prefixes.subjects, own);
	prefix = prefix_of(&prefixes, NULL, paths, 1);
	assert_string_equal(prefix, "mm: ");
	free(prefix);
	prefixes_free(&prefixes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_globs),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_keywords),
		cmocka_unit_test(test_patch_paths),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_explosions),
		cmocka_unit_test(test_recipients),
		cmocka_unit_test(test_folder_prefix),
		cmocka_unit_test(test_part_prefix),
		cmocka_unit_test(test_prefix),
		cmocka_unit_test(test_changes_of_all),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
