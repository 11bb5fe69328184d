// SPDX-License-Identifier: GPL-2.0-only
/* What several files together tell: who is called, who calls, and how the mmap lock is then. */
#include "base/data/arena.h"
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "contract/hold/wrapper.h"
#include "contract/lock/entry.h"
#include "calls/summary/across.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* --- files made of text --- */

#define MAX_FILES 6

struct text_file {
	const char *path, *text;
};

struct files {
	struct scanned_file scanned[MAX_FILES];
	struct source sources[MAX_FILES], *list[MAX_FILES];
	size_t n;
	struct across *across;
};

static void files_open(struct files *files, const struct text_file *texts)
{
	*files = (struct files){0};
	for (; texts[files->n].path; files->n++) {
		const struct text_file *text = &texts[files->n];

		scan_text(text->path, text->text, strlen(text->text), &files->scanned[files->n]);
		source_from_text(&files->sources[files->n], &files->scanned[files->n], text->text,
				 strlen(text->text));
		files->list[files->n] = &files->sources[files->n];
	}
	files->across = across_new();
	for (size_t i = 0; i < files->n; i++)
		across_add(files->across, files->list[i]);
}

static void files_close(struct files *files)
{
	across_free(files->across);
	for (size_t i = 0; i < files->n; i++) {
		source_close(&files->sources[i]);
		scanned_file_free(&files->scanned[i]);
	}
}

/* The last token of that text in a file. */
static size_t token_of(const struct source *source, const char *text)
{
	size_t i = source->outline.tokens.n;

	while (i-- && !token_is(&source->outline.tokens, i, text))
		;
	assert_int_not_equal(i, SIZE_MAX);
	return i;
}

/* --- names --- */

/* Which file the call of pin() in the first one goes to, or NULL. */
static const char *callee_in(const struct text_file *texts)
{
	struct across_place place;
	struct files files;
	const char *path = NULL;

	files_open(&files, texts);
	for (size_t i = 0; i < files.n; i++)
		if (across_callee(&files.sources[0], token_of(&files.sources[0], "pin"), &place) &&
		    place.source == &files.sources[i])
			path = texts[i].path;
	files_close(&files);
	return path;
}

#define CALLEE(...) callee_in((const struct text_file[]){ __VA_ARGS__, { NULL, NULL } })

#define CALL "void f(void) { pin(); }\n"

static void a_name_means_the_only_function_that_others_see(void **state)
{
	(void)state;
	assert_string_equal(CALLEE({ "a/f.c", CALL }, { "a/p.c", "int pin(void) { return 0; }\n" }),
			    "a/p.c");
	assert_string_equal(CALLEE({ "a/f.c", CALL },
				   { "a/p.h", "static inline int pin(void) { return 0; }\n" }), "a/p.h");
	assert_null(CALLEE({ "a/f.c", CALL }, { "a/p.c", "static int pin(void) { return 0; }\n" }));
	assert_null(CALLEE({ "a/f.c", CALL }, { "a/p.c", "int pin(void);\n" }));
	assert_null(CALLEE({ "a/f.c", CALL }, { "a/p.c", "int pin(void) { return 0; }\n" },
			   { "b/p.c", "int pin(void) { return 1; }\n" }));
	/* A namesake that nobody else sees is no second one. */
	assert_string_equal(CALLEE({ "a/f.c", CALL }, { "a/p.c", "int pin(void) { return 0; }\n" },
				   { "b/p.c", "static int pin(void) { return 1; }\n" }), "a/p.c");
	assert_null(CALLEE({ "a/f.c", "static int pin(void) { return 2; }\n" CALL },
			   { "a/p.c", "int pin(void) { return 0; }\n" }));
}

static void programs_of_their_own_share_no_names(void **state)
{
	(void)state;
	assert_null(CALLEE({ "drivers/f.c", CALL }, { "tools/p.c", "int pin(void) { return 0; }\n" }));
	assert_null(CALLEE({ "tools/f.c", CALL }, { "lib/p.c", "int pin(void) { return 0; }\n" }));
	assert_null(CALLEE({ "arch/a/f.c", CALL }, { "arch/b/p.c", "int pin(void) { return 0; }\n" }));
	assert_string_equal(CALLEE({ "arch/a/f.c", CALL },
				   { "lib/p.c", "int pin(void) { return 0; }\n" }), "lib/p.c");
}

/* --- the lock at a function's begin --- */

static size_t count_uses(struct source *source)
{
	struct across_places places = {0};
	size_t n;

	assert_true(across_uses(source, &source->outline.functions.items[0], &places));
	n = places.n;
	free(places.items);
	return n;
}

/* Who names a function is known whichever of both files came first, and whatever was asked in between. */
static void uses_are_known_of_files_that_come_later(void **state)
{
	static const struct text_file texts[] = {
		{ "a/f.c", "int f(void) { return pin() + other(); }\n" }, { "a/p.c", "int pin(void) { return 0; }\n" },
		{ "a/g.c", "int g(void) { return pin() + pin(); }\n" }, { "a/o.c", "int other(void) { return 0; }\n" },
		{ NULL, NULL },
	};
	static const size_t uses_of_pin[] = { 0, 1, 3, 3 };
	struct across *across;
	struct files files;

	(void)state;
	files_open(&files, texts);
	across_free(files.across);
	files.across = across = across_new();
	for (size_t i = 0; i < files.n; i++) {
		across_add(across, files.list[i]);
		if (i > 0)
			assert_int_equal(count_uses(files.list[1]), uses_of_pin[i]);
	}
	assert_int_equal(count_uses(files.list[3]), 1);
	files_close(&files);
}

/* pin() stands in the first file. "free NAME", "held NAME", or NULL: who begins the chain that tells. */
static char *entry_in(const struct text_file *texts)
{
	struct source *source;
	const struct function *pin = NULL;
	struct entry entry;
	struct files files;
	char *told = NULL;

	files_open(&files, texts);
	source = &files.sources[0];
	for (size_t f = 0; f < source->outline.functions.n; f++)
		if (!strcmp(source->outline.functions.items[f].name, "pin"))
			pin = &source->outline.functions.items[f];
	assert_non_null(pin);
	if (entry_is_free(source, pin, "current->mm", &entry))
		told = mem_printf("free %s", entry.function->name);
	else if (entry_is_held(source, pin, token_of(source, "get"), &entry))
		told = mem_printf("held %s", entry.function->name);
	files_close(&files);
	return told;
}

static void assert_entry(const struct text_file *texts, const char *expected)
{
	char *told = entry_in(texts);

	if (expected)
		assert_string_equal(told ? told : "nothing", expected);
	else
		assert_null(told);
	free(told);
}

#define ENTRY(expected, ...) \
	assert_entry((const struct text_file[]){ __VA_ARGS__, { NULL, NULL } }, expected)

#define PIN "int pin(void) { return get(); }\n"
#define PIN_OPS(slot, function) \
	"static const struct file_operations fops = { ." #slot " = " #function " };\n"

static void a_chain_goes_through_several_files(void **state)
{
	(void)state;
	ENTRY("free ioctl", { "a/p.c", PIN },
	      { "a/f.c", "static long ioctl(void) { return pin(); }\n"
		PIN_OPS(unlocked_ioctl, ioctl) });
	ENTRY("free ioctl", { "a/p.c", PIN }, { "a/m.c", "int middle(void) { return pin(); }\n" },
	      { "a/f.c", "static long ioctl(void) { return middle(); }\n"
		PIN_OPS(unlocked_ioctl, ioctl) });
	ENTRY("free ioctl", { "arch/a/p.c", PIN },
	      { "fs/f.c", "static long ioctl(void) { return pin(); }\n" PIN_OPS(unlocked_ioctl, ioctl) });
	ENTRY(NULL, { "arch/a/p.c", PIN },
	      { "arch/b/f.c", "static long ioctl(void) { return pin(); }\n" PIN_OPS(unlocked_ioctl, ioctl) });
	ENTRY("free work", { "a/p.c", PIN },
	      { "a/f.c", "static void work(void) { pin(); }\nvoid f(void) { INIT_WORK(&w, work); }\n" });
	ENTRY("held mmap", { "a/p.c", PIN },
	      { "a/f.c", "static int mmap(void) { return pin(); }\n" PIN_OPS(mmap, mmap) });
	ENTRY("held f", { "a/p.c", PIN },
	      { "a/f.c", "int f(void) { mmap_read_lock(current->mm); pin();\n"
		"mmap_read_unlock(current->mm); }\n" });
	/* Nothing is known of who calls a function that no file in sight calls. */
	ENTRY(NULL, { "a/p.c", PIN });
	ENTRY(NULL, { "a/p.c", PIN }, { "a/f.c", "int f(void) { return pin(); }\n" });
}

static void all_callers_must_be_free_of_the_lock(void **state)
{
	(void)state;
	ENTRY(NULL, { "a/p.c", PIN },
	      { "a/f.c", "static long ioctl(void) { return pin(); }\n"
		PIN_OPS(unlocked_ioctl, ioctl) },
	      { "a/g.c", "int g(void) { return pin(); }\n" });
	ENTRY("held g", { "a/p.c", PIN },
	      { "a/f.c", "static long ioctl(void) { return pin(); }\n"
		PIN_OPS(unlocked_ioctl, ioctl) },
	      { "a/g.c", "int g(void) { down_read(&current->mm->mmap_sem); pin();\n"
		"up_read(&current->mm->mmap_sem); }\n" });
	ENTRY(NULL, { "a/p.c", PIN },
	      { "a/f.c", "static long ioctl(void) { return pin(); }\n"
		PIN_OPS(unlocked_ioctl, ioctl) "void *hidden = pin;\n" });
	ENTRY(NULL, { "a/p.c", PIN },
	      { "a/f.c", "static int fault(void) { return pin(); }\n"
		"static struct vm_operations_struct ops = { .fault = fault };\n" });
}

static void what_keeps_a_caller_from_the_call_tells_nothing(void **state)
{
	(void)state;
	ENTRY(NULL, { "a/p.c", "int pin(int fast) { if (fast) return get(); return 0; }\n" },
	      { "a/f.c", "static int mmap(void) { return pin(0); }\n" PIN_OPS(mmap, mmap) });
	ENTRY(NULL, { "a/p.c", "int pin(int slow) { if (slow) return 0; return get(); }\n" },
	      { "a/f.c", "static int mmap(void) { return pin(1); }\n" PIN_OPS(mmap, mmap) });
	ENTRY(NULL, { "a/p.c", "int pin(int fast) { int n = fast ? get() : 0; return n; }\n" },
	      { "a/f.c", "static int mmap(void) { return pin(0); }\n" PIN_OPS(mmap, mmap) });
	ENTRY("held mmap", { "a/p.c", "int pin(int n) { if (!n) return -EINVAL; return get(); }\n" },
	      { "a/f.c", "static int mmap(void) { return pin(1); }\n" PIN_OPS(mmap, mmap) });
	ENTRY("held mmap", { "a/p.c", "int pin(int n) { if (!n) goto err; return get();\n"
		"err: return -EINVAL; }\n" },
	      { "a/f.c", "static int mmap(void) { return pin(1); }\n" PIN_OPS(mmap, mmap) });
}

static void callers_that_call_each_other_end(void **state)
{
	(void)state;
	ENTRY(NULL, { "a/p.c", "int pin(void) { get(); return other(); }\n" },
	      { "a/f.c", "int other(void) { return pin(); }\n" });
	ENTRY(NULL, { "a/p.c", "int pin(void) { get(); return pin(); }\n" });
}

/* --- wrappers --- */

static char *describe(const struct wrapper *wrapper)
{
	static const char *const kinds[] = { "none", "reference", "pin", "either" };
	static const char *const answers[] = { "count", "bytes", "all", "truth", "page" };

	return wrapper ? mem_printf("%s %s %d %d%s", kinds[wrapper->kind], answers[wrapper->answer],
				    wrapper->pages, wrapper->count, wrapper->is_one ? " one" : "") : NULL;
}

/* "KIND ANSWER PAGES COUNT" of the first function of the first file, or NULL: it is no wrapper. */
static char *wrapper_in(const struct text_file *texts)
{
	struct files files;
	char *told;

	files_open(&files, texts);
	told = describe(wrapper_of(&files.sources[0], &files.sources[0].outline.functions.items[0]));
	files_close(&files);
	return told;
}

static void assert_wrapper(const struct text_file *texts, const char *expected)
{
	char *told = wrapper_in(texts);

	if (expected)
		assert_string_equal(told ? told : "nothing", expected);
	else
		assert_string_equal(told ? told : "nothing", "nothing");
	free(told);
}

#define WRAPPER(expected, ...) \
	assert_wrapper((const struct text_file[]){ __VA_ARGS__, { NULL, NULL } }, expected)

/* One function with these statements. */
#define BODY(expected, body) \
	WRAPPER(expected, { "a/w.c", "int w(unsigned long a, int n, struct page **pages) { int ret, i; " \
			    body "}\n" })

#define FAST "pin_user_pages_fast(a, n, FOLL_WRITE, pages)"

static void what_a_wrapper_hands_out(void **state)
{
	(void)state;
	BODY("pin count 2 1", "return " FAST ";");
	BODY("pin count 2 1", "ret = " FAST "; if (ret < 0) pr_err(\"no\"); return ret;");
	BODY("pin all 2 1", "ret = " FAST "; if (ret == n) return 0; if (ret > 0) "
	     "unpin_user_pages(pages, ret); return -EFAULT;");
	BODY("pin all 2 1", "ret = " FAST "; if (ret < 0) return ret; if (ret != n) { "
	     "unpin_user_pages(pages, ret); return -EFAULT; } return 0;");
	BODY("pin all 2 1", "ret = " FAST "; return ret < 0 ? ret : 0;");
	BODY("reference count 2 -1 one", "return get_user_pages_unlocked(a, 1, pages, 0);");
	BODY("either count 2 1", "if (n > 4) ret = " FAST "; else ret = get_user_pages_fast(a, n, 0, "
	     "pages); return ret;");
	WRAPPER("reference page -1 -1 one",
		{ "a/w.c", "static struct page *w(unsigned long a) { struct page *page; "
		  "page = get_dump_page(a); if (!page) return NULL; return page; }\n" });
	WRAPPER("pin page -1 1",
		{ "a/w.c", "struct page **w(unsigned long a, int n) { struct page **pages; int ret; "
		  "pages = kvmalloc_array(n, 8, GFP_KERNEL); if (!pages) return ERR_PTR(-ENOMEM); "
		  "ret = " FAST "; if (ret == n) return pages; if (ret > 0) "
		  "unpin_user_pages(pages, ret); kvfree(pages); return ERR_PTR(-EFAULT); }\n" });
	WRAPPER("pin all 0 -1",
		{ "a/w.c", "int w(struct work *work, unsigned long a) { int ret; ret = account(work); if (ret) "
		  "return ret; ret = pin_user_pages_fast(a, work->n, 0, work->pages); if (ret != work->n) { "
		  "if (ret < 0) goto err_free; work->n = ret; ret = -EFAULT; goto err_unpin; } "
		  "ret = map(work->pages); if (ret < 0) goto err_unpin; return 0; "
		  "err_unpin: unpin_user_pages(work->pages, work->n); err_free: kvfree(work->pages); "
		  "return ret; }\n" });
	/* Through another one, of the file or of another file. */
	WRAPPER("pin count 1 0",
		{ "a/w.c", "int w(int n, struct page **p) { return inner(n, p); }\n"
		  "int inner(int n, struct page **pages) { return pin_user_pages_fast(0, n, 0, pages); }\n" });
	WRAPPER("pin count 1 0",
		{ "a/w.c", "int w(int n, struct page **p) { return inner(n, p); }\n" },
		{ "a/i.c", "int inner(int n, struct page **p) { return pin_user_pages_fast(0, n, 0, p); }\n" });
}

static void what_is_no_wrapper(void **state)
{
	(void)state;
	/* The pages do not come to the caller, or not on all ways that end well. */
	BODY(NULL, "ret = " FAST "; if (ret > 0) unpin_user_pages(pages, ret); return ret;");
	BODY(NULL, "ret = " FAST "; hand_on(pages, ret); return ret;");
	BODY(NULL, "ret = " FAST "; for (i = 0; i < ret; i++) put_page(pages[i]); return ret;");
	BODY(NULL, "struct page *own[2]; return pin_user_pages_fast(a, 2, 0, own);");
	BODY(NULL, "pages += n; return " FAST ";");
	BODY(NULL, "ret = " FAST "; return 0;");
	BODY(NULL, "ret = " FAST "; return ret * PAGE_SIZE;");
	BODY(NULL, "ret = " FAST "; if (ret < 0) return ret; if (n > 2) return 0; return ret;");
	BODY(NULL, FAST "; return;");
	BODY(NULL, "return get_user_pages_fast(a, n, 0, NULL);");
	WRAPPER(NULL, { "a/w.c", "struct page **w(unsigned long a, int n) { struct page **pages = get(); "
			"if (" FAST " < 0) return NULL; keep(pages); return pages; }\n" });
	WRAPPER(NULL, { "a/w.c", "int w(struct work *work) { int ret = pin_user_pages_fast(0, 1, 0, "
			"work->pages); if (ret < 0) return ret; work_cleanup(work); return 0; }\n" });
	WRAPPER(NULL, { "a/w.c", "int w(struct work *work) { int ret = pin_user_pages_fast(0, 1, 0, "
			"work->pages); if (ret < 0) return ret; work->pages = NULL; return 0; }\n" });
	WRAPPER(NULL, { "a/w.c", "int w(struct page **p) { return pin_user_pages_fast(p, 1); }\n" });
}

/* Which one is called hangs on what is configured. */
static void of_two_definitions_none_is_a_wrapper(void **state)
{
	static const char two[] = "#ifdef CONFIG_A\n"
				  "static int x(int n, struct page **p) { return 0; }\n#else\n"
				  "static int x(int n, struct page **p) { return pin_user_pages_fast(0, n, "
				  "0, p); }\n#endif\n";
	char *text = mem_printf("int w(int n, struct page **p) { return x(n, p); }\n%s", two);

	(void)state;
	WRAPPER(NULL, { "a/w.c", text });
	free(text);
}

static void wrappers_that_call_each_other_are_none(void **state)
{
	(void)state;
	WRAPPER(NULL, { "a/w.c", "int w(int n, struct page **p) { if (n) return w(n - 1, p); "
			"return pin_user_pages_fast(0, n, 0, p); }\n" });
	WRAPPER(NULL, { "a/w.c", "int w(int n, struct page **p) { if (n) return x(n, p); "
			"return pin_user_pages_fast(0, n, 0, p); }\n"
			"int x(int n, struct page **p) { return w(n, p); }\n" });
	WRAPPER(NULL, { "a/w.c", "int w(int n, struct page **p) { if (n) return x(n, p); "
			"return pin_user_pages_fast(0, n, 0, p); }\n" },
		{ "a/x.c", "int x(int n, struct page **p) { return w(n, p); }\n" });
}

/* w0() calls w1(), and so on; the last one pins. */
static void a_chain_of_any_length_ends(void **state)
{
	struct text_file texts[] = { { "a/w.c", NULL }, { NULL, NULL } };
	struct buf text = {0};

	(void)state;
	for (int i = 0; i < 4000; i++)
		buf_printf(&text, "int w%d(int n, struct page **p) { return w%d(n, p); }\n", i, i + 1);
	buf_puts(&text, "int w4000(int n, struct page **p) { return pin_user_pages_fast(0, n, 0, p); }\n");
	texts[0].text = text.data;
	assert_wrapper(texts, NULL);
	buf_free(&text);
}

/* Which of a chain of functions are wrappers, asked for from one end or from the other, as a text of bits. */
static char *wrappers_of(const char *text, bool backwards)
{
	const struct text_file texts[] = { { "a/w.c", text }, { NULL, NULL } };
	struct files files;
	size_t n;
	char *bits;

	files_open(&files, texts);
	n = files.sources[0].outline.functions.n;
	bits = mem_calloc(n + 1, 1);
	for (size_t i = 0; i < n; i++) {
		size_t at = backwards ? n - 1 - i : i;

		bits[at] = wrapper_of(&files.sources[0], &files.sources[0].outline.functions.items[at]) ?
			   '1' : '0';
	}
	files_close(&files);
	return bits;
}

static void it_does_not_matter_who_is_asked_first(void **state)
{
	struct buf text = {0};
	char *down, *up;

	(void)state;
	for (int i = 0; i < 19; i++)
		buf_printf(&text, "int w%d(int n, struct page **p) { return w%d(n, p); }\n", i, i + 1);
	buf_puts(&text, "int w19(int n, struct page **p) { return pin_user_pages_fast(0, n, 0, p); }\n");
	down = wrappers_of(text.data, false);
	up = wrappers_of(text.data, true);
	assert_string_equal(down, "00001111111111111111");
	assert_string_equal(up, down);
	free(down);
	free(up);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_means_the_only_function_that_others_see),
		cmocka_unit_test(programs_of_their_own_share_no_names),
		cmocka_unit_test(uses_are_known_of_files_that_come_later),
		cmocka_unit_test(a_chain_goes_through_several_files),
		cmocka_unit_test(all_callers_must_be_free_of_the_lock),
		cmocka_unit_test(what_keeps_a_caller_from_the_call_tells_nothing),
		cmocka_unit_test(callers_that_call_each_other_end),
		cmocka_unit_test(what_a_wrapper_hands_out),
		cmocka_unit_test(what_is_no_wrapper),
		cmocka_unit_test(of_two_definitions_none_is_a_wrapper),
		cmocka_unit_test(wrappers_that_call_each_other_are_none),
		cmocka_unit_test(a_chain_of_any_length_ends),
		cmocka_unit_test(it_does_not_matter_who_is_asked_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
