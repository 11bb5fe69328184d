// SPDX-License-Identifier: GPL-2.0-only
/* A call of one kernel's family as another kernel wants it: by operations, or why not. */
#include "base/data/mem.h"
#include "outcome/plan/print.h"
#include "calls/site/port.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct row {
	unsigned from, to;	/* KERNEL(); from 0: nothing tells */
	const char *call;
	const char *wanted;	/* the call as it becomes; "": as it is; NULL: that is for a person */
	const char *before;	/* statements in front of it, or NULL */
};

#define V KERNEL

static const char around[] =
	"long f(struct task_struct *tsk, struct mm_struct *mm, unsigned long a, unsigned long n,\n"
	"       int w, int force, struct page **pages, struct vm_area_struct **vmas, int *locked,\n"
	"       unsigned int flags, struct lamp *lamp)\n{\n%s\treturn %s;\n}\n";

static void add_family(struct family *family, unsigned version)
{
	if (version)
		family_add_version(family, version);
	else
		family_add_mainline(family);
}

/* The call as planned, or "" for no change; NULL: left. The caller frees it. */
static char *ported(const struct row *row, char **reason)
{
	char *text = mem_printf(around, row->before ? row->before : "", row->call), *made = NULL;
	struct family from = {0}, to = {0};
	struct scanned_file file;
	struct written_list list;
	struct ported ported;
	struct source source;
	struct call_site site;

	add_family(&from, row->from);
	add_family(&to, row->to);
	scan_text("drivers/lamp.c", text, strlen(text), &file);
	source_from_text(&source, &file, text, strlen(text));
	assert_int_equal(call_site_read(&source, file.n_mentions - 1, &from, row->from, NULL, &site), 0);
	written_for(&site, &list);
	if (list.n == 1) {
		port_plan(&site, &list.items[0], (struct kernel){ &to, row->to }, &ported);
		*reason = ported.reason ? mem_strdup(ported.reason) : NULL;
		if (!ported.reason)
			made = ported.is_same ? mem_strdup("") :
				call_print_whole(&source, &site.call, &ported.plan);
	} else {
		*reason = mem_printf("%zu signatures", list.n);
	}
	source_close(&source);
	scanned_file_free(&file);
	family_free(&from);
	family_free(&to);
	free(text);
	return made;
}

static void assert_ported(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *reason = NULL, *made = ported(&rows[i], &reason);
		bool good = made && rows[i].wanted ? !strcmp(made, rows[i].wanted) :
						     made == rows[i].wanted;

		if (!good)
			print_message("%u to %u: %s\nbecame %s\nwanted %s\nreason %s\n", rows[i].from,
				      rows[i].to, rows[i].call, made ? made : "-",
				      rows[i].wanted ? rows[i].wanted : "-", reason ? reason : "-");
		assert_true(good);
		free(made);
		free(reason);
	}
}

#define CHECK(rows) assert_ported(rows, ARRAY_SIZE(rows))

static void tsk_and_mm_go_or_another_function_takes_over(void **state)
{
	static const struct row rows[] = {
		{ V(4, 4), V(4, 6), "get_user_pages(current, current->mm, a, n, w, 0, pages, NULL)",
		  "get_user_pages(a, n, w, 0, pages, NULL)", NULL },
		{ V(4, 4), V(4, 6), "get_user_pages(tsk, mm, a, n, w, 0, pages, NULL)",
		  "get_user_pages_remote(tsk, mm, a, n, w, 0, pages, NULL)", NULL },
		{ V(4, 4), V(4, 6), "get_user_pages(NULL, current->mm, a, n, w, 0, pages, NULL)",
		  "get_user_pages_remote(NULL, current->mm, a, n, w, 0, pages, NULL)", NULL },
		{ V(4, 4), V(6, 12), "get_user_pages(tsk, mm, a, n, 1, 0, pages, NULL)",
		  "get_user_pages_remote(mm, a, n, FOLL_WRITE, pages, NULL)", NULL },
		{ V(4, 4), V(6, 12), "get_user_pages_unlocked(current, current->mm, a, n, w, 0, pages)",
		  "get_user_pages_unlocked(a, n, pages, w ? FOLL_WRITE : 0)", NULL },
		{ V(4, 4), V(6, 12), "get_user_pages_unlocked(tsk, mm, a, n, w, 0, pages)", NULL, NULL },
		{ V(4, 4), V(4, 10), "get_user_pages_locked(tsk, mm, a, n, 1, 1, pages, locked)",
		  "get_user_pages_remote(tsk, mm, a, n, FOLL_WRITE | FOLL_FORCE, pages, NULL, locked)",
		  NULL },
	};

	(void)state;
	CHECK(rows);
}

static void the_own_mm_is_known_through_variables(void **state)
{
	static const char call[] = "get_user_pages(t, m, a, n, 0, 0, pages, NULL)";
	static const char own[] = "get_user_pages(a, n, 0, 0, pages, NULL)";
	static const char remote[] = "get_user_pages_remote(t, m, a, n, 0, 0, pages, NULL)";
	static const struct row rows[] = {
		{ V(4, 5), V(4, 6), call, own,
		  "\tstruct task_struct *t = current;\n\tstruct mm_struct *m = t->mm;\n" },
		{ V(4, 5), V(4, 6), call, own,
		  "\tstruct task_struct *t;\n\tstruct mm_struct *m, *x = current->mm;\n"
		  "\tt = current;\n\tm = x;\n" },
		{ V(4, 5), V(4, 6), call, own,
		  "\tstruct task_struct *t = current;\n\tstruct mm_struct *m = current->mm;\n"
		  "\tdown_read(&m->mmap_sem);\n" },
		{ V(4, 5), V(4, 6), call, remote,
		  "\tstruct task_struct *t = current;\n\tstruct mm_struct *m = current->active_mm;\n" },
		{ V(4, 5), V(4, 6), call, remote,
		  "\tstruct task_struct *t = current;\n\tstruct mm_struct *m = current->mm;\n"
		  "\tif (w)\n\t\tm = mm;\n" },
		{ V(4, 5), V(4, 6), call, remote,
		  "\tstruct task_struct *t = current;\n\tstruct mm_struct *m;\n"
		  "\tif (w)\n\t\tm = current->mm;\n" },
		{ V(4, 5), V(4, 6), call, remote,
		  "\tstruct task_struct *t = current;\n\tstruct mm_struct *m = current->mm;\n"
		  "\tpick(&m);\n" },
		{ V(4, 5), V(4, 6), call, remote,
		  "\tstruct task_struct *t = tsk;\n\tstruct mm_struct *m = current->mm;\n" },
		/* Others may call it, too, and pass another one. */
		{ V(4, 5), V(4, 6), "get_user_pages(tsk, mm, a, n, 0, 0, pages, NULL)",
		  "get_user_pages_remote(tsk, mm, a, n, 0, 0, pages, NULL)",
		  "\tif (w)\n\t\treturn f(current, current->mm, a, n, 0, 0, pages, NULL, NULL, 0, lamp);\n" },
	};

	(void)state;
	CHECK(rows);
}

static void write_and_force_become_flags(void **state)
{
#define SLOW(w, f) "get_user_pages(a, n, " w ", " f ", pages, NULL)"
#define NOW(flags) "get_user_pages(a, n, " flags ", pages, NULL)"
	static const struct row rows[] = {
		{ V(4, 8), V(4, 9), SLOW("1", "0"), NOW("FOLL_WRITE"), NULL },
		{ V(4, 8), V(4, 9), SLOW("0", "0"), NOW("0"), NULL },
		{ V(4, 8), V(4, 9), SLOW("0", "1"), NOW("FOLL_FORCE"), NULL },
		{ V(4, 8), V(4, 9), SLOW("true", "true"), NOW("FOLL_WRITE | FOLL_FORCE"), NULL },
		{ V(4, 8), V(4, 9), SLOW("w", "0"), NOW("w ? FOLL_WRITE : 0"), NULL },
		{ V(4, 8), V(4, 9), SLOW("w", "1"), NOW("(w ? FOLL_WRITE : 0) | FOLL_FORCE"), NULL },
		{ V(4, 8), V(4, 9), SLOW("w", "force"),
		  NOW("(w ? FOLL_WRITE : 0) | (force ? FOLL_FORCE : 0)"), NULL },
		{ V(4, 8), V(4, 9), SLOW("!(flags & 4)", "0"), NOW("!(flags & 4) ? FOLL_WRITE : 0"), NULL },
		{ V(4, 8), V(4, 9), SLOW("lamp->dir == 2 ? 1 : 0", "0"),
		  NOW("lamp->dir == 2 ? FOLL_WRITE : 0"), NULL },
		{ V(4, 8), V(4, 9), SLOW("w = 1", "0"), NOW("(w = 1) ? FOLL_WRITE : 0"), NULL },
		{ V(4, 8), V(4, 9), SLOW("FOLL_WRITE", "0"), NOW("FOLL_WRITE"), NULL },
		{ V(4, 8), V(4, 9), SLOW("FOLL_FORCE", "0"), NULL, NULL },
		{ V(4, 8), V(4, 9), SLOW("1", "FOLL_FORCE"), NULL, NULL },
		{ V(4, 8), V(4, 9), SLOW("x", "0"), NULL,
		  "\tint x = FOLL_WRITE;\n\n\tif (w)\n\t\tx = 2;\n" },
		{ V(4, 8), V(4, 9), "get_user_pages_unlocked(a, n, w, 1, pages)",
		  "get_user_pages_unlocked(a, n, pages, (w ? FOLL_WRITE : 0) | FOLL_FORCE)", NULL },
		{ V(4, 8), V(4, 9), "get_user_pages_locked(a, n, 1, 0, pages, locked)",
		  "get_user_pages_locked(a, n, FOLL_WRITE, pages, locked)", NULL },
		{ V(4, 8), V(4, 9), "get_user_pages_remote(tsk, mm, a, n, 0, 1, pages, vmas)",
		  "get_user_pages_remote(tsk, mm, a, n, FOLL_FORCE, pages, vmas)", NULL },
		{ V(4, 8), V(4, 9), "__get_user_pages_unlocked(tsk, mm, a, n, 1, 0, pages, FOLL_TOUCH)",
		  "__get_user_pages_unlocked(tsk, mm, a, n, pages, FOLL_TOUCH | FOLL_WRITE)", NULL },
		{ V(4, 8), V(4, 10), "__get_user_pages_unlocked(tsk, mm, a, n, 1, 0, pages, FOLL_TOUCH)",
		  NULL, NULL },
		{ V(4, 8), V(4, 10), "__get_user_pages_unlocked(current, current->mm, a, n, 1, 0, pages, 0)",
		  "get_user_pages_unlocked(a, n, pages, FOLL_WRITE)", NULL },
		{ V(5, 1), V(5, 2), "get_user_pages_fast(a, 1, w, pages)",
		  "get_user_pages_fast(a, 1, w ? FOLL_WRITE : 0, pages)", NULL },
		{ V(5, 1), V(5, 2), "get_user_pages_fast(a, 1, w ? FOLL_WRITE : 0, pages)", "", NULL },
		{ V(5, 1), V(5, 2), "__get_user_pages_fast(a, 1, w, pages)", "", NULL },
		{ V(5, 1), V(5, 8), "__get_user_pages_fast(a, n, w, pages)",
		  "get_user_pages_fast_only(a, n, w ? FOLL_WRITE : 0, pages)", NULL },
	};

	(void)state;
	CHECK(rows);
}

static void a_name_becomes_a_flag(void **state)
{
	static const struct row rows[] = {
		{ V(5, 1), V(5, 2), "get_user_pages_longterm(a, n, 0, pages, NULL)",
		  "get_user_pages(a, n, FOLL_LONGTERM, pages, NULL)", NULL },
		{ V(5, 1), V(5, 2), "get_user_pages_longterm(a, n, flags, pages, vmas)",
		  "get_user_pages(a, n, flags | FOLL_LONGTERM, pages, vmas)", NULL },
		{ V(5, 1), V(5, 2), "get_user_pages_longterm(a, n, w ? FOLL_WRITE : 0, pages, vmas)",
		  "get_user_pages(a, n, (w ? FOLL_WRITE : 0) | FOLL_LONGTERM, pages, vmas)", NULL },
		{ V(5, 1), V(5, 2), "get_user_pages_longterm(a, n, flags & FOLL_WRITE, pages, vmas)",
		  "get_user_pages(a, n, (flags & FOLL_WRITE) | FOLL_LONGTERM, pages, vmas)", NULL },
		{ V(4, 14), V(5, 2), "get_user_pages_longterm(a, n, 0, pages, NULL)",
		  "get_user_pages(a, n, FOLL_LONGTERM, pages, NULL)", NULL },
	};

	(void)state;
	CHECK(rows);
}

static void arguments_come_go_and_have_names_of_their_own(void **state)
{
	static const struct row rows[] = {
		{ V(4, 9), V(4, 10), "get_user_pages_remote(tsk, mm, a, n, 0, pages, vmas)",
		  "get_user_pages_remote(tsk, mm, a, n, 0, pages, vmas, NULL)", NULL },
		{ V(5, 8), V(5, 9), "get_user_pages_remote(tsk, mm, a, n, 0, pages, vmas, locked)",
		  "get_user_pages_remote(mm, a, n, 0, pages, vmas, locked)", NULL },
		{ V(5, 8), V(5, 9), "pin_user_pages_remote(lamp->tsk, mm, a, n, 0, pages, NULL, NULL)",
		  "pin_user_pages_remote(mm, a, n, 0, pages, NULL, NULL)", NULL },
		{ V(5, 8), V(5, 9), "get_user_pages_remote(task_of(lamp), mm, a, n, 0, pages, NULL, NULL)",
		  NULL, NULL },
		{ V(5, 8), V(5, 9), "fixup_user_fault(tsk, mm, a, 0, NULL)",
		  "fixup_user_fault(mm, a, 0, NULL)", NULL },
		{ V(4, 4), V(4, 5), "fixup_user_fault(tsk, mm, a, 0)",
		  "fixup_user_fault(tsk, mm, a, 0, NULL)", NULL },
		{ V(6, 4), V(6, 5), "get_user_pages(a, n, 0, pages, NULL)",
		  "get_user_pages(a, n, 0, pages)", NULL },
		{ V(6, 4), V(6, 5), "pin_user_pages(a, n, 0, pages, vmas)", NULL, NULL },
		{ V(6, 4), V(6, 5), "get_user_pages_remote(mm, a, 1, 0, pages, NULL, locked)",
		  "get_user_pages_remote(mm, a, 1, 0, pages, locked)", NULL },
		{ V(5, 3), V(5, 4), "put_user_pages_dirty_lock(pages, n)",
		  "put_user_pages_dirty_lock(pages, n, true)", NULL },
		{ V(5, 3), V(5, 6), "put_user_pages_dirty_lock(pages, n)",
		  "unpin_user_pages_dirty_lock(pages, n, true)", NULL },
		{ V(5, 5), V(5, 6), "put_user_page(pages[0])", "unpin_user_page(pages[0])", NULL },
		{ V(5, 5), V(5, 6), "put_user_pages(pages, n)", "unpin_user_pages(pages, n)", NULL },
		/* They drop references, and since v5.7 that is another thing. */
		{ V(5, 5), V(5, 7), "put_user_page(pages[0])", NULL, NULL },
		{ V(5, 3), V(5, 4), "put_user_pages_dirty(pages, n)", NULL, NULL },
		{ V(5, 17), V(5, 18), "get_user_pages_locked(a, n, 0, pages, locked)", NULL, NULL },
		{ V(6, 8), V(6, 9), "follow_page(vma, a, 0)", NULL, NULL },
		{ V(6, 14), V(6, 15), "get_dump_page(a)", NULL, NULL },
		{ V(5, 14), V(5, 15), "get_kernel_page(a, w, pages)", NULL, NULL },
	};

	(void)state;
	CHECK(rows);
}

static void an_older_kernel_gets_what_it_had(void **state)
{
	static const struct row rows[] = {
		{ V(6, 12), V(4, 4), "get_user_pages(a, n, FOLL_WRITE, pages)",
		  "get_user_pages(current, current->mm, a, n, 1, 0, pages, NULL)", NULL },
		{ V(6, 12), V(4, 9), "get_user_pages(a, n, flags, pages)",
		  "get_user_pages(a, n, flags, pages, NULL)", NULL },
		{ V(6, 12), V(4, 8), "get_user_pages(a, n, flags, pages)", NULL, NULL },
		{ V(6, 12), V(5, 1), "get_user_pages_fast(a, n, FOLL_WRITE, pages)",
		  "get_user_pages_fast(a, n, 1, pages)", NULL },
		{ V(6, 12), V(5, 8), "get_user_pages_remote(mm, a, n, 0, pages, locked)",
		  "get_user_pages_remote(current, mm, a, n, 0, pages, NULL, locked)", NULL },
		{ V(6, 12), V(5, 3), "unpin_user_page(pages[0])", NULL, NULL },
	};

	(void)state;
	CHECK(rows);
}

static void arguments_tell_the_version_where_they_can(void **state)
{
	static const struct row rows[] = {
		{ 0, V(6, 12), "get_user_pages(current, current->mm, a, n, 1, 0, pages, NULL)",
		  "get_user_pages(a, n, FOLL_WRITE, pages)", NULL },
		{ 0, V(6, 12), "get_user_pages_fast(a, 1, FOLL_WRITE, pages)", "", NULL },
		/* An int write, or flags. */
		{ 0, V(6, 12), "get_user_pages_fast(a, 1, flags, pages)", NULL, NULL },
		{ 0, V(6, 12), "get_user_pages_remote(tsk, mm, a, n, flags, pages, NULL)",
		  "get_user_pages_remote(mm, a, n, flags, pages, NULL)", NULL },
		{ 0, V(6, 12), "get_user_pages_remote(mm, a, n, flags, pages, NULL, locked)",
		  "get_user_pages_remote(mm, a, n, flags, pages, locked)", NULL },
	};

	(void)state;
	CHECK(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tsk_and_mm_go_or_another_function_takes_over),
		cmocka_unit_test(the_own_mm_is_known_through_variables),
		cmocka_unit_test(write_and_force_become_flags),
		cmocka_unit_test(a_name_becomes_a_flag),
		cmocka_unit_test(arguments_come_go_and_have_names_of_their_own),
		cmocka_unit_test(an_older_kernel_gets_what_it_had),
		cmocka_unit_test(arguments_tell_the_version_where_they_can),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
