// SPDX-License-Identifier: GPL-2.0-only
/* Mails, diffs and how they apply; matching findings of two states; how far a change reaches. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "kernel/change/decoded.h"
#include "kernel/change/mail.h"
#include "kernel/change/patch.h"
#include "treewide/lint/declares.h"
#include "treewide/lint/match.h"
#include "check/rules/rule.h"

#include <stdlib.h>
#include <string.h>

/* --- mails --- */

static char *decode(const char *text)
{
	struct decoded decoded;
	char *result;

	mail_decode(text, strlen(text), &decoded);
	result = buf_take(&decoded.text);
	decoded_free(&decoded);
	return result;
}

static void assert_decodes(const char *text, const char *expected)
{
	char *result = decode(text);

	assert_string_equal(result, expected);
	free(result);
}

static void mail_leaves_other_text_alone(void **state)
{
	(void)state;
	assert_decodes("", "");
	assert_decodes("diff --git a/x b/x\nSubject: no header\n=3D\n",
		       "diff --git a/x b/x\nSubject: no header\n=3D\n");
	assert_decodes("Index: x\n\n--- a/x\n", "Index: x\n\n--- a/x\n");
	assert_decodes("From here on\nno mail\n", "From here on\nno mail\n");
	assert_decodes("no end", "no end");
}

static void mail_undoes_quoted_printable(void **state)
{
	(void)state;
	assert_decodes("Subject: x\nContent-Transfer-Encoding: Quoted-Printable\n\na=3Db=\nc =20\n=\r\n=ZZ=3",
		       "a=bc  \n=ZZ=3\n");
}

static void mail_undoes_base64(void **state)
{
	(void)state;
	assert_decodes("From: x\nContent-Transfer-Encoding: base64\n\nLS0t\n IGEveAo=\n", "--- a/x\n");
	assert_decodes("From: x\nContent-Transfer-Encoding:\n\tbase64\n\n", "");
}

static void mail_reads_an_mbox(void **state)
{
	struct decoded decoded;
	const char *text =
		"From 1234 Mon Sep 17 00:00:00 2001\nSubject: one\n\none\nFrom the middle\n"
		"From 5678 Mon Sep 17 00:00:00 2001\r\nSubject: two\r\n"
		"Content-Transfer-Encoding: base64\r\n\r\ndHdv\r\nCg==\r\n";

	(void)state;
	mail_decode(text, strlen(text), &decoded);
	assert_string_equal(decoded.text.data, "one\nFrom the middle\ntwo\n");
	assert_int_equal(decoded.lines.n, 3);
	assert_int_equal(decoded.lines.items[0].number, 4);
	assert_int_equal(decoded.lines.items[1].number, 5);
	assert_int_equal(decoded.lines.items[2].number, 10);
	decoded_free(&decoded);
}

static void assert_subject(const char *header, const char *subject)
{
	char *text = mem_printf("From: x\n%s\n\ntext\n", header);
	struct decoded decoded;

	mail_decode(text, strlen(text), &decoded);
	assert_int_equal(decoded.mails.n, 1);
	assert_string_equal(decoded.mails.items[0].subject, subject);
	decoded_free(&decoded);
	free(text);
}

static void mail_knows_its_subject(void **state)
{
	(void)state;
	assert_subject("Date: today", "");
	assert_subject("Subject: [PATCH v2 2/3] mm: do less", "mm: do less");
	assert_subject("Subject: [RFC] [PATCH]  mm: do\n less", "mm: do less");
	assert_subject("Subject: [no end", "[no end");
	assert_subject("Subject: mm: [do] less", "mm: [do] less");
	assert_subject("Subject: =?UTF-8?q?[PATCH]=20m=C3=BC=C3=9Fig?=\n =?utf-8?Q?=5f_more=3?= less",
		       "m\303\274\303\237ig_ more=3 less");
	assert_subject("Subject: =?utf-8?B?bcO8w59pZw==?= less", "m\303\274\303\237ig less");
	/* What cannot be decoded stays as it is. */
	assert_subject("Subject: =?iso-8859-1?q?m=FC?= less", "=?iso-8859-1?q?m=FC?= less");
	assert_subject("Subject: =?utf-8?b?*?= =?utf-8?q?no end", "=?utf-8?b?*?= =?utf-8?q?no end");
}

static void mail_reads_parts(void **state)
{
	(void)state;
	assert_decodes("Subject: x\nContent-Type: multipart/mixed; boundary=xx; charset=y\n\nfor old readers\n"
		       "--xx\nContent-Type: text/html\n\n<p>\n"
		       "--xx\nContent-Type: multipart/alternative; boundary=\"y y\"\n\n"
		       "--y y\n\nplain\n--y y--\n"
		       "--xx--\nbehind\n", "plain\n");
	/* Cut off; a boundary that is empty, as git reads it. */
	assert_decodes("Subject: x\nContent-Type: multipart/mixed; boundary=xx\n\n--xx\n\na\nb\n", "a\nb\n");
	assert_decodes("Subject: x\nContent-Type: a/b; boundary=\n\na\n--\n\nb\n--a\n\nc\n----\n", "b\nc\n");
}

static void mail_is_read_as_git_does(void **state)
{
	(void)state;
	/* A line that is no header's begins the text; a field may go on. */
	assert_decodes("From: x\nContent-Transfer-Encoding: base64\n- -\nCg==\n", "\n");
	assert_decodes("From: x\nContent-Transfer-Encoding:\n base64\n\nCg==\n", "\n");
	assert_decodes("\n From: x\nSubject: y\n z\nContent-Transfer-Encoding: \"base64\"\n \nCg==\n", "\n");
	/* Each line of base64 by itself, and on behind what looks like its end. */
	assert_decodes("From: x\nContent-Transfer-Encoding: base64\n\nLQ==\nLS0t\nK\nKys=\n", "----++\n");
	/* Lines that were filled. */
	assert_decodes("From: x\nContent-Type: text/plain; format=flowed\n\n+a \nb\n  c\n-- \nd\n",
		       "+a b\n c\n-- \nd\n");
	assert_decodes("From: x\nContent-Type: text/plain; Format=\"Flowed\"; DelSp=yes\n\n+a \r\nb\r\n", "+ab\r\n");
	/* What claims to be a picture, and is a diff. */
	assert_decodes("From: x\nContent-Type: image/png\n\nno\n", "");
	assert_decodes("From: x\nContent-Type: image/png\n\ndiff --git a/x b/x\n", "diff --git a/x b/x\n");
	/* The outer boundary is text until the inner parts end; text in front of these is read. */
	assert_decodes("From: x\nContent-Type: a/b; boundary=o\n\nnot\n--o\nContent-Type: a/b; boundary=i\n\nin front\n"
		       "--i\n\none\n--o\ntwo\n--i--\nnot\n--o\n\nthree\n--o--\nnot\n",
		       "in front\none\n--o\ntwo\nthree\n");
}

#define A_DATE "Mon Sep 17 00:00:00 2001"	/* without it the line is no mbox's */

/* --- diffs --- */

struct parsed {
	struct decoded decoded;
	struct patch_list list;
};

static int parse(const char *text, struct parsed *parsed, struct err *err)
{
	*parsed = (struct parsed){0};
	mail_decode(text, strlen(text), &parsed->decoded);
	return patch_parse(&parsed->decoded, "p", &parsed->list, err);
}

static void free_parsed(struct parsed *parsed)
{
	patch_list_free(&parsed->list);
	decoded_free(&parsed->decoded);
}

static void parses(const char *text, struct parsed *parsed)
{
	struct err err = {0};

	if (parse(text, parsed, &err))
		fail_msg("%s", err.text);
}

static void fails(const char *text, const char *message)
{
	struct parsed parsed;
	struct err err = {0};

	assert_int_equal(parse(text, &parsed, &err), -1);
	if (strncmp(err.text, message, strlen(message)))
		fail_msg("error text: %s", err.text);
	err_clear(&err);
	free_parsed(&parsed);
}

static void patch_reads_names(void **state)
{
	struct parsed p;

	(void)state;
	parses("--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+n\n"
	       "Binary files a/f.c and b/f.c differ\n"
	       "--- a/x.c\t2020-01-01\n+++ b/x y.c\n@@ -1 +1 @@\n-a\n+b\n"
	       "diff --git a/q w.c b/q w.c\nold mode 100644\nnew mode 100755\n"
	       "diff --git \"a/t\\303\\274\\t.c\" \"b/t\\303\\274\\t.c\"\nnew file mode 100644\n"
	       "index 0000000..e69de29\n"
	       "diff --git a/old.c b/new.c\nsimilarity index 100%\nrename from old.c\nrename to new.c\n"
	       "diff --git a/m.c b/m.c\nBinary files a/m.c and b/m.c differ\n", &p);
	assert_int_equal(p.list.n, 7);
	assert_true(p.list.items[0].is_new);
	assert_null(p.list.items[0].old_name);
	assert_true(p.list.items[1].is_binary);
	assert_string_equal(p.list.items[1].old_name, "a/f.c");
	assert_string_equal(p.list.items[2].old_name, "a/x.c");
	assert_string_equal(p.list.items[2].new_name, "b/x y.c");
	assert_string_equal(p.list.items[3].old_name, "a/q w.c");
	assert_int_equal(p.list.items[3].new_mode, 0100755);
	assert_string_equal(p.list.items[4].new_name, "b/t\303\274\t.c");
	assert_true(p.list.items[4].is_new);
	assert_string_equal(p.list.items[5].from, "old.c");
	assert_string_equal(p.list.items[5].to, "new.c");
	assert_true(p.list.items[6].is_binary);
	free_parsed(&p);
}

static void patch_counts_lines_and_not_looks(void **state)
{
	struct parsed p;

	(void)state;
	/* Removed lines that look like a header, a signature behind them, an empty context line. */
	parses("--- a/x\n+++ b/x\n@@ -1,3 +1,2 @@\n--- a\n-++ b\n\n+-- \n-- \n2.39.5\n\n", &p);
	assert_int_equal(p.list.n, 1);
	assert_int_equal(p.list.items[0].hunks.n, 1);
	assert_int_equal(p.list.items[0].hunks.items[0].lines.n, 4);
	assert_int_equal(p.list.items[0].hunks.items[0].line, 3);
	free_parsed(&p);
}

static void patch_refuses_what_is_damaged(void **state)
{
	(void)state;
	fails("@@ -1 +1 @@\n-a\n+b\n", "p:1: this hunk belongs to no file");
	fails("--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-a\n+b\n", "p:3: the diff ends inside of this hunk");
	fails("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\nb\n", "p:5: not a line of the hunk");
	fails("--- a/x\n+++ b/x\n@@ -1 +1 @@\n+b\n+a\n", "p:5: not a line of the hunk");
	fails("--- a/x\n+++ b/x\n@@ -1 +x @@\n-a\n+b\n", "p:3: this is no hunk's first line");
	fails("diff --git a/x b/x\n--- a/x\n+++ b/x\n@@@ -1 -1 +1 @@@\n", "p:4: a merge's combined diff");
}

#define GIT "diff --git a/x b/x\n"
#define MODES "old mode 100644\nnew mode 100755\n"
#define HUNK "@@ -1 +1 @@\n-a\n+b\n"

static void patch_knows_what_is_whole(void **state)
{
	static const char *const whole[] = {
		GIT MODES,
		GIT MODES "-- \n2.39.5\n",
		"diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n",
		"diff --git a/x b/y\nsimilarity index 100%\ncopy from x\ncopy to y\n",
		"diff --git a/x b/y\nrename from x\nrename to y\n" GIT MODES,
		GIT "new file mode 100644\nindex 0000000..e69de29\n",
		GIT "new file mode 100644\nindex 000000000000..e69de29bb2d1\n",
		GIT "deleted file mode 100644\nindex e69de29..0000000\n",
		GIT "index 1..2 100644\nBinary files a/x and b/x differ\n",
		GIT "index 1..2 100644\nGIT binary patch\nliteral 1\nIc${Nk\n\nliteral 1\nIc${Nk\n\n",
		GIT "index 1..2 100644\nGIT binary patch\ndelta 1\r\nIc${Nk\r\n\r\n",
		"diff -urN a/x b/x\n--- a/x\n+++ b/x\n" HUNK,
		"diff -urN a/x b/x\n--- a/x\n+++ b/x\n" HUNK "Only in b: y\n",
		"Index: x\n=====\n--- a/x\n+++ b/x\n" HUNK,
		"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file",
		"--- a/x\n+++ b/x\n" HUNK "-- \n2.39",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(whole); i++) {
		struct parsed p;

		parses(whole[i], &p);
		free_parsed(&p);
	}
}

static void patch_knows_what_is_cut_off(void **state)
{
	static const char one[] = "--- a/x\n+++ b/x\n" HUNK;

	(void)state;
	/* In git's header. */
	fails(GIT, "p:1: nothing says what changes in this file; is the diff cut off?");
	fails("diff --git a/x", "p:1: nothing says what changes");
	fails(GIT GIT MODES, "p:1: nothing says what changes");
	fails(GIT "index 1..2 100644\n", "p:1: the hunks of this file are missing");
	fails(GIT "index 0000000", "p:2: the diff ends inside of this line; is it cut off?");
	fails(GIT "old mode 100644\n", "p:1: of `old mode` and `new mode` one is missing");
	fails(GIT "new mode 100644\n", "p:1: of `old mode` and `new mode` one is missing");
	fails(GIT "old mode 100644\nnew mode 10", "p:3: the diff ends inside of this line");
	fails(GIT MODES "index 1..2\n", "p:1: the hunks of this file are missing");
	fails(GIT MODES "--- a/x\n", "p:4: the diff ends inside of this line");
	fails(GIT "new file mode 100644\n", "p:1: nothing says what changes");
	fails(GIT "new file mode 100644\nindex 0000000..1234567\n", "p:1: the hunks");
	fails(GIT "deleted file mode 100644\n", "p:1: nothing says what changes");
	fails(GIT "similarity index 90%\n", "p:1: the hunks");
	fails(GIT "similarity index 90%\nrename from x\nrename to y\n", "p:1: the hunks");
	fails(GIT "rename from x\n", "p:1: of `rename from` and `rename to` one is missing");
	fails(GIT "rename to x\n", "p:1: of `rename from` and `rename to` one is missing");
	fails(GIT "copy from x\n", "p:1: of `copy from` and `copy to` one is missing");
	fails(GIT "rename from x\ncopy to y\n", "p:1: of `rename from` and `rename to`");
	fails(GIT "rename from x\nrename to y", "p:3: the diff ends inside of this line");
	fails(GIT "rename from x\n--- a/x\n+++ b/x\n" HUNK, "p:1: of `rename from`");
	/* A header ends with its first other line: what follows is of another file. */
	fails(GIT "\nold mode 100644\nnew mode 100755\n", "p:1: nothing says what changes");
	/* In a binary patch. */
	fails(GIT "index 1..2\nGIT binary patch\n", "p:3: the diff ends");
	fails(GIT "index 1..2\nGIT binary patch\nliteral 1\nIc${Nk\n", "p:5: the diff ends");
	fails(GIT "index 1..2\nGIT binary patch\nliteral 1\nIc${N", "p:5: the diff ends");
	/* Without git. */
	fails("--- a/x\n", "p:1: the diff ends inside of this line");
	fails("--- a/x\n+", "p:1: the diff ends inside of this line");
	fails("--- a/x\n+++ b", "p:1: the hunks of this file are missing");
	fails("--- a/x\n+++ b/x\n--- a/y\n+++ b/y\n" HUNK, "p:1: the hunks");
	fails("diff -u a/x b/x\n", "p:1: no diff follows this line; is it cut off?");
	fails("diff -u a/x b/x\n--", "p:2: the diff ends inside of this line");
	fails("Index: x\n=====\n", "p:2: no diff follows this line");
	fails("diff --cc x\nindex 1,2..3\n", "p:1: a merge's combined diff");
	/* Behind a hunk that is whole, and in its last line. */
	for (const char *const *rest = (const char *const []){ "d", "diff --git", "@", "@@ ", "--", NULL };
	     *rest; rest++) {
		char *text = mem_printf("%s%s", one, *rest);

		fails(text, "p:6: the diff ends inside of this line");
		free(text);
	}
	fails("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b", "p:5: the diff ends inside of this line");
	/* And in a mail, whatever follows. */
	fails("From x " A_DATE "\nSubject: x\nContent-Transfer-Encoding: base64\n\n"
	      "LS0tIGEveAorKysgYi94CkBAIC0xICsxIEBACi1hCiti\nFrom x\nSubject: y\n\n",
	      "p:5: the diff ends inside of this line");
}

/* A mail with a diffstat of one file and that many lines. */
#define MAIL(subject, lines)							\
	"From x " A_DATE "\nSubject: " subject "\n\n---\n x | 2 +-\n 1 file changed, " lines "\n\n"
#define TWO_LINES "1 insertion(+), 1 deletion(-)"
#define DIFF GIT "index 1..2 100644\n--- a/x\n+++ b/x\n" HUNK
#define SIGNATURE "-- \n2.39.5\n\n"

static void mails_are_whole(void **state)
{
	static const char *const whole[] = {
		MAIL("[PATCH] x", TWO_LINES) DIFF SIGNATURE,
		MAIL("[PATCH] x", TWO_LINES) DIFF,
		MAIL("[PATCH 0/1] x", "9 insertions(+)") SIGNATURE MAIL("[PATCH 1/1] x", TWO_LINES) DIFF,
		MAIL("[RFC PATCH v2 00/10] x", TWO_LINES) DIFF "From y " A_DATE "\nSubject: Re: [PATCH] x\n\nFine.\n",
		/* Edited by hand: the diffstat is that of another day. */
		MAIL("[PATCH] x", "3 insertions(+)") DIFF SIGNATURE,
		MAIL("[PATCH] x", "1 insertion(+)") DIFF,
		/* The last one counts, and only in front of the diff. */
		"From x " A_DATE "\nSubject: x\n\n 7 files changed, 1 insertion(+)\n 1 file changed, 2 deletions(-)\n"
		DIFF,
		"From x " A_DATE "\nSubject: x\n\n 7 files changed, 1 commit(s)\n" DIFF,
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(whole); i++) {
		struct parsed p;

		parses(whole[i], &p);
		free_parsed(&p);
	}
}

static void mails_are_cut_off(void **state)
{
	(void)state;
	fails("From x " A_DATE "\nSubject: x", "p:1: this mail ends inside of its header; is it cut off?");
	fails(MAIL("[PATCH] x", TWO_LINES) DIFF SIGNATURE "From y " A_DATE "\nFrom: Autho",
	      "p:18: this mail ends inside of its header");
	fails(MAIL("[PATCH] x", TWO_LINES) DIFF SIGNATURE "From y " A_DATE "\nFro",
	      "p:18: this mail ends inside of its header");
	fails(MAIL("[PATCH] x", TWO_LINES) DIFF SIGNATURE "From y " A_DATE,
	      "p:18: this mail ends inside of its header");
	fails(MAIL("[PATCH] x", TWO_LINES) DIFF SIGNATURE MAIL("[PATCH v3 10/10] y", TWO_LINES),
	      "p:18: this mail is a patch by its subject, and holds no diff; is it cut off?");
	fails("From x " A_DATE "\nSubject: [PATCH] x\n\n", "p:1: this mail is a patch by its subject");
	fails(MAIL("[PATCH] x", "3 insertions(+)") DIFF "\n",
	      "p:6: the mail says 1 files and 3 lines here, its diff has 1 and 2; is it cut off?");
	fails("From x " A_DATE "\nSubject: x\n\n 2 files changed, 2 insertions(+)\n" DIFF,
	      "p:4: the mail says 2 files and 2 lines here, its diff has 1 and 2");
	/* Each mail for itself. */
	fails(MAIL("[PATCH] x", "3 insertions(+)") DIFF MAIL("[PATCH] y", TWO_LINES) DIFF DIFF,
	      "p:6: the mail says 1 files and 3 lines here");
	fails("From: x\nContent-Type: a; boundary=1\n\n--1\nContent-Type: a; boundary=2\n\n"
	      "--2\nContent-Type: a; boundary=3\n\n--3\nContent-Type: a; boundary=4\n\n"
	      "--4\nContent-Type: a; boundary=5\n\n--5\n\n" DIFF "--5--\n--4--\n--3--\n--2--\n--1--\n",
	      "p:1: this mail has parts in parts in parts");
	fails("Subject: x\nContent-Type: multipart/mixed; boundary=xx\n\n--xx\n\n" DIFF,
	      "p:1: the last boundary of this mail's parts is missing; is it cut off?");
}

static enum apply_status apply(const char *diff, unsigned how, const char *text, char **result)
{
	struct buf out = {0};
	const struct hunk *hunk;
	enum apply_status status;
	struct parsed p;

	parses(diff, &p);
	status = patch_apply(&p.list.items[0], how, text, strlen(text), &out, &hunk);
	*result = buf_take(&out);
	free_parsed(&p);
	return status;
}

static void applies(const char *diff, unsigned how, const char *text, const char *expected)
{
	char *result;

	assert_int_equal(apply(diff, how, text, &result), APPLY_DONE);
	assert_string_equal(result, expected);
	free(result);
}

static void does_not_apply(const char *diff, unsigned how, const char *text, enum apply_status why)
{
	char *result;

	assert_int_equal(apply(diff, how, text, &result), why);
	assert_string_equal(result, "");
	free(result);
}

#define HEAD "--- a/x\n+++ b/x\n"
#define CHANGE_B HEAD "@@ -2,3 +2,3 @@\n a\n-b\n+B\n c\n"

static void patch_applies_where_it_says(void **state)
{
	(void)state;
	applies(CHANGE_B, APPLY_EXACTLY, "0\na\nb\nc\n", "0\na\nB\nc\n");
	applies(CHANGE_B, APPLY_EXACTLY | APPLY_BACKWARD, "0\na\nB\nc\n", "0\na\nb\nc\n");
	does_not_apply(CHANGE_B, APPLY_EXACTLY, "a\nb\nc\n", APPLY_NOWHERE);
	does_not_apply(CHANGE_B, 0, "a\nb\nd\n", APPLY_NOWHERE);
	/* Two of the same: the one that it names. */
	applies(CHANGE_B, 0, "0\na\nb\nc\na\nb\nc\n", "0\na\nB\nc\na\nb\nc\n");
	applies(HEAD "@@ -0,0 +1 @@\n+n\n", 0, "", "n\n");
	applies(HEAD "@@ -1 +0,0 @@\n-n\n", 0, "n\n", "");
	applies(HEAD "@@ -1,0 +2 @@\n+n\n", 0, "1\n2\n", "1\nn\n2\n");
	does_not_apply(HEAD "@@ -3,0 +4 @@\n+n\n", 0, "1\n2\n", APPLY_NOWHERE);
}

static void patch_follows_moved_lines(void **state)
{
	(void)state;
	applies(CHANGE_B, 0, "0\n1\n2\na\nb\nc\n", "0\n1\n2\na\nB\nc\n");
	applies(CHANGE_B, 0, "a\nb\nc\n", "a\nB\nc\n");
	applies(HEAD "@@ -9223372036854775809,3 +1,3 @@\n a\n-b\n+B\n c\n", 0, "0\na\nb\nc\n", "0\na\nB\nc\n");
	does_not_apply(CHANGE_B, 0, "1\n2\na\nb\nc\na\nb\nc\n", APPLY_AMBIGUOUS);
	/* The second hunk moves as the first did; it is not looked for in front of it. */
	applies(HEAD "@@ -1,2 +1,2 @@\n-a\n+A\n x\n@@ -4,3 +4,3 @@\n x\n-b\n+B\n x\n", 0,
		"a\nx\n3\nx\nb\nx\n", "A\nx\n3\nx\nB\nx\n");
	applies(HEAD "@@ -2,3 +2,3 @@\n y\n-a\n+A\n x\n@@ -6,3 +6,3 @@\n x\n-b\n+B\n x\n", 0,
		"0\n1\n2\ny\na\nx\n3\nx\nb\nx\nx\nb\nx\n", "0\n1\n2\ny\nA\nx\n3\nx\nB\nx\nx\nb\nx\n");
}

static void patch_knows_the_ends(void **state)
{
	(void)state;
	/* No context behind: the file ended there. */
	does_not_apply(HEAD "@@ -1,1 +1,2 @@\n a\n+b\n", 0, "a\nc\n", APPLY_NOWHERE);
	applies(HEAD "@@ -1,1 +1,2 @@\n a\n+b\n", 0, "a\n", "a\nb\n");
	does_not_apply(HEAD "@@ -1,1 +1,2 @@\n+b\n a\n", 0, "0\na\n", APPLY_NOWHERE);
	applies(HEAD "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n", 0, "a", "a\n");
	applies(HEAD "@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n", 0, "a\n", "a");
	does_not_apply(HEAD "@@ -1 +1 @@\n-a\n+b\n", 0, "a", APPLY_NOWHERE);
}

static void patch_takes_crlf(void **state)
{
	(void)state;
	applies("--- a/x\r\n+++ b/x\r\n@@ -1 +1 @@\r\n-a\r\n+b\r\n", 0, "a\n", "b\n");
	applies(HEAD "@@ -1 +1 @@\n-a\r\n+b\r\n", 0, "a\r\n", "b\r\n");
}

/* --- matching --- */

static void add(struct finding_list *list, const char *path, const char *function, const char *text)
{
	struct finding finding = {
		.rule = rules[0]->name, .path = mem_strdup(path), .function = mem_strdup(function),
		.callee = mem_strdup("pin_user_pages"), .text = mem_strdup(text), .message = mem_strdup(""),
	};

	VEC_PUSH(list, finding);
}

/* How many findings the match leaves of one new finding. */
static size_t left_of(const char *old_path, const char *old_function, const char *old_text,
		      const char *path, const char *function, const char *text)
{
	struct finding_list old = {0}, new = {0};
	size_t n;

	add(&old, old_path, old_function, old_text);
	add(&new, path, function, text);
	match_findings(&old, &new);
	n = new.n;
	finding_list_free(&old);
	finding_list_free(&new);
	return n;
}

static void match_knows_what_moved(void **state)
{
	(void)state;
	assert_int_equal(left_of("a.c", "f", "pin ( x )", "a.c", "f", "pin ( x )"), 0);
	assert_int_equal(left_of("a.c", "f", "pin ( x )", "b.c", "g", "pin ( x )"), 0);
	assert_int_equal(left_of("a.c", "f", "pin ( x )", "b.c", "g", "pin ( y )"), 1);
}

/* A driver's own function may be renamed with the rest; the family's is another function then. */
static void match_knows_renamed_wrappers(void **state)
{
	static const char *const callees[] = { "crate_pin", "pin_user_pages_fast" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(callees); i++) {
		struct finding_list old = {0}, new = {0};

		add(&old, "a.c", "f", "pin ( x )");
		add(&new, "b.c", "g", "pin ( y )");
		free(old.items[0].callee);
		old.items[0].callee = mem_strdup(callees[i]);
		free(new.items[0].callee);
		new.items[0].callee = mem_strdup(i ? "pin_user_pages" : "box_pin");
		match_findings(&old, &new);
		assert_int_equal(new.n, i);
		finding_list_free(&old);
		finding_list_free(&new);
	}
}

static void match_knows_what_was_renamed(void **state)
{
	(void)state;
	assert_int_equal(left_of("a.c", "f", "pin ( x , x & y )", "a.c", "f", "pin ( a , a & b )"), 0);
	assert_int_equal(left_of("a.c", "f", "pin ( x , x & y )", "a.c", "f", "pin ( a , b & b )"), 1);
	assert_int_equal(left_of("a.c", "f", "pin ( x , z & y )", "a.c", "f", "pin ( a , a & b )"), 1);
	assert_int_equal(left_of("a.c", "f", "pin ( x )", "a.c", "f", "pin ( ! x )"), 1);
	assert_int_equal(left_of("a.c", "f", "pin ( VM_WRITE )", "a.c", "f", "pin ( VM_READ )"), 1);
	assert_int_equal(left_of("a.c", "f", "pin ( 1 )", "a.c", "f", "pin ( 2 )"), 1);
}

static void match_counts(void **state)
{
	struct finding_list old = {0}, new = {0};

	(void)state;
	add(&old, "a.c", "f", "pin ( x )");
	add(&old, "a.c", "g", "pin ( x )");
	add(&new, "b.c", "h", "pin ( x )");
	add(&new, "a.c", "f", "pin ( x )");
	add(&new, "a.c", "f", "pin ( x )");
	match_findings(&old, &new);
	/* f accounts for f, g for what moved; one is left. */
	assert_int_equal(new.n, 1);
	assert_string_equal(new.items[0].path, "a.c");
	finding_list_free(&old);
	finding_list_free(&new);
}

static void match_asks_for_rule_and_callee(void **state)
{
	struct finding_list old = {0}, new = {0};

	(void)state;
	add(&old, "a.c", "f", "pin ( x )");
	add(&old, "a.c", "f", "pin ( x )");
	old.items[0].rule = rules[1]->name;
	free(old.items[1].callee);
	old.items[1].callee = mem_strdup("get_user_pages");
	add(&new, "a.c", "f", "pin ( x )");
	match_findings(&old, &new);
	assert_int_equal(new.n, 1);
	finding_list_free(&old);
	finding_list_free(&new);
}

/* --- reach --- */

static bool same(const char *a, const char *b)
{
	return says_same(a, strlen(a), b, strlen(b));
}

static void comments_and_blanks_say_nothing(void **state)
{
	(void)state;
	assert_true(same("int a;", "/* b */ int\n\ta ; // c\n"));
	assert_true(same("", " /* */"));
	assert_false(same("int a;", "int a; int b;"));
	assert_false(same("int a; int b;", "int a;"));
	assert_false(same("int a;", "bool a;"));
	assert_false(same("#define A\nb", "#define A b"));
}

/* What a file of that path declares. */
static void declare(struct family *family, const char *path, const char *text)
{
	struct scanned_file file;
	struct source source;

	scan_text(path, text, strlen(text), &file);
	source_from_text(&source, &file, text, strlen(text));
	family_add(family, &source);
	source_close(&source);
	scanned_file_free(&file);
}

static bool declare_same(const char *path, const char *a, const char *b)
{
	struct family left = {0}, right = {0};
	bool same;

	declare(&left, path, a);
	declare(&right, path, b);
	same = declares_same(&left, &right);
	family_free(&left);
	family_free(&right);
	return same;
}

static void only_what_callers_see_is_declared(void **state)
{
	const char *one = "int get_user_pages_fast(unsigned long start, int nr_pages, int write);";

	(void)state;
	assert_true(declare_same("mm/gup.c", one, one));
	assert_true(declare_same("mm/gup.c", one, "\n/* lower */ int get_user_pages_fast(unsigned long "
				 "start,\n\tint nr_pages, int write);"));
	assert_false(declare_same("mm/gup.c", one, ""));
	assert_false(declare_same("mm/gup.c", one, "int get_user_pages_fast(unsigned long start, "
				  "int nr_pages, unsigned int gup_flags);"));
	assert_false(declare_same("include/linux/mm.h", one, "int get_user_pages_fast(unsigned long "
				  "start, int write, int nr_pages);"));
	assert_false(declare_same("mm/gup.c", one, "long get_user_pages_fast(unsigned long start, "
				  "int nr_pages, int write);"));
	assert_false(declare_same("mm/gup.c", one, "static int get_user_pages_fast(unsigned long "
				  "start, int nr_pages, int write);"));
	assert_false(declare_same("mm/gup.c", one, "int get_user_pages_fast(unsigned long start, "
				  "int nr_pages, int write, ...);"));
	assert_false(declare_same("mm/gup.c", one, "#ifdef CONFIG_MMU\nint get_user_pages_fast("
				  "unsigned long start, int nr_pages, int write);\n#endif"));
	/* A driver's own declaration is read with the driver; its header is seen by others. */
	assert_true(declare_same("drivers/a.c", one, ""));
	assert_false(declare_same("drivers/a.h", one, ""));
}

static void assert_reach(const char *path, const char *folder)
{
	char *reach = reach_of_header(path);

	assert_string_equal(reach, folder);
	free(reach);
}

static void headers_reach_their_surroundings(void **state)
{
	(void)state;
	assert_reach("include/linux/mm.h", "");
	assert_reach("arch/x86/include/asm/page.h", "");
	assert_reach("mm/internal.h", "mm");
	assert_reach("drivers/vfio/vfio.h", "drivers/vfio");
	assert_reach("drivers/gpu/drm/i915/gem/x.h", "drivers/gpu/drm");
	assert_reach("drivers/gpu/drm/x.h", "drivers/gpu");
	assert_reach("x.h", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mail_leaves_other_text_alone),
		cmocka_unit_test(mail_undoes_quoted_printable),
		cmocka_unit_test(mail_undoes_base64),
		cmocka_unit_test(mail_reads_an_mbox),
		cmocka_unit_test(mail_knows_its_subject),
		cmocka_unit_test(mail_reads_parts),
		cmocka_unit_test(mail_is_read_as_git_does),
		cmocka_unit_test(patch_reads_names),
		cmocka_unit_test(patch_counts_lines_and_not_looks),
		cmocka_unit_test(patch_refuses_what_is_damaged),
		cmocka_unit_test(patch_knows_what_is_whole),
		cmocka_unit_test(patch_knows_what_is_cut_off),
		cmocka_unit_test(mails_are_whole),
		cmocka_unit_test(mails_are_cut_off),
		cmocka_unit_test(patch_applies_where_it_says),
		cmocka_unit_test(patch_follows_moved_lines),
		cmocka_unit_test(patch_knows_the_ends),
		cmocka_unit_test(patch_takes_crlf),
		cmocka_unit_test(match_knows_what_moved),
		cmocka_unit_test(match_knows_renamed_wrappers),
		cmocka_unit_test(match_knows_what_was_renamed),
		cmocka_unit_test(match_counts),
		cmocka_unit_test(match_asks_for_rule_and_callee),
		cmocka_unit_test(comments_and_blanks_say_nothing),
		cmocka_unit_test(only_what_callers_see_is_declared),
		cmocka_unit_test(headers_reach_their_surroundings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
