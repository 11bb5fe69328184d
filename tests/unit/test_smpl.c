// SPDX-License-Identifier: GPL-2.0-only
/* The second engine: what spatch made of a file, read as edits; what it saw; two engines compared. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/data/clock.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "patch/engines/compare.h"
#include "patch/engines/change.h"
#include "patch/engines/probe.h"
#include "patch/engines/spatch.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One source, and what change_read() says of it. */
struct sample {
	struct scanned_file file;
	struct source source;
	struct family family;
	struct edit_list edits;
	char *left;			/* the last reason, or NULL */
	int status;
	struct err err;
};

static void add_left(void *data, const char *path, uint32_t line, uint32_t column,
		     const char *function, const char *reason)
{
	struct sample *sample = data;

	(void)path;
	(void)line;
	(void)column;
	(void)function;
	free(sample->left);
	sample->left = mem_strdup(reason);
}

static void sample_open(struct sample *sample, const char *text)
{
	*sample = (struct sample){0};
	scan_text("mm/a.c", text, strlen(text), &sample->file);
	source_from_text(&sample->source, &sample->file, text, strlen(text));
	family_add_asked(&sample->family, &sample->source);
}

static void sample_close(struct sample *sample)
{
	source_close(&sample->source);
	scanned_file_free(&sample->file);
	family_free(&sample->family);
	edit_list_free(&sample->edits);
	free(sample->left);
	err_clear(&sample->err);
}

static void sample_change(struct sample *sample, const char *old, const char *new)
{
	struct converter converter;

	sample_open(sample, old);
	converter = (struct converter){
		.source = &sample->source, .family = &sample->family, .edits = &sample->edits,
		.left = { .add = add_left, .data = sample },
	};
	sample->status = change_read(&converter, new, strlen(new), &sample->err);
	edit_list_sort(&sample->edits);
}

/* The old text with the edits, against what is wanted. */
static void assert_becomes(const char *old, const char *new, const char *wanted)
{
	struct sample sample;
	struct buf text = {0};

	sample_change(&sample, old, new);
	if (sample.status || sample.left)
		fail_msg("%s", sample.status ? sample.err.text : sample.left);
	assert_int_equal(edit_apply(sample.edits.items, sample.edits.n, old, strlen(old), &text,
				    &sample.err), 0);
	assert_string_equal(text.data, wanted);
	buf_free(&text);
	sample_close(&sample);
}

/* Nothing is edited, and the reason holds the word. */
static void assert_left(const char *old, const char *new, const char *word)
{
	struct sample sample;

	sample_change(&sample, old, new);
	assert_int_equal(sample.status, 0);
	assert_int_equal(sample.edits.n, 0);
	assert_non_null(sample.left);
	if (!strstr(sample.left, word))
		fail_msg("reason: %s", sample.left);
	sample_close(&sample);
}

/* --- change --- */

static void unchanged_text_has_no_edits(void **state)
{
	const char *text = "int f(void)\n{\n\treturn get_user_pages_fast(a, 1, 1, p);\n}\n";
	struct sample sample;

	(void)state;
	sample_change(&sample, text, text);
	assert_int_equal(sample.status, 0);
	assert_int_equal(sample.edits.n, 0);
	sample_close(&sample);
}

static void an_argument_is_one_edit(void **state)
{
	struct sample sample;

	(void)state;
	sample_change(&sample, "int f(void)\n{\n\treturn get_user_pages_fast(a, 1, !!w, p);\n}\n",
		      "int f(void)\n{\n\treturn get_user_pages_fast(a, 1, w ? FOLL_WRITE : 0, p);\n}\n");
	assert_int_equal(sample.edits.n, 1);
	assert_string_equal(sample.edits.items[0].path, "mm/a.c");
	assert_int_equal(sample.edits.items[0].offset, 48);
	assert_string_equal(sample.edits.items[0].old_text, "!!w");
	assert_string_equal(sample.edits.items[0].new_text, "w ? FOLL_WRITE : 0");
	sample_close(&sample);
}

/* A 0 in the last argument: a plain diff of tokens would take the parenthesis of the call along. */
static void the_last_argument_ends_at_the_call(void **state)
{
	(void)state;
	assert_becomes("void f(void)\n{\n\tget_user_pages_unlocked(a, 1, p, w);\n}\n",
		       "void f(void)\n{\n\tget_user_pages_unlocked(a, 1, p, (w) ? FOLL_WRITE : 0);\n}\n",
		       "void f(void)\n{\n\tget_user_pages_unlocked(a, 1, p, (w) ? FOLL_WRITE : 0);\n}\n");
}

static void layout_is_ours(void **state)
{
	(void)state;
	/* What spatch only lays out in another way is no change. */
	assert_becomes("void f(void)\n{\n\tget_user_pages_fast(a, 1,\n\t\t1, p);\n}\n",
		       "void f(void)\n{\n\tget_user_pages_fast(a, 1, FOLL_WRITE, p);\n}\n",
		       "void f(void)\n{\n\tget_user_pages_fast(a, 1,\n\t\tFOLL_WRITE, p);\n}\n");
	/* What it breaks is put together, and broken where the line is full. */
	assert_becomes("void f(void)\n{\n\tget_user_pages_fast(aaaaaaaaaaaaaaaaaaaaaaaaa, 1, !!write, p);\n}\n",
		       "void f(void)\n{\n\tget_user_pages_fast(aaaaaaaaaaaaaaaaaaaaaaaaa, 1,\n"
		       "\t  write\n\t\t? FOLL_WRITE : 0, p);\n}\n",
		       "void f(void)\n{\n\tget_user_pages_fast(aaaaaaaaaaaaaaaaaaaaaaaaa, 1,\n"
		       "\t\t\t    write ? FOLL_WRITE : 0, p);\n}\n");
	/* The author's own break stays. */
	assert_becomes("void f(void)\n{\n\tget_user_pages_fast(a, 1, b ||\n\t\tc, p);\n}\n",
		       "void f(void)\n{\n\tget_user_pages_fast(a, 1, b ||\n\t\tc ? FOLL_WRITE : 0, p);\n}\n",
		       "void f(void)\n{\n\tget_user_pages_fast(a, 1, b ||\n\t\tc ? FOLL_WRITE : 0, p);\n}\n");
}

static void a_renamed_call_is_the_same_call(void **state)
{
	(void)state;
	assert_becomes("void f(void)\n{\n\tget_user_pages_longterm(a, 1, w, p, NULL);\n"
		       "\tget_user_pages(a, 1, w, p, NULL);\n}\n",
		       "void f(void)\n{\n\tget_user_pages(a, 1, w | FOLL_LONGTERM, p, NULL);\n"
		       "\tget_user_pages(a, 1, w, p, NULL);\n}\n",
		       "void f(void)\n{\n\tget_user_pages(a, 1, w | FOLL_LONGTERM, p, NULL);\n"
		       "\tget_user_pages(a, 1, w, p, NULL);\n}\n");
}

static void prototypes_and_bodies_change(void **state)
{
	(void)state;
	assert_becomes("int get_user_pages_fast(unsigned long start, int nr, int write,\n"
		       "\t\t\tstruct page **pages);\n",
		       "int get_user_pages_fast(unsigned long start, int nr, unsigned int gup_flags,\n"
		       "\tstruct page **pages);\n",
		       "int get_user_pages_fast(unsigned long start, int nr, unsigned int gup_flags,\n"
		       "\t\t\tstruct page **pages);\n");
	assert_becomes("int get_user_pages_fast(long s, int n, int write, struct page **p)\n{\n"
		       "\tif (write)\t/* why */\n\t\tn = g(s, write);\n\treturn !write;\n}\n",
		       "int get_user_pages_fast(long s, int n, unsigned int gup_flags, struct page **p)\n{\n"
		       "\tif (gup_flags & FOLL_WRITE)\n\t\tn = g(s,\n\t\t\tgup_flags & FOLL_WRITE);\n"
		       "\treturn !(gup_flags & FOLL_WRITE);\n}\n",
		       "int get_user_pages_fast(long s, int n, unsigned int gup_flags, struct page **p)\n{\n"
		       "\tif (gup_flags & FOLL_WRITE)\t/* why */\n\t\tn = g(s, gup_flags & FOLL_WRITE);\n"
		       "\treturn !(gup_flags & FOLL_WRITE);\n}\n");
}

/* A bare insertion and a bare deletion: the blanks around them are the author's. */
static void bodies_gain_and_lose_words(void **state)
{
	(void)state;
	assert_becomes("int get_user_pages_fast(long s, int n, int w, struct page **p)\n{\n"
		       "\tif (w)\n\t\treturn  n;\n\treturn  !n;\n}\n",
		       "int get_user_pages_fast(long s, int n, int w, struct page **p)\n{\n"
		       "\tif (w)\n\t\treturn -n;\n\treturn n;\n}\n",
		       "int get_user_pages_fast(long s, int n, int w, struct page **p)\n{\n"
		       "\tif (w)\n\t\treturn  -n;\n\treturn  n;\n}\n");
}

static void calls_in_macros_change(void **state)
{
	(void)state;
	assert_becomes("#define M(w) \\\n\tget_user_pages_fast(a, 1, w, p)\n",
		       "#define M(w) \\\n\tget_user_pages_fast(a, 1, w ? FOLL_WRITE : 0, p)\n",
		       "#define M(w) \\\n\tget_user_pages_fast(a, 1, w ? FOLL_WRITE : 0, p)\n");
}

static void what_reaches_further_is_left(void **state)
{
	(void)state;
	assert_left("void f(void)\n{\n\tget_user_pages_fast(a, 1, 1, p);\n}\n",
		    "void f(void)\n{\n\tget_user_pages_fast(b, 1, FOLL_WRITE, p);\n}\n",
		    "more than one argument");
	assert_left("void f(void)\n{\n\tget_user_pages_fast(a, 1, 1, p);\n}\n",
		    "void f(void)\n{\n\tget_user_pages_fast(a, 1, FOLL_WRITE, p, q);\n}\n",
		    "more than one argument");
	assert_left("void f(void)\n{\n\tget_user_pages_fast(a, 1, !/* no */w, p);\n}\n",
		    "void f(void)\n{\n\tget_user_pages_fast(a, 1, w ? 0 : FOLL_WRITE, p);\n}\n",
		    "comment");
	assert_left("void f(void)\n{\n\tput_page(get_user_pages_fast(a, 1, 1, p));\n}\n",
		    "void f(void)\n{\n\tfoo(get_user_pages_fast(a, 1, 1, p));\n}\n",
		    "beside the calls");
	assert_left("void f(void)\n{\n\tget_user_pages_fast(a, 1, w,\n#ifdef B\n\tp\n#else\n\tq\n#endif\n\t);\n}\n",
		    "void f(void)\n{\n\tget_user_pages_fast(a, 1, 0,\n#ifdef B\n\tp\n#else\n\tq\n#endif\n\t);\n}\n",
		    "#if");
}

static void lost_mentions_are_an_error(void **state)
{
	struct sample sample;

	(void)state;
	sample_change(&sample, "void f(void)\n{\n\tget_user_pages_fast(a, 1, 1, p);\n}\n",
		      "void f(void)\n{\n}\n");
	assert_int_equal(sample.status, -1);
	assert_int_equal(sample.edits.n, 0);
	assert_int_equal(strncmp(sample.err.text, "mm/a.c:", 7), 0);
	sample_close(&sample);
	sample_change(&sample, "void f(void)\n{\n\tget_user_pages_fast(a, 1, 1, p);\n}\n",
		      "void f(void)\n{\n\tpin_user_pages_fast(a, 1, 1, p);\n}\n");
	assert_int_equal(sample.status, -1);
	assert_int_equal(sample.edits.n, 0);
	sample_close(&sample);
}

/* --- probe --- */

static void the_probe_asks_for_each_name_once(void **state)
{
	struct sample sample;
	struct buf script = {0};

	(void)state;
	sample_open(&sample, "void f(void)\n{\n\tfollow_page(a);\n\tget_user_pages(b);\n\tfollow_page(c);\n}\n");
	probe_script(&sample.source, &script);
	assert_non_null(strstr(script.data, "identifier fn = {follow_page, get_user_pages};"));
	buf_free(&script);
	sample_close(&sample);
}

static struct buf buf_of(const char *text)
{
	struct buf buf = {0};

	buf_puts(&buf, text);
	return buf;
}

static void the_probe_knows_what_was_not_seen(void **state)
{
	struct buf out = buf_of("guptidy: 3 1\nguptidy: 3 1\nsomething else\n");
	struct buf err = buf_of("HANDLING: a.c\nparse error \n = File \"a.c\", line 7, column 3, charpos = 9\n"
				"  around = 'z',\n  whole content = z\nbadcount: 4\nbad: }\nbad: \n"
				"bad: void g(void)\nBAD:!!!!! z\nbad: parse error\nERROR-RECOV\nbad: x\n");
	struct sample sample;
	struct probe probe;
	char *why;

	(void)state;
	sample_open(&sample, "void f(void)\n{\n\tfollow_page(a);\n}\nvoid g(void)\n{\n\n\tfollow_page(b);\n"
		    "\tfollow_page(c);\n}\n");
	probe_read(&sample.source, &out, &err, &probe);
	assert_true(probe.sees[0]);
	assert_false(probe.sees[1]);
	assert_false(probe.sees[2]);
	assert_int_equal(probe.bad.n, 1);
	assert_int_equal(probe.bad.items[0].first, 4);
	assert_int_equal(probe.bad.items[0].last, 8);
	why = probe_why_not(&probe, &sample.source, 1);
	assert_string_equal(why, "spatch cannot parse g(), which holds follow_page(): it stops at "
			    "line 7, at `z`");
	free(why);
	why = probe_why_not(&probe, &sample.source, 2);
	assert_non_null(strstr(why, "control flow"));
	free(why);
	probe_free(&probe);
	buf_free(&out);
	buf_free(&err);
	sample_close(&sample);
}

/* --- processes --- */

static int run_shell(const char *script, double seconds, struct spatch_output *output,
		     struct err *err)
{
	char *argv[] = { "sh", "-c", (char *)script, NULL };
	struct spatch_call call = { .argv = argv, .deadline = clock_seconds() + seconds };

	return spatch_run(&call, output, err);
}

static void output_and_failures_come_back(void **state)
{
	struct spatch_output output;
	struct err err = {0};

	(void)state;
	assert_int_equal(run_shell("echo out; echo err >&2", 60, &output, &err), 0);
	assert_string_equal(output.out.data, "out\n");
	assert_string_equal(output.err.data, "err\n");
	spatch_output_free(&output);
	assert_int_equal(run_shell("echo first >&2; echo last >&2; exit 3", 60, &output, &err), -1);
	assert_string_equal(err.text, "spatch: failed: last");
	spatch_output_free(&output);
	assert_int_equal(run_shell("kill -SEGV $$", 60, &output, &err), -1);
	assert_non_null(strstr(err.text, "crashed"));
	spatch_output_free(&output);
	err_clear(&err);
}

/* The one that hangs, and what it started. */
static void the_deadline_takes_the_whole_group(void **state)
{
	struct spatch_output output;
	struct err err = {0};
	pid_t pid;

	(void)state;
	assert_int_equal(run_shell("sleep 1000 & echo $!; wait", 1, &output, &err), -1);
	assert_non_null(strstr(err.text, "too long"));
	pid = (pid_t)strtol(output.out.data, NULL, 10);
	assert_true(pid > 0);
	/* init takes it in; until it is reaped, it can still be signalled. */
	for (int i = 0; i < 500 && !kill(pid, 0); i++)
		usleep(10000);
	assert_int_equal(kill(pid, 0), -1);
	assert_int_equal(errno, ESRCH);
	spatch_output_free(&output);
	err_clear(&err);
}

/* --- two engines --- */

static void compare(const char *text, size_t offset, const char *old, const char *clang,
		    const char *cocci, struct comparison *comparison)
{
	struct result other = {0};
	struct sample sample;
	struct run run = { .sources = &sample.source, .n_sources = 1, .n_asked = 1 };

	sample_open(&sample, text);
	if (clang)
		edit_list_add(&run.result.edits, "mm/a.c", offset, old, clang);
	if (cocci)
		edit_list_add(&other.edits, "mm/a.c", offset, old, cocci);
	compare_results(&run, &other, comparison);
	edit_list_free(&run.result.edits);
	edit_list_free(&other.edits);
	sample_close(&sample);
}

static enum verdict verdict_of(const char *text, const char *old, const char *clang,
			       const char *cocci)
{
	struct comparison comparison;
	enum verdict verdict = VERDICT_AGREED;

	compare(text, (size_t)(strstr(text, old) - text), old, clang, cocci, &comparison);
	if (comparison.n) {
		assert_int_equal(comparison.n, 1);
		verdict = comparison.items[0].verdict;
	}
	assert_int_equal(comparison.counts[verdict], 1);
	comparison_free(&comparison);
	return verdict;
}

static void verdicts(void **state)
{
	const char *call = "void f(void)\n{\n\tget_user_pages_fast(a, 1, x, p);\n}\n";
	const char *macro = "#define M(x) get_user_pages_fast(a, 1, x, p)\n";
	const char *body = "int get_user_pages_fast(long s, int n, int x, struct page **p)\n{\n"
			   "\treturn n + x;\n}\n";
	const char *condition = "int get_user_pages_fast(long s, int n, int w, struct page **p)\n{\n"
				"\tif (!n && x)\n\t\treturn n;\n\treturn 0;\n}\n";

	(void)state;
	assert_int_equal(verdict_of(call, " x", " F", " F"), VERDICT_AGREED);
	assert_int_equal(verdict_of(call, " x", " F", NULL), VERDICT_ONLY_CLANG);
	assert_int_equal(verdict_of(call, " x", NULL, " F"), VERDICT_ONLY_COCCI);
	assert_int_equal(verdict_of(call, " x", " F", "\n\t\tF"), VERDICT_OTHER_TEXT);
	assert_int_equal(verdict_of(call, " x", " x ? F : 0", " (x) ? F : 0"), VERDICT_OTHER_TEXT);
	assert_int_equal(verdict_of(call, " x", " (x) ? F : 0", " x ? F : 0"), VERDICT_OTHER_TEXT);
	assert_int_equal(verdict_of(call, " x", " a & b == c", " a & (b == c)"), VERDICT_OTHER_TEXT);
	assert_int_equal(verdict_of(call, " x", " (a & b) == c", " a & (b == c)"),
			 VERDICT_OTHER_MEANING);
	assert_int_equal(verdict_of(call, " x", " x ? F : 0", " x ? 0 : F"), VERDICT_OTHER_MEANING);
	assert_int_equal(verdict_of(macro, " x,", " x ? F : 0,", " (x) ? F : 0,"),
			 VERDICT_OTHER_MEANING);
	assert_int_equal(verdict_of(body, " x;", " (g & F);", " (g & F) ;"), VERDICT_OTHER_TEXT);
	assert_int_equal(verdict_of(body, " x;", " g & F;", " (g & F);"), VERDICT_OTHER_MEANING);
	assert_int_equal(verdict_of(condition, "&& x", "&& g & F", "&& (g & F)"), VERDICT_OTHER_TEXT);
	assert_int_equal(verdict_of(condition, "!n", "!n & F", "!(n & F)"), VERDICT_OTHER_MEANING);
	assert_int_equal(verdict_of(body, "n + x", "n - g", "(n) - g"), VERDICT_OTHER_TEXT);
}

static void a_difference_names_its_place(void **state)
{
	const char *text = "void f(void)\n{\n\tget_user_pages_fast(a, 1, x, p);\n}\n";
	struct comparison comparison;

	(void)state;
	compare(text, 42, "x", "F", "G", &comparison);
	assert_int_equal(comparison.n, 1);
	assert_string_equal(comparison.items[0].path, "mm/a.c");
	assert_int_equal(comparison.items[0].line, 3);
	assert_int_equal(comparison.items[0].column, 2);
	assert_int_equal(comparison.items[0].kind, PLACE_CALL);
	assert_string_equal(comparison.items[0].function, "f");
	assert_string_equal(comparison.items[0].callee, "get_user_pages_fast");
	assert_string_equal(comparison.items[0].clang, "get_user_pages_fast(a, 1, F, p)");
	assert_string_equal(comparison.items[0].cocci, "get_user_pages_fast(a, 1, G, p)");
	comparison_free(&comparison);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unchanged_text_has_no_edits),
		cmocka_unit_test(an_argument_is_one_edit),
		cmocka_unit_test(the_last_argument_ends_at_the_call),
		cmocka_unit_test(layout_is_ours),
		cmocka_unit_test(a_renamed_call_is_the_same_call),
		cmocka_unit_test(prototypes_and_bodies_change),
		cmocka_unit_test(bodies_gain_and_lose_words),
		cmocka_unit_test(calls_in_macros_change),
		cmocka_unit_test(what_reaches_further_is_left),
		cmocka_unit_test(lost_mentions_are_an_error),
		cmocka_unit_test(the_probe_asks_for_each_name_once),
		cmocka_unit_test(the_probe_knows_what_was_not_seen),
		cmocka_unit_test(output_and_failures_come_back),
		cmocka_unit_test(the_deadline_takes_the_whole_group),
		cmocka_unit_test(verdicts),
		cmocka_unit_test(a_difference_names_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
