// SPDX-License-Identifier: GPL-2.0-only
/* gup_compat.h: which inlines there are, on which kernels, and what they call. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "conversion/compat/compat.h"
#include "conversion/compat/forms.h"

/* What a driver gets that uses these words, parted by blanks. */
struct served {
	struct target target;
	struct compat compat;
	char *header, *kbuild;
};

static void use_words(struct compat *compat, const char *words)
{
	for (; *words; words += strspn(words, " ")) {
		size_t length = strcspn(words, " ");

		compat_use(compat, words, length);
		words += length;
	}
}

static void serve(struct served *served, const char *to, unsigned since, const char *words)
{
	const struct target_options options = { .jobs = 1 };
	struct buf header = {0}, kbuild = {0};
	struct err err = {0};

	if (target_open(&served->target, to, &options, &err))
		fail_msg("%s", err.text);
	compat_begin(&served->compat, &served->target, since);
	use_words(&served->compat, words);
	compat_write_header(&served->compat, &header);
	compat_write_kbuild(&served->compat, &kbuild);
	served->header = buf_take(&header);
	served->kbuild = buf_take(&kbuild);
}

static void serve_end(struct served *served)
{
	free(served->header);
	free(served->kbuild);
	compat_end(&served->compat);
	target_close(&served->target);
}

static const struct gup_function *function_named(const char *name)
{
	return gup_function_find(name, strlen(name));
}

static void holds(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("does not hold: %s\nthis text:\n%s", part, text);
}

static void lacks(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("holds: %s\nthis text:\n%s", part, text);
}

/* --- forms --- */

static void forms_have_numbers(void **state)
{
	static const struct {
		const char *function;
		unsigned since, to;
		const char *numbers;
		bool may_lack;
	} known[] = {
		{"get_user_pages", KERNEL(4, 4), KERNEL(6, 12), "605 409 406 404168 404", false},
		{"get_user_pages", KERNEL(4, 9), KERNEL(6, 12), "605 409", false},
		{"get_user_pages", KERNEL(4, 9), KERNEL(6, 4), "409", false},
		{"get_user_pages", KERNEL(4, 5), KERNEL(4, 6), "406 404", false},
		{"get_user_pages_fast_only", KERNEL(5, 7), KERNEL(6, 12), "508", true},
		{"get_user_pages_fast_only", KERNEL(5, 8), KERNEL(6, 12), "508", false},
		{"get_user_pages_longterm", KERNEL(4, 9), KERNEL(6, 12), "415", true},
		{"__get_user_pages", KERNEL(4, 4), KERNEL(4, 8), "404", false},
		{"__get_user_pages", KERNEL(4, 4), KERNEL(4, 9), "404", true},
		{"memfd_pin_folios", KERNEL(4, 4), KERNEL(6, 1), "", true},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(known); i++) {
		const struct gup_function *function =
			gup_function_find(known[i].function, strlen(known[i].function));
		struct gup_forms forms;
		struct buf text = {0};

		forms_of(function, known[i].since, known[i].to, &forms);
		buf_puts(&text, "");
		for (size_t f = 0; f < forms.n; f++)
			buf_printf(&text, "%s%u", f ? " " : "", forms.items[f].number);
		assert_string_equal(text.data, known[i].numbers);
		assert_int_equal(forms.may_lack, known[i].may_lack);
		buf_free(&text);
	}
}

/* --- what is written --- */

static void what_all_kernels_have_needs_nothing(void **state)
{
	struct served served;

	(void)state;
	serve(&served, "6.12", KERNEL(4, 9), "get_user_pages_unlocked FOLL_WRITE put_page kmalloc");
	assert_string_equal(served.header, "");
	assert_string_equal(served.kbuild, "");
	assert_false(compat_use(&served.compat, "get_user_pages_unlocked", 23));
	assert_true(compat_use(&served.compat, "get_user_pages", 14));
	assert_true(compat_use(&served.compat, "FOLL_LONGTERM", 13));
	assert_true(compat_use(&served.compat, "mmap_read_lock", 14));
	assert_false(compat_use(&served.compat, "mmap_read", 9));
	assert_false(compat_use(&served.compat, "FOLL_FORCE", 10));
	serve_end(&served);
}

static void parameters_become_those_of_older_kernels(void **state)
{
	struct served served;

	(void)state;
	serve(&served, "6.12", KERNEL(4, 4), "get_user_pages get_user_pages_remote get_user_pages_fast");
	holds(served.header, "\treturn get_user_pages(start, nr_pages, gup_flags, pages, NULL);\n");
	holds(served.header, "\treturn get_user_pages(start, nr_pages, !!(gup_flags & FOLL_WRITE),\n"
	      "\t\t\t      !!(gup_flags & FOLL_FORCE), pages, NULL);\n");
	holds(served.header, "\treturn get_user_pages(current, current->mm, start, nr_pages, gup_flags,\n"
	      "\t\t\t      pages, NULL);\n");
	holds(served.header, "\treturn get_user_pages_remote(NULL, mm, start, nr_pages, gup_flags,\n"
	      "\t\t\t\t     pages, NULL, locked);\n");
	holds(served.header, "\treturn get_user_pages_fast(start, nr_pages, !!(gup_flags & FOLL_WRITE),\n"
	      "\t\t\t\t   pages);\n");
	holds(served.header, "\treturn get_user_pages(NULL, mm, start, nr_pages, gup_flags, pages,\n"
	      "\t\t\t      NULL);\n");
	serve_end(&served);
}

/* Each calls what stands before it: a macro hides the older function from there on. */
static void the_order_is_that_of_calls(void **state)
{
	struct served served;
	const char *remote, *plain, *pin;

	(void)state;
	serve(&served, "6.12", KERNEL(4, 4), "pin_user_pages get_user_pages get_user_pages_remote");
	remote = strstr(served.header, "#define get_user_pages_remote ");
	plain = strstr(served.header, "#define get_user_pages gup_compat");
	pin = strstr(served.header, "#define pin_user_pages ");
	assert_true(remote && plain && pin);
	assert_true(remote < plain && plain < pin);
	serve_end(&served);
}

/* A pin is a reference there, and its release drops one. */
static void without_pins_there_are_references(void **state)
{
	struct served served;

	(void)state;
	serve(&served, "6.12", KERNEL(4, 19), "pin_user_pages_fast unpin_user_pages_dirty_lock");
	holds(served.header, "#if GUP_COMPAT_PIN_USER_PAGES_FAST == 0\n");
	holds(served.header, "#define get_user_pages_fast gup_compat_get_user_pages_fast\n");
	holds(served.header, "\treturn get_user_pages_fast(start, nr_pages, gup_flags, pages);\n");
	holds(served.header, "#if GUP_COMPAT_UNPIN_USER_PAGES_DIRTY_LOCK == 0\n");
	serve_end(&served);
	serve(&served, "6.12", KERNEL(5, 6), "pin_user_pages_fast unpin_user_pages_dirty_lock");
	assert_string_equal(served.header, "");
	serve_end(&served);
}

/* From v4.15 to v5.1 FOLL_LONGTERM was a function; before that, nothing. */
static void a_flag_that_was_a_function_calls_it(void **state)
{
	struct served served;

	(void)state;
	serve(&served, "6.4", KERNEL(4, 9), "get_user_pages FOLL_LONGTERM");
	holds(served.header, "#if GUP_COMPAT_GET_USER_PAGES == 409 && GUP_COMPAT_GET_USER_PAGES_LONGTERM != 0\n");
	holds(served.header, "gup_flags & ~FOLL_LONGTERM");
	holds(served.header, "#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 2, 0) || defined(FOLL_LONGTERM)\n"
	      "#define GUP_COMPAT_FOLL_LONGTERM 1\n");
	holds(served.header, "#if !GUP_COMPAT_FOLL_LONGTERM\n#define FOLL_LONGTERM 0x10000 ");
	holds(served.kbuild, "-DGUP_COMPAT_FOLL_LONGTERM=$(call gup_compat_has,FOLL_LONGTERM,mm.h mm_types.h)\n");
	serve_end(&served);
	serve(&served, "6.4", KERNEL(4, 9), "get_user_pages");
	assert_string_equal(served.header, "");
	serve_end(&served);
}

static void the_mmap_lock_was_a_semaphore(void **state)
{
	struct served served;

	(void)state;
	serve(&served, "6.12", KERNEL(5, 4), "mmap_read_lock mmap_read_lock_killable");
	holds(served.header, "\tdown_read(&mm->mmap_sem);\n");
	holds(served.header, "\treturn down_read_killable(&mm->mmap_sem);\n");
	lacks(served.header, "\treturn 0;\n");
	lacks(served.header, "mmap_write_lock");
	serve_end(&served);
	serve(&served, "6.12", KERNEL(4, 14), "mmap_read_lock_killable");
	holds(served.header, "#if GUP_COMPAT_DOWN_READ_KILLABLE\n");
	holds(served.header, "\treturn 0;\n");
	serve_end(&served);
	serve(&served, "6.12", KERNEL(5, 8), "mmap_read_lock");
	assert_string_equal(served.header, "");
	serve_end(&served);
}

/* Red Hat's 8.3 says 4.18, and has what came with v5.2 to v5.8. */
static void red_hat_has_more_than_its_version_tells(void **state)
{
	struct served served;

	(void)state;
	serve(&served, "6.12", KERNEL(4, 9), "get_user_pages_fast mmap_read_lock mmap_assert_locked");
	holds(served.header, "#define GUP_COMPAT_RHEL RHEL_RELEASE_CODE\n");
	holds(served.header, "#if GUP_COMPAT_RHEL >= (8 << 8) + 3\n#define GUP_COMPAT_GET_USER_PAGES_FAST 502\n");
	holds(served.header, "#if GUP_COMPAT_RHEL >= (8 << 8) + 3 || LINUX_VERSION_CODE >= "
	      "KERNEL_VERSION(5, 8, 0)\n#define GUP_COMPAT_MMAP_READ_LOCK 1\n");
	holds(served.header, "#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 8, 0)\n"
	      "#define GUP_COMPAT_MMAP_ASSERT_LOCKED 1\n");
	holds(served.kbuild, "-DGUP_COMPAT_MMAP_ASSERT_LOCKED=$(call gup_compat_has,mmap_assert_locked,mmap_lock.h)\n");
	serve_end(&served);

	/* A release that nobody has read past 8.3 may have something else. */
	serve(&served, "5.5", KERNEL(4, 9), "put_user_pages_dirty_lock");
	holds(served.header, "#if GUP_COMPAT_RHEL == (8 << 8) + 3\n#define GUP_COMPAT_PUT_USER_PAGES_DIRTY_LOCK 504\n");
	serve_end(&served);

	/* What this target does not have at all is no form that anybody could call. */
	serve(&served, "5.0", KERNEL(4, 4), "get_user_pages_fast get_user_pages");
	lacks(served.header, "RHEL");
	serve_end(&served);
}

static void the_kbuild_part_asks_for_each_form(void **state)
{
	struct served served;

	(void)state;
	serve(&served, "6.12", KERNEL(4, 4), "get_user_pages get_user_page_vma_remote");
	holds(served.kbuild, "gup_compat_get_user_pages_g := 605\n");
	holds(served.kbuild, "gup_compat_get_user_pages_tgv := 404168\n");
	holds(served.kbuild, "gup_compat_get_user_pages_twfv := 404\n");
	holds(served.kbuild, "gup_compat_get_user_page_vma_remote_gv := 605\n");
	holds(served.kbuild, "-DGUP_COMPAT_GET_USER_PAGES=,");
	serve_end(&served);
}

/* --- what it cannot give --- */

static void add_reason(const char *reason, void *data)
{
	buf_printf(data, "%s\n", reason);
}

static void gaps_are_told(void **state)
{
	static const struct {
		const char *to;
		unsigned since;
		const char *words, *function, *flag, *gaps;
	} known[] = {
		{"6.12", KERNEL(4, 9), "get_user_pages_remote pin_user_pages FOLL_WRITE", NULL, NULL, ""},
		{"6.12", KERNEL(4, 4), "get_user_pages_remote get_user_page_vma_remote", NULL, NULL,
		 "up to v4.5 nothing can be get_user_page_vma_remote() of v6.12: gup_compat.h stops the "
		 "build there\n"},
		{"6.12", KERNEL(5, 15), "get_user_pages_fast FOLL_NOFAULT", NULL, NULL, "nothing does what "
		 "FOLL_NOFAULT asks for before v5.16: gup_compat.h stops the build there\n"},
		{"7.1", KERNEL(6, 12), "get_dump_page", NULL, NULL, "up to v6.14 nothing can be "
		 "get_dump_page() of v7.1: gup_compat.h stops the build there\n"},
		{"6.12", KERNEL(4, 4), "get_user_pages FOLL_NOWAIT", "get_user_pages", "FOLL_NOWAIT",
		 "get_user_pages() takes no flags up to v4.8, and FOLL_NOWAIT is lost there\n"},
		{"6.12", KERNEL(4, 4), "get_user_pages get_user_pages_fast FOLL_FORCE",
		 "get_user_pages_fast", "FOLL_FORCE",
		 "get_user_pages_fast() takes no flags up to v5.1, and FOLL_FORCE is lost there\n"},
		{"6.12", KERNEL(4, 4), "get_user_pages get_user_pages_fast FOLL_FORCE",
		 "get_user_pages", "FOLL_FORCE", ""},
		{"6.12", KERNEL(4, 4), "get_user_pages_fast FOLL_LONGTERM", "get_user_pages_fast",
		 "FOLL_LONGTERM", ""},
		{"6.12", KERNEL(4, 9), "get_user_pages FOLL_NOWAIT", "get_user_pages", "FOLL_NOWAIT", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(known); i++) {
		struct buf gaps = {0};
		struct served served;

		buf_puts(&gaps, "");
		serve(&served, known[i].to, known[i].since, known[i].words);
		if (known[i].flag)
			compat_pass(&served.compat, function_named(known[i].function),
				    gup_flag_find(known[i].flag, strlen(known[i].flag)));
		compat_each_gap(&served.compat, add_reason, &gaps);
		assert_string_equal(gaps.data, known[i].gaps);
		buf_free(&gaps);
		serve_end(&served);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_have_numbers),
		cmocka_unit_test(what_all_kernels_have_needs_nothing),
		cmocka_unit_test(parameters_become_those_of_older_kernels),
		cmocka_unit_test(the_order_is_that_of_calls),
		cmocka_unit_test(without_pins_there_are_references),
		cmocka_unit_test(a_flag_that_was_a_function_calls_it),
		cmocka_unit_test(the_mmap_lock_was_a_semaphore),
		cmocka_unit_test(red_hat_has_more_than_its_version_tells),
		cmocka_unit_test(the_kbuild_part_asks_for_each_form),
		cmocka_unit_test(gaps_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
