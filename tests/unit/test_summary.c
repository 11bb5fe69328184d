// SPDX-License-Identifier: GPL-2.0-only
/* What several files together tell: who is called, who calls, and how the mmap lock is then. */
#include "base/arena.h"
#include "base/mem.h"
#include "path/entry.h"
#include "summary/across.h"

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
	files->across = across_new(files->list, files->n);
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
	if (entry_is_free(source, pin, &entry))
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
	ENTRY(NULL, { "a/p.c", "int pin(int fast) { return fast ? get() : 0; }\n" },
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_means_the_only_function_that_others_see),
		cmocka_unit_test(programs_of_their_own_share_no_names),
		cmocka_unit_test(a_chain_goes_through_several_files),
		cmocka_unit_test(all_callers_must_be_free_of_the_lock),
		cmocka_unit_test(what_keeps_a_caller_from_the_call_tells_nothing),
		cmocka_unit_test(callers_that_call_each_other_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
