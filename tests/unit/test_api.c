/* SPDX-License-Identifier: GPL-2.0-only */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "kernel/api/api.h"
#include "kernel/api/relatives.h"
#include "kernel/api/restrictions.h"
#include "kernel/api/symbol.h"
#include "base/data/mem.h"

/* Longer than any row of the tests below. */
#define MAX_TEXT 256

static const struct gup_function *function_named(const char *name)
{
	const struct gup_function *function = gup_function_find(name, strlen(name));

	if (!function)
		fail_msg("%s is not in the table", name);
	return function;
}

static unsigned long flag_value(const char *name, unsigned version)
{
	const struct gup_flag *flag = gup_flag_find(name, strlen(name));

	if (!flag)
		fail_msg("%s is not in the table", name);
	return gup_flag_value(flag, version);
}

static bool has_role(const struct gup_signature *signature, enum gup_role role)
{
	for (size_t i = 0; i < gup_signature_length(signature); i++) {
		if (signature->roles[i] == role)
			return true;
	}
	return false;
}

/* The mainline release behind the given one. */
static unsigned next_release(unsigned version)
{
	if (version == KERNEL(4, 20))
		return KERNEL(5, 0);
	if (version == KERNEL(5, 19))
		return KERNEL(6, 0);
	if (version == KERNEL(6, 19))
		return KERNEL(7, 0);
	return version + 1;
}

/* The signature of that version as "long start nr_pages ...", "" where there is none. */
static void write_signature(char *text, const struct gup_function *function, unsigned version)
{
	const struct gup_signature *signature = gup_signature_at(function, version);

	*text = '\0';
	if (!signature)
		return;
	strcat(text, signature->returns);
	for (size_t i = 0; i < gup_signature_length(signature); i++) {
		strcat(text, " ");
		strcat(text, gup_role_name(signature->roles[i]));
	}
}

struct expected_signature {
	unsigned version;
	const char *name;
	const char *text;
};

/* Both sides of each change. */
static const struct expected_signature signatures[] = {
	{KERNEL(4, 4), "get_user_pages", "long tsk mm start nr_pages write force pages vmas"},
	{KERNEL(4, 5), "get_user_pages", "long tsk mm start nr_pages write force pages vmas"},
	{KERNEL(4, 6), "get_user_pages", "long start nr_pages write force pages vmas"},
	{KERNEL(4, 8), "get_user_pages", "long start nr_pages write force pages vmas"},
	{KERNEL(4, 9), "get_user_pages", "long start nr_pages gup_flags pages vmas"},
	{KERNEL(6, 4), "get_user_pages", "long start nr_pages gup_flags pages vmas"},
	{KERNEL(6, 5), "get_user_pages", "long start nr_pages gup_flags pages"},
	{KERNEL(7, 1), "get_user_pages", "long start nr_pages gup_flags pages"},

	{KERNEL(4, 14), "get_user_pages_longterm", ""},
	{KERNEL(4, 15), "get_user_pages_longterm", "long start nr_pages gup_flags pages vmas"},
	{KERNEL(5, 1), "get_user_pages_longterm", "long start nr_pages gup_flags pages vmas"},
	{KERNEL(5, 2), "get_user_pages_longterm", ""},

	{KERNEL(4, 4), "get_user_pages_fast", "int start nr_pages write pages"},
	{KERNEL(5, 1), "get_user_pages_fast", "int start nr_pages write pages"},
	{KERNEL(5, 2), "get_user_pages_fast", "int start nr_pages gup_flags pages"},
	{KERNEL(7, 1), "get_user_pages_fast", "int start nr_pages gup_flags pages"},

	{KERNEL(5, 1), "__get_user_pages_fast", "int start nr_pages write pages"},
	{KERNEL(5, 2), "__get_user_pages_fast", "int start nr_pages write pages"},
	{KERNEL(5, 7), "__get_user_pages_fast", "int start nr_pages write pages"},
	{KERNEL(5, 8), "__get_user_pages_fast", ""},
	{KERNEL(5, 7), "get_user_pages_fast_only", ""},
	{KERNEL(5, 8), "get_user_pages_fast_only", "int start nr_pages gup_flags pages"},
	{KERNEL(5, 7), "get_user_page_fast_only", ""},
	{KERNEL(5, 8), "get_user_page_fast_only", "bool start gup_flags pagep"},

	{KERNEL(4, 5), "get_user_pages_unlocked", "long tsk mm start nr_pages write force pages"},
	{KERNEL(4, 8), "get_user_pages_unlocked", "long start nr_pages write force pages"},
	{KERNEL(4, 9), "get_user_pages_unlocked", "long start nr_pages pages gup_flags"},
	{KERNEL(7, 1), "get_user_pages_unlocked", "long start nr_pages pages gup_flags"},
	{KERNEL(4, 8), "__get_user_pages_unlocked",
	 "long tsk mm start nr_pages write force pages gup_flags"},
	{KERNEL(4, 9), "__get_user_pages_unlocked", "long tsk mm start nr_pages pages gup_flags"},
	{KERNEL(4, 10), "__get_user_pages_unlocked", ""},

	{KERNEL(4, 5), "get_user_pages_locked",
	 "long tsk mm start nr_pages write force pages locked"},
	{KERNEL(4, 8), "get_user_pages_locked", "long start nr_pages write force pages locked"},
	{KERNEL(4, 9), "get_user_pages_locked", "long start nr_pages gup_flags pages locked"},
	{KERNEL(5, 17), "get_user_pages_locked", "long start nr_pages gup_flags pages locked"},
	{KERNEL(5, 18), "get_user_pages_locked", ""},

	{KERNEL(4, 5), "get_user_pages_remote", ""},
	{KERNEL(4, 6), "get_user_pages_remote",
	 "long tsk mm start nr_pages write force pages vmas"},
	{KERNEL(4, 8), "get_user_pages_remote",
	 "long tsk mm start nr_pages write force pages vmas"},
	{KERNEL(4, 9), "get_user_pages_remote", "long tsk mm start nr_pages gup_flags pages vmas"},
	{KERNEL(4, 10), "get_user_pages_remote",
	 "long tsk mm start nr_pages gup_flags pages vmas locked"},
	{KERNEL(5, 8), "get_user_pages_remote",
	 "long tsk mm start nr_pages gup_flags pages vmas locked"},
	{KERNEL(5, 9), "get_user_pages_remote",
	 "long mm start nr_pages gup_flags pages vmas locked"},
	{KERNEL(6, 4), "get_user_pages_remote",
	 "long mm start nr_pages gup_flags pages vmas locked"},
	{KERNEL(6, 5), "get_user_pages_remote", "long mm start nr_pages gup_flags pages locked"},
	{KERNEL(6, 4), "get_user_page_vma_remote", ""},
	{KERNEL(6, 5), "get_user_page_vma_remote", "struct page * mm start gup_flags vmap"},

	{KERNEL(4, 4), "get_dump_page", "struct page * start"},
	{KERNEL(6, 14), "get_dump_page", "struct page * start"},
	{KERNEL(6, 15), "get_dump_page", "struct page * start locked"},
	{KERNEL(5, 8), "__get_user_pages",
	 "long tsk mm start nr_pages gup_flags pages vmas locked"},
	{KERNEL(5, 9), "__get_user_pages", "long mm start nr_pages gup_flags pages vmas locked"},
	{KERNEL(6, 5), "__get_user_pages", "long mm start nr_pages gup_flags pages locked"},
	{KERNEL(6, 8), "follow_page", "struct page * vma start gup_flags"},
	{KERNEL(6, 9), "follow_page", ""},
	{KERNEL(6, 12), "follow_page", ""},
	{KERNEL(4, 4), "fixup_user_fault", "int tsk mm start fault_flags"},
	{KERNEL(4, 5), "fixup_user_fault", "int tsk mm start fault_flags unlocked"},
	{KERNEL(5, 8), "fixup_user_fault", "int tsk mm start fault_flags unlocked"},
	{KERNEL(5, 9), "fixup_user_fault", "int mm start fault_flags unlocked"},
	{KERNEL(5, 14), "get_kernel_page", "int start write pages"},
	{KERNEL(5, 15), "get_kernel_page", ""},
	{KERNEL(5, 17), "get_kernel_page", ""},
	{KERNEL(6, 2), "get_kernel_pages", "int kvec nr_pages write pages"},
	{KERNEL(6, 3), "get_kernel_pages", ""},

	{KERNEL(5, 5), "pin_user_pages", ""},
	{KERNEL(5, 6), "pin_user_pages", "long start nr_pages gup_flags pages vmas"},
	{KERNEL(6, 4), "pin_user_pages", "long start nr_pages gup_flags pages vmas"},
	{KERNEL(6, 5), "pin_user_pages", "long start nr_pages gup_flags pages"},
	{KERNEL(5, 5), "pin_user_pages_fast", ""},
	{KERNEL(5, 6), "pin_user_pages_fast", "int start nr_pages gup_flags pages"},
	{KERNEL(5, 7), "pin_user_pages_fast_only", ""},
	{KERNEL(5, 8), "pin_user_pages_fast_only", "int start nr_pages gup_flags pages"},
	{KERNEL(6, 2), "pin_user_pages_fast_only", "int start nr_pages gup_flags pages"},
	{KERNEL(6, 3), "pin_user_pages_fast_only", ""},
	{KERNEL(5, 7), "pin_user_pages_locked", ""},
	{KERNEL(5, 8), "pin_user_pages_locked", "long start nr_pages gup_flags pages locked"},
	{KERNEL(5, 17), "pin_user_pages_locked", "long start nr_pages gup_flags pages locked"},
	{KERNEL(5, 18), "pin_user_pages_locked", ""},
	{KERNEL(5, 5), "pin_user_pages_remote", ""},
	{KERNEL(5, 6), "pin_user_pages_remote",
	 "long tsk mm start nr_pages gup_flags pages vmas locked"},
	{KERNEL(5, 8), "pin_user_pages_remote",
	 "long tsk mm start nr_pages gup_flags pages vmas locked"},
	{KERNEL(5, 9), "pin_user_pages_remote",
	 "long mm start nr_pages gup_flags pages vmas locked"},
	{KERNEL(6, 5), "pin_user_pages_remote", "long mm start nr_pages gup_flags pages locked"},
	{KERNEL(5, 7), "pin_user_pages_unlocked", ""},
	{KERNEL(5, 8), "pin_user_pages_unlocked", "long start nr_pages pages gup_flags"},
	{KERNEL(6, 10), "memfd_pin_folios", ""},
	{KERNEL(6, 11), "memfd_pin_folios", "long memfd start end folios max_folios offset"},

	{KERNEL(5, 5), "unpin_user_page", ""},
	{KERNEL(5, 6), "unpin_user_page", "void page"},
	{KERNEL(5, 5), "unpin_user_pages", ""},
	{KERNEL(5, 6), "unpin_user_pages", "void pages npages"},
	{KERNEL(5, 5), "unpin_user_pages_dirty_lock", ""},
	{KERNEL(5, 6), "unpin_user_pages_dirty_lock", "void pages npages make_dirty"},
	{KERNEL(5, 12), "unpin_user_page_range_dirty_lock", ""},
	{KERNEL(5, 13), "unpin_user_page_range_dirty_lock", "void page npages make_dirty"},
	{KERNEL(6, 10), "unpin_folio", ""},
	{KERNEL(6, 11), "unpin_folio", "void folio"},
	{KERNEL(6, 10), "unpin_folios", ""},
	{KERNEL(6, 11), "unpin_folios", "void folios npages"},
	{KERNEL(5, 1), "put_user_page", ""},
	{KERNEL(5, 2), "put_user_page", "void page"},
	{KERNEL(5, 5), "put_user_page", "void page"},
	{KERNEL(5, 6), "put_user_page", ""},
	{KERNEL(5, 1), "put_user_pages", ""},
	{KERNEL(5, 2), "put_user_pages", "void pages npages"},
	{KERNEL(5, 6), "put_user_pages", ""},
	{KERNEL(5, 2), "put_user_pages_dirty", "void pages npages"},
	{KERNEL(5, 3), "put_user_pages_dirty", "void pages npages"},
	{KERNEL(5, 4), "put_user_pages_dirty", ""},
	{KERNEL(5, 3), "put_user_pages_dirty_lock", "void pages npages"},
	{KERNEL(5, 4), "put_user_pages_dirty_lock", "void pages npages make_dirty"},
	{KERNEL(5, 6), "put_user_pages_dirty_lock", ""},
	{KERNEL(6, 11), "unpin_user_folio", ""},
	{KERNEL(6, 12), "unpin_user_folio", "void folio npages"},
};

static void signatures_change_in_the_right_version(void **state)
{
	char text[MAX_TEXT];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(signatures); i++) {
		write_signature(text, function_named(signatures[i].name), signatures[i].version);
		if (strcmp(text, signatures[i].text))
			fail_msg("%s in %u: \"%s\", not \"%s\"", signatures[i].name,
				 signatures[i].version, text, signatures[i].text);
	}
}

/* Short names hide that the fast functions count in int. */
static void only_some_functions_count_in_int(void **state)
{
	const struct gup_function *function;

	(void)state;
	for (function = gup_functions; function->name; function++) {
		const struct gup_signature *signature = gup_signature_newest(function);
		bool in_int = strstr(function->name, "pages_fast") ||
			      !strcmp(function->name, "get_kernel_pages");

		if (has_role(signature, ROLE_NR_INT) != in_int)
			fail_msg("%s", function->name);
		if (in_int && has_role(signature, ROLE_NR))
			fail_msg("%s", function->name);
	}
}

static void every_function_is_tested(void **state)
{
	const struct gup_function *function;

	(void)state;
	for (function = gup_functions; function->name; function++) {
		size_t i = 0;

		while (i < ARRAY_SIZE(signatures) && strcmp(signatures[i].name, function->name))
			i++;
		if (i == ARRAY_SIZE(signatures))
			fail_msg("%s is not tested", function->name);
	}
}

static void ranges_are_ascending_without_gap_or_overlap(void **state)
{
	const struct gup_function *function;
	const struct gup_signature *signature;

	(void)state;
	for (function = gup_functions; function->name; function++) {
		assert_non_null(function->signatures->returns);
		for (signature = function->signatures; signature->returns; signature++) {
			if (signature->first > signature->last)
				fail_msg("%s: %u..%u", function->name, signature->first,
					 signature->last);
			if (!signature[1].returns)
				continue;
			assert_int_not_equal(signature->last, KERNEL_NEVER);
			if (signature[1].first != next_release(signature->last))
				fail_msg("%s: %u does not follow %u", function->name,
					 signature[1].first, signature->last);
		}
	}
}

/* A row with too many roles would overwrite the end mark; one without differs from void. */
static void every_signature_ends(void **state)
{
	const struct gup_function *function;
	const struct gup_signature *signature;

	(void)state;
	for (function = gup_functions; function->name; function++) {
		for (signature = function->signatures; signature->returns; signature++) {
			size_t n = gup_signature_length(signature);

			if (n == 0 || n == GUP_MAX_PARAMETERS)
				fail_msg("%s: %zu parameters", function->name, n);
			while (n < GUP_MAX_PARAMETERS)
				assert_int_equal(signature->roles[n++], ROLE_NONE);
		}
	}
}

static void names_are_unique_and_counted(void **state)
{
	const struct gup_function *function;
	size_t n = 0;

	(void)state;
	for (function = gup_functions; function->name; function++, n++)
		assert_ptr_equal(function_named(function->name), function);
	assert_int_equal(n, gup_function_count);
	assert_int_equal(n, 35);
}

static void a_name_must_fit_whole(void **state)
{
	static const char with_nul[] = "follow_page\0x";

	(void)state;
	assert_ptr_equal(gup_function_find("get_user_pages(1, 2)", 14),
			 function_named("get_user_pages"));
	assert_null(gup_function_find("get_user_pages", 13));
	assert_null(gup_function_find("get_user_pages_", 15));
	assert_null(gup_function_find("", 0));
	assert_null(gup_function_find(with_nul, sizeof(with_nul) - 1));
	assert_null(gup_function_find("put_page", 8));
	assert_null(gup_function_find("release_pages", 13));
	assert_null(gup_function_find("__get_user_pages_locked", 23));
	assert_null(gup_function_find("unpin_user_folio_dirty_locked", 29));
}

/* The flags stand right before the pages; only the _unlocked functions have it the other way. */
static void flags_stand_before_pages_except_in_unlocked(void **state)
{
	const struct gup_function *function;

	(void)state;
	for (function = gup_functions; function->name; function++) {
		const struct gup_signature *newest = gup_signature_newest(function);
		size_t pages = 0, flags = 0;

		for (size_t i = 0; i < gup_signature_length(newest); i++) {
			if (newest->roles[i] == ROLE_PAGES || newest->roles[i] == ROLE_PAGEP)
				pages = i;
			if (newest->roles[i] == ROLE_FLAGS)
				flags = i;
		}
		if (!flags || !pages)
			continue;
		if (flags != (strstr(function->name, "_unlocked") ? pages + 1 : pages - 1))
			fail_msg("%s: pages %zu, flags %zu", function->name, pages, flags);
	}
}

/* No role twice, flags and truth values together only in __get_user_pages_unlocked of old. */
static void roles_of_a_signature_are_compatible(void **state)
{
	const struct gup_function *function;
	const struct gup_signature *signature;

	(void)state;
	for (function = gup_functions; function->name; function++) {
		bool both = !strcmp(function->name, "__get_user_pages_unlocked");

		for (signature = function->signatures; signature->returns; signature++) {
			for (size_t i = 1; i < gup_signature_length(signature); i++) {
				for (size_t k = 0; k < i; k++)
					assert_int_not_equal(signature->roles[i],
							     signature->roles[k]);
			}
			if (has_role(signature, ROLE_FLAGS) && has_role(signature, ROLE_WRITE) &&
			    !(both && signature->last == KERNEL(4, 8)))
				fail_msg("%s", function->name);
		}
	}
}

/* From v4.9 on a truth value is left in the two fast functions and the kernel-address ones. */
static void who_takes_a_truth_value(void **state)
{
	const struct gup_function *function;

	(void)state;
	for (function = gup_functions; function->name; function++) {
		const struct gup_signature *signature = gup_signature_at(function, KERNEL(5, 1));
		bool takes = !strcmp(function->name, "get_user_pages_fast") ||
			     !strcmp(function->name, "__get_user_pages_fast") ||
			     !strncmp(function->name, "get_kernel_page", 15);

		if (signature && has_role(signature, ROLE_WRITE) != takes)
			fail_msg("%s", function->name);
	}
}

static void successors_exist_when_needed(void **state)
{
	const struct gup_function *function;

	(void)state;
	for (function = gup_functions; function->name; function++) {
		unsigned last = gup_signature_newest(function)->last;

		if (!function->successor)
			continue;
		if (last != KERNEL_NEVER)
			last = next_release(last);
		assert_non_null(gup_signature_at(function_named(function->successor), last));
	}
	assert_string_equal(function_named("get_user_pages_longterm")->successor, "get_user_pages");
	assert_string_equal(function_named("__get_user_pages_fast")->successor,
			    "get_user_pages_fast_only");
	assert_null(function_named("get_user_pages_fast")->successor);
}

static void a_relative_is_told_by_its_parameters(void **state)
{
	(void)state;
	for (size_t i = 0; i < symbol_count; i++)
		assert_string_equal(symbol_find(symbols[i].name, strlen(symbols[i].name))->name,
				    symbols[i].name);
	for (const struct gup_relative *r = gup_relatives; r->name; r++) {
		assert_null(gup_function_find(r->name, strlen(r->name)));
		assert_true(r->pages >= 0 && (size_t)r->pages < r->length);
		assert_true(r->count < (int)r->length && r->count != r->pages);
		assert_ptr_equal(gup_relative_find(r->name, strlen(r->name), r->length), r);
		assert_null(gup_relative_find(r->name, strlen(r->name), 0));
		assert_null(symbol_find(r->name, strlen(r->name))->function);
	}
}

/* The part of the result that a type already tells must agree with the type. */
static void results_fit_the_return_types(void **state)
{
	static const char *const types[] = {
		[RESULT_NONE] = "void",
		[RESULT_TRUTH] = "bool",
		[RESULT_PAGE_OR_NULL] = "struct page *",
		[RESULT_PAGE_OR_ERRPTR] = "struct page *",
		[RESULT_PAGE_OR_ERRPTR_OR_NULL] = "struct page *",
		[RESULT_ZERO_OR_ERRNO] = "int",
	};
	const struct gup_function *function;
	const struct gup_signature *signature;

	(void)state;
	for (function = gup_functions; function->name; function++) {
		for (signature = function->signatures; signature->returns; signature++) {
			const char *returns = signature->returns;

			if (signature->result == RESULT_COUNT_OR_ERRNO ||
			    signature->result == RESULT_COUNT)
				assert_true(!strcmp(returns, "int") || !strcmp(returns, "long"));
			else
				assert_string_equal(returns, types[signature->result]);
			assert_int_equal(function->kind == KIND_RELEASE,
					 signature->result == RESULT_NONE);
		}
		assert_int_equal(function->kind == KIND_RELEASE,
				 !strncmp(function->name, "unpin_", 6) ||
				 !strncmp(function->name, "put_", 4));
	}
}

/* Only what has a place for *locked can tell its caller that the lock was dropped. */
static void only_signatures_with_locked_may_drop_the_lock(void **state)
{
	const struct gup_function *function;
	const struct gup_signature *signature;

	(void)state;
	for (function = gup_functions; function->name; function++)
		for (signature = function->signatures; signature->returns; signature++)
			if (signature->lock == LOCK_HELD_MAY_DROP)
				assert_true(has_role(signature, ROLE_LOCKED));
}

/* Other parameters alone are no other contract. */
static void contracts_change_or_stay(void **state)
{
	(void)state;
	assert_true(gup_contract_changed(function_named("get_user_pages_fast_only")));
	assert_true(gup_contract_changed(function_named("get_user_page_vma_remote")));
	assert_true(gup_contract_changed(function_named("get_dump_page")));
	assert_false(gup_contract_changed(function_named("get_user_pages")));
	assert_false(gup_contract_changed(function_named("get_user_pages_fast")));
}

static void a_null_for_locked_keeps_the_lock(void **state)
{
	const struct gup_function *remote = function_named("get_user_pages_remote");
	const struct gup_function *fast = function_named("get_user_pages_fast");
	const struct gup_signature *newest = gup_signature_newest(remote);

	(void)state;
	assert_int_equal(gup_signature_lock(newest, true), LOCK_HELD_MAY_DROP);
	assert_int_equal(gup_signature_lock(newest, false), LOCK_HELD);
	assert_int_equal(gup_signature_lock(gup_signature_at(remote, KERNEL(4, 9)), false),
			 LOCK_HELD);
	assert_int_equal(gup_signature_lock(gup_signature_newest(fast), false), LOCK_NOT_HELD);
}

/* Each function's contract as it was first known, and both sides of each change. */
static void contracts_by_version(void **state)
{
	static const struct {
		unsigned version;
		const char *name;
		enum gup_lock lock;
		enum gup_result result;
	} expected[] = {
		{KERNEL(7, 1), "get_user_pages", LOCK_HELD, RESULT_COUNT_OR_ERRNO},
		{KERNEL(5, 1), "get_user_pages_longterm", LOCK_HELD, RESULT_COUNT_OR_ERRNO},
		{KERNEL(7, 1), "pin_user_pages", LOCK_HELD, RESULT_COUNT_OR_ERRNO},
		{KERNEL(7, 1), "get_user_pages_fast", LOCK_NOT_HELD, RESULT_COUNT_OR_ERRNO},
		{KERNEL(7, 1), "pin_user_pages_fast", LOCK_NOT_HELD, RESULT_COUNT_OR_ERRNO},
		{KERNEL(7, 1), "get_user_pages_unlocked", LOCK_NOT_HELD, RESULT_COUNT_OR_ERRNO},
		{KERNEL(7, 1), "pin_user_pages_unlocked", LOCK_NOT_HELD, RESULT_COUNT_OR_ERRNO},
		{KERNEL(5, 17), "get_user_pages_locked", LOCK_HELD_MAY_DROP, RESULT_COUNT_OR_ERRNO},
		{KERNEL(5, 17), "pin_user_pages_locked", LOCK_HELD_MAY_DROP, RESULT_COUNT_OR_ERRNO},
		{KERNEL(4, 9), "get_user_pages_remote", LOCK_HELD, RESULT_COUNT_OR_ERRNO},
		{KERNEL(4, 10), "get_user_pages_remote", LOCK_HELD_MAY_DROP, RESULT_COUNT_OR_ERRNO},
		{KERNEL(6, 5), "get_user_pages_remote", LOCK_HELD_MAY_DROP, RESULT_COUNT_OR_ERRNO},
		{KERNEL(7, 1), "pin_user_pages_remote", LOCK_HELD_MAY_DROP, RESULT_COUNT_OR_ERRNO},
		{KERNEL(5, 7), "__get_user_pages_fast", LOCK_ANY, RESULT_COUNT},
		{KERNEL(5, 8), "get_user_pages_fast_only", LOCK_ANY, RESULT_COUNT},
		{KERNEL(6, 2), "get_user_pages_fast_only", LOCK_ANY, RESULT_COUNT},
		{KERNEL(6, 3), "get_user_pages_fast_only", LOCK_ANY, RESULT_COUNT_OR_ERRNO},
		{KERNEL(6, 2), "pin_user_pages_fast_only", LOCK_ANY, RESULT_COUNT},
		{KERNEL(7, 1), "get_user_page_fast_only", LOCK_ANY, RESULT_TRUTH},
		{KERNEL(6, 6), "get_user_page_vma_remote", LOCK_HELD, RESULT_PAGE_OR_ERRPTR_OR_NULL},
		{KERNEL(6, 7), "get_user_page_vma_remote", LOCK_HELD, RESULT_PAGE_OR_ERRPTR},
		{KERNEL(6, 8), "follow_page", LOCK_HELD, RESULT_PAGE_OR_ERRPTR_OR_NULL},
		{KERNEL(7, 1), "fixup_user_fault", LOCK_HELD, RESULT_ZERO_OR_ERRNO},
		{KERNEL(7, 1), "memfd_pin_folios", LOCK_ANY, RESULT_COUNT_OR_ERRNO},
		{KERNEL(4, 9), "__get_user_pages_unlocked", LOCK_NOT_HELD, RESULT_COUNT_OR_ERRNO},
		{KERNEL(7, 1), "__get_user_pages", LOCK_HELD_MAY_DROP, RESULT_COUNT_OR_ERRNO},
		{KERNEL(4, 4), "get_dump_page", LOCK_NOT_HELD, RESULT_PAGE_OR_NULL},
		{KERNEL(6, 14), "get_dump_page", LOCK_NOT_HELD, RESULT_PAGE_OR_NULL},
		{KERNEL(6, 15), "get_dump_page", LOCK_ANY, RESULT_PAGE_OR_NULL},
		{KERNEL(5, 14), "get_kernel_page", LOCK_ANY, RESULT_COUNT_OR_ERRNO},
		{KERNEL(6, 2), "get_kernel_pages", LOCK_ANY, RESULT_COUNT_OR_ERRNO},
		{KERNEL(7, 1), "unpin_user_page", LOCK_ANY, RESULT_NONE},
		{KERNEL(7, 1), "unpin_user_pages", LOCK_ANY, RESULT_NONE},
		{KERNEL(7, 1), "unpin_user_pages_dirty_lock", LOCK_ANY, RESULT_NONE},
		{KERNEL(7, 1), "unpin_user_page_range_dirty_lock", LOCK_ANY, RESULT_NONE},
		{KERNEL(7, 1), "unpin_folio", LOCK_ANY, RESULT_NONE},
		{KERNEL(7, 1), "unpin_folios", LOCK_ANY, RESULT_NONE},
		{KERNEL(7, 1), "unpin_user_folio", LOCK_ANY, RESULT_NONE},
		{KERNEL(5, 2), "put_user_page", LOCK_ANY, RESULT_NONE},
		{KERNEL(5, 5), "put_user_pages", LOCK_ANY, RESULT_NONE},
		{KERNEL(5, 3), "put_user_pages_dirty", LOCK_ANY, RESULT_NONE},
		{KERNEL(5, 2), "put_user_pages_dirty_lock", LOCK_ANY, RESULT_NONE},
		{KERNEL(5, 4), "put_user_pages_dirty_lock", LOCK_ANY, RESULT_NONE},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(expected); i++) {
		const struct gup_signature *signature =
			gup_signature_at(function_named(expected[i].name), expected[i].version);

		assert_non_null(signature);
		if (signature->lock != expected[i].lock || signature->result != expected[i].result)
			fail_msg("%s in %u", expected[i].name, expected[i].version);
	}
}

static void flag_values_by_version(void **state)
{
	(void)state;
	assert_int_equal(flag_value("FOLL_LONGTERM", KERNEL(5, 1)), 0);
	assert_int_equal(flag_value("FOLL_LONGTERM", KERNEL(5, 2)), 0x10000);
	assert_int_equal(flag_value("FOLL_LONGTERM", KERNEL(6, 2)), 0x10000);
	assert_int_equal(flag_value("FOLL_LONGTERM", KERNEL(6, 3)), 0x100);

	/* 2 is a read-only request in every version. */
	assert_int_equal(flag_value("FOLL_TOUCH", KERNEL(6, 2)), 2);
	assert_int_equal(flag_value("FOLL_GET", KERNEL(6, 2)), 4);
	assert_int_equal(flag_value("FOLL_TOUCH", KERNEL(6, 3)), 1 << 16);
	assert_int_equal(flag_value("FOLL_GET", KERNEL(6, 3)), 2);

	/* One value after the other's death. */
	assert_int_equal(flag_value("FOLL_SPLIT", KERNEL(5, 12)), 0x80);
	assert_int_equal(flag_value("FOLL_SPLIT", KERNEL(5, 13)), 0);
	assert_int_equal(flag_value("FOLL_NOFAULT", KERNEL(5, 15)), 0);
	assert_int_equal(flag_value("FOLL_NOFAULT", KERNEL(5, 16)), 0x80);
	assert_int_equal(flag_value("FOLL_NOFAULT", KERNEL(6, 3)), 0x20);

	/* One release as #defines. */
	assert_int_equal(flag_value("FOLL_PCI_P2PDMA", KERNEL(6, 1)), 0);
	assert_int_equal(flag_value("FOLL_INTERRUPTIBLE", KERNEL(6, 2)), 0x200000);
	assert_int_equal(flag_value("FOLL_PCI_P2PDMA", KERNEL(6, 2)), 0x100000);
	assert_int_equal(flag_value("FOLL_PCI_P2PDMA", KERNEL(6, 3)), 0x400);
	assert_int_equal(flag_value("FOLL_UNLOCKABLE", KERNEL(6, 2)), 0);
	assert_int_equal(flag_value("FOLL_HONOR_NUMA_FAULT", KERNEL(6, 4)), 0);
	assert_int_equal(flag_value("FOLL_HONOR_NUMA_FAULT", KERNEL(6, 5)), 1 << 12);
}

static void foll_write_is_always_one(void **state)
{
	(void)state;
	for (unsigned version = KERNEL(4, 4); version <= KERNEL(7, 1); version++)
		assert_int_equal(flag_value("FOLL_WRITE", version), 1);
}

struct flag_line {
	const char *name;
	unsigned long value;
};

/* The flags of a tree are the flags of its version, no more and no fewer. */
static void check_flags(const struct flag_line *lines, size_t n, unsigned version)
{
	size_t found = 0;

	for (const struct gup_flag *flag = gup_flags; flag->name; flag++)
		found += gup_flag_value(flag, version) != 0;
	assert_int_equal(found, n);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(flag_value(lines[i].name, version), lines[i].value);
}

/* Read off include/linux/mm.h of v4.19. */
static void flags_of_linux_4_19(void **state)
{
	static const struct flag_line lines[] = {
		{"FOLL_WRITE", 0x1},	 {"FOLL_TOUCH", 0x2},	    {"FOLL_GET", 0x4},
		{"FOLL_DUMP", 0x8},	 {"FOLL_FORCE", 0x10},	    {"FOLL_NOWAIT", 0x20},
		{"FOLL_POPULATE", 0x40}, {"FOLL_SPLIT", 0x80},	    {"FOLL_HWPOISON", 0x100},
		{"FOLL_NUMA", 0x200},	 {"FOLL_MIGRATION", 0x400}, {"FOLL_TRIED", 0x800},
		{"FOLL_MLOCK", 0x1000},	 {"FOLL_REMOTE", 0x2000},   {"FOLL_COW", 0x4000},
		{"FOLL_ANON", 0x8000},
	};

	(void)state;
	check_flags(lines, ARRAY_SIZE(lines), KERNEL(4, 19));
}

/* Read off include/linux/mm.h of v6.1. */
static void flags_of_linux_6_1(void **state)
{
	static const struct flag_line lines[] = {
		{"FOLL_WRITE", 0x1},	     {"FOLL_TOUCH", 0x2},	  {"FOLL_GET", 0x4},
		{"FOLL_DUMP", 0x8},	     {"FOLL_FORCE", 0x10},	  {"FOLL_NOWAIT", 0x20},
		{"FOLL_NOFAULT", 0x80},	     {"FOLL_HWPOISON", 0x100},	  {"FOLL_MIGRATION", 0x400},
		{"FOLL_TRIED", 0x800},	     {"FOLL_REMOTE", 0x2000},	  {"FOLL_ANON", 0x8000},
		{"FOLL_LONGTERM", 0x10000},  {"FOLL_SPLIT_PMD", 0x20000}, {"FOLL_PIN", 0x40000},
		{"FOLL_FAST_ONLY", 0x80000},
	};

	(void)state;
	check_flags(lines, ARRAY_SIZE(lines), KERNEL(6, 1));
}

/* Read off include/linux/mm_types.h and mm/internal.h of v6.12. */
static void flags_of_linux_6_12(void **state)
{
	static const struct flag_line lines[] = {
		{"FOLL_WRITE", 0x1},
		{"FOLL_GET", 0x2},
		{"FOLL_DUMP", 0x4},
		{"FOLL_FORCE", 0x8},
		{"FOLL_NOWAIT", 0x10},
		{"FOLL_NOFAULT", 0x20},
		{"FOLL_HWPOISON", 0x40},
		{"FOLL_ANON", 0x80},
		{"FOLL_LONGTERM", 0x100},
		{"FOLL_SPLIT_PMD", 0x200},
		{"FOLL_PCI_P2PDMA", 0x400},
		{"FOLL_INTERRUPTIBLE", 0x800},
		{"FOLL_HONOR_NUMA_FAULT", 0x1000},
		{"FOLL_TOUCH", 0x10000},
		{"FOLL_TRIED", 0x20000},
		{"FOLL_REMOTE", 0x40000},
		{"FOLL_PIN", 0x80000},
		{"FOLL_FAST_ONLY", 0x100000},
		{"FOLL_UNLOCKABLE", 0x200000},
		{"FOLL_MADV_POPULATE", 0x400000},
	};

	(void)state;
	check_flags(lines, ARRAY_SIZE(lines), KERNEL(6, 12));
}

/* Every flag that did not live from the first version to the last; NEVER and 0 are open ends. */
static void lifetimes_of_flags(void **state)
{
	static const struct {
		const char *name;
		unsigned first, last;
	} lives[] = {
		{"FOLL_POPULATE", 0, KERNEL(5, 17)},
		{"FOLL_SPLIT", 0, KERNEL(5, 12)},
		{"FOLL_NOFAULT", KERNEL(5, 16), KERNEL_NEVER},
		{"FOLL_NUMA", 0, KERNEL(6, 0)},
		{"FOLL_MIGRATION", 0, KERNEL(6, 1)},
		{"FOLL_MLOCK", 0, KERNEL(5, 17)},
		{"FOLL_REMOTE", KERNEL(4, 6), KERNEL_NEVER},
		{"FOLL_COW", KERNEL(4, 9), KERNEL(6, 0)},
		{"FOLL_ANON", KERNEL(4, 17), KERNEL_NEVER},
		{"FOLL_LONGTERM", KERNEL(5, 2), KERNEL_NEVER},
		{"FOLL_SPLIT_PMD", KERNEL(5, 4), KERNEL_NEVER},
		{"FOLL_PIN", KERNEL(5, 6), KERNEL_NEVER},
		{"FOLL_FAST_ONLY", KERNEL(5, 8), KERNEL_NEVER},
		{"FOLL_PCI_P2PDMA", KERNEL(6, 2), KERNEL_NEVER},
		{"FOLL_INTERRUPTIBLE", KERNEL(6, 2), KERNEL_NEVER},
		{"FOLL_UNLOCKABLE", KERNEL(6, 3), KERNEL_NEVER},
		{"FOLL_HONOR_NUMA_FAULT", KERNEL(6, 5), KERNEL_NEVER},
		{"FOLL_MADV_POPULATE", KERNEL(6, 9), KERNEL_NEVER},
	};
	size_t n = 0;

	(void)state;
	for (const struct gup_flag *flag = gup_flags; flag->name; flag++)
		n += flag->first != KERNEL_ALWAYS || flag->last != KERNEL_NEVER;
	assert_int_equal(n, ARRAY_SIZE(lives));
	for (size_t i = 0; i < n; i++) {
		const struct gup_flag *flag = gup_flag_find(lives[i].name, strlen(lives[i].name));

		if (!flag || flag->first != lives[i].first || flag->last != lives[i].last)
			fail_msg("%s", lives[i].name);
	}
}

/* In any version each flag has one bit, and no two flags the same. */
static void flags_of_one_version_are_distinct_bits(void **state)
{
	(void)state;
	for (unsigned version = KERNEL(4, 4); version <= KERNEL(7, 1); version++) {
		unsigned long seen = 0;

		for (const struct gup_flag *flag = gup_flags; flag->name; flag++) {
			unsigned long value = gup_flag_value(flag, version);

			if (!value)
				continue;
			if ((seen & value) || (value & (value - 1)))
				fail_msg("%s is %#lx in %u", flag->name, value, version);
			seen |= value;
		}
	}
}

static void flags_have_a_value_while_they_live(void **state)
{
	(void)state;
	for (const struct gup_flag *flag = gup_flags; flag->name; flag++) {
		bool in_defines = flag->first <= KERNEL(6, 2);
		bool in_enum = flag->last >= KERNEL(6, 3);

		if ((flag->value_define != 0) != in_defines || (flag->value_enum != 0) != in_enum)
			fail_msg("%s", flag->name);
		assert_ptr_equal(gup_flag_find(flag->name, strlen(flag->name)), flag);
	}
}

static void flag_classes(void **state)
{
	static const char *const internal[] = {
		"FOLL_TOUCH", "FOLL_TRIED",	"FOLL_REMOTE",	   "FOLL_PIN",
		"FOLL_COW",   "FOLL_FAST_ONLY", "FOLL_UNLOCKABLE", "FOLL_MADV_POPULATE",
		"FOLL_NUMA",  "FOLL_MIGRATION", "FOLL_POPULATE",   "FOLL_MLOCK",
	};
	size_t n = 0;

	(void)state;
	for (const struct gup_flag *flag = gup_flags; flag->name; flag++)
		n += flag->class == FLAG_INTERNAL;
	assert_int_equal(n, ARRAY_SIZE(internal));
	for (size_t i = 0; i < n; i++)
		assert_int_equal(gup_flag_find(internal[i], strlen(internal[i]))->class,
				 FLAG_INTERNAL);
}

static void other_names_are_no_flags(void **state)
{
	(void)state;
	assert_null(gup_flag_find("WRITE", 5));
	assert_null(gup_flag_find("FOLL_", 5));
	assert_null(gup_flag_find("FOLL_WRIT", 9));
	assert_null(gup_flag_find("FOLL_WRITE_", 11));
	assert_null(gup_flag_find("FAULT_FLAG_WRITE", 16));
	assert_non_null(gup_flag_find("FOLL_WRITE | FOLL_FORCE", 10));
}

/*
 * Takes one parameter of a prototype apart as clang would, into type and name, and returns what
 * stands behind it, or NULL.
 */
static const char *split_parameter(const char *text, char *type, char *name)
{
	size_t length = strcspn(text, ",");
	size_t split = length;

	while (split > 0 && text[split - 1] != ' ' && text[split - 1] != '*')
		split--;
	sprintf(name, "%.*s", (int)(length - split), text + split);
	while (split > 0 && text[split - 1] == ' ')
		split--;
	sprintf(type, "%.*s", (int)split, text);
	return text[length] ? text + length + 2 : NULL;
}

static const struct {
	unsigned version;
	const char *name;
	const char *parameters;
} prototypes[] = {
	/* include/linux/mm.h, mm/gup.c, mm/nommu.c and mm/swap.c of v4.19 */
	{KERNEL(4, 19), "fixup_user_fault",
	 "struct task_struct *tsk, struct mm_struct *mm, unsigned long address, "
	 "unsigned int fault_flags, bool *unlocked"},
	{KERNEL(4, 19), "get_user_pages_remote",
	 "struct task_struct *tsk, struct mm_struct *mm, unsigned long start, "
	 "unsigned long nr_pages, unsigned int gup_flags, struct page **pages, "
	 "struct vm_area_struct **vmas, int *locked"},
	{KERNEL(4, 19), "get_user_pages_longterm",
	 "unsigned long start, unsigned long nr_pages, unsigned int gup_flags, "
	 "struct page **pages, struct vm_area_struct **vmas_arg"},
	{KERNEL(4, 19), "get_user_pages_unlocked",
	 "unsigned long start, unsigned long nr_pages, struct page **pages, "
	 "unsigned int gup_flags"},
	{KERNEL(4, 19), "get_user_pages_fast",
	 "unsigned long start, int nr_pages, int write, struct page **pages"},
	{KERNEL(4, 19), "__get_user_pages_fast",
	 "unsigned long start, int nr_pages, int write, struct page **pages"},
	{KERNEL(4, 19), "get_kernel_pages",
	 "struct kvec *kiov, int nr_segs, int write, struct page **pages"},
	{KERNEL(4, 19), "get_kernel_page", "unsigned long start, int write, struct page **pages"},
	{KERNEL(4, 19), "get_dump_page", "unsigned long addr"},
	{KERNEL(4, 19), "follow_page",
	 "struct vm_area_struct *vma, unsigned long address, unsigned int foll_flags"},
	{KERNEL(4, 19), "__get_user_pages",
	 "struct task_struct *tsk, struct mm_struct *mm, unsigned long start, "
	 "unsigned long nr_pages, unsigned int foll_flags, struct page **pages, "
	 "struct vm_area_struct **vmas, int *nonblocking"},
	/* v6.1 */
	{KERNEL(6, 1), "pin_user_pages_remote",
	 "struct mm_struct *mm, unsigned long start, unsigned long nr_pages, "
	 "unsigned int gup_flags, struct page **pages, struct vm_area_struct **vmas, int *locked"},
	{KERNEL(6, 1), "pin_user_pages_fast_only",
	 "unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages"},
	{KERNEL(6, 1), "get_user_page_fast_only",
	 "unsigned long addr, unsigned int gup_flags, struct page **pagep"},
	{KERNEL(6, 1), "get_kernel_pages",
	 "struct kvec *iov, int nr_pages, int write, struct page **pages"},
	/* v6.12 */
	{KERNEL(6, 12), "get_user_page_vma_remote",
	 "struct mm_struct *mm, unsigned long addr, int gup_flags, struct vm_area_struct **vmap"},
	{KERNEL(6, 12), "get_user_pages",
	 "unsigned long start, unsigned long nr_pages, unsigned int gup_flags, "
	 "struct page **pages"},
	{KERNEL(6, 12), "memfd_pin_folios",
	 "struct file *memfd, loff_t start, loff_t end, struct folio **folios, "
	 "unsigned int max_folios, pgoff_t *offset"},
	{KERNEL(6, 12), "unpin_user_page", "struct page *page"},
	{KERNEL(6, 12), "unpin_user_pages_dirty_lock",
	 "struct page **pages, unsigned long npages, bool make_dirty"},
	{KERNEL(6, 12), "unpin_user_page_range_dirty_lock",
	 "struct page *page, unsigned long npages, bool make_dirty"},
	{KERNEL(6, 12), "unpin_folios", "struct folio **folios, unsigned long nfolios"},
	{KERNEL(6, 12), "unpin_user_folio", "struct folio *folio, unsigned long npages"},
};

/* Two ways to the same roles: the version table, and what real trees declare. */
static void real_prototypes_give_the_roles_of_the_table(void **state)
{
	char type[MAX_TEXT], name[MAX_TEXT];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(prototypes); i++) {
		const struct gup_function *function = function_named(prototypes[i].name);
		const struct gup_signature *signature =
			gup_signature_at(function, prototypes[i].version);
		const char *rest = prototypes[i].parameters;
		size_t n = 0;

		assert_non_null(signature);
		for (; rest; n++) {
			rest = split_parameter(rest, type, name);
			if (gup_role_of_parameter(type, name) != signature->roles[n])
				fail_msg("%s: %s %s", function->name, type, name);
		}
		assert_int_equal(n, gup_signature_length(signature));
	}
}

static void declared_parameters_of_other_trees(void **state)
{
	static const struct {
		const char *type, *name;
		enum gup_role role;
	} expected[] = {
		{"unsigned int", "flags", ROLE_FLAGS},
		{"unsigned", "gup_flags", ROLE_FLAGS},
		{"int", "flags", ROLE_FLAGS},
		{"int", "foll_flags", ROLE_FLAGS},
		{"bool", "write", ROLE_WRITE},
		{"_Bool", "write", ROLE_WRITE},
		{"unsigned int", "write", ROLE_WRITE},
		{"int", "rw", ROLE_WRITE},
		{"int", "writable", ROLE_WRITE},
		{"int", "force", ROLE_FORCE},
		{"int", "nr", ROLE_NR_INT},
		{"long unsigned int", "nr_pages", ROLE_NR},
		{"size_t", "nr_pages", ROLE_NR},
		{"long long", "start", ROLE_START},
		{"struct page **", "page_list", ROLE_PAGES},
		{"struct page **", "", ROLE_PAGES},
		{"struct page **", "pagep", ROLE_PAGEP},
		{"struct page *", "", ROLE_PAGE},
		{"struct mm_struct *", "", ROLE_MM},
		{"struct vm_area_struct **", "", ROLE_VMAS},
		{"struct vm_area_struct *", "", ROLE_VMA},
		{"int *", "", ROLE_LOCKED},
		{"_Bool *", "", ROLE_UNLOCKED},
		{"unsigned long *", "offset", ROLE_OFFSET},
		{"bool", "", ROLE_MAKE_DIRTY},
		/* Types that several roles share, without a name that tells which. */
		{"int", "", ROLE_NONE},
		{"unsigned int", "", ROLE_NONE},
		{"unsigned long", "", ROLE_NONE},
		{"loff_t", "", ROLE_NONE},
		{"unsigned int", "whatever", ROLE_NONE},
		{"bool", "whatever", ROLE_NONE},
		/* A name alone makes no pointer, a pointer no integer. */
		{"unsigned long", "pages", ROLE_NONE},
		{"int", "locked", ROLE_NONE},
		{"unsigned int *", "gup_flags", ROLE_NONE},
		{"struct write_context", "write", ROLE_NONE},
		{"int (*)(int)", "write", ROLE_NONE},
		{"void *", "", ROLE_NONE},
		{"void", "", ROLE_NONE},
		{"", "", ROLE_NONE},
		{"int", "write ", ROLE_NONE},
		{"int", "gup", ROLE_NONE},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(expected); i++) {
		if (gup_role_of_parameter(expected[i].type, expected[i].name) != expected[i].role)
			fail_msg("%s %s", expected[i].type, expected[i].name);
	}
}

/* Each row of roles.def must be found by what it says itself, name by name. */
static void check_row(enum gup_role role, const char *short_name, const char *type,
		      const char *names)
{
	char words[MAX_TEXT];

	assert_string_equal(gup_role_name(role), short_name);
	strcpy(words, names);
	for (char *word = strtok(words, " "); word; word = strtok(NULL, " ")) {
		if (gup_role_of_parameter(type, word) != role)
			fail_msg("%s %s is not %s", type, word, short_name);
	}
}

static void rows_of_roles_find_themselves(void **state)
{
	(void)state;
#define GUP_ROLE(id, name, type, names) check_row(ROLE_##id, name, type, names);
#include "kernel/api/roles.def"
	assert_string_equal(gup_role_name(ROLE_NONE), "unknown");
	assert_string_equal(gup_role_name(ROLE_COUNT), "unknown");
}

static void each_function_is_its_own_symbol(void **state)
{
	(void)state;
	for (size_t i = 0; i < gup_function_count; i++) {
		assert_ptr_equal(symbol_of(&gup_functions[i])->function, &gup_functions[i]);
		assert_string_equal(symbol_of(&gup_functions[i])->name, gup_functions[i].name);
	}
}

static bool is_refused(unsigned version, const char *function, const char *flag, const char *with)
{
	for (const struct gup_restriction *r = gup_restrictions; r->why; r++)
		if (gup_restriction_is_about(r, version, function_named(function), flag,
					     strlen(flag)) && !strcmp(r->with, with))
			return true;
	return false;
}

/* Both sides of each change. */
static void refusals_by_version(void **state)
{
	static const struct {
		const char *function, *flag, *with;
		unsigned first, last;		/* refused in all that lie between */
	} rows[] = {
		{"get_user_pages", "FOLL_LONGTERM", "", KERNEL(5, 10), KERNEL_NEVER},
		{"get_user_pages_fast", "FOLL_LONGTERM", "", KERNEL(5, 10), KERNEL_NEVER},
		{"get_user_pages_unlocked", "FOLL_LONGTERM", "", KERNEL(5, 2), KERNEL_NEVER},
		{"get_user_pages_remote", "FOLL_LONGTERM", "&locked", KERNEL(5, 6), KERNEL(5, 9)},
		{"pin_user_pages_remote", "FOLL_LONGTERM", "&locked", KERNEL(5, 6), KERNEL(6, 2)},
		{"pin_user_pages_unlocked", "FOLL_LONGTERM", "", KERNEL(5, 8), KERNEL(6, 1)},
		{"pin_user_pages", "FOLL_LONGTERM", "", 0, 0},
		{"pin_user_pages", "FOLL_LONGTERM", "PCI_P2PDMA", KERNEL(6, 2), KERNEL_NEVER},
		{"get_user_pages_remote", "FOLL_PIN", "", KERNEL(5, 6), KERNEL_NEVER},
		{"pin_user_pages", "FOLL_PIN", "", KERNEL(6, 3), KERNEL_NEVER},
		{"pin_user_pages_fast", "FOLL_GET", "", KERNEL(5, 7), KERNEL_NEVER},
		{"get_user_pages_fast", "FOLL_GET", "", KERNEL(5, 3), KERNEL(5, 6)},
		{"get_user_pages_fast", "FOLL_FORCE", "", KERNEL(5, 3), KERNEL(5, 5)},
		{"get_user_pages_fast", "FOLL_NOWAIT", "", KERNEL(5, 3), KERNEL_NEVER},
		{"get_user_pages_fast", "FOLL_WRITE", "", 0, 0},
		{"get_user_pages_unlocked", "FOLL_NOWAIT", "", 0, 0},
		{"get_user_pages", "FOLL_TOUCH", "", KERNEL(6, 7), KERNEL_NEVER},
		{"get_user_pages", "FOLL_REMOTE", "", KERNEL(6, 3), KERNEL_NEVER},
		{"get_user_pages", "FOLL_LONG", "", 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		for (unsigned v = KERNEL(4, 4); v <= KERNEL(7, 1); v = next_release(v)) {
			bool expected = rows[i].last && v >= rows[i].first && v <= rows[i].last;

			if (is_refused(v, rows[i].function, rows[i].flag, rows[i].with) != expected)
				fail_msg("%s with %s in %u", rows[i].function, rows[i].flag, v);
		}
	}
}

/* Every word of a list is a function or a flag. */
static void check_words(const char *list, bool is_flag)
{
	char name[64];

	for (; *list; list += strspn(list, " ")) {
		size_t length = strcspn(list, " ");

		snprintf(name, sizeof(name), "%s%.*s", is_flag ? "FOLL_" : "", (int)length, list);
		if (is_flag ? !gup_flag_find(name, strlen(name)) :
			      !gup_function_find(name, strlen(name)))
			fail_msg("a restriction names %s, which is not in the table", name);
		list += length;
	}
}

static void restrictions_name_what_there_is(void **state)
{
	(void)state;
	for (const struct gup_restriction *r = gup_restrictions; r->why; r++) {
		check_words(r->functions, false);
		check_words(r->flags, true);
		check_words(r->needs, false);
		if (strcmp(r->with, "&locked"))
			check_words(r->with, true);
		assert_true(r->first <= r->last);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refusals_by_version),
		cmocka_unit_test(restrictions_name_what_there_is),
		cmocka_unit_test(signatures_change_in_the_right_version),
		cmocka_unit_test(only_some_functions_count_in_int),
		cmocka_unit_test(every_function_is_tested),
		cmocka_unit_test(ranges_are_ascending_without_gap_or_overlap),
		cmocka_unit_test(every_signature_ends),
		cmocka_unit_test(names_are_unique_and_counted),
		cmocka_unit_test(a_name_must_fit_whole),
		cmocka_unit_test(flags_stand_before_pages_except_in_unlocked),
		cmocka_unit_test(roles_of_a_signature_are_compatible),
		cmocka_unit_test(who_takes_a_truth_value),
		cmocka_unit_test(successors_exist_when_needed),
		cmocka_unit_test(a_relative_is_told_by_its_parameters),
		cmocka_unit_test(results_fit_the_return_types),
		cmocka_unit_test(contracts_by_version),
		cmocka_unit_test(only_signatures_with_locked_may_drop_the_lock),
		cmocka_unit_test(contracts_change_or_stay),
		cmocka_unit_test(a_null_for_locked_keeps_the_lock),
		cmocka_unit_test(flag_values_by_version),
		cmocka_unit_test(foll_write_is_always_one),
		cmocka_unit_test(flags_of_linux_4_19),
		cmocka_unit_test(flags_of_linux_6_1),
		cmocka_unit_test(flags_of_linux_6_12),
		cmocka_unit_test(lifetimes_of_flags),
		cmocka_unit_test(flags_of_one_version_are_distinct_bits),
		cmocka_unit_test(flags_have_a_value_while_they_live),
		cmocka_unit_test(flag_classes),
		cmocka_unit_test(other_names_are_no_flags),
		cmocka_unit_test(real_prototypes_give_the_roles_of_the_table),
		cmocka_unit_test(declared_parameters_of_other_trees),
		cmocka_unit_test(rows_of_roles_find_themselves),
		cmocka_unit_test(each_function_is_its_own_symbol),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
