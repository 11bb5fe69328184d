// SPDX-License-Identifier: GPL-2.0-only
#include "c/source/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define V6_12 (6 << 16 | 12 << 8)

static const char *read_header(void *data, const char *path, const char *name, size_t length,
			       const char **found)
{
	(void)path;
	*found = "/driver/compat.h";
	return length == strlen("compat.h") && !memcmp(name, "compat.h", length) ? data : NULL;
}

/* The verdict of a kernel 6.12 on the place of `HERE` in a driver's text, or in the tree's own. */
static enum branch_verdict verdict_at(const char *path, const char *text, const char *header,
				      unsigned code)
{
	struct header_reader reader = { .read = read_header, .data = (void *)(uintptr_t)header };
	struct viewer viewer = { .code = code, .is_outside = *path == '/', .headers = &reader };
	struct outline outline;
	unsigned char verdicts[32];
	size_t branch;

	outline_read(&outline, text, strlen(text));
	assert_true(outline.branches.n < sizeof(verdicts));
	conditions_judge(&outline, path, &viewer, verdicts);
	branch = outline_branch_at(&outline, (size_t)(strstr(text, "HERE") - text));
	assert_int_not_equal(branch, NO_TOKEN);
	outline_free(&outline);
	return (enum branch_verdict)verdicts[branch];
}

static enum branch_verdict driver(const char *text)
{
	return verdict_at("/driver/a.c", text, NULL, V6_12);
}

static enum branch_verdict condition(const char *condition)
{
	char text[512];

	snprintf(text, sizeof(text), "#if %s\nHERE\n#endif\n", condition);
	return driver(text);
}

static void conditions(void **state)
{
	static const struct {
		const char *text;
		enum branch_verdict verdict;
	} cases[] = {
		{ "LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)", VERDICT_IN },
		{ "KERNEL_VERSION(6, 5, 0) > LINUX_VERSION_CODE", VERDICT_OUT },
		{ "!(LINUX_VERSION_CODE < KERNEL_VERSION(5, 9, 0))", VERDICT_IN },
		{ "LINUX_VERSION_CODE < 0x050900", VERDICT_OUT },
		{ "(LINUX_VERSION_CODE >> 16) < 6", VERDICT_OUT },
		{ "(LINUX_VERSION_CODE >> 16) * 100 + (LINUX_VERSION_CODE >> 8 & 0xff) >= 605", VERDICT_IN },
		{ "LINUX_VERSION_CODE - KERNEL_VERSION(6, 5, 0) < 0", VERDICT_OUT },
		{ "LINUX_VERSION_CODE / 0 > 1", VERDICT_FOREIGN },
		{ "LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0) ? 0 : 1", VERDICT_OUT },
		{ "defined(LINUX_VERSION_CODE)", VERDICT_IN },
		{ "HAVE_FLAGS", VERDICT_FOREIGN },
		{ "!defined HAVE_FLAGS", VERDICT_FOREIGN },
		{ "defined(X) && LINUX_VERSION_CODE < KERNEL_VERSION(5, 9, 0)", VERDICT_OUT },
		{ "defined(X) && LINUX_VERSION_CODE > KERNEL_VERSION(5, 9, 0)", VERDICT_FOREIGN },
		{ "LINUX_VERSION_CODE > KERNEL_VERSION(5, 9, 0) || X >= Y(8, 3)", VERDICT_IN },
		{ "LINUX_VERSION_CODE < KERNEL_VERSION(5, 9, 0) || X >= Y(8, 3)", VERDICT_FOREIGN },
		{ "defined(CONFIG_MMU)", VERDICT_OPEN },
		{ "IS_ENABLED(CONFIG_MMU) && !defined(MODULE)", VERDICT_OPEN },
		{ "IS_ENABLED(CONFIG_MMU) && LINUX_VERSION_CODE < KERNEL_VERSION(5, 9, 0)", VERDICT_OUT },
		{ "defined(CONFIG_MMU) && HAVE_FLAGS", VERDICT_FOREIGN },
		{ "LINUX_VERSION_CODE >=", VERDICT_FOREIGN },
		{ "LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5", VERDICT_FOREIGN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (condition(cases[i].text) != cases[i].verdict)
			fail_msg("%s: %d", cases[i].text, (int)condition(cases[i].text));
}

static void chains(void **state)
{
	(void)state;
	assert_int_equal(driver("#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 9, 0)\n#elif "
				"LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)\nHERE\n#else\n#endif"),
			 VERDICT_IN);
	assert_int_equal(driver("#if LINUX_VERSION_CODE > KERNEL_VERSION(5, 9, 0)\n#elif "
				"LINUX_VERSION_CODE > KERNEL_VERSION(4, 9, 0)\nHERE\n#endif"),
			 VERDICT_OUT);
	assert_int_equal(driver("#ifdef HAVE_A\n#elif LINUX_VERSION_CODE < KERNEL_VERSION(5, 9, 0)\n"
				"HERE\n#endif"), VERDICT_OUT);
	assert_int_equal(driver("#ifdef HAVE_A\n#else\nHERE\n#endif"), VERDICT_FOREIGN);
	assert_int_equal(driver("#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 9, 0)\n#ifdef HAVE_A\n"
				"HERE\n#endif\n#endif"), VERDICT_OUT);
	assert_int_equal(driver("#ifdef HAVE_A\n#if LINUX_VERSION_CODE > KERNEL_VERSION(5, 9, 0)\n"
				"HERE\n#endif\n#endif"), VERDICT_FOREIGN);
	/* The guard of a header is no question. */
	assert_int_equal(driver("#ifndef A_H\n#define A_H\nHERE\n#endif"), VERDICT_IN);
	assert_int_equal(driver("#ifndef HAVE_A\n#define HAVE_B\nHERE\n#endif"), VERDICT_FOREIGN);
}

static void own_macros(void **state)
{
	(void)state;
	assert_int_equal(driver("#define API LINUX_VERSION_CODE\n#if API < KERNEL_VERSION(5, 9, 0)\n"
				"HERE\n#endif"), VERDICT_OUT);
	assert_int_equal(driver("#define SINCE(a, b) (LINUX_VERSION_CODE >= KERNEL_VERSION(a, b, 0))\n"
				"#define OLD !SINCE(6, 5)\n#if OLD\nHERE\n#endif"), VERDICT_OUT);
	assert_int_equal(driver("#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 9, 0)\n#define HAS_TSK\n"
				"#endif\n#ifndef HAS_TSK\nHERE\n#endif"), VERDICT_IN);
	assert_int_equal(driver("#ifdef HAVE_A\n#define TAKES 1\n#else\n#define TAKES 0\n#endif\n"
				"#if TAKES\nHERE\n#endif"), VERDICT_FOREIGN);
	assert_int_equal(driver("#define LOOPS LOOPS LOOPS\n#if LOOPS\nHERE\n#endif"),
			 VERDICT_FOREIGN);
	assert_int_equal(driver("#define A 1\n#undef A\n#ifdef A\nHERE\n#endif"), VERDICT_OUT);
	/* The version has no say there: the tree's own file is converted with all the rest. */
	assert_int_equal(verdict_at("mm/a.c", "#undef A\n#ifdef A\nHERE\n#endif", NULL, V6_12),
			 VERDICT_OPEN);
	assert_int_equal(verdict_at("mm/a.c", "#if 0\nHERE\n#endif", NULL, V6_12), VERDICT_OPEN);
	/* Among arguments it would be half a call. */
	assert_int_equal(verdict_at("mm/a.c", "f(a, /* b */\n#if 0\nHERE,\n#endif\nc);", NULL, V6_12),
			 VERDICT_OUT);
	assert_int_equal(verdict_at("mm/a.c", "f(\n#if 1\na,\n#else\nHERE,\n#endif\nc);", NULL, V6_12),
			 VERDICT_OUT);
	assert_int_equal(verdict_at("mm/a.c", "f(a);\n#if 0\nHERE\n#endif", NULL, V6_12), VERDICT_OPEN);
	assert_int_equal(verdict_at("/a.c", "#if LINUX_VERSION_CODE > 1\nHERE\n#endif", NULL, 0),
			 VERDICT_FOREIGN);
}

static void headers(void **state)
{
	static const char header[] =
		"#ifndef COMPAT_H\n#define COMPAT_H\n#include \"compat.h\"\n"
		"#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)\n#define NO_VMAS\n#else\n"
		"#define WITH_VMAS 1\n#endif\n#endif\n";
	static const char text[] = "#include \"compat.h\"\n#ifdef %s\nHERE\n#endif";
	char of_name[128];

	(void)state;
	snprintf(of_name, sizeof(of_name), text, "NO_VMAS");
	assert_int_equal(verdict_at("/a.c", of_name, header, V6_12), VERDICT_IN);
	assert_int_equal(verdict_at("/a.c", of_name, "", V6_12), VERDICT_FOREIGN);
	snprintf(of_name, sizeof(of_name), text, "WITH_VMAS");
	assert_int_equal(verdict_at("/a.c", of_name, header, V6_12), VERDICT_OUT);
	assert_int_equal(verdict_at("/a.c", "#if 0\n#include \"compat.h\"\n#endif\n#ifdef NO_VMAS\n"
				    "HERE\n#endif", header, V6_12), VERDICT_FOREIGN);
}

static void narrowed(void **state)
{
	static const char text[] =
		"f(a,\n#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 9, 0) \\\n || 0\n  b,\n#else\n  c\n"
		"#endif\n#ifdef HAVE_A\n  d\n#endif\n);\n";
	struct viewer viewer = { .code = V6_12, .is_outside = true };
	struct outline outline;
	unsigned char verdicts[8];
	char *seen;

	(void)state;
	outline_read(&outline, text, strlen(text));
	conditions_judge(&outline, "/a.c", &viewer, verdicts);
	seen = conditions_narrow(&outline, verdicts);
	assert_int_equal(strlen(seen), strlen(text));
	assert_ptr_equal(strstr(seen, "c\n") - seen + text, strstr(text, "c\n"));
	assert_null(strchr(seen, 'b'));
	assert_null(strstr(seen, "LINUX"));
	assert_null(strstr(seen, "#else"));
	assert_non_null(strstr(seen, "#ifdef HAVE_A\n  d\n#endif"));
	for (size_t i = 0; text[i]; i++)
		assert_int_equal(text[i] == '\n', seen[i] == '\n');
	free(seen);
	outline_free(&outline);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions), cmocka_unit_test(chains),
		cmocka_unit_test(own_macros), cmocka_unit_test(headers),
		cmocka_unit_test(narrowed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
