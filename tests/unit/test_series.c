// SPDX-License-Identifier: GPL-2.0-only
/* The texts that mails of a series are made of, and how they are read again. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "patch/mail/header.h"
#include "patch/mail/letter.h"
#include "patch/mail/patch.h"
#include "patch/mail/plain.h"
#include "patch/mail/prose.h"
#include "patch/mail/received.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define LONG_WORDS "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"

static void expect(struct buf *out, const char *text)
{
	assert_string_equal(out->data ? out->data : "", text);
	buf_free(out);
}

static void paragraphs_are_filled(void **state)
{
	struct buf out = {0};

	(void)state;
	prose_paragraph(&out, "", LONG_WORDS);
	prose_paragraph(&out, "    ", "  a\n b ");
	expect(&out, "one two three four five six seven eight nine ten eleven twelve thirteen\nfourteen\n"
	       "\n    a b\n");
	prose_verbatim(&out, "short\n\n" LONG_WORDS "\n");
	expect(&out, "    short\n\n    one two three four five six seven eight nine ten eleven twelve\n"
	       "            thirteen fourteen\n");
	prose_fill(&out, "%O, %N, %T, %X, %", "old", "new", "6.12");
	expect(&out, "old, new, 6.12, %X, %");
}

static void headers_are_folded_and_encoded(void **state)
{
	struct buf out = {0};

	(void)state;
	header_text(&out, "Subject", LONG_WORDS);
	expect(&out, "Subject: one two three four five six seven eight nine ten eleven twelve\n thirteen fourteen\n");
	header_text(&out, "Subject", "Gr\303\274\303\237e, f()");
	expect(&out, "Subject: =?UTF-8?q?Gr=C3=BC=C3=9Fe=2C=20f=28=29?=\n");
	header_text(&out, "Subject", "\303\274\303\274\303\274\303\274\303\274\303\274"
		    "\303\274\303\274\303\274\303\274\303\274");
	expect(&out, "Subject: =?UTF-8?q?=C3=BC=C3=BC=C3=BC=C3=BC=C3=BC=C3=BC=C3=BC=C3=BC=C3=BC=C3=BC?=\n"
	       " =?UTF-8?q?=C3=BC?=\n");
	header_person(&out, "From", "J. R. \"Bob\" Two", "bob@example.org");
	expect(&out, "From: \"J. R. \\\"Bob\\\" Two\" <bob@example.org>\n");
}

/* As git format-patch names them. */
static void files_are_named_as_git_does(void **state)
{
	static const struct {
		unsigned version;
		size_t number;
		const char *subject, *name;
	} rows[] = {
		{ 1, 1, "mm/gup: take f() away", "0001-mm-gup-take-f-away.patch" },
		{ 2, 12, "...a..b. c:", "v2-0012-.a.b.-c.patch" },
		{ 1, 3, LONG_WORDS, "0003-one-two-three-four-five-six-seven-eight-nine-ten-ele.patch" },
		{ 2, 1, LONG_WORDS, "v2-0001-one-two-three-four-five-six-seven-eight-nine-ten-.patch" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct letter_head head = { .version = rows[i].version, .n = 20 };
		char *name = letter_file(&head, rows[i].subject, rows[i].number);

		assert_string_equal(name, rows[i].name);
		free(name);
	}
}

static void a_diff_without_numbers_is_that_of_range_diff(void **state)
{
	struct buf out = {0};

	(void)state;
	plain_diff("diff --git a/x.c b/x.c\nindex 1..2 100644\n--- a/x.c\n+++ b/x.c\n@@ -1,2 +3,4 @@ int f(void)\n"
		   " a\n-b\n+c\n@@ -9 +9 @@\n+++ d\ndiff --git a/n.h b/n.h\nnew file mode 100644\n--- /dev/null\n"
		   "+++ b/n.h\n@@ -0,0 +1 @@\n+n\n", &out);
	expect(&out, "\n ## x.c ##\n@@ x.c: int f(void)\n a\n-b\n+c\n@@ x.c\n+++ d\n\n ## n.h (new) ##\n@@ n.h\n+n\n");
}

/* Reads a mail with that text; the caller frees it. */
static struct received received_of(const char *mail)
{
	char path[] = "/tmp/guptidy-test-XXXXXX";
	struct received received;
	struct err err = {0};
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, mail, strlen(mail)), (ssize_t)strlen(mail));
	close(fd);
	assert_int_equal(received_read(&received, path, &err), 0);
	unlink(path);
	return received;
}

static void a_mail_is_read_as_it_was_written(void **state)
{
	struct received mail = received_of(
		"From 0 Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\nSubject: [PATCH v3 02/10]\n"
		" =?UTF-8?q?Gr=C3=BC?=\n =?UTF-8?q?=C3=9Fe?=\nTo: \"B, C\" <b@example.org>,\n\td@example.org\n"
		"Content-Transfer-Encoding: quoted-printable\n\nWhy: for a=\n reason.\n\nMore.\n\n"
		"Acked-by: E <e@example.org>\nSigned-off-by: A <a@example.org>\n"
		"---\n x | 1 +\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n"
		"-a=0D\n+b=3D\n-- \n2.39\n\n");

	(void)state;
	assert_int_equal(mail.version, 3);
	assert_int_equal(mail.number, 2);
	assert_string_equal(mail.subject, "Gr\303\274\303\237e");
	assert_string_equal(mail.body.data, "Why: for a reason.\n\nMore.\n");
	assert_int_equal(mail.trailers.n, 2);
	assert_string_equal(mail.trailers.items[0], "Acked-by: E <e@example.org>");
	assert_int_equal(mail.to.n, 2);
	assert_string_equal(mail.to.items[0], "\"B, C\" <b@example.org>");
	assert_string_equal(mail.to.items[1], "d@example.org");
	assert_int_equal(mail.paths.n, 1);
	assert_string_equal(mail.diff.data, "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\r\n+b=\n");
	received_free(&mail);
}

static void who_gets_a_patch_gets_it_once(void **state)
{
	struct people people = {0};
	struct path_list *lists[] = { &people.to, &people.cc, &people.lists };

	(void)state;
	people_add(&people, &people.to, "a@example.org");
	people_add(&people, &people.cc, "b@example.org");
	people_add(&people, &people.lists, "c@example.org");
	for (size_t i = 0; i < ARRAY_SIZE(lists); i++) {
		people_add(&people, lists[i], "a@example.org");
		people_add(&people, lists[i], "b@example.org");
		people_add(&people, lists[i], "c@example.org");
		assert_int_equal(lists[i]->n, 1);
	}
	people_free(&people);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs_are_filled),
		cmocka_unit_test(headers_are_folded_and_encoded),
		cmocka_unit_test(files_are_named_as_git_does),
		cmocka_unit_test(a_diff_without_numbers_is_that_of_range_diff),
		cmocka_unit_test(a_mail_is_read_as_it_was_written),
		cmocka_unit_test(who_gets_a_patch_gets_it_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
