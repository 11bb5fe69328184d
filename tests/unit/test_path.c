// SPDX-License-Identifier: GPL-2.0-only
/* What path/ reads off a text: calls that hand out pages. */
#include "base/arena.h"
#include "base/mem.h"
#include "path/acquire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *const answers[] = { "count", "bytes", "all", "truth", "page" };

static char *text_of(const struct source *source, const struct expr *expr)
{
	size_t begin, end;

	if (!expr)
		return mem_strdup("-");
	begin = expr_begin(&source->outline, expr);
	end = expr_end(&source->outline, expr);
	return mem_strndup(source->text.data + begin, end - begin);
}

static char *name_of(const struct source *source, size_t i)
{
	const struct token *token = &source->outline.tokens.items[i];

	return i == NO_TOKEN ? mem_strdup("-") :
			       mem_strndup(source->text.data + token->offset, token->length);
}

static const char *const kinds[] = {
	[HOLD_KIND_NONE] = "none", [HOLD_KIND_REFERENCE] = "reference", [HOLD_KIND_PIN] = "pin",
	[HOLD_KIND_EITHER] = "either",
};

/* "pin count pages n ret": the kind, the answer, where to, how many, who takes the result. */
static char *describe(struct source *source, const struct acquire *acquire)
{
	char *pages = text_of(source, acquire->pages), *count = text_of(source, acquire->count);
	char *result = name_of(source, acquire->result);
	char *line = mem_printf("%s %s %s %s %s%s",
				kinds[acquire->kind],
				answers[acquire->answer], pages, count, result,
				acquire->is_one ? " one" : "");

	free(pages);
	free(count);
	free(result);
	return line;
}

/* The statement stands in a function, and its only name that hands out pages is described. */
static void assert_acquires(const char *statement, const char *expected)
{
	char *text = mem_printf("int f(void)\n{\n\t%s\n}\n", statement), *found = NULL;
	struct scanned_file file = {0};
	struct acquire acquire;
	struct source source;

	source_from_text(&source, &file, text, strlen(text));
	for (size_t i = 0; i < source.outline.tokens.n; i++)
		if (acquire_at(&source, i, &source.arena, &acquire)) {
			assert_null(found);
			found = describe(&source, &acquire);
		}
	if (expected)
		assert_string_equal(found ? found : "nothing", expected);
	else
		assert_null(found);
	free(found);
	free(text);
	source_close(&source);
}

static void what_a_call_hands_out(void **state)
{
	(void)state;
	assert_acquires("ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);", "pin count pages n ret");
	assert_acquires("buf->n = get_user_pages(addr, n, 0, &buf->pages[i], NULL);",
			"reference count &buf->pages[i] n n");
	assert_acquires("if (get_user_pages_unlocked(addr, 1, (&page), 0) != 1) return -EFAULT;",
			"reference count &page 1 - one");
	assert_acquires("got = get_user_pages_remote(mm, addr, n + 1, 0, list + at, NULL, &locked);",
			"reference count list + at n + 1 got");
	assert_acquires("if (get_user_page_fast_only(addr, 0, &page)) f();", "reference truth &page - - one");
	assert_acquires("page = get_dump_page(addr);", "reference page - - page one");
	assert_acquires("n = memfd_pin_folios(file, 0, end, folios, max, &at);", "pin count folios max n");
	assert_acquires("page = follow_page(vma, addr, FOLL_GET);", "reference page - - page one");
}

static void what_a_relative_hands_out(void **state)
{
	(void)state;
	assert_acquires("n = iov_iter_get_pages2(iter, pages, max, 16, &at);", "reference bytes pages 16 n");
	assert_acquires("n = iov_iter_get_pages_alloc(iter, &pages, max, &at);",
			"reference bytes &pages - n");
	assert_acquires("n = iov_iter_extract_pages(iter, &b->pages, max, nr, 0, &at);",
			"either bytes &b->pages nr n");
	assert_acquires("ret = get_vaddr_frames(start, nr, true, vec);", "either count vec nr ret");
	/* Another function of the name has other parameters. */
	assert_acquires("n = iov_iter_get_pages2(iter, pages);", NULL);
}

static void what_hands_out_nothing(void **state)
{
	(void)state;
	assert_acquires("ret = get_user_pages(addr, n, FOLL_WRITE, NULL, NULL);", NULL);
	assert_acquires("page = follow_page(vma, addr, 0);", NULL);
	assert_acquires("ret = fixup_user_fault(mm, addr, FAULT_FLAG_WRITE, NULL);", NULL);
	assert_acquires("unpin_user_pages(pages, n);", NULL);
	assert_acquires("ret = pin_user_pages_fast(addr, n);", NULL);
	assert_acquires("fn = pin_user_pages_fast;", NULL);
	assert_acquires("ret = other_pages(addr, n, FOLL_WRITE, pages);", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_call_hands_out),
		cmocka_unit_test(what_a_relative_hands_out),
		cmocka_unit_test(what_hands_out_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
