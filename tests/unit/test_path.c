// SPDX-License-Identifier: GPL-2.0-only
/* What path/ reads off a text: calls that hand out pages. */
#include "base/data/arena.h"
#include "base/data/mem.h"
#include "contract/hold/acquire.h"
#include "contract/owner/own.h"

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
	char *text = mem_printf("int f(struct mm_struct *mm, unsigned long addr, struct page *page)\n"
				"{\n\t%s\n}\n", statement), *found = NULL;
	struct scanned_file file = {0};
	struct acquire acquire;
	struct source source;

	source_from_text(&source, &file, text, strlen(text));
	for (size_t i = 0; i < source.outline.tokens.n; i++)
		if (acquire_at(&source, i, &acquire)) {
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
	/* As many arguments, and another version's: the types tell. */
	assert_acquires("got = get_user_pages_remote(current, mm, addr, 1, 0, &page, NULL);",
			"reference count &page 1 got one");
	assert_acquires("got = get_user_pages_remote(current, mm, addr, 1, 0, &page, NULL, NULL);",
			"reference count &page 1 got one");
	assert_acquires("got = get_user_pages_remote(current, mm, addr, 1, 1, 0, &page, NULL);",
			"reference count &page 1 got one");
	assert_acquires("got = get_user_pages_remote(a, b, c, d, e, f, g);", NULL);
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
	assert_acquires("n = iov_iter_get_pages2(iter, NULL, max, 16, &at);", NULL);
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

/* --- what becomes of the pages --- */

static unsigned line_of(const struct source *source, size_t token)
{
	uint32_t line = 0, column;

	if (token != NO_TOKEN)
		source_position(source, source->outline.tokens.items[token].offset, &line, &column);
	return line;
}

/* "leak 4", "leak 4 freed 3", "twice 4 3", "clean", "unknown": lines from the body's first one on. */
static char *fate_of(struct source *source, size_t call)
{
	const struct own *own = own_of(source, call);
	char *fate;

	if (!own || !own->is_known)
		fate = mem_strdup("unknown");
	else if (own->leak.at != NO_TOKEN)
		fate = own->leak.before == NO_TOKEN ?
		       mem_printf("leak %u", line_of(source, own->leak.at)) :
		       mem_printf("leak %u freed %u", line_of(source, own->leak.at),
				  line_of(source, own->leak.before));
	else if (own->twice.at != NO_TOKEN)
		fate = mem_printf("twice %u %u", line_of(source, own->twice.at),
				  line_of(source, own->twice.before));
	else
		fate = mem_strdup("clean");
	return fate;
}

/* The text holds a function f(), whose first call that hands out pages is judged. */
static void assert_fate(const char *text, const char *expected)
{
	struct scanned_file file = {0};
	struct acquire acquire;
	struct source source;
	char *fate = NULL;

	source_from_text(&source, &file, text, strlen(text));
	for (size_t i = 0; i < source.outline.tokens.n && !fate; i++)
		if (acquire_at(&source, i, &acquire))
			fate = fate_of(&source, i);
	assert_string_equal(fate ? fate : "nothing", expected);
	free(fate);
	source_close(&source);
}

#define ONE "int f(struct s *s) { struct page *page;\nif (get_user_pages_fast(a, 1, 0, &page) != 1)\n" \
	    "\treturn -EFAULT;\n"
#define SOME "int f(struct s *s) { struct page *pages[4]; int ret;\nret = get_user_pages_fast(a, 4, 0, pages);\n" \
	     "if (ret < 0)\n\treturn ret;\n"

#define THEIRS "int f(struct s *s) { int ret = get_user_pages_fast(a, n, 0, s->pages);\n"
#define DROP "static void drop(struct page *p) { put_page(p); }\n"

static void one_page(void **state)
{
	(void)state;
	assert_fate(ONE "if (g()) return -EIO;\nput_page(page);\nreturn 0; }", "leak 4");
	assert_fate(ONE "g(page);\nif (g()) return -EIO;\nput_page(page);\nreturn 0; }", "clean");
	assert_fate(ONE "h = page_address(page);\nmemcpy(b, h, 4);\nreturn 0; }", "clean");
	assert_fate(ONE "{ char *h = page_address(page);\nmemcpy(b, h, 4); }\nreturn 0; }", "leak 6");
	assert_fate(ONE "s->x = *(u32 *)page_address(page);\nreturn 0; }", "leak 5");
	assert_fate(ONE "s->x = page_to_pfn(page);\nreturn 0; }", "clean");
	assert_fate(ONE "list_add(&page->lru, &s->list);\nreturn 0; }", "clean");
	assert_fate(ONE "put_page(page);\nif (g())\n\tput_page(page);\nreturn 0; }", "twice 6 4");
	assert_fate(ONE "put_page(page);\npage = NULL;\nif (page)\n\tput_page(page);\nreturn 0; }", "clean");
	assert_fate(ONE "if (s->x)\n\tput_page(page);\nreturn -EIO; }", "clean");
	assert_fate(ONE "if (s->x) {\nput_page(page); return 0; }\nreturn -EIO; }", "leak 6");
}

static void an_array(void **state)
{
	(void)state;
	assert_fate(SOME "if (g()) return -EIO;\nreturn 0; }", "leak 5");
	assert_fate(SOME "release_pages(pages, ret);\nreturn -EIO; }", "clean");
	assert_fate(SOME "for (i = 0; i < ret; i++)\n\tput_page(pages[i]);\nreturn -EIO; }", "clean");
	assert_fate(SOME "ret = -EIO;\nfor (i = 0; i < ret; i++)\n\tput_page(pages[i]);\n"
		    "return ret; }", "leak 8");
	assert_fate(SOME "for (i = 0; i < ret; i++)\n\ts->p[i] = pages[i];\nreturn -EIO; }", "clean");
	assert_fate(SOME "for (i = 0; i < ret; i++)\n\tg(pages[i]);\nrelease_pages(pages, ret);\n"
		    "return 0; }", "clean");
	assert_fate(SOME "release_pages(pages, ret);\nrelease_pages(pages, ret);\nreturn 0; }", "twice 6 5");
	assert_fate(SOME "release_pages(pages, k);\nrelease_pages(pages, k);\nreturn 0; }", "twice 6 5");
	assert_fate(SOME "release_pages(pages, k);\nk = g();\nrelease_pages(pages, k);\nreturn 0; }", "clean");
	assert_fate(SOME "release_pages(pages, k);\nk++;\nrelease_pages(pages, k);\nreturn 0; }", "clean");
	assert_fate(SOME "release_pages(pages, 2);\nrelease_pages(pages + 2, 2);\nreturn 0; }", "clean");
	assert_fate(SOME "ret = sg_alloc_table_from_pages(t, pages, 4);\nif (ret)\nreturn ret;\n"
		    "return -EIO; }", "leak 7");
	assert_fate("int f(int n) { struct page **p = kmalloc(n); int ret;\n"
		    "ret = pin_user_pages_fast(a, min_t(int, n, 9), 0, p);\nif (ret > 0 && g()) {\n"
		    "kfree(p);\nreturn -EIO; }\nreturn 0; }", "leak 5 freed 4");
	assert_fate(THEIRS "if (ret < n) return -EFAULT;\nif (g(s)) return -EIO;\nreturn 0; }", "clean");
	assert_fate(THEIRS "if (ret < n) return -EFAULT;\nif (g()) return -EIO;\nreturn 0; }", "leak 3");
	assert_fate(THEIRS "s->n = ret;\nif (g()) return -EIO;\nreturn 0; }", "clean");
	assert_fate("struct s { struct page **pages; void **raw; };\n" THEIRS "if (ret < n) return -EFAULT;\n"
		    "keep(s->raw);\nif (g()) return -EIO;\nreturn 0; }", "leak 5");
	/* In a union, another member may be the array. */
	assert_fate("struct s { union { struct page **pages; void **raw; }; };\n" THEIRS
		    "if (ret < n) return -EFAULT;\nkeep(s->raw);\nif (g()) return -EIO;\nreturn 0; }", "clean");
	assert_fate("union s { struct page **pages; void **raw; };\n"
		    "int f(union s *s) { int ret = get_user_pages_fast(a, n, 0, s->pages);\n"
		    "if (ret < n) return -EFAULT;\nkeep(s->raw);\nif (g()) return -EIO;\nreturn 0; }", "clean");
	/* Who knows somebody else's array, or one that outlives the call, may still get at them. */
	assert_fate(THEIRS "if (ret < n) return -EFAULT;\ns->pages = more;\nreturn 0; }", "clean");
	assert_fate("int f(struct s *s, int n) { struct page **pages = s->pages;\nwhile (n--)\n"
		    "\tif (get_user_pages_fast(a, 4, 0, pages) != 4)\n\t\tbreak;\nreturn 0; }", "clean");
	assert_fate("int f(struct page **pages, int n) {\nwhile (n--)\n"
		    "\tif (get_user_pages_fast(a, 4, 0, pages) != 4)\n\t\tbreak;\nreturn 0; }", "clean");
	assert_fate("int f(int n) { struct page *pages[4];\nwhile (n--)\n"
		    "\tif (get_user_pages_fast(a, 4, 0, pages) != 4)\n\t\tbreak;\nreturn 0; }", "leak 3");
}

/* What a function returns when it fails. */
static void failures(void **state)
{
	(void)state;
	assert_fate(SOME "if (g()) return ret;\nrelease_pages(pages, ret);\nreturn 0; }", "clean");
	assert_fate(SOME "ret = g();\nif (ret) goto out;\nrelease_pages(pages, 4);\nout:\nreturn ret; }", "leak 9");
	assert_fate(SOME "ret = g();\nrelease_pages(pages, 4);\nreturn ret; }", "clean");
	assert_fate("struct x *f(void) { struct page *pages[4]; int ret;\nret = get_user_pages_fast(a, 4, 0, pages);\n"
		    "if (ret < 4) return NULL;\nret = g();\nif (ret) return ERR_PTR(ret);\nreturn x; }", "leak 5");
	assert_fate("struct x *f(void) { struct page *pages[4]; int ret;\nret = get_user_pages_fast(a, 4, 0, pages);\n"
		    "if (ret < 4) return NULL;\nret = g();\nif (!ret) give(pages);\nreturn ret ? ERR_PTR(ret) : x; }",
		    "leak 6");
	assert_fate("struct x *f(void) { struct page *pages[4]; int ret;\nret = get_user_pages_fast(a, 4, 0, pages);\n"
		    "if (ret < 4) return NULL;\nif (g()) return NULL;\ngive(pages);\nreturn x; }", "leak 4");
	assert_fate(SOME "x = g();\nif (IS_ERR(x))\n\treturn PTR_ERR(x);\nrelease_pages(pages, ret);\nreturn 0; }",
		    "leak 7");
}

static void helpers_of_the_file(void **state)
{
	(void)state;
	assert_fate(DROP ONE "drop(page);\nreturn -EIO; }", "clean");
	assert_fate(DROP ONE "drop(page);\nput_page(page);\nreturn 0; }", "twice 6 5");
	assert_fate("static int look(struct page *p) { return page_count(p); }\n" ONE "look(page);\n"
		    "return -EIO; }", "leak 6");
	assert_fate("static void keep(struct page *p) { all[n++] = p; }\n" ONE "keep(page);\n"
		    "return -EIO; }", "clean");
	assert_fate("static void some(struct page *p) { if (x) put_page(p); }\n" ONE "some(page);\n"
		    "return -EIO; }", "clean");
	assert_fate("static int grab(struct s *s, int n) { return get_user_pages_fast(a, n, 0, s->pages); }\n"
		    "int f(struct s *s) { int ret = grab(s);\nif (ret < 0) return ret;\nreturn -EIO; }", "clean");
	assert_fate("static void again(struct page *p) { again(p); }\n" ONE "again(page);\n"
		    "return -EIO; }", "clean");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_call_hands_out),
		cmocka_unit_test(what_a_relative_hands_out),
		cmocka_unit_test(what_hands_out_nothing),
		cmocka_unit_test(one_page),
		cmocka_unit_test(an_array),
		cmocka_unit_test(failures),
		cmocka_unit_test(helpers_of_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
